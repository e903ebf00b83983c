/*
 * Text expressions "Nomor {@nomor}, {tanggal_lahir|date}" and conditions, from
 * JSON to tables of indices.  An unknown name is an author's mistake and found
 * here, never when a document is made.
 */

#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

#define SEGMENTS_MAX 64
#define ROWS_MAX 1000 /* that a text may name */

static const char *const filter_name[] = {
	[FILTER_UPPER] = "upper",
	[FILTER_LOWER] = "lower",
	[FILTER_DATE] = "date",
	[FILTER_DATE_SHORT] = "date-short",
	[FILTER_DATE_ICAO] = "date-icao",
	[FILTER_DATE_DAY] = "date-day",
	[FILTER_DAY] = "day",
	[FILTER_GROUP3] = "group3",
	[FILTER_GROUP4] = "group4",
	[FILTER_WORDS] = "words",
	[FILTER_RUPIAH] = "rupiah",
	[FILTER_THOUSANDS] = "thousands",
	[FILTER_ROMAN] = "roman",
	[FILTER_YEAR] = "year",
	[FILTER_MAP] = "map",
	[FILTER_OR] = "or",
};

static const char *const builtin_name[] = {
	[BUILTIN_NUMBER] = "nomor",
	[BUILTIN_ID] = "id",
	[BUILTIN_COPY] = "lembar",
	[BUILTIN_DATE] = "tanggal",
	[BUILTIN_TIME] = "jam",
	[BUILTIN_ZONE] = "zona",
	[BUILTIN_STATE] = "negara",
	[BUILTIN_HOST] = "host",
	[BUILTIN_AUTHORITY] = "instansi",
	[BUILTIN_PAGE] = "halaman",
	[BUILTIN_PAGES] = "jumlah_halaman",
	[BUILTIN_NEXT] = "halaman_berikut",
	[BUILTIN_TEMPLATE] = "templat",
	[BUILTIN_ROW] = "baris",
	[BUILTIN_ITEM] = "butir",
};

static int
word_index(const char *const *words, int n, const char *s)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(words[i], s) == 0)
			return i;
	return -1;
}

static void
wrong_name(struct template_reader *r, const char *key, const char *name)
{
	char id[160], en[160];

	snprintf(id, sizeof(id), "{%.60s} tidak dikenal", name);
	snprintf(en, sizeof(en), "{%.60s} is not known", name);
	template_wrong(r, key, id, en);
}

static const struct template_map *
find_map(const struct template *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->maps; i++)
		if (strcmp(t->map[i].name, name) == 0)
			return &t->map[i];
	return NULL;
}

static int
parse_filter(struct template_reader *r, const char *key, const char *s,
    struct template_seg *g)
{
	char name[64];
	const char *arg;
	int f;

	arg = strchr(s, ':');
	snprintf(name, sizeof(name), "%.*s",
	    arg != NULL ? (int)(arg - s) : (int)strlen(s), s);
	f = word_index(filter_name, FILTER_N, name);
	if (f == -1 || g->filters == TEMPLATE_FILTERS_MAX ||
	    (arg != NULL) != (f == FILTER_MAP || f == FILTER_OR)) {
		wrong_name(r, key, s);
		return -1;
	}
	g->filter[g->filters].f = (enum template_filter)f;
	if (f == FILTER_MAP) {
		g->filter[g->filters].map = find_map(r->t, arg + 1);
		if (g->filter[g->filters].map == NULL) {
			wrong_name(r, key, s);
			return -1;
		}
	} else if (arg != NULL) {
		g->filter[g->filters].arg = template_strdup(r->t, arg + 1);
	}
	g->filters++;
	return 0;
}

static int
find_column(const struct template_field *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->columns; i++)
		if (strcmp(f->column[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* "pihak.1.nama": a column of one row of a list; "biaya.sum.jumlah": of all
 * its rows together */
static int
parse_row(struct template_reader *r, const char *name, const char *dot,
    struct template_seg *g)
{
	const struct template_field *f;
	char part[64];
	const char *end = strchr(dot + 1, '.');
	long long n;

	if (end == NULL)
		return -1;
	snprintf(part, sizeof(part), "%.*s", (int)(dot - name), name);
	g->kind = REF_ROW;
	g->index = template_find_field(r->t, part);
	if (g->index == -1)
		return -1;
	f = &r->t->field[g->index];
	snprintf(part, sizeof(part), "%.*s", (int)(end - dot - 1), dot + 1);
	g->column = find_column(f, end + 1);
	if (g->column == -1)
		return -1;
	if (strcmp(part, "sum") == 0) {
		g->kind = REF_SUM;
		return f->column[g->column].type == TYPE_INTEGER ? 0 : -1;
	}
	if (mem_number(part, 1, ROWS_MAX, &n) == -1 || n > f->max)
		return -1;
	g->row = (int)n - 1;
	return 0;
}

static int
parse_name(struct template_reader *r, const char *name, struct template_seg *g)
{
	size_t i;

	if (*name == '@') {
		g->kind = REF_BUILTIN;
		g->index = word_index(builtin_name, BUILTIN_N, name + 1);
		return g->index == -1 ? -1 : 0;
	}
	if (strchr(name, '.') != NULL)
		return parse_row(r, name, strchr(name, '.'), g);
	for (i = 0; i < r->columns_n; i++) {
		if (strcmp(r->columns[i].name, name) != 0)
			continue;
		g->kind = REF_COLUMN;
		g->index = (int)i;
		return 0;
	}
	for (i = 0; i < r->t->constants; i++) {
		if (strcmp(r->t->constant[i].name, name) != 0)
			continue;
		g->kind = REF_LITERAL;
		g->text = r->t->constant[i].value;
		g->len = strlen(g->text);
		return 0;
	}
	g->kind = REF_FIELD;
	g->index = template_find_field(r->t, name);
	if (g->index == -1)
		return -1;
	/* A list is shown by its number of rows: {pekerja|words}. */
	return 0;
}

/* s: what stands between braces */
static int
parse_ref(
    struct template_reader *r, const char *key, char *s, struct template_seg *g)
{
	char *bar = strchr(s, '|'), *next;

	if (bar != NULL)
		*bar++ = '\0';
	if (parse_name(r, s, g) == -1) {
		wrong_name(r, key, s);
		return -1;
	}
	for (; bar != NULL; bar = next) {
		next = strchr(bar, '|');
		if (next != NULL)
			*next++ = '\0';
		if (parse_filter(r, key, bar, g) == -1)
			return -1;
	}
	return 0;
}

static int
parse_segments(struct template_reader *r, const char *key, char *s,
    struct template_seg seg[SEGMENTS_MAX], size_t *ret_n)
{
	size_t n = 0, len;
	char *end;

	while (*s != '\0') {
		if (n == SEGMENTS_MAX) {
			template_wrong(r, key, "terlalu banyak bagian",
			    "has too many parts");
			return -1;
		}
		memset(&seg[n], 0, sizeof(seg[n]));
		if (*s != '{') {
			len = strcspn(s, "{");
			seg[n].text = s;
			seg[n++].len = len;
			s += len;
			continue;
		}
		end = strchr(s, '}');
		if (end == NULL) {
			template_wrong(r, key, "kurung { tidak ditutup",
			    "a brace { is not closed");
			return -1;
		}
		*end = '\0';
		if (parse_ref(r, key, s + 1, &seg[n]) == -1)
			return -1;
		n++;
		s = end + 1;
	}
	*ret_n = n;
	return 0;
}

int
template_expr_parse(struct template_reader *r, const char *key, const char *s,
    struct template_expr *ret_e)
{
	struct template_seg seg[SEGMENTS_MAX];
	size_t n, i;

	if (parse_segments(r, key, template_strdup(r->t, s), seg, &n) == -1)
		return -1;
	ret_e->seg = template_alloc(r->t, (n + 1) * sizeof(*seg));
	memcpy(ret_e->seg, seg, n * sizeof(*seg));
	ret_e->n = n;
	ret_e->field = ret_e->column = -1;
	ret_e->row = NULL;
	for (i = n; i-- > 0;) {
		if (seg[i].kind == REF_FIELD || seg[i].kind == REF_ROW ||
		    seg[i].kind == REF_SUM) {
			ret_e->field = seg[i].index;
			ret_e->row =
			    seg[i].kind == REF_ROW ? &ret_e->seg[i] : NULL;
		}
		if (seg[i].kind == REF_COLUMN)
			ret_e->column = seg[i].index;
	}
	return 0;
}

/* --- conditions --- */

static void
parse_values(struct template_reader *r, const char *key, const json_t *v,
    struct template_cond *c)
{
	size_t i, n = json_is_array(v) ? json_array_size(v) : 1;
	const json_t *one;

	c->value = template_alloc(r->t, (n + 1) * sizeof(*c->value));
	for (i = 0; i < n; i++) {
		one = json_is_array(v) ? json_array_get(v, i) : v;
		if (!json_is_string(one)) {
			template_wrong(
			    r, key, "harus berupa teks", "must be a string");
			return;
		}
		c->value[c->n++] =
		    template_strdup(r->t, json_string_value(one));
	}
}

static void
parse_children(struct template_reader *r, const char *key, const json_t *v,
    struct template_cond *c)
{
	size_t i, n = json_is_array(v) ? json_array_size(v) : 1;
	struct template_cond *child;
	size_t old;

	if (r->depth >= TEMPLATE_DEPTH_MAX) {
		template_wrong(
		    r, key, "bersarang terlalu dalam", "is nested too deeply");
		return;
	}
	c->child = template_alloc(r->t, (n + 1) * sizeof(*c->child));
	for (i = 0; i < n; i++) {
		old = template_push(r, key, json_is_array(v) ? (long)i : -1);
		child = template_cond_parse(
		    r, json_is_array(v) ? json_array_get(v, i) : v);
		if (child != NULL)
			c->child[c->children++] = *child;
		template_pop(r, old);
	}
}

static void
parse_field_cond(
    struct template_obj *o, const char *key, struct template_cond *c)
{
	const json_t *v = template_get(o, key);
	const char *name = json_string_value(v);
	int64_t lo = 1, hi = INT32_MAX;
	const json_t *is;

	c->field = name == NULL ? -1 : template_find_field(o->r->t, name);
	if (c->field == -1)
		template_wrong(o->r, key, "isian itu tidak ada di fields",
		    "no such field in fields");
	if (template_get_int(o, "min", 0, 100000, &lo) |
	    template_get_int(o, "max", 0, 100000, &hi)) {
		c->kind = COND_COUNT;
		c->lo = (int)lo;
		c->hi = (int)hi;
		if (c->field != -1 &&
		    o->r->t->field[c->field].type != TYPE_LIST)
			template_wrong(o->r, key,
			    "min dan max hanya untuk isian berjenis list",
			    "min and max are for fields of type list");
	}
	is = template_get(o, "is");
	if (is != NULL)
		parse_values(o->r, "is", is, c);
}

static const char *const page_word[] = { "first", "rest", "last", "not-last",
	NULL };
static const char *const pages_word[] = { "one", "several", NULL };

static void
cond_read(struct template_obj *o, struct template_cond *c)
{
	struct template_reader *r = o->r;
	const json_t *v;
	int n = 0;

	if (json_object_get(r->obj, "field") != NULL) {
		c->kind = COND_FIELD;
		parse_field_cond(o, "field", c);
	} else if (template_get_bool(o, "specimen", &n) != 0) {
		c->kind = COND_SPECIMEN;
		c->lo = n;
	} else if (template_get_bool(o, "preview", &n) != 0) {
		c->kind = COND_PREVIEW;
		c->lo = n;
	} else if (template_get_bool(o, "photo", &n) != 0) {
		c->kind = COND_PHOTO;
		c->lo = n;
	} else if (template_get_word(o, "page", page_word, &n) != 0) {
		c->kind = COND_PAGE;
		c->lo = n;
	} else if (template_get_word(o, "pages", pages_word, &n) != 0) {
		c->kind = COND_PAGES;
		c->lo = n + 1;
	} else if ((v = template_get(o, "all")) != NULL) {
		c->kind = COND_ALL;
		parse_children(r, "all", v, c);
	} else if ((v = template_get(o, "any")) != NULL) {
		c->kind = COND_ANY;
		parse_children(r, "any", v, c);
	} else if ((v = template_get(o, "not")) != NULL) {
		c->kind = COND_NOT;
		parse_children(r, "not", v, c);
	} else {
		template_wrong(r, NULL, "syarat ini kosong atau tidak dikenal",
		    "this condition is empty or not known");
	}
}

struct template_cond *
template_cond_parse(struct template_reader *r, const json_t *v)
{
	struct template_cond *c = template_alloc(r->t, sizeof(*c));
	struct template_obj o;

	c->field = -1;
	if (template_enter(r, v, NULL, -1, &o) == -1)
		return NULL;
	cond_read(&o, c);
	template_leave(&o);
	return c;
}
