/*
 * The lines of a machine readable zone and their check digits: ICAO Doc
 * 9303-4 (TD3) and 9303-5 (TD1), digits by 9303-3 section 4.9.  It must never
 * let a value run into the next field.  It trusts nothing: every member is
 * checked here, whatever the template said before.
 */

#include <string.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "mrz.h"
#include "mrz_int.h"

#define NUMBER_MAX 22 /* TD1: 9 + 13, then its digit and a filler */

int
mrz_check(const char *s, size_t n)
{
	static const int weight[3] = { 7, 3, 1 };
	size_t i;
	int v, sum = 0;

	for (i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9')
			v = s[i] - '0';
		else if (s[i] >= 'A' && s[i] <= 'Z')
			v = s[i] - 'A' + 10;
		else if (s[i] == '<')
			v = 0;
		else
			return -1;
		sum = (sum + v * weight[i % 3]) % 10;
	}
	return '0' + sum;
}

/* ---- fields ---- */

/* Letters (and digits, if so said) padded with fillers to width. */
static int
put_code(char *dst, size_t width, const char *s, int digits,
    const char *pointer, struct fault *f)
{
	size_t i, n = s == NULL ? 0 : strlen(s);

	if (n == 0 || n > width)
		goto bad;
	for (i = 0; i < n; i++)
		if (!((s[i] >= 'A' && s[i] <= 'Z') ||
			(digits && s[i] >= '0' && s[i] <= '9')))
			goto bad;
	memset(dst, '<', width);
	memcpy(dst, s, n);
	return 0;
bad:
	if (digits)
		return fault_set(f, FAULT_FIELD, pointer,
		    "harus 1 sampai %zu karakter A-Z atau 0-9",
		    "must be 1 to %zu characters A-Z or 0-9", width);
	return fault_set(f, FAULT_FIELD, pointer,
	    "harus 1 sampai %zu huruf A-Z", "must be 1 to %zu letters A-Z",
	    width);
}

static int
put_optional(char *dst, size_t width, const char *s, const char *pointer,
    struct fault *f)
{
	char text[MRZ_TEXT_MAX];
	size_t n;

	memset(dst, '<', width);
	if (s == NULL || *s == '\0')
		return 0;
	if (mrz_transliterate(s, text, sizeof(text), f) == -1) {
		if (f != NULL)
			(void)mem_copy(f->pointer, sizeof(f->pointer), pointer);
		return -1;
	}
	if ((n = strlen(text)) > width)
		return fault_set(f, FAULT_OVERFLOW, pointer,
		    "lebih panjang dari %zu karakter di MRZ",
		    "is longer than %zu characters in the MRZ", width);
	memcpy(dst, text, n);
	return 0;
}

/* A part of a date may be unknown ("00"): fillers stand for it (9303-3
 * section 4.8).  A wholly known date must exist. */
static int
put_date(char dst[7], const char *s, int may_lack, const char *pointer,
    struct fault *f)
{
	static const char shape[] = "dddd-dd-dd";
	struct civil c;
	size_t i;
	int month, day, lacks;

	if (s == NULL || strlen(s) != 10)
		goto bad;
	for (i = 0; i < 10; i++)
		if (shape[i] == '-' ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			goto bad;
	month = (s[5] - '0') * 10 + s[6] - '0';
	day = (s[8] - '0') * 10 + s[9] - '0';
	lacks = memcmp(s, "0000", 4) == 0 || month == 0 || day == 0;
	if (lacks ? !may_lack || month > 12 || day > 31
		  : civil_parse_date(s, &c) == -1)
		goto bad;
	memcpy(dst, memcmp(s, "0000", 4) == 0 ? "<<" : s + 2, 2);
	memcpy(dst + 2, month == 0 ? "<<" : s + 5, 2);
	memcpy(dst + 4, day == 0 ? "<<" : s + 8, 2);
	dst[6] = (char)mrz_check(dst, 6);
	return 0;
bad:
	return fault_set(f, FAULT_FIELD, pointer,
	    "harus tanggal yang ada, TTTT-BB-HH",
	    "must be a date that exists, YYYY-MM-DD");
}

static int
put_sex(char *dst, const char *s, struct fault *f)
{
	if (s != NULL && (strcmp(s, "M") == 0 || strcmp(s, "F") == 0))
		*dst = *s;
	else if (s != NULL && strcmp(s, "X") == 0)
		*dst = '<';
	else
		return fault_set(f, FAULT_FIELD, "sex", "harus M, F atau X",
		    "must be M, F or X");
	return 0;
}

/* ---- zones ---- */

static int
td3_composite(const char *l2)
{
	char s[39];

	memcpy(s, l2, 10);
	memcpy(s + 10, l2 + 13, 7);
	memcpy(s + 17, l2 + 21, 22);
	return mrz_check(s, sizeof(s));
}

static int
td1_composite(const char *l1, const char *l2)
{
	char s[50];

	memcpy(s, l1 + 5, 25);
	memcpy(s + 25, l2, 7);
	memcpy(s + 32, l2 + 8, 7);
	memcpy(s + 39, l2 + 18, 11);
	return mrz_check(s, sizeof(s));
}

/* Of a TD3's second line. */
static int
empty_optional(const char *l2)
{
	return memcmp(l2 + 28, "<<<<<<<<<<<<<<", 14) == 0;
}

int
mrz_td3(const struct mrz_fields *m, char ret[MRZ_TD3 + 1], struct fault *f)
{
	char z[MRZ_TD3 + 1], *l2 = z + 44;

	if (put_code(z, 2, m->code, 0, "code", f) == -1 ||
	    put_code(z + 2, 3, m->state, 0, "state", f) == -1 ||
	    mrz_name_field(m->primary == NULL ? "" : m->primary,
		m->secondary == NULL ? "" : m->secondary, z + 5, 39, f) == -1 ||
	    put_code(l2, 9, m->number, 1, "number", f) == -1 ||
	    put_code(l2 + 10, 3, m->nationality, 0, "nationality", f) == -1 ||
	    put_date(l2 + 13, m->birth, 1, "birth", f) == -1 ||
	    put_sex(l2 + 20, m->sex, f) == -1 ||
	    put_date(l2 + 21, m->expiry, 0, "expiry", f) == -1 ||
	    put_optional(l2 + 28, 14, m->optional1, "optional1", f) == -1)
		return -1;
	if (m->optional2 != NULL && *m->optional2 != '\0')
		return fault_set(f, FAULT_FIELD, "optional2",
		    "tidak ada di TD3", "has no place in a TD3");
	l2[9] = (char)mrz_check(l2, 9);
	/* ICAO leaves 0 or < for an empty field: < is what we write. */
	l2[42] = empty_optional(l2) ? '<' : (char)mrz_check(l2 + 28, 14);
	l2[43] = (char)td3_composite(l2);
	z[MRZ_TD3] = '\0';
	memcpy(ret, z, sizeof(z));
	return 0;
}

/* Number, its digit and optional1 share 25 characters (9303-5 note j). */
static int
td1_number(char *dst, const struct mrz_fields *m, struct fault *f)
{
	char number[NUMBER_MAX];
	size_t n = m->number == NULL ? 0 : strlen(m->number);
	size_t over = n > 9 ? n - 9 : 0;

	if (put_code(number, sizeof(number), m->number, 1, "number", f) == -1)
		return -1;
	memcpy(dst, number, 9);
	if (over == 0) {
		dst[9] = (char)mrz_check(dst, 9);
		return put_optional(dst + 10, 15, m->optional1, "optional1", f);
	}
	dst[9] = '<';
	memcpy(dst + 10, number + 9, over);
	dst[10 + over] = (char)mrz_check(number, n);
	dst[11 + over] = '<';
	return put_optional(
	    dst + 12 + over, 13 - over, m->optional1, "optional1", f);
}

int
mrz_td1(const struct mrz_fields *m, char ret[MRZ_TD1 + 1], struct fault *f)
{
	char z[MRZ_TD1 + 1], *l2 = z + 30;

	if (put_code(z, 2, m->code, 0, "code", f) == -1 ||
	    put_code(z + 2, 3, m->state, 0, "state", f) == -1 ||
	    td1_number(z + 5, m, f) == -1 ||
	    put_date(l2, m->birth, 1, "birth", f) == -1 ||
	    put_sex(l2 + 7, m->sex, f) == -1 ||
	    put_date(l2 + 8, m->expiry, 0, "expiry", f) == -1 ||
	    put_code(l2 + 15, 3, m->nationality, 0, "nationality", f) == -1 ||
	    put_optional(l2 + 18, 11, m->optional2, "optional2", f) == -1 ||
	    mrz_name_field(m->primary == NULL ? "" : m->primary,
		m->secondary == NULL ? "" : m->secondary, z + 60, 30, f) == -1)
		return -1;
	l2[29] = (char)td1_composite(z, l2);
	z[MRZ_TD1] = '\0';
	memcpy(ret, z, sizeof(z));
	return 0;
}

/* ---- reading ---- */

static int
wrong(const char *pointer, struct fault *f)
{
	return fault_set(f, FAULT_READBACK, pointer,
	    "angka pemeriksa MRZ tidak cocok",
	    "an MRZ check digit does not match");
}

/* A number of more than nine characters: a filler at position 15, the rest
 * and its digit before the next filler.  Some issuers weigh the filler too. */
static int
td1_long_number(const char *l1)
{
	char s[25];
	size_t rest;

	for (rest = 0; rest < 15 && l1[15 + rest] != '<'; rest++)
		continue;
	if (rest < 2)
		return rest == 0; /* no number at all: nothing to check */
	memcpy(s, l1 + 5, 9);
	memcpy(s + 9, l1 + 15, rest - 1);
	if (mrz_check(s, 8 + rest) == l1[14 + rest])
		return 1;
	memcpy(s, l1 + 5, 10);
	memcpy(s + 10, l1 + 15, rest - 1);
	return mrz_check(s, 9 + rest) == l1[14 + rest];
}

static int
td1_verify(const char *l1, struct fault *f)
{
	const char *l2 = l1 + 30;

	if (l1[14] == '<' ? !td1_long_number(l1)
			  : mrz_check(l1 + 5, 9) != l1[14])
		return wrong("number", f);
	if (mrz_check(l2, 6) != l2[6])
		return wrong("birth", f);
	if (mrz_check(l2 + 8, 6) != l2[14])
		return wrong("expiry", f);
	if (td1_composite(l1, l2) != l2[29])
		return wrong("composite", f);
	return 0;
}

static int
td3_verify(const char *l1, struct fault *f)
{
	const char *l2 = l1 + 44;
	int empty = empty_optional(l2);

	if (mrz_check(l2, 9) != l2[9])
		return wrong("number", f);
	if (mrz_check(l2 + 13, 6) != l2[19])
		return wrong("birth", f);
	if (mrz_check(l2 + 21, 6) != l2[27])
		return wrong("expiry", f);
	if (mrz_check(l2 + 28, 14) != l2[42] && !(empty && l2[42] == '<'))
		return wrong("optional1", f);
	if (td3_composite(l2) != l2[43])
		return wrong("composite", f);
	return 0;
}

int
mrz_verify(const char *zone, struct fault *f)
{
	size_t n = strlen(zone);

	if ((n != MRZ_TD3 && n != MRZ_TD1) || mrz_check(zone, n) == -1)
		return fault_set(f, FAULT_READBACK, "",
		    "bukan MRZ TD3 atau TD1", "is not an MRZ, TD3 or TD1");
	return n == MRZ_TD3 ? td3_verify(zone, f) : td1_verify(zone, f);
}
