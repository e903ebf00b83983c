/*
 * What the tests of layout share (lay.h).  Trusts the templates' own rules
 * for what is sent, nothing for where it is drawn.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "metrics.h"
#include "tests/unit/lay.h"

struct faults lay_faults;

struct template *
lay_template(const char *name)
{
	struct template *t = NULL;
	struct buf b = { 0 };
	char dir[80];

	memset(&lay_faults, 0, sizeof(lay_faults));
	snprintf(dir, sizeof(dir), "templates/%s", name);
	if (template_bundle_dir(dir, &b, &lay_faults) == -1 ||
	    template_parse((char *)b.p, b.n, &t, &lay_faults) == -1)
		fail_msg("%s: %s", name, lay_faults.f[0].en);
	buf_release(&b);
	return t;
}

json_t *
lay_fields(const char *path)
{
	json_t *doc = json_load_file(path, 0, NULL), *fields;

	assert_non_null(doc);
	fields = json_incref(json_object_get(doc, "fields"));
	json_decref(doc);
	assert_non_null(fields);
	return fields;
}

static const char *const one_code[] = { "HTTPS://X/1" };

struct template_data
lay_data(const json_t *fields)
{
	struct template_data d = { .fields = fields,
		.number = "560/1130/Disnaker/XI/2026",
		.id = "K7Q2M9XWD4R8TJ3P",
		.copy = 1,
		.at = 1794793320,
		.zone = "WITA",
		.state = "UTO",
		.host = "CEK.LTSA.TEST",
		.authority = "BP3MI Contoh",
		.qr = one_code,
		.qr_n = 1,
		.has_photo = 1 };

	return d;
}

void
lay(const struct template *t, const json_t *fields, struct page_set *ret)
{
	struct template_data d = lay_data(fields);

	memset(&lay_faults, 0, sizeof(lay_faults));
	if (template_check_fields(t, fields, "/fields", &lay_faults) == -1 ||
	    layout_document(t, &d, ret, &lay_faults) == -1)
		fail_msg("%s %s: %s", template_name(t), lay_faults.f[0].pointer,
		    lay_faults.f[0].en);
}

/* The ink of a text: from the height of its capitals to its baseline. */
struct ink {
	int64_t x0, y0, x1, y1;
};

static int
ink_of(const struct page_item *it, struct ink *ret)
{
	int64_t w;

	/* Overprints lie across others, microtext is decoration. */
	if (it->op != PAGE_TEXT || it->outline || it->size < 2000)
		return 0;
	w = metrics_width(it->font, it->text, it->size, it->spacing, NULL);
	assert_true(w >= 0);
	ret->x0 = it->x;
	ret->x1 = it->x + w;
	ret->y0 = it->y - (int64_t)it->size * 72 * 254 / 72000 / 100 * 100;
	ret->y1 = it->y;
	return 1;
}

/* Nothing reaches into the square of a code, its quiet zone. */
static void
off_code(const struct page *p, const struct page_item *code, const char *what)
{
	struct ink a;
	size_t i;

	for (i = 0; i < p->n; i++)
		if (ink_of(&p->item[i], &a) && a.x0 < code->x + code->w &&
		    code->x < a.x1 && a.y0 < code->y + code->w &&
		    code->y < a.y1)
			fail_msg("%s: \"%s\" reaches into the code", what,
			    p->item[i].text);
}

static void
apart(const struct page *p, const char *what)
{
	struct ink a, b;
	size_t i, j;

	for (i = 0; i < p->n; i++) {
		if (p->item[i].op == PAGE_QR)
			off_code(p, &p->item[i], what);
		if (!ink_of(&p->item[i], &a))
			continue;
		if (a.x0 < 0 || a.x1 > p->w || a.y0 < 0 || a.y1 > p->h)
			fail_msg("%s: \"%s\" leaves the page", what,
			    p->item[i].text);
		for (j = i + 1; j < p->n; j++) {
			if (!ink_of(&p->item[j], &b) || a.x1 <= b.x0 ||
			    b.x1 <= a.x0 || a.y1 + 250 <= b.y0 ||
			    b.y1 + 250 <= a.y0)
				continue;
			fail_msg("%s: \"%s\" touches \"%s\"", what,
			    p->item[i].text, p->item[j].text);
		}
	}
}

void
lay_apart(const struct page_set *s, const char *what)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		apart(&s->page[i], what);
}

size_t
lay_count(const struct page *p, const char *text)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++)
		n += p->item[i].op == PAGE_TEXT &&
		    strcmp(p->item[i].text, text) == 0;
	return n;
}

const struct page_item *
lay_find(const struct page *p, const char *text)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->item[i].op == PAGE_TEXT &&
		    strcmp(p->item[i].text, text) == 0)
			return &p->item[i];
	fail_msg("no text \"%s\"", text);
	return NULL;
}
