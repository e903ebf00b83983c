#include <stddef.h>
#include "fault.h"
#include "page.h"
#include "problem.h"
#include "request.h"
void
page_sheet(struct request *r, int status, const json_t *sheet)
{
	(void)sheet;
	r->reply.status = status;
}
void
page_home(struct request *r, int status, int wrong)
{
	(void)wrong;
	r->reply.status = status;
}
void
page_fault(struct request *r, const struct fault *f)
{
	problem_fault(r, f);
}
