/* Any bytes as a configuration: refused with a place, or in effect and then
 * printed so that it reads back. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf.h"
#include "fault.h"
#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static int
load(const void *p, size_t n, struct conf *c, struct fault *f)
{
	char path[40];
	int fd = wire_memfd("conf", p, n);

	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	int rc = conf_load(path, c, f);
	(void)close(fd);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct conf c, again;
	struct fault f;
	char *text = NULL;
	size_t text_n;

	if (load(p, n, &c, &f) != 0) {
		if (f.code != FAULT_CONFIG || f.en[0] == '\0' || c.name != NULL)
			abort();
		return 0;
	}
	FILE *to = open_memstream(&text, &text_n);
	if (to == NULL)
		abort();
	conf_print(&c, to);
	(void)fclose(to);
	if (load(text, text_n, &again, &f) != 0 ||
	    strcmp(c.title, again.title) != 0 ||
	    strcmp(c.run_dir, again.run_dir) != 0 ||
	    c.max_body != again.max_body)
		abort();
	conf_release(&c);
	conf_release(&again);
	free(text);
	return 0;
}
