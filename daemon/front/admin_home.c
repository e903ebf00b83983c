/* The first screen. */
#include "admin.h"
void
admin_home(struct request *r, struct admin_page *p)
{
	admin_begin(r, "x");
	admin_feed(r, p);
	admin_end(r);
}
void
admin_jobs(struct request *r, struct admin_page *p)
{
	(void)p;
	admin_begin(r, "x");
	admin_end(r);
}
void
admin_job(struct request *r, struct admin_page *p)
{
	(void)p;
	admin_begin(r, "x");
	admin_end(r);
}
