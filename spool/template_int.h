#ifndef TEMPLATE_INT_H
#define TEMPLATE_INT_H

/*
 * What a parsed template is made of: seen by template*.c, which builds it, and
 * by layout*.c, which reads it.  Everything hangs in the template's arena and
 * never changes after template_parse.  Units are page.h's.
 */

#include <regex.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "fault.h"
#include "page.h"
#include "template.h"

struct buf;
struct template_chart; /* chart_int.h */

#define TEMPLATE_FIELDS_MAX 128
#define TEMPLATE_DEPTH_MAX 16
#define TEMPLATE_FILTERS_MAX 4

/* --- expressions: "Nomor {@nomor}, {tanggal|date}" --- */

enum template_filter {
	FILTER_UPPER,
	FILTER_LOWER,
	FILTER_DATE,	   /* 17 April 1998 */
	FILTER_DATE_SHORT, /* 17-04-1998 */
	FILTER_DATE_ICAO,  /* 17 APR 1998 */
	FILTER_DATE_DAY,   /* 17 */
	FILTER_DAY,	   /* Kamis */
	FILTER_GROUP3,
	FILTER_GROUP4,
	FILTER_WORDS,
	FILTER_RUPIAH,
	FILTER_THOUSANDS, /* 1.500.000 */
	FILTER_ROMAN,	  /* month of a date, or 1-12 */
	FILTER_YEAR,
	FILTER_MAP, /* arg: table of words */
	FILTER_OR,  /* arg: what stands for an empty value */
	FILTER_N
};

enum template_builtin {
	BUILTIN_NUMBER,
	BUILTIN_ID,
	BUILTIN_COPY,
	BUILTIN_DATE,
	BUILTIN_TIME,
	BUILTIN_ZONE,
	BUILTIN_STATE,
	BUILTIN_HOST,
	BUILTIN_AUTHORITY,
	BUILTIN_PAGE,
	BUILTIN_PAGES,
	BUILTIN_NEXT, /* page number after this one */
	BUILTIN_TEMPLATE,
	BUILTIN_ROW,
	BUILTIN_ITEM, /* the string of a list being set */
	BUILTIN_N
};

struct template_map {
	const char *name;
	const char **from, **to;
	size_t n;
};

enum template_ref {
	REF_LITERAL,
	REF_FIELD,
	REF_COLUMN, /* of the row of a table */
	REF_ROW,    /* of a fixed row of a list: {pihak.1.nama} */
	REF_SUM,    /* of a column of numbers over all rows: {biaya.sum.n} */
	REF_BUILTIN
};

struct template_seg {
	enum template_ref kind;
	int index;	 /* of field, column or built-in */
	int row, column; /* of REF_ROW from 0, REF_SUM */
	const char *text;
	size_t len;
	int filters;
	struct {
		enum template_filter f;
		const struct template_map *map;
		const char *arg;
	} filter[TEMPLATE_FILTERS_MAX];
};

struct template_expr {
	struct template_seg *seg;
	size_t n;
	int field;  /* first field it names, -1: none; faults point there */
	int column; /* likewise in the row of a table */
	const struct template_seg *row; /* where field is a list's: which */
};

/* --- conditions --- */

enum template_cond_kind {
	COND_FIELD,    /* present, or equal to one of value[] */
	COND_COUNT,    /* rows of a list within lo..hi */
	COND_SPECIMEN, /* state UTO */
	COND_PHOTO,    /* lo: 1 or 0 */
	COND_PREVIEW,  /* lo: 1 or 0 */
	COND_PAGE,     /* value[0]: first, rest, last, not-last */
	COND_PAGES,    /* lo: 1 = one page only, 2 = several */
	COND_ALL,
	COND_ANY,
	COND_NOT,
};

struct template_cond {
	enum template_cond_kind kind;
	int field;
	const char **value;
	size_t n;
	int lo, hi;
	struct template_cond *child;
	size_t children;
};

/* --- styles --- */

enum template_fit { FIT_NONE, FIT_SHRINK, FIT_WRAP, FIT_REJECT };
enum template_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

struct template_style {
	enum page_font font;
	int32_t size, floor, spacing;
	int32_t lead; /* um between baselines, 0 = 1.16 x size */
	int32_t room; /* um from first to last baseline, 0 = any */
	int32_t lines;
	uint32_t color;
	int32_t alpha, angle;
	int outline;
	int32_t line; /* width of an outline */
	enum template_fit fit;
	int fit_given; /* else a field's own policy rules */
	enum template_align align;
	int justify;
	int32_t indent;
	int32_t drop;		 /* value under its label */
	int32_t wrap_drop;	 /* the same where the value wraps; 0: drop */
	int32_t grow, grow_from; /* + grow um per pt over grow_from */
	int32_t under_drop, under_line; /* rule below text, as wide as it */
};

/* --- fields --- */

enum template_type {
	TYPE_STRING,
	TYPE_TEXT,
	TYPE_DATE,
	TYPE_NIK,
	TYPE_ENUM,
	TYPE_INTEGER,
	TYPE_LIST,
	TYPE_N
};

struct template_field {
	const char *name;
	enum template_type type;
	int required;
	int64_t min, max; /* characters, rows or value; max 0 = none */
	int has_min, has_max;
	const char *pattern;
	regex_t regex;
	const char *rule_id, *rule_en; /* the pattern in words */
	const char *label_id, *label_en;
	const char **choice, **choice_label;
	size_t choices;
	const char *fallback; /* value where the field is absent */
	const char *after;    /* a date field that must be earlier */
	const char *required_unless;
	enum template_fit fit;
	int fit_given;
	int32_t floor;
	struct template_field *column; /* of a list of rows */
	size_t columns;		       /* 0: a list of strings */
};

/* --- elements and blocks --- */

enum template_elem_type {
	ELEM_TEXT,
	ELEM_FIELD, /* label pair and value */
	ELEM_PARAGRAPH,
	ELEM_KV,
	ELEM_TABLE,
	ELEM_LIST,
	ELEM_IMAGE,
	ELEM_PHOTO,
	ELEM_MRZ,
	ELEM_QR,
	ELEM_LINE,
	ELEM_BOX,
	ELEM_PATH,
	ELEM_GUILLOCHE,
	ELEM_GROUP,
	ELEM_MICROTEXT,
	ELEM_OVERPRINT,
	ELEM_COLUMNS,
	ELEM_CHART,
	ELEM_N
};

struct template_row {
	struct template_expr label, value;
	struct template_style style;
	struct template_cond *when;
};

struct template_column {
	int32_t w;
	enum template_align align;
	struct template_expr head, cell, total;
};

struct template_table {
	int field;
	struct template_column *col;
	size_t n;
	int totals; /* a last row holds the columns' total */
	struct template_style head, cell, more;
	int32_t pad_x, pad_y, rise; /* rise: first baseline under pad_y */
	uint32_t tint, rule;	    /* of the head, between rows */
	struct template_expr more_text;
	int32_t more_gap;
};

struct template_elem {
	enum template_elem_type type;
	const char *path; /* pages[0].elements[3] */
	int line;
	struct template_cond *when;
	int32_t x, y, w, h, x2, y2;
	struct template_style st;
	struct template_expr text;
	struct template_expr label, label_en;
	struct template_style label_st, label_en_st;
	const char *asset;
	const char *data; /* path */
	const struct page_guilloche *g;
	enum page_op op; /* of a guilloche */
	uint32_t color, fill;
	int has_fill, round, clip;
	int32_t stroke;
	int32_t *baseline; /* of MRZ lines */
	size_t baselines;
	int32_t cell, module;
	int white;
	struct template_row *row; /* kv */
	size_t rows;
	int32_t colon, value_x;
	struct template_table *table;
	struct template_chart *chart;
	struct template_expr *item; /* list of fixed texts */
	size_t items;
	int field; /* list of strings, -1: item[] */
	int numbered;
	int32_t hang, item_gap;
	struct template_elem *child; /* group, columns */
	size_t children;
	/* as a block of a flow */
	int32_t gap, after, min_h, bottom;
	int keep, fresh; /* with the next; on a new page */
};

struct template_flow {
	int32_t first_y;	   /* first baseline of page 1 */
	int32_t next_y, next_base; /* later pages: a table's top, a baseline */
	int32_t bottom, x, w;
	struct template_elem *ground, *first, *next, *every, *block;
	size_t grounds, firsts, nexts, everys, blocks;
};

struct template_page {
	struct template_elem *elem;
	size_t n;
};

struct template_mrz {
	enum template_seal kind;
	struct template_expr code, name, primary, number, nationality;
	struct template_expr birth, sex, expiry, optional1, optional2;
};

struct template_asset {
	const char *name;
	uint8_t *p;
	size_t n;
};

struct template_constant {
	const char *name, *value;
};

struct template
{
	void *arena;
	char *name;
	int version;
	const char *title[2];
	int32_t w, h;
	const char *media;
	int sides;
	enum template_seal seal;
	enum template_carriage carriage;
	int pages_sealed, passthrough, retention, approval, hand_over, copies;
	const char *blank;
	const char *registry, *number_format, *number_field;
	const char *holder, *nik;
	int photo; /* 0, 1, 2 */
	int32_t photo_w, photo_h;
	int photo_px_w, photo_px_h;
	struct template_field *field;
	size_t fields;
	struct template_constant *constant;
	size_t constants;
	struct template_map *map;
	size_t maps;
	struct template_page *page;
	size_t pages;
	struct template_flow *flow;
	struct template_mrz *mrz;
	struct template_asset *asset;
	size_t assets;
	json_t *about; /* template_describe's answer */
};

void *template_alloc(struct template *t, size_t n); /* zeroed */
char *template_strdup(struct template *t, const char *s);
int template_find_field(const struct template *t, const char *name);

/* --- text (template_text.c) --- */

/* NFC, outer spaces cut, inner runs of spaces made one; -1 when it is not
 * UTF-8 or holds control, direction or unassigned characters (then ret_b is
 * untouched).  Newlines stay where multiline is set. */
int template_text_clean(const char *s, int multiline, struct buf *ret_b);
/* Upper or lower case of NFC text. */
void template_text_case(const char *s, int upper, struct buf *ret_b);
/* Characters of valid UTF-8. */
size_t template_text_len(const char *s);

/* --- reading (template_read.c) --- */

/* Where each value of a file stands. */
struct template_spot {
	const json_t *v;
	const char *at; /* its first byte */
	int line;
};
struct template_file {
	const char *name;
	const char *at; /* its first byte in the bundle */
	int line;
};
#define TEMPLATE_FILES_MAX 8
struct template_where {
	struct template_spot *spot;
	size_t n, cap;
	struct template_file file[TEMPLATE_FILES_MAX];
	size_t files;
};

struct template_reader {
	struct template *t;
	struct faults *fs;
	struct template_where where;
	char path[200];
	size_t path_n;
	const json_t *obj;   /* innermost object entered */
	const json_t *value; /* what a fault is about, NULL: obj */
	int depth;
	json_t *styles, *drawings, *parts; /* merged, borrowed texts */
	const json_t *bundle;
	const struct template_field *columns; /* in scope, NULL outside */
	size_t columns_n;
};

/* An object while it is read: what was not asked for is an error. */
struct template_obj {
	struct template_reader *r;
	json_t *left;
	const json_t *outer;
	size_t path_n;
};

/* Every value under v, whose text is at; both from one parse. */
void
template_where_init(struct template_where *w, const json_t *v, const char *at);
void template_where_release(struct template_where *w);
const struct template_spot *
template_where_find(const struct template_where *w, const json_t *v);

/* Path and line of faults: pushed before a member or an item is read. */
size_t template_push(struct template_reader *r, const char *key, long index);
void template_pop(struct template_reader *r, size_t path_n);
/* A fault at the present path, or at member key of it. */
void template_wrong(
    struct template_reader *r, const char *key, const char *id, const char *en);
/* Enters an object; -1 with a fault when v is not one. */
int template_enter(struct template_reader *r, const json_t *v, const char *key,
    long index, struct template_obj *ret_o);
/* Leaves it: each member not read is a fault. */
void template_leave(struct template_obj *o);
/* The member, NULL if absent; stays owned by the document. */
json_t *template_get(struct template_obj *o, const char *key);
/* Lengths: mm or pt with decimals to thousandths.  1 read, 0 absent, -1
 * wrong (fault added). */
int template_get_milli(struct template_obj *o, const char *key, int32_t lo,
    int32_t hi, int32_t *ret_v);
int template_milli(struct template_reader *r, const json_t *v, const char *key,
    int32_t lo, int32_t hi, int32_t *ret_v);
int template_get_int(struct template_obj *o, const char *key, int64_t lo,
    int64_t hi, int64_t *ret_v);
int template_get_bool(struct template_obj *o, const char *key, int *ret_v);
int
template_get_color(struct template_obj *o, const char *key, uint32_t *ret_v);
/* A string, copied into the template. */
int
template_get_str(struct template_obj *o, const char *key, const char **ret_v);
/* Index in a NULL-terminated list of words. */
int template_get_word(struct template_obj *o, const char *key,
    const char *const *words, int *ret_v);
int template_get_expr(
    struct template_obj *o, const char *key, struct template_expr *ret_e);
/* {"id":.., "en":..} */
int template_get_pair(struct template_obj *o, const char *key,
    const char **ret_id, const char **ret_en);
/* As template_get, else the member of the first included file that has it. */
json_t *template_shared(struct template_obj *o, const char *key);
/* An array of at least min members. */
json_t *template_get_array(struct template_obj *o, const char *key, size_t min);

/* --- parts of the language --- */

int template_expr_parse(struct template_reader *r, const char *key,
    const char *s, struct template_expr *ret_e);
struct template_cond *
template_cond_parse(struct template_reader *r, const json_t *v);
void template_style_read(
    struct template_obj *o, struct template_style *st, const char *style_key);
void template_fields_parse(struct template_reader *r, const json_t *v);
void template_field_release(struct template_field *f);
json_t *template_field_describe(const struct template_field *f);
/* elements of array v under the member key */
void template_elems_parse(struct template_reader *r, const json_t *v,
    const char *key, struct template_elem **ret_e, size_t *ret_n);
/* Of r->path "pages[0]": the elements of the part that o names. */
void template_part_parse(struct template_obj *o, struct template_elem *e);
void template_table_parse(struct template_obj *o, struct template_elem *e);
void template_columns_parse(struct template_obj *o, struct template_elem *e);
void template_chart_parse(struct template_obj *o, struct template_elem *e);
/* The field of type list that member "list" names, with columns or without;
 * -1 after a fault. */
int template_list_field(struct template_obj *o, int rows);
void template_kv_parse(struct template_obj *o, struct template_elem *e);
void template_list_parse(struct template_obj *o, struct template_elem *e);
void template_guilloche_parse(struct template_obj *o, struct template_elem *e);
/* Draws the drawing named by o's "drawing" into e as a group. */
void template_drawing_parse(struct template_obj *o, struct template_elem *e);
void template_flow_parse(struct template_reader *r, const json_t *v);
void template_mrz_parse(struct template_reader *r, const json_t *v);
void template_head_parse(struct template_obj *o);

#endif
