/*
 * Sums of what reached paper.  They are durable, for they come from the store:
 * a counter that stands here never goes back, not over a restart either.  The
 * table of all sheets is read once, when core starts; from then on each look
 * reads the events since the last.  Printers that are gone keep their sums;
 * beyond PAPER_PRINTERS names the rest share one, so that labels stay few.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"
#include "store_paper.h"

#include "core.h"
#include "metric.h"
#include "paper.h"
#include "printer.h"

#define PAPER_PRINTERS 256

struct paper {
	int64_t seq; /* newest event that is counted */
	struct store_paper all;
	struct store_paper *row; /* by printer, as they came */
	size_t n;
};

static struct store_paper *
paper_row(struct paper *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->row[i].printer, name) == 0)
			return &p->row[i];
	if (p->n > PAPER_PRINTERS)
		return &p->row[PAPER_PRINTERS];
	p->row = mem_array(p->row, p->n + 1, sizeof *p->row);
	p->row[p->n] = (struct store_paper){ 0 };
	(void)mem_copy(p->row[p->n].printer, STORE_NAME,
	    p->n == PAPER_PRINTERS ? "" : name);
	return &p->row[p->n++];
}

static void
paper_sum(struct store_paper *to, const struct store_paper *from)
{
	to->sheets += from->sheets;
	to->spoiled += from->spoiled;
	to->pages += from->pages;
	to->took += from->took;
	for (int i = 0; i < STORE_PAPER_EDGES; i++)
		to->within[i] += from->within[i];
}

static int
paper_add(const struct store_paper *more, void *arg)
{
	struct paper *p = arg;

	paper_sum(&p->all, more);
	paper_sum(paper_row(p, more->printer), more);
	return 0;
}

int
paper_init(struct core *c, struct fault *f)
{
	c->paper = mem_alloc(sizeof *c->paper);
	return store_paper_list(
	    c->store, paper_add, c->paper, &c->paper->seq, f);
}

void
paper_release(struct core *c)
{
	if (!c->paper)
		return;
	free(c->paper->row);
	free(c->paper);
	c->paper = NULL;
}

int
paper_update(struct core *c, struct fault *f)
{
	/* one that never printed has its row, so that its first sheet is seen
	 * as a rise */
	for (const struct printer *p = c->printers; p; p = p->next)
		(void)paper_row(c->paper, p->about.name);
	return store_paper_more(
	    c->store, paper_add, c->paper, &c->paper->seq, f);
}

static void
paper_took(const struct paper *p, struct buf *b)
{
	static const char name[] = "cetakd_sheet_duration_seconds";
	char edge[24];

	metric_head(b, name, "histogram",
	    "From the acceptance of a job until its sheet was out.");
	for (int i = 0; i < STORE_PAPER_EDGES; i++) {
		snprintf(
		    edge, sizeof edge, "%lld", (long long)store_paper_edge[i]);
		metric_by(b, "cetakd_sheet_duration_seconds_bucket", "le", edge,
		    p->all.within[i]);
	}
	metric_by(b, "cetakd_sheet_duration_seconds_bucket", "le", "+Inf",
	    p->all.sheets);
	metric_put(
	    b, "cetakd_sheet_duration_seconds_sum", NULL, p->all.took, 0);
	metric_put(
	    b, "cetakd_sheet_duration_seconds_count", NULL, p->all.sheets, 0);
}

void
paper_metrics(const struct core *c, struct buf *b)
{
	const struct paper *p = c->paper;

	metric_head(b, "cetakd_sheets_total", "counter",
	    "Sheets that came out, good or spoiled.");
	for (size_t i = 0; i < p->n; i++)
		metric_by(b, "cetakd_sheets_total", "printer",
		    p->row[i].printer, p->row[i].sheets);
	metric_head(b, "cetakd_sheets_spoiled_total", "counter",
	    "Sheets that came out and were spoiled.");
	for (size_t i = 0; i < p->n; i++)
		metric_by(b, "cetakd_sheets_spoiled_total", "printer",
		    p->row[i].printer, p->row[i].spoiled);
	metric_head(b, "cetakd_pages_total", "counter",
	    "Pages of the sheets that came out.");
	for (size_t i = 0; i < p->n; i++)
		metric_by(b, "cetakd_pages_total", "printer", p->row[i].printer,
		    p->row[i].pages);
	paper_took(p, b);
}
