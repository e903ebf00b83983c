#ifndef RENDER_TOOL_H
#define RENDER_TOOL_H

/* "cetak template check" and "cetak template preview": no core, no seal. */

#include <stddef.h>

struct workshop;

#define TOOL_DIRS 64

struct tool {
	const char *check[TOOL_DIRS]; /* folders of templates */
	size_t checks;
	const char *preview; /* folder, or NULL */
	const char *data, *photo, *output;
	int png;
};

/* Exit code of sysexits.h; says its findings on stdout. */
int tool_run(const struct tool *o, struct workshop *w);

#endif
