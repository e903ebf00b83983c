#ifndef LAYOUT_INT_H
#define LAYOUT_INT_H

/*
 * One document while it is laid out.  Lengths as in page.h; lines and words
 * are widths in 1/2048 em until a size is chosen.
 */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "civil.h"
#include "page.h"
#include "template_int.h"

#define LAYOUT_PAGES_MAX 99
#define LAYOUT_LINES_MAX 400

struct layout_word {
	const char *s;
	size_t len;
	int64_t units;
	int32_t chars;
	int hard; /* a line ends after it */
};

struct layout_line {
	size_t first, n; /* words */
	int64_t width;	 /* um, single spaces */
};

/* Lines of one text at one size. */
struct layout_lines {
	struct layout_word *word;
	size_t words, word_cap;
	struct layout_line *line;
	size_t n, cap;
	int32_t size, lead;
	int64_t space; /* units of U+0020 */
};

struct layout {
	const struct template *t;
	const struct template_data *d;
	struct page_set *s;
	struct faults *fs;
	const char **value; /* of each field, cleaned; NULL: not yet */
	size_t page, pages; /* index; count once known, else 0 */
	int32_t ox, oy;	    /* origin of the group in work */
	int32_t alpha;
	const struct template_field *list; /* of the row in work */
	const json_t *row;
	size_t row_n;
	const char *item;
	struct civil now;
	struct buf text, a, b; /* scratch: text of an element; filters */
	struct layout_lines lines;
	const char *source; /* of the items being made */
	int mrz_done;
	char mrz[96];
};

/* --- values (layout_value.c) --- */

/* The text of an expression, good until the next call. */
const char *layout_eval(struct layout *l, const struct template_expr *e);
const char *layout_field(struct layout *l, int field);
int layout_cond(struct layout *l, const struct template_cond *c);
/* JSON pointer of what an expression shows: "/fields/nama", "". */
void layout_pointer(const struct layout *l, const struct template_expr *e,
    char ret[FAULT_POINTER_MAX]);
/* The same kept with the set, NULL for none. */
const char *layout_source(struct layout *l, const struct template_expr *e);
/* 1500000 -> 1.500.000 */
void layout_thousands(int64_t n, struct buf *b);
const json_t *layout_list(const struct layout *l, int field);
/* Adds FAULT_GLYPH or FAULT_OVERFLOW for what e shows. */
void layout_glyph(struct layout *l, const struct template_expr *e,
    enum page_font font, uint32_t cp);
void layout_overflow(struct layout *l, const struct template_expr *e,
    const struct template_elem *el);

/* --- lines (layout_fit.c) --- */

/* Splits text (which must stay) into words; -1 after a glyph fault. */
int layout_words(struct layout *l, const struct template_expr *e,
    const struct template_style *st, const char *text);
/* Breaks the words at size into lines of at most w, the first shorter by
 * indent; 0 when a single word is wider than its line. */
int layout_wrap(struct layout *l, const struct template_style *st, int32_t size,
    int32_t w, int32_t indent);
/* Rule 4 of the page design: shrink, then wrap, else 0. */
int layout_fit(struct layout *l, const struct template_expr *e,
    const struct template_style *st, int32_t w);
/* The largest size down to the floor at which every word fits, any number of
 * lines; 0 when there is none. */
int layout_fit_block(struct layout *l, const struct template_style *st,
    int32_t w, int32_t indent);
/* One line of l->lines at its baseline, by the style's alignment. */
void layout_put_line(struct layout *l, const struct template_style *st,
    size_t line, int32_t x, int32_t y);
/* Words of a line spread over w. */
void layout_put_justified(struct layout *l, const struct template_style *st,
    size_t line, int32_t x, int32_t y, int32_t w);
struct page_item *
layout_put_text(struct layout *l, const struct template_style *st, int32_t x,
    int32_t y, const char *s, size_t n);
int32_t layout_lead(const struct template_style *st, int32_t size);

/* --- elements (layout_elem.c) --- */

void layout_elems(struct layout *l, const struct template_elem *e, size_t n);
struct page *layout_page(struct layout *l);

/* --- blocks (layout_flow.c, layout_table.c) --- */

struct layout_flow {
	struct layout *l;
	int32_t x, w, y, bottom;
	int can_break;
	int top;    /* nothing on this page yet: no gap above */
	int follow; /* a block that must stay with this one is above it */
};

/* 0 laid, 1 no room (only without can_break), -1 fault added. */
int layout_block(struct layout_flow *f, const struct template_elem *e);
int layout_break(struct layout_flow *f, int table);
int layout_table(struct layout_flow *f, const struct template_elem *e);
int layout_chart(struct layout_flow *f, const struct template_elem *e);
void layout_flow(struct layout *l);
/* A block at its own place on a page. */
void layout_fixed(struct layout *l, const struct template_elem *e);

/* --- MRZ (layout_mrz.c) --- */

int layout_mrz_zone(struct layout *l);

#endif
