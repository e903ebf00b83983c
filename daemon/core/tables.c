/* Tables for people (tables.h): what they say is the caller's. */

#include "buf.h"

#include "core.h"
#include "jout.h"
#include "tables.h"

void
tables_two(struct buf *b, const char *name, const char *id, const char *en)
{
	jout_open(b, name, '{');
	jout_text(b, "id", id);
	jout_text(b, "en", en);
	jout_close(b, '}');
}

void
tables_begin(struct buf *b, const struct core *c, const struct tables_head *h)
{
	jout_open(b, NULL, '{');
	jout_text(b, "name", h->name);
	jout_text(b, "period", h->period);
	tables_two(b, "title", h->id, h->en);
	jout_text(b, "authority", c->conf.title);
	jout_time(b, "made", loop_now());
	jout_open(b, "tables", '[');
}

void
tables_end(struct buf *b)
{
	jout_close(b, ']');
	jout_close(b, '}');
}

void
tables_open(struct buf *b, const char *name, const char *id, const char *en,
    const struct tables_column *columns)
{
	jout_open(b, NULL, '{');
	jout_text(b, "name", name);
	tables_two(b, "title", id, en);
	jout_open(b, "columns", '[');
	for (; columns->name; columns++) {
		jout_open(b, NULL, '{');
		jout_text(b, "name", columns->name);
		tables_two(b, "title", columns->id, columns->en);
		jout_text(b, "unit", columns->unit);
		jout_close(b, '}');
	}
	jout_close(b, ']');
	jout_open(b, "rows", '[');
}

void
tables_total(struct buf *b)
{
	jout_close(b, ']');
	jout_open(b, "total", '[');
}

void
tables_close(struct buf *b, int total)
{
	jout_close(b, ']');
	if (!total)
		jout_null(b, "total");
	jout_close(b, '}');
}

void
tables_known(struct buf *b, int64_t n)
{
	if (n < 0)
		jout_null(b, NULL);
	else
		jout_int(b, NULL, n);
}
