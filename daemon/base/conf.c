/*
 * The configuration of an authority, read through inih (the only file that
 * includes it).  One table holds every key; a key that is not in it, a value
 * out of its range and a line that inih would read in another sense than it
 * looks are faults with file:line.  Opens nothing but the files it reads;
 * conf_check.c opens what they name.
 */

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "buf.h"
#include "conf.h"
#include "fault.h"
#include "mem.h"

#include "conf_int.h"

#define FILE_MAX (256 * 1024)

/* One file while it is read. */
struct reading {
	struct conf *c;
	struct fault *f;
	const char *path;
	const char *at, *end; /* what is left of its text */
	int line;
	int failed; /* the first fault is kept */
};

/* Levenshtein's distance of two short words. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[33], n = strnlen(b, 32);

	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; i < 32 && a[i] != '\0'; i++) {
		size_t diagonal = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < n; j++) {
			size_t best = diagonal + (a[i] != b[j]);
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j + 1] + 1 < best)
				best = row[j + 1] + 1;
			diagonal = row[j + 1];
			row[j + 1] = best;
		}
	}
	return row[n];
}

/* The nearest known key by its name; of several the one in the nearest
 * section. */
static const struct conf_key *
nearest(const char *section, const char *name)
{
	const struct conf_key *best = NULL;
	size_t best_d = 4 * 64;

	for (size_t i = 0; i < conf_keys_n; i++) {
		size_t d = 64 * distance(name, conf_keys[i].name) +
		    distance(section, conf_keys[i].section);
		if (d < best_d) {
			best_d = d;
			best = &conf_keys[i];
		}
	}
	return best;
}

static int
bad(struct reading *r)
{
	r->failed = 1;
	return 0;
}

static int
unknown(struct reading *r, const char *section, const char *name)
{
	const struct conf_key *k = nearest(section, name);

	if (k != NULL)
		fault_set(r->f, FAULT_CONFIG, "",
		    "%s:%d: kunci [%.32s] %.32s tidak dikenal; maksudnya "
		    "[%s] %s?",
		    "%s:%d: unknown key [%.32s] %.32s; did you mean [%s] %s?",
		    r->path, r->line, section, name, k->section, k->name);
	else
		fault_set(r->f, FAULT_CONFIG, "",
		    "%s:%d: kunci [%.32s] %.32s tidak dikenal",
		    "%s:%d: unknown key [%.32s] %.32s", r->path, r->line,
		    section, name);
	return bad(r);
}

static int
on_value(void *arg, const char *section, const char *name, const char *value)
{
	struct reading *r = arg;
	const struct conf_key *k = NULL;

	if (r->failed)
		return 0;
	for (size_t i = 0; i < conf_keys_n; i++)
		if (strcmp(section, conf_keys[i].section) == 0 &&
		    strcmp(name, conf_keys[i].name) == 0)
			k = &conf_keys[i];
	if (k == NULL)
		return unknown(r, section, name);
	if (conf_put(r->c, k, value) != 0) {
		char rule[80];
		conf_rule(k, rule, sizeof(rule));
		fault_set(r->f, FAULT_CONFIG, "", "%s:%d: [%s] %s harus %s",
		    "%s:%d: [%s] %s must be %s", r->path, r->line, k->section,
		    k->name, rule);
		return bad(r);
	}
	char **origin = &r->c->origin[k - conf_keys];
	free(*origin);
	*origin = mem_printf("%s:%d", r->path, r->line);
	return 1;
}

/* A control character, but for a tab and the CR of a line that ends in CR LF:
 * inih takes all of them as space. */
static int
has_control(const char *line, size_t n)
{
	if (n > 0 && line[n - 1] == '\r')
		n--;
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)line[i] < ' ' && line[i] != '\t') ||
		    line[i] == 0x7f)
			return 1;
	return 0;
}

/* inih takes an indented line as more of the value above it, and would give
 * it as a value of its own; so would it a part of an overlong line. */
static int
line_ok(struct reading *r, const char *line, size_t n, size_t room)
{
	size_t space = 0;

	while (space < n && (line[space] == ' ' || line[space] == '\t'))
		space++;
	int blank = space == n || line[space] == '\r';
	int comment = !blank && (line[space] == ';' || line[space] == '#');

	if (n + 2 > room)
		fault_set(r->f, FAULT_CONFIG, "",
		    "%s:%d: baris lebih dari %zu huruf",
		    "%s:%d: a line of more than %zu characters", r->path,
		    r->line, room - 2);
	else if (has_control(line, n))
		fault_set(r->f, FAULT_CONFIG, "", "%s:%d: bukan teks",
		    "%s:%d: not text", r->path, r->line);
	else if (space > 0 && !blank && !comment)
		fault_set(r->f, FAULT_CONFIG, "",
		    "%s:%d: baris tidak boleh diawali spasi",
		    "%s:%d: a line must not begin with a space", r->path,
		    r->line);
	else if (!blank && line[0] == '[' && memchr(line, ']', n) == NULL)
		fault_set(r->f, FAULT_CONFIG, "",
		    "%s:%d: [bagian] tanpa kurung tutup",
		    "%s:%d: a [section] without its bracket", r->path, r->line);
	else
		return 1;
	return bad(r);
}

/* Hands inih one line; it is how lines are counted. */
static char *
next_line(char *dst, int size, void *arg)
{
	struct reading *r = arg;

	if (r->at == r->end || r->failed)
		return NULL;
	const char *nl = memchr(r->at, '\n', (size_t)(r->end - r->at));
	size_t n = (size_t)((nl != NULL ? nl : r->end) - r->at);
	r->line++;
	if (!line_ok(r, r->at, n, (size_t)size))
		return NULL;
	memcpy(dst, r->at, n);
	dst[n] = '\n';
	dst[n + 1] = '\0';
	r->at += n + (nl != NULL);
	return dst;
}

static int
read_file(struct conf *c, const char *path, struct fault *f)
{
	struct buf b = { 0 };
	struct reading r = { .c = c, .f = f, .path = path };
	int rc = -1;

	if (buf_read_file(&b, path, FILE_MAX) != 0) {
		fault_set(f, FAULT_CONFIG, "", "%s: tidak dapat dibaca: %s",
		    "%s: cannot be read: %s", path, strerror(errno));
		goto out;
	}
	r.at = buf_str(&b);
	r.end = r.at + b.n;
	int bad_line = ini_parse_stream(next_line, &r, on_value, &r);
	if (bad_line > 0 && !r.failed) {
		fault_set(f, FAULT_CONFIG, "",
		    "%s:%d: bukan [bagian] atau kunci = nilai",
		    "%s:%d: not a [section] nor key = value", path, bad_line);
		r.failed = 1;
	}
	rc = r.failed ? -1 : 0;
out:
	buf_release(&b);
	return rc;
}

static int
is_conf(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 5 &&
	    strcmp(e->d_name + n - 5, ".conf") == 0;
}

/* By bytes: the order must not depend on the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
read_folder(struct conf *c, const char *path, struct fault *f)
{
	const char *slash = strrchr(path, '/');
	char *dir = mem_printf(
	    "%.*sconf.d", slash != NULL ? (int)(slash + 1 - path) : 0, path);
	struct dirent **e = NULL;
	int rc = 0, n = scandir(dir, &e, is_conf, by_name);

	if (n < 0 && errno != ENOENT)
		rc =
		    fault_set(f, FAULT_CONFIG, "", "%s: tidak dapat dibaca: %s",
			"%s: cannot be read: %s", dir, strerror(errno));
	for (int i = 0; i < n; i++) {
		char *file = mem_printf("%s/%s", dir, e[i]->d_name);
		if (rc == 0)
			rc = read_file(c, file, f);
		free(file);
		free(e[i]);
	}
	free(e);
	free(dir);
	return rc;
}

/* systemd names the files of a folder of credentials with an underscore. */
static void
derive_hook(struct conf *c, const char *cred, char joint)
{
	if (c->hook_secret == NULL)
		c->hook_secret = mem_printf("%s/hook%csecret", cred, joint);
	if (c->hook_token == NULL)
		c->hook_token = mem_printf("%s/hook%ctoken", cred, joint);
	if (c->hook_state == NULL)
		c->hook_state = mem_printf("/var/lib/cetakd-hook/%s", c->name);
	if (c->hook_server == NULL)
		c->hook_server = mem_printf("unix:%s/http.sock", c->run_dir);
}

/* Defaults that hang on the authority's name or the environment, for what no
 * file has set. */
static void
derive(struct conf *c)
{
	const char *cred = getenv("CREDENTIALS_DIRECTORY");
	char *etc = mem_printf("/etc/cetakd/%s", c->name);

	if (c->state_dir == NULL)
		c->state_dir = mem_printf("/var/lib/cetakd/%s", c->name);
	if (c->run_dir == NULL)
		c->run_dir = mem_printf("/run/cetakd/%s", c->name);
	if (cred == NULL || cred[0] != '/')
		cred = etc;
	if (c->key_file == NULL)
		c->key_file = mem_printf("%s/key.pem", cred);
	if (c->cert_file == NULL)
		c->cert_file = mem_printf("%s/certificate.pem", cred);
	derive_hook(c, cred, cred == etc ? '/' : '_');
	free(etc);
}

int
conf_load(const char *path, struct conf *c, struct fault *f)
{
	int rc = 0;

	*c = (struct conf){ 0 };
	c->origin = mem_alloc(conf_keys_n * sizeof(*c->origin));
	for (size_t i = 0; i < conf_keys_n; i++)
		if (conf_keys[i].standard != NULL)
			(void)conf_put(c, &conf_keys[i], conf_keys[i].standard);
	if (path != NULL)
		rc = read_file(c, path, f);
	if (path != NULL && rc == 0)
		rc = read_folder(c, path, f);
	if (rc == 0)
		derive(c);
	else
		conf_release(c);
	return rc;
}

void
conf_release(struct conf *c)
{
	for (size_t i = 0; c->origin != NULL && i < conf_keys_n; i++) {
		free(c->origin[i]);
		if (!conf_is_number(&conf_keys[i]))
			free(*conf_text(c, &conf_keys[i]));
	}
	free(c->origin);
	*c = (struct conf){ 0 };
}
