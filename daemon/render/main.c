/*
 * cetakd-render: draws documents.  As a service it is started by the core
 * with a socket as descriptor 3; as a tool it checks a template or makes a
 * preview.  Must never listen on anything nor read a user's file by path in
 * the service.
 */

#include <argp.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "conf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "deflate.h"
#include "jobs.h"
#include "tool.h"
#include "work.h"

#define CORE_FD 3

enum { OPT_CHECK = 256, OPT_PREVIEW, OPT_DATA, OPT_PHOTO, OPT_PNG, OPT_FONTS };

struct options {
	const char *conf, *fonts;
	int debug;
	struct tool tool;
};

const char *argp_program_version = "cetakd-render " CETAKD_VERSION;

static const struct argp_option options[] = {
	{ NULL, 'c', "FILE", 0, "configuration", 0 },
	{ NULL, 'd', NULL, 0, "debug messages", 0 },
	{ "fonts", OPT_FONTS, "DIR", 0, "prepared fonts", 0 },
	{ "check", OPT_CHECK, "DIR", 0, "check a template's folder", 1 },
	{ "preview", OPT_PREVIEW, "DIR", 0, "draw a template, unsealed", 1 },
	{ "data", OPT_DATA, "FILE", 0, "fields as JSON, for --preview", 1 },
	{ "photo", OPT_PHOTO, "FILE", 0, "JPEG or PNG, for --preview", 1 },
	{ "output", 'o', "FILE", 0, "where the preview goes", 1 },
	{ "png", OPT_PNG, NULL, 0, "also PNG beside it, by pdftoppm", 1 },
	{ 0 },
};

static error_t
parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case 'c':
		o->conf = arg;
		return 0;
	case 'd':
		o->debug = 1;
		return 0;
	case 'o':
		o->tool.output = arg;
		return 0;
	case OPT_FONTS:
		o->fonts = arg;
		return 0;
	case OPT_CHECK:
		if (o->tool.checks == TOOL_DIRS)
			argp_error(state, "too many folders");
		o->tool.check[o->tool.checks++] = arg;
		return 0;
	case OPT_PREVIEW:
		o->tool.preview = arg;
		return 0;
	case OPT_DATA:
		o->tool.data = arg;
		return 0;
	case OPT_PHOTO:
		o->tool.photo = arg;
		return 0;
	case OPT_PNG:
		o->tool.png = 1;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* In the build tree the fonts stand beside the program. */
static char *
own_fonts(void)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash, *dir;

	if (n > 0) {
		exe[n] = '\0';
		slash = strrchr(exe, '/');
		*slash = '\0';
		dir = mem_printf("%s/fonts", exe);
		if (access(dir, R_OK) == 0)
			return dir;
		free(dir);
	}
	return mem_strdup(CETAKD_PREFIX "/share/cetakd/fonts");
}

static int
run(const struct options *o, const struct conf *c)
{
	struct jobs_limits limits = { c->workers, c->render_seconds,
		c->render_memory };
	struct workshop w;
	struct fault f = { 0 };
	int is_tool = o->tool.checks > 0 || o->tool.preview != NULL;
	char *fonts;
	int rc;

	if (o->tool.preview)
		deflate_quick();
	if (o->fonts)
		fonts = mem_strdup(o->fonts);
	else if (is_tool && o->conf == NULL)
		fonts = own_fonts();
	else
		fonts = mem_strdup(c->font_dir);
	if (work_open(&w, fonts, o->tool.preview == NULL, &f) < 0) {
		log_warnx("%s", f.en);
		rc = fault_exit(f.code);
	} else if (is_tool)
		rc = tool_run(&o->tool, &w);
	else
		rc = jobs_serve(CORE_FD, &w, &limits);
	work_close(&w);
	free(fonts);
	return rc;
}

int
main(int argc, char **argv)
{
	static const struct argp argp = { options, parse, NULL,
		"Draws documents for cetakd, which starts it.", NULL, NULL,
		NULL };
	struct options o = { 0 };
	struct conf c;
	struct fault f = { 0 };
	int rc;

	argp_err_exit_status = EX_USAGE;
	log_init("cetakd-render");
	argp_parse(&argp, argc, argv, 0, NULL, &o);
	log_level(o.debug);
	if (conf_load(o.conf, &c, &f) < 0) {
		log_warnx("%s", f.en);
		return fault_exit(f.code);
	}
	rc = run(&o, &c);
	conf_release(&c);
	return rc;
}
