/*
 * A template's folder to one bundle: the text of template.json as it stands
 * (so that lines keep their numbers), the files it includes, its assets.  Must
 * never read outside the folder and its sisters.  Trusts the folder's owner,
 * not the files' contents.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "template_int.h"

#define TEXT_MAX (1024 * 1024)
#define ASSET_MAX (2 * 1024 * 1024)
#define LIST_MAX 16

struct bundle {
	const char *dir;
	struct buf *out;
	struct faults *fs;
};

/* "name.ext" or "../folder/name.ext", no other way out of the folder. */
static int
name_ok(const char *s, int sister)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
	size_t n;

	if (sister && strncmp(s, "../", 3) == 0) {
		s += 3;
		n = strspn(s, letters);
		if (n == 0 || s[n] != '/')
			return 0;
		s += n + 1;
	}
	n = strspn(s, letters);
	if (n == 0 || s[n] != '.')
		return 0;
	s += n + 1;
	n = strspn(s, letters);
	return n > 0 && s[n] == '\0';
}

static int
read_member(struct bundle *b, const char *name, size_t max, struct buf *ret)
{
	char *path = mem_printf("%s/%s", b->dir, name);
	int rc = buf_read_file(ret, path, max);

	if (rc == -1)
		faults_add(b->fs, FAULT_TEMPLATE, "", "%s: tidak terbaca: %s",
		    "%s: cannot be read: %s", path, strerror(errno));
	free(path);
	return rc;
}

/* Valid JSON with nothing behind it, for it is copied as text. */
static json_t *
read_json(struct bundle *b, const char *name, struct buf *ret)
{
	json_error_t e;
	json_t *v;

	if (read_member(b, name, TEXT_MAX, ret) == -1)
		return NULL;
	v = json_loadb(buf_str(ret), ret->n, JSON_REJECT_DUPLICATES, &e);
	if (v == NULL)
		faults_add(b->fs, FAULT_TEMPLATE, "",
		    "%s/%s:%d: bukan JSON yang benar (kolom %d): %s",
		    "%s/%s:%d: not valid JSON (column %d): %s", b->dir, name,
		    e.line, e.column, e.text);
	else if (!json_is_object(v))
		faults_add(b->fs, FAULT_TEMPLATE, "",
		    "%s/%s:1: harus berupa objek { }",
		    "%s/%s:1: must be an object { }", b->dir, name);
	return v;
}

/* Members of array v, each a file that put() adds. */
static void
each_file(struct bundle *b, const json_t *v, const char *key, int sister,
    void (*put)(struct bundle *, const char *))
{
	const char *name;
	size_t i;

	if (v != NULL && (!json_is_array(v) || json_array_size(v) > LIST_MAX)) {
		faults_add(b->fs, FAULT_TEMPLATE, "",
		    "%s/template.json: %s: harus daftar, paling banyak 16",
		    "%s/template.json: %s: must be an array of at most 16",
		    b->dir, key);
		return;
	}
	for (i = 0; i < json_array_size(v); i++) {
		name = json_string_value(json_array_get(v, i));
		if (name == NULL || !name_ok(name, sister)) {
			faults_add(b->fs, FAULT_TEMPLATE, "",
			    "%s/template.json: %s[%zu]: nama berkas salah",
			    "%s/template.json: %s[%zu]: wrong file name",
			    b->dir, key, i);
			continue;
		}
		buf_printf(b->out, "%s\"%s\":", i > 0 ? ",\n" : "", name);
		put(b, name);
	}
}

static void
put_include(struct bundle *b, const char *name)
{
	struct buf text = { 0 };
	json_t *v = read_json(b, name, &text);

	buf_put(b->out, buf_str(&text), text.n);
	json_decref(v);
	buf_release(&text);
}

static void
put_asset(struct bundle *b, const char *name)
{
	static const char png[] = "\x89PNG\r\n\x1a\n", jpeg[] = "\xff\xd8\xff";
	struct buf data = { 0 };

	if (read_member(b, name, ASSET_MAX, &data) == 0 &&
	    (data.n < 8 ||
		(memcmp(data.p, png, 8) != 0 && memcmp(data.p, jpeg, 3) != 0)))
		faults_add(b->fs, FAULT_TEMPLATE, "",
		    "%s/%s: bukan PNG atau JPEG",
		    "%s/%s: is neither PNG nor JPEG", b->dir, name);
	buf_putc(b->out, '"');
	if (data.n > 0)
		enc_base64(data.p, data.n, b->out);
	buf_putc(b->out, '"');
	buf_release(&data);
}

/* The folder's name is the template's name. */
static void
check_name(struct bundle *b, const json_t *head)
{
	const char *name = json_string_value(json_object_get(head, "name"));
	char *end, *dir = mem_strdup(b->dir);

	while ((end = strrchr(dir, '/')) != NULL && end[1] == '\0')
		*end = '\0';
	end = end != NULL ? end + 1 : dir;
	if (name != NULL && strcmp(name, end) != 0 && *end != '.')
		faults_add(b->fs, FAULT_TEMPLATE, "/name",
		    "%s/template.json: name: harus sama dengan nama folder",
		    "%s/template.json: name: must be the folder's name",
		    b->dir);
	free(dir);
}

int
template_bundle_dir(const char *dir, struct buf *ret_bundle, struct faults *fs)
{
	struct buf text = { 0 }, out = { 0 };
	struct bundle b = { .dir = dir, .out = &out, .fs = fs };
	size_t before = fs->n;
	json_t *head;

	head = read_json(&b, "template.json", &text);
	if (fs->n == before) {
		check_name(&b, head);
		buf_puts(&out, "{\"template\":");
		buf_put(&out, buf_str(&text), text.n);
		buf_puts(&out, ",\n\"include\":{");
		each_file(&b, json_object_get(head, "include"), "include", 1,
		    put_include);
		buf_puts(&out, "},\n\"assets\":{");
		each_file(&b, json_object_get(head, "assets"), "assets", 0,
		    put_asset);
		buf_puts(&out, "}}\n");
	}
	if (fs->n == before)
		buf_put(ret_bundle, out.p, out.n);
	json_decref(head);
	buf_release(&text);
	buf_release(&out);
	return fs->n == before ? 0 : -1;
}
