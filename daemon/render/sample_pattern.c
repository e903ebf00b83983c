/*
 * Turns a field's pattern round: from the rule to a text that keeps it.  Must
 * never loop on a pattern it does not understand: what comes out is checked
 * by the template's own rules afterwards.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"

#include "sample_pattern.h"

#define OPEN_MAX 8   /* repetitions that "+" and "*" stand for */
#define DEPTH_MAX 16 /* of groups */
#define TEXT_MAX 400

struct count {
	int lo, hi;
};

static const char *
sequence(const char *s, int long_one, int depth, int mute, struct buf *b);

/* Past the class that begins at s; its member that prints widest in *ret. */
static const char *
class_end(const char *s, char *ret)
{
	const char *p = s + 1;
	int negated = *p == '^';

	p += negated;
	*ret = negated ? 'W' : *p;
	if (strncmp(p, "[:", 2) == 0)
		*ret = strncmp(p, "[:digit:]", 9) == 0 ? '8' : 'W';
	else if (!negated && p[0] && p[1] == '-' && p[2])
		*ret = p[0] <= 'W' && p[2] >= 'W' ? 'W' : p[2];
	if (*p == ']')
		p++;
	while (*p && *p != ']') {
		const char *end =
		    strncmp(p, "[:", 2) == 0 ? strstr(p, ":]") : NULL;

		p = end ? end + 2 : p + 1;
	}
	return *p ? p + 1 : p;
}

static const char *
quantifier(const char *s, struct count *ret)
{
	char *end;

	*ret = (struct count){ 1, 1 };
	if (*s == '?' || *s == '*' || *s == '+') {
		ret->lo = *s == '+';
		ret->hi = *s == '?' ? 1 : OPEN_MAX;
		return s + 1;
	}
	if (*s != '{')
		return s;
	ret->lo = ret->hi = (int)strtol(s + 1, &end, 10);
	if (*end == ',')
		ret->hi = (int)strtol(end + 1, &end, 10);
	if (ret->hi < ret->lo)
		ret->hi = ret->lo + OPEN_MAX;
	return *end == '}' ? end + 1 : end;
}

/* One atom, as often as its quantifier says. */
static const char *
atom(const char *s, int long_one, int depth, int mute, struct buf *b)
{
	const char *from = s;
	struct count c;
	char letter = *s;
	int group = *s == '(', times;

	if (group) {
		s = sequence(s + 1, long_one, depth + 1, 1, b);
		s += *s == ')';
	} else if (*s == '[') {
		s = class_end(s, &letter);
	} else if (*s == '.') {
		letter = 'W';
		s++;
	} else {
		s += *s == '\\' && s[1];
		letter = *s++;
	}
	s = quantifier(s, &c);
	times = long_one ? c.hi : c.lo;
	for (int i = 0; i < times && !mute && b->n < TEXT_MAX; i++) {
		if (group)
			sequence(from + 1, long_one, depth + 1, 0, b);
		else
			buf_putc(b, letter);
	}
	return s;
}

/* Up to the end or the group's parenthesis; of alternatives the first is
 * written.  mute: only moves on. */
static const char *
sequence(const char *s, int long_one, int depth, int mute, struct buf *b)
{
	while (*s && *s != ')' && depth < DEPTH_MAX) {
		if (*s == '|') {
			mute = 1;
			s++;
		} else if (*s == '^' || *s == '$')
			s++;
		else
			s = atom(s, long_one, depth, mute, b);
	}
	return s;
}

void
sample_pattern(const char *pattern, int long_one, struct buf *ret_b)
{
	sequence(pattern, long_one, 0, 0, ret_b);
}
