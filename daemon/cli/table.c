/*
 * Tables for people: columns as wide as their widest cell, counted in
 * characters, not bytes.  Only spaces between columns, so that a table can be
 * pasted anywhere; nothing is cut.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "reason.h"

#include "cli.h"

struct table {
	int columns;
	int *right;
	size_t n, cap;
	char **cell; /* the head is the first row */
};

struct table *
table_new(int columns)
{
	struct table *t = mem_alloc(sizeof(*t));

	t->columns = columns;
	t->right = mem_alloc(sizeof(*t->right) * (size_t)columns);
	return (t);
}

void
table_cell(struct table *t, const char *text)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->cell = mem_array(t->cell, t->cap, sizeof(*t->cell));
	}
	t->cell[t->n++] = mem_strdup(text != NULL ? text : "");
}

void
table_head(struct table *t, int column, const char *text, int right)
{
	t->right[column] = right;
	table_cell(t, text);
}

static size_t
width(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return (n);
}

static void
pad(size_t n)
{
	while (n-- > 0)
		putchar(' ');
}

void
table_print(const struct table *t)
{
	size_t columns = (size_t)t->columns, c, i;
	size_t *most = mem_alloc(sizeof(*most) * columns);

	for (i = 0; i < t->n; i++)
		if (width(t->cell[i]) > most[i % columns])
			most[i % columns] = width(t->cell[i]);
	for (i = 0; i < t->n; i++) {
		c = i % columns;
		if (t->right[c])
			pad(most[c] - width(t->cell[i]));
		fputs(t->cell[i], stdout);
		if (c + 1 == columns)
			putchar('\n');
		else
			pad((t->right[c] ? 0 : most[c] - width(t->cell[i])) +
			    2);
	}
	free(most);
}

void
table_free(struct table *t)
{
	size_t i;

	if (t == NULL)
		return;
	for (i = 0; i < t->n; i++)
		free(t->cell[i]);
	free(t->cell);
	free(t->right);
	free(t);
}

/* ---- rows of objects ---- */

static void
member(struct table *t, const json_t *v)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)json_integer_value(v));
	if (json_is_string(v))
		table_cell(t, json_string_value(v));
	else
		table_cell(t, json_is_integer(v) ? text : "-");
}

void
table_rows(const struct table_column *column, const json_t *items)
{
	char room[TABLE_ROOM];
	struct table *t;
	int columns = 0, i;
	const json_t *v;
	size_t at;

	while (column[columns].id != NULL)
		columns++;
	if (columns == 0)
		return;
	t = table_new(columns);
	for (i = 0; i < columns; i++)
		table_head(
		    t, i, say(column[i].id, column[i].en), column[i].right);
	for (at = 0; at < json_array_size(items); at++) {
		for (i = 0; i < columns; i++) {
			v = json_array_get(items, at);
			if (column[i].key != NULL)
				v = json_object_get(v, column[i].key);
			if (column[i].word == NULL)
				member(t, v);
			else
				table_cell(t, column[i].word(v, room));
		}
	}
	table_print(t);
	table_free(t);
}

const char *
table_time(const json_t *v, char room[TABLE_ROOM])
{
	return (say_time(v, room));
}

const char *
table_age(const json_t *v, char room[TABLE_ROOM])
{
	return (say_age(v, room));
}

const char *
table_reason(const json_t *v, char room[TABLE_ROOM])
{
	const char *code = json_string_value(v);
	const struct reason *r = reason_find(code);

	(void)room;
	if (r != NULL)
		return (say(r->id, r->en));
	return (code != NULL ? code : "");
}

const char *
table_state(const json_t *v, char room[TABLE_ROOM])
{
	(void)room;
	return (say_state(json_string_value(v)));
}

const char *
table_yes(const json_t *v, char room[TABLE_ROOM])
{
	(void)room;
	return (json_is_true(v) ? say("ya", "yes") : say("tidak", "no"));
}
