/*
 * A document from its template and its fields: every decision of what stands
 * where.  Must never clip, abbreviate or guess: what does not fit or has no
 * character is a fault that names its field.  Trusts the template, which has
 * been parsed, and fields that template_check_fields has passed.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "mem.h"
#include "layout_int.h"

static void
begin(struct layout *l, const struct template *t, const struct template_data *d,
    struct page_set *s, struct faults *fs)
{
	int32_t zone = civil_zone(d->zone);

	memset(l, 0, sizeof(*l));
	l->t = t;
	l->d = d;
	l->s = s;
	l->fs = fs;
	l->alpha = 1000;
	l->value = mem_alloc((t->fields + 1) * sizeof(*l->value));
	civil_from(d->at, zone < 0 ? 0 : zone, &l->now);
}

static void
end(struct layout *l)
{
	free((void *)(uintptr_t)l->value);
	free(l->lines.word);
	free(l->lines.line);
	buf_release(&l->text);
	buf_release(&l->a);
	buf_release(&l->b);
}

int
layout_document(const struct template *t, const struct template_data *d,
    struct page_set *ret_s, struct faults *fs)
{
	struct page_set s = { 0 };
	struct layout l;
	size_t before = fs->n;

	begin(&l, t, d, &s, fs);
	if (t->flow != NULL) {
		layout_flow(&l);
	} else {
		l.pages = t->pages;
		for (l.page = 0; l.page < t->pages; l.page++) {
			page_set_add(&s, t->w, t->h);
			layout_elems(
			    &l, t->page[l.page].elem, t->page[l.page].n);
		}
	}
	end(&l);
	if (fs->n != before) {
		page_set_release(&s);
		return -1;
	}
	*ret_s = s;
	return 0;
}

int
layout_mrz(const struct template *t, const struct template_data *d,
    char ret_mrz[96], struct faults *fs)
{
	struct page_set s = { 0 };
	struct layout l;
	int rc = 0;

	ret_mrz[0] = '\0';
	if (t->mrz == NULL)
		return 0;
	begin(&l, t, d, &s, fs);
	rc = layout_mrz_zone(&l);
	if (rc == 0)
		memcpy(ret_mrz, l.mrz, sizeof(l.mrz));
	end(&l);
	page_set_release(&s);
	return rc;
}
