/*
 * The life of a numbered blank as one table, and the arithmetic of serials.
 * Nothing else may decide what becomes of a blank.  The table must never gain
 * an entry that leads from used, spoiled, returned or destroyed back into the
 * stock: a serial that was given out counts once.  Pure.
 */

#include <stdio.h>
#include <string.h>

#include "blank.h"
#include "job.h"

/* An empty entry is 0 and means "no such path", so states are kept + 1. */
#define TO(s) ((unsigned char)((s) + 1))

static const unsigned char path[BLANK_STATE_N][BLANK_ACT_N] = {
	[BLANK_RECEIVED] = {
		[BLANK_HAND_OUT] = TO(BLANK_AT_COUNTER),
		[BLANK_SPOIL] = TO(BLANK_SPOILED),
		[BLANK_RETURN] = TO(BLANK_RETURNED),
	},
	[BLANK_AT_COUNTER] = {
		[BLANK_STORE] = TO(BLANK_RECEIVED),
		[BLANK_HAND_OUT] = TO(BLANK_AT_COUNTER),
		[BLANK_RESERVE] = TO(BLANK_RESERVED),
		[BLANK_SPOIL] = TO(BLANK_SPOILED),
		[BLANK_RETURN] = TO(BLANK_RETURNED),
	},
	[BLANK_RESERVED] = {
		[BLANK_FREE] = TO(BLANK_AT_COUNTER),
		[BLANK_RELEASE] = TO(BLANK_RELEASED),
	},
	[BLANK_RELEASED] = {
		[BLANK_USE] = TO(BLANK_USED),
		[BLANK_SPOIL] = TO(BLANK_SPOILED),
		[BLANK_RETURN] = TO(BLANK_RETURNED),
		[BLANK_CORRECT] = TO(BLANK_AT_COUNTER),
	},
	[BLANK_USED] = { [BLANK_DESTROY] = TO(BLANK_DESTROYED) },
	[BLANK_SPOILED] = { [BLANK_DESTROY] = TO(BLANK_DESTROYED) },
	[BLANK_RETURNED] = { [BLANK_DESTROY] = TO(BLANK_DESTROYED) },
};

static const char *const state_name[BLANK_STATE_N] = {
	[BLANK_RECEIVED] = "received",
	[BLANK_AT_COUNTER] = "at-counter",
	[BLANK_RESERVED] = "reserved",
	[BLANK_RELEASED] = "released",
	[BLANK_USED] = "used",
	[BLANK_SPOILED] = "spoiled",
	[BLANK_RETURNED] = "returned",
	[BLANK_DESTROYED] = "destroyed",
};

static const char *const state_word[BLANK_STATE_N] = {
	[BLANK_RECEIVED] = "diterima",
	[BLANK_AT_COUNTER] = "di-loket",
	[BLANK_RESERVED] = "dipesan",
	[BLANK_RELEASED] = "dilepas",
	[BLANK_USED] = "terpakai",
	[BLANK_SPOILED] = "rusak",
	[BLANK_RETURNED] = "dikembalikan",
	[BLANK_DESTROYED] = "dimusnahkan",
};

static const char *const act_name[BLANK_ACT_N] = {
	[BLANK_RECEIVE] = "receive",
	[BLANK_STORE] = "store",
	[BLANK_HAND_OUT] = "hand-out",
	[BLANK_RESERVE] = "reserve",
	[BLANK_FREE] = "free",
	[BLANK_RELEASE] = "release",
	[BLANK_USE] = "use",
	[BLANK_SPOIL] = "spoil",
	[BLANK_RETURN] = "return",
	[BLANK_CORRECT] = "correct",
	[BLANK_DESTROY] = "destroy",
};

static const char *const act_word[BLANK_ACT_N] = {
	[BLANK_RECEIVE] = "diterima",
	[BLANK_STORE] = "dikembalikan ke gudang",
	[BLANK_HAND_OUT] = "dipindahkan",
	[BLANK_RESERVE] = "dipesan",
	[BLANK_FREE] = "dilepas dari pesanan",
	[BLANK_RELEASE] = "dilepas",
	[BLANK_USE] = "dipakai",
	[BLANK_SPOIL] = "dinyatakan rusak",
	[BLANK_RETURN] = "dikembalikan",
	[BLANK_CORRECT] = "dibetulkan",
	[BLANK_DESTROY] = "dimusnahkan",
};

/* What an event of its job means for a blank, + 1. */
static const unsigned char of_event[JOB_EVENT_N] = {
	[JOB_EV_SUBMIT] = TO(BLANK_RESERVE),
	[JOB_EV_RETURN] = TO(BLANK_FREE),
	[JOB_EV_CANCEL] = TO(BLANK_FREE),
	[JOB_EV_PERMIT] = TO(BLANK_RELEASE),
	[JOB_EV_CAME_OUT_SPOILED] = TO(BLANK_SPOIL),
	[JOB_EV_SPOIL] = TO(BLANK_SPOIL),
	[JOB_EV_NOT_OUT] = TO(BLANK_RETURN),
	[JOB_EV_PASS] = TO(BLANK_USE),
	[JOB_EV_READY] = TO(BLANK_USE),
};

int
blank_next(enum blank_state s, enum blank_act act)
{
	if ((unsigned)s >= BLANK_STATE_N || (unsigned)act >= BLANK_ACT_N)
		return -1;
	return path[s][act] - 1;
}

int
blank_remains(enum blank_state s)
{
	return (unsigned)s <= BLANK_RELEASED;
}

int
blank_act_of(int job_event, enum blank_state s)
{
	int act;

	if ((unsigned)job_event >= JOB_EVENT_N)
		return -1;
	act = of_event[job_event] - 1;
	return act >= 0 && blank_next(s, (enum blank_act)act) >= 0 ? act : -1;
}

const char *
blank_state_name(enum blank_state s)
{
	return (unsigned)s < BLANK_STATE_N ? state_name[s] : "?";
}

const char *
blank_state_word(enum blank_state s)
{
	return (unsigned)s < BLANK_STATE_N ? state_word[s] : "?";
}

const char *
blank_act_name(enum blank_act act)
{
	return (unsigned)act < BLANK_ACT_N ? act_name[act] : "?";
}

const char *
blank_act_word(enum blank_act act)
{
	return (unsigned)act < BLANK_ACT_N ? act_word[act] : "?";
}

int
blank_state_of(const char *name)
{
	for (int i = 0; name != NULL && i < BLANK_STATE_N; i++)
		if (strcmp(state_name[i], name) == 0)
			return i;
	return -1;
}

/* ---- serials ---- */

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ-" DIGITS
#define NUMBER_DIGITS 15 /* of the end that count: below 2^53 */

int
blank_serial_ok(const char *s)
{
	size_t n = s == NULL ? 0 : strlen(s);

	return n > 0 && n < BLANK_SERIAL && strspn(s, LETTERS) == n &&
	    s[n - 1] >= '0' && s[n - 1] <= '9';
}

/* Where the digits at the end begin. */
static size_t
tail(const char *s)
{
	size_t n = strlen(s), i = n;

	while (i > 0 && n - i < NUMBER_DIGITS && s[i - 1] >= '0' &&
	    s[i - 1] <= '9')
		i--;
	return i;
}

static int64_t
number(const char *s)
{
	int64_t v = 0;

	for (; *s != '\0'; s++)
		v = v * 10 + (*s - '0');
	return v;
}

int64_t
blank_range(const char *first, const char *last)
{
	size_t at;
	int64_t n;

	if (!blank_serial_ok(first) || !blank_serial_ok(last) ||
	    strlen(first) != strlen(last))
		return 0;
	at = tail(first);
	if (at != tail(last) || strncmp(first, last, at) != 0)
		return 0;
	n = number(last + at) - number(first + at) + 1;
	return n > 0 && n <= BLANK_RANGE_MAX ? n : 0;
}

void
blank_serial(const char *first, int64_t i, char ret[BLANK_SERIAL])
{
	size_t n = strlen(first), at = tail(first);
	int64_t v = number(first + at) + i;

	memcpy(ret, first, n + 1);
	while (n > at) {
		ret[--n] = (char)('0' + v % 10);
		v /= 10;
	}
}

int64_t
blank_series(const char *serial, char ret[BLANK_SERIAL])
{
	size_t n = strlen(serial), at = tail(serial);

	memcpy(ret, serial, n + 1);
	memset(ret + at, '#', n - at);
	return number(serial + at);
}

/* ---- places ---- */

/* The name behind prefix, NULL when it is another place. */
static const char *
behind(const char *place, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(place, prefix, n) == 0 ? place + n : NULL;
}

int
blank_place_ok(const char *s)
{
	const char *name;
	size_t n;

	if (s == NULL)
		return 0;
	if (strcmp(s, BLANK_STOREROOM) == 0)
		return 1;
	if ((name = behind(s, "counter:")) == NULL &&
	    (name = behind(s, "tray:")) == NULL)
		return 0;
	n = strlen(name);
	return n > 0 && strlen(s) < BLANK_PLACE &&
	    strspn(name, LETTERS "abcdefghijklmnopqrstuvwxyz_") == n;
}

const char *
blank_tray(const char *place)
{
	return behind(place, "tray:");
}

enum blank_act
blank_move_to(const char *place)
{
	return strcmp(place, BLANK_STOREROOM) == 0 ? BLANK_STORE
						   : BLANK_HAND_OUT;
}
