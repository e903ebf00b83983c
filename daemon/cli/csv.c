/*
 * CSV (RFC 4180, UTF-8, comma or semicolon as the head row has it) to lines of
 * job JSON.  Strict: a row with another number of cells than the head, or a
 * quote that never closes, is an error with its row, never a guess.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"

#include "csv.h"

#define COLUMNS 200
#define PHOTO_MAX (8u << 20)

struct csv {
	const char *p, *end;
	char separator;
	size_t row; /* of the file, from 1 */
	struct buf cell[COLUMNS];
	size_t n;
};

static int
quoted(struct csv *c, struct buf *b, struct fault *f)
{
	for (c->p++; c->p < c->end; c->p++) {
		if (*c->p != '"') {
			buf_putc(b, *c->p);
			continue;
		}
		c->p++;
		if (c->p == c->end || *c->p != '"')
			return (0);
		buf_putc(b, '"');
	}
	return (fault_set(f, FAULT_SYNTAX, "",
	    "baris %zu: tanda kutip tidak ditutup",
	    "row %zu: a quote is never closed", c->row));
}

/* 1 a row, 0 the end, -1 */
static int
next_row(struct csv *c, struct fault *f)
{
	struct buf *b;

	if (c->p == c->end)
		return (0);
	c->row++;
	for (c->n = 0;;) {
		if (c->n == COLUMNS)
			return (fault_set(f, FAULT_SYNTAX, "",
			    "baris %zu: lebih dari %d kolom",
			    "row %zu: more than %d columns", c->row, COLUMNS));
		b = &c->cell[c->n++];
		buf_clear(b);
		if (c->p < c->end && *c->p == '"' && quoted(c, b, f) != 0)
			return (-1);
		while (c->p < c->end && *c->p != c->separator &&
		    *c->p != '\n' && *c->p != '\r')
			buf_putc(b, *c->p++);
		if (c->p < c->end && *c->p == c->separator) {
			c->p++;
			continue;
		}
		if (c->p < c->end && *c->p == '\r')
			c->p++;
		if (c->p < c->end && *c->p == '\n')
			c->p++;
		return (1);
	}
}

static int
photo(json_t *job, const char *path, const struct csv *c, struct fault *f)
{
	struct buf raw = { 0 }, text = { 0 };

	if (buf_read_file(&raw, path, PHOTO_MAX) != 0)
		return (fault_set(f, FAULT_PHOTO, "/photo",
		    "baris %zu: berkas foto tidak terbaca",
		    "row %zu: the photo file cannot be read", c->row));
	enc_base64(raw.p, raw.n, &text);
	json_object_set_new(job, "photo", json_string(buf_str(&text)));
	buf_release(&raw);
	buf_release(&text);
	return (0);
}

static int
put(json_t *job, const char *name, const char *value, const struct csv *c,
    struct fault *f)
{
	static const char *const members[] = { "template", "printer", "group",
		"scheme", "region" };
	json_t *to = json_object_get(job, "fields");
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (strcmp(name, members[i]) == 0)
			to = job;
	if (strcmp(name, "photo") == 0)
		return (photo(job, value, c, f));
	if (strcmp(name, "hold") == 0) {
		json_object_set_new(
		    job, "hold", json_boolean(strcmp(value, "true") == 0));
		return (0);
	}
	if (strncmp(name, "source.", 7) == 0) {
		to = json_object_get(job, "source");
		if (to == NULL) {
			to = json_object();
			json_object_set_new(job, "source", to);
		}
		name += 7;
	}
	if (json_object_set_new(to, name, json_string(value)) == 0)
		return (0);
	return (
	    fault_set(f, FAULT_SYNTAX, "", "baris %zu: kolom %s bukan UTF-8",
		"row %zu: column %s is not UTF-8", c->row, name));
}

static int
emit(struct csv *c, char *const *head, size_t n, const char *template_name,
    struct buf *ret_b, struct fault *f)
{
	json_t *job = json_object();
	char *text;
	size_t i;
	int rc = -1;

	json_object_set_new(job, "fields", json_object());
	if (template_name != NULL)
		json_object_set_new(
		    job, "template", json_string(template_name));
	for (i = 0; i < n; i++)
		if (c->cell[i].n > 0 &&
		    put(job, head[i], buf_str(&c->cell[i]), c, f) != 0)
			goto out;
	text = json_dumps(job, JSON_COMPACT);
	buf_puts(ret_b, text);
	buf_putc(ret_b, '\n');
	free(text);
	rc = 0;
out:
	json_decref(job);
	return (rc);
}

static void
start(struct csv *c, const char *p, size_t n)
{
	const char *q;

	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		p += 3;
		n -= 3;
	}
	c->p = p;
	c->end = p + n;
	c->separator = ',';
	for (q = p; q < c->end && *q != '\n' && *q != ','; q++)
		if (*q == ';')
			c->separator = ';';
}

int
csv_to_ndjson(const char *p, size_t n, const char *template_name,
    struct buf *ret_b, size_t *ret_lines, struct fault *f)
{
	struct csv *c = mem_alloc(sizeof(*c));
	char *head[COLUMNS];
	size_t i, heads = 0, lines = 0;
	int rc = -1, got;

	start(c, p, n);
	got = next_row(c, f);
	if (got == 0)
		fault_set(f, FAULT_SYNTAX, "", "berkas CSV kosong",
		    "the CSV file is empty");
	if (got != 1)
		goto out;
	for (heads = 0; heads < c->n; heads++)
		head[heads] = mem_strdup(buf_str(&c->cell[heads]));
	while ((got = next_row(c, f)) == 1) {
		if (c->n == 1 && c->cell[0].n == 0)
			continue;
		if (c->n != heads) {
			fault_set(f, FAULT_SYNTAX, "",
			    "baris %zu: %zu kolom, seharusnya %zu",
			    "row %zu: %zu columns, should be %zu", c->row, c->n,
			    heads);
			goto out;
		}
		if (emit(c, head, heads, template_name, ret_b, f) != 0)
			goto out;
		lines++;
	}
	if (got != 0)
		goto out;
	*ret_lines = lines;
	rc = 0;
out:
	for (i = 0; i < heads; i++)
		free(head[i]);
	for (i = 0; i < COLUMNS; i++)
		buf_release(&c->cell[i]);
	free(c);
	return (rc);
}
