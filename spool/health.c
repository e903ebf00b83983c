/*
 * What the keywords of a printer add up to.  A device's words are hostile: no
 * length, no character of them is believed, and a thousand of them are no more
 * than the few that fit.  Pure: it trusts nothing but its table.
 */

#include <string.h>

#include "health.h"
#include "mem.h"

static const char *const names[HEALTH_STATE_N] = { "ready", "attention", "down",
	"off" };

const char *
health_name(enum health_state s)
{
	return (unsigned)s < HEALTH_STATE_N ? names[s] : "?";
}

/* ---- keywords ---- */

/* The length without the suffix that tells how bad the device finds it: what
 * it is decides, and devices differ in their suffixes. */
static size_t
base(const char *keyword)
{
	static const char *const suffix[] = { "-report", "-warning", "-error" };
	size_t n = strlen(keyword), k;

	for (size_t i = 0; i < sizeof suffix / sizeof *suffix; i++) {
		k = strlen(suffix[i]);
		if (n > k && strcmp(keyword + n - k, suffix[i]) == 0)
			return n - k;
	}
	return n;
}

static const struct health_word *
look_up(const char *keyword, size_t n)
{
	for (size_t i = 0; i < health_table_n; i++)
		if (strlen(health_table[i].keyword) == n &&
		    memcmp(health_table[i].keyword, keyword, n) == 0)
			return &health_table[i];
	return NULL;
}

const struct health_word *
health_find(const char *keyword)
{
	const struct health_word *w = look_up(keyword, strlen(keyword));

	return w != NULL ? w : look_up(keyword, base(keyword));
}

/* The keyword without its suffix, or "other" for what is none. */
static void
clean(const char *keyword, char ret[HEALTH_KEYWORD])
{
	size_t n = strspn(keyword, "abcdefghijklmnopqrstuvwxyz0123456789-._");

	if (keyword[n] == '\0')
		n = look_up(keyword, n) != NULL ? n : base(keyword);
	else
		n = 0;
	if (n == 0 || n >= HEALTH_KEYWORD) {
		(void)mem_copy(ret, HEALTH_KEYWORD, "other");
		return;
	}
	memcpy(ret, keyword, n);
	ret[n] = '\0';
}

/* a, then the keyword, then b. */
static void
join(char ret[HEALTH_TEXT], const char *a, const char *keyword)
{
	size_t n = strlen(a), k = strlen(keyword);

	memcpy(ret, a, n);
	memcpy(ret + n, keyword, k);
	memcpy(ret + n + k, "`", 2);
}

static void
fill(char ret[HEALTH_TEXT], const char *said, const char *table)
{
	if (said[0] != '\0')
		(void)mem_copy(ret, HEALTH_TEXT, said);
	else if (table != NULL)
		(void)mem_copy(ret, HEALTH_TEXT, table);
}

static void
explain(const struct health_reason *said, struct health_reason *ret_r)
{
	const struct health_word *w;
	struct health_reason r = { .since = said->since };

	clean(said->keyword, r.keyword);
	w = look_up(r.keyword, strlen(r.keyword));
	if (w == NULL) {
		join(r.id, "Mesin melapor: `", r.keyword);
		join(r.en, "Printer reports: `", r.keyword);
	}
	r.state = said->state < HEALTH_STATE_N ? said->state
	    : w != NULL			       ? w->state
					       : HEALTH_ATTENTION;
	fill(r.id, said->id, w != NULL ? w->id : NULL);
	fill(r.en, said->en, w != NULL ? w->en : NULL);
	fill(r.do_id, said->do_id, w != NULL ? w->do_id : "Lihat layar mesin");
	fill(r.do_en, said->do_en,
	    w != NULL ? w->do_en : "Look at the printer's display");
	*ret_r = r;
}

void
health_put(struct health *h, const struct health_reason *r)
{
	struct health_reason new;
	size_t at;

	if (r->keyword[0] == '\0' || strcmp(r->keyword, "none") == 0)
		return;
	explain(r, &new);
	if (health_has(h, new.keyword) != NULL)
		return;
	for (at = h->n; at > 0 && h->reason[at - 1].state < new.state; at--)
		;
	if (at == HEALTH_REASONS)
		return;
	if (h->n == HEALTH_REASONS)
		h->n--;
	memmove(h->reason + at + 1, h->reason + at,
	    (h->n - at) * sizeof *h->reason);
	h->reason[at] = new;
	h->n++;
	h->state = h->reason[0].state;
}

void
health_add(struct health *h, const char *keyword)
{
	struct health_reason r = { .state = HEALTH_STATE_N };

	if (mem_copy(r.keyword, sizeof r.keyword, keyword) < 0)
		(void)mem_copy(r.keyword, sizeof r.keyword, "other");
	health_put(h, &r);
}

const struct health_reason *
health_has(const struct health *h, const char *keyword)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->reason[i].keyword, keyword) == 0)
			return &h->reason[i];
	return NULL;
}

int
health_same(const struct health *a, const struct health *b)
{
	if (a->state != b->state || a->n != b->n)
		return 0;
	for (size_t i = 0; i < a->n; i++)
		if (health_has(b, a->reason[i].keyword) == NULL)
			return 0;
	return 1;
}

/* ---- media ---- */

/* Hundredths of a millimetre of "88x125mm" or "8.5x11in"; 0 when it is no
 * size. */
static int
size_of(const char *name, int64_t ret[2])
{
	const char *s = strrchr(name, '_');
	int64_t unit = 0;

	if (s == NULL || strlen(s) < 6)
		return 0;
	if (strcmp(s + strlen(s) - 2, "mm") == 0)
		unit = 100;
	else if (strcmp(s + strlen(s) - 2, "in") == 0)
		unit = 2540;
	s++;
	for (int i = 0; i < 2; i++) {
		int64_t n = 0, part = unit;

		for (; *s >= '0' && *s <= '9' && n < 100000; s++)
			n = n * 10 + (*s - '0');
		n *= unit;
		if (*s == '.')
			for (s++; *s >= '0' && *s <= '9'; s++)
				n += (*s - '0') * (part /= 10);
		ret[i] = n;
		if (i == 0 && *s++ != 'x')
			return 0;
	}
	return unit > 0 && ret[0] > 0 && ret[1] > 0 && strlen(s) == 2;
}

static int
near(int64_t a, int64_t b)
{
	return a - b <= 100 && b - a <= 100;
}

int
health_media(const char *want, const char *have)
{
	int64_t a[2], b[2];

	if (strcmp(want, have) == 0)
		return 1;
	return size_of(want, a) && size_of(have, b) &&
	    ((near(a[0], b[0]) && near(a[1], b[1])) ||
		(near(a[0], b[1]) && near(a[1], b[0])));
}
