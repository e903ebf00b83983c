/*
 * Commands that need no server: templates and keys.  Each is a tool mode of
 * the program that owns the matter (the renderer, the key holder), so that what
 * is checked here is what runs there; this file finds it beside cetak or in
 * libexec and becomes it.
 */

#include <errno.h>
#include <sysexits.h>
#include <unistd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "cli.h"

#define ARGS 64

static int
become(const char *program, char **argv)
{
	static const char libexec[] = CETAKD_PREFIX "/libexec/cetakd";
	char self[4096], *path;
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	argv[0] = mem_strdup(program);
	if (n > 0) {
		self[n] = '\0';
		*strrchr(self, '/') = '\0';
		path = mem_printf("%s/%s", self, program);
		execv(path, argv);
		free(path);
	}
	path = mem_printf("%s/%s", libexec, program);
	execv(path, argv);
	fprintf(stderr, "cetak: %s: %s\n", path, strerror(errno));
	return (EX_OSFILE);
}

int
tool_template_list(struct cli *c)
{
	struct table *t;
	json_t *v, *items, *e;
	char version[24];
	size_t i;
	int code;

	v = say_get(c, "/v1/templates", &code);
	if (v == NULL)
		return (code);
	items = json_object_get(v, "items");
	if (c->json)
		say_json(v);
	else {
		t = table_new(3);
		table_head(t, 0, say("NAMA", "NAME"), 0);
		table_head(t, 1, say("VERSI", "VERSION"), 1);
		table_head(t, 2, say("JUDUL", "TITLE"), 0);
		json_array_foreach (items, i, e) {
			snprintf(version, sizeof(version), "%lld",
			    (long long)json_integer_value(
				json_object_get(e, "version")));
			table_cell(
			    t, json_string_value(json_object_get(e, "name")));
			table_cell(t, version);
			table_cell(t,
			    json_string_value(
				json_object_get(json_object_get(e, "title"),
				    say_english() ? "en" : "id")));
		}
		table_print(t);
		table_free(t);
	}
	json_decref(v);
	return (code);
}

int
tool_template_check(struct cli *c)
{
	char *argv[ARGS] = { NULL };
	int i, n = 1;

	for (i = 0; i < c->n_arg && n < ARGS - 2; i++) {
		argv[n++] = mem_strdup("--check");
		argv[n++] = mem_strdup(c->arg[i]);
	}
	return (become("cetakd-render", argv));
}

static int
add(char **argv, int n, const char *option, const char *value)
{
	if (value == NULL)
		return (n);
	argv[n++] = mem_strdup(option);
	argv[n++] = mem_strdup(value);
	return (n);
}

int
tool_template_preview(struct cli *c)
{
	char *argv[ARGS] = { NULL };
	int n = 1;

	n = add(argv, n, "--preview", c->arg[0]);
	n = add(argv, n, "--data", c->data);
	n = add(argv, n, "--photo", c->photo);
	n = add(argv, n, "-o", c->output);
	if (!c->no_png)
		argv[n++] = mem_strdup("--png");
	return (become("cetakd-render", argv));
}

int
tool_key_new(struct cli *c)
{
	char *argv[ARGS] = { NULL };
	int n = 1;

	n = add(argv, n, "--new-key", c->arg[0]);
	n = add(argv, n, "--country", c->country);
	n = add(argv, n, "--org", c->org);
	n = add(argv, n, "--days", c->days);
	if (c->csr)
		argv[n++] = mem_strdup("--csr");
	return (become("cetakd-seal", argv));
}
