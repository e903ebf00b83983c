/*
 * Names in a machine readable zone: letters with marks become A-Z by the
 * table ICAO Doc 9303-3 section 6 recommends, and a name that is too long is
 * shortened by the rule of 9303-4 and 9303-5 section 4.2.3.  It must never
 * refuse a name for its length nor invent a letter: what has no rule is a
 * fault that names the identifier, not its value.  It trusts nothing.
 */

#include <string.h>

#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "mrz.h"
#include "mrz_int.h"

#define FIRST_LETTER 0xC0
#define LAST_LETTER 0x17F

/*
 * U+00C0..U+017F.  Where ICAO leaves a choice (A with diaeresis: AE or A) the
 * first is taken, N with tilde excepted: N, as offices here write it.  The
 * apostrophe-n, kra and long s stand outside ICAO's table; their modern
 * spelling is used.  NULL: a sign, not a letter.
 */
static const char *const letters[LAST_LETTER - FIRST_LETTER + 1] = {
	/* C0 */ "A", "A", "A", "A", "AE", "AA", "AE", "C",
	/* C8 */ "E", "E", "E", "E", "I", "I", "I", "I",
	/* D0 */ "D", "N", "O", "O", "O", "O", "OE", NULL,
	/* D8 */ "OE", "U", "U", "U", "UE", "Y", "TH", "SS",
	/* E0 */ "A", "A", "A", "A", "AE", "AA", "AE", "C",
	/* E8 */ "E", "E", "E", "E", "I", "I", "I", "I",
	/* F0 */ "D", "N", "O", "O", "O", "O", "OE", NULL,
	/* F8 */ "OE", "U", "U", "U", "UE", "Y", "TH", "Y",
	/* 100 */ "A", "A", "A", "A", "A", "A", "C", "C",
	/* 108 */ "C", "C", "C", "C", "C", "C", "D", "D",
	/* 110 */ "D", "D", "E", "E", "E", "E", "E", "E",
	/* 118 */ "E", "E", "E", "E", "G", "G", "G", "G",
	/* 120 */ "G", "G", "G", "G", "H", "H", "H", "H",
	/* 128 */ "I", "I", "I", "I", "I", "I", "I", "I",
	/* 130 */ "I", "I", "IJ", "IJ", "J", "J", "K", "K",
	/* 138 */ "Q", "L", "L", "L", "L", "L", "L", "L",
	/* 140 */ "L", "L", "L", "N", "N", "N", "N", "N",
	/* 148 */ "N", "N", "N", "N", "O", "O", "O", "O",
	/* 150 */ "O", "O", "OE", "OE", "R", "R", "R", "R",
	/* 158 */ "R", "R", "S", "S", "S", "S", "S", "S",
	/* 160 */ "S", "S", "T", "T", "T", "T", "T", "T",
	/* 168 */ "U", "U", "U", "U", "U", "U", "U", "U",
	/* 170 */ "U", "U", "U", "U", "W", "W", "Y", "Y",
	/* 178 */ "Y", "Z", "Z", "Z", "Z", "Z", "Z", "S"
};

/* Signs: apostrophes and full stops vanish (9303-3 section 4.6), what parts
 * words becomes a filler. */
static const char *
sign(uint32_t c)
{
	switch (c) {
	case '\'':
	case '`':
	case '.':
	case 0xB4:
	case 0x2BB: /* the okina and its kin */
	case 0x2BC:
	case 0x2018:
	case 0x2019:
		return "";
	case ' ':
	case '-':
	case ',':
	case '/':
	case '<':
	case 0xA0:
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
		return "<";
	case 0x1E9E: /* capital sharp s */
		return "SS";
	default:
		return NULL;
	}
}

static const char *
replacement(uint32_t c, char room[2])
{
	room[1] = '\0';
	if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
		room[0] = (char)c;
		return room;
	}
	if (c >= 'a' && c <= 'z') {
		room[0] = (char)(c - 'a' + 'A');
		return room;
	}
	if (c >= FIRST_LETTER && c <= LAST_LETTER)
		return letters[c - FIRST_LETTER];
	return sign(c);
}

int
mrz_transliterate(const char *utf8, char *dst, size_t size, struct fault *f)
{
	size_t len, n = 0, rn;
	uint32_t c;
	char room[2];
	const char *r;

	if (!enc_utf8_ok(utf8, strlen(utf8)))
		return fault_set(f, FAULT_FIELD, "", "bukan UTF-8 yang benar",
		    "is not valid UTF-8");
	for (; (c = enc_utf8_next(utf8, &len)) != 0; utf8 += len) {
		if ((r = replacement(c, room)) == NULL)
			return fault_set(f, FAULT_FIELD, "",
			    "memuat huruf tanpa padanan ICAO (U+%04X)",
			    "has a letter without an ICAO rule (U+%04X)",
			    (unsigned)c);
		rn = strlen(r);
		if (n + rn + 1 > size)
			return fault_set(f, FAULT_OVERFLOW, "",
			    "terlalu panjang untuk MRZ",
			    "is too long for the MRZ");
		memcpy(dst + n, r, rn);
		n += rn;
	}
	dst[n] = '\0';
	return 0;
}

void
mrz_split_name(
    const char *full, char *ret_primary, char *ret_secondary, size_t size)
{
	size_t end = strlen(full), from = 0, last;

	ret_primary[0] = ret_secondary[0] = '\0';
	while (end > 0 && full[end - 1] == ' ')
		end--;
	while (from < end && full[from] == ' ')
		from++;
	for (last = end; last > from && full[last - 1] != ' '; last--)
		continue;
	if (end - last + 1 > size || last - from + 1 > size)
		return;
	memcpy(ret_primary, full + last, end - last);
	ret_primary[end - last] = '\0';
	while (last > from && full[last - 1] == ' ')
		last--;
	memcpy(ret_secondary, full + from, last - from);
	ret_secondary[last - from] = '\0';
}

/* ---- fitting a name ---- */

#define PART_MAX (MRZ_TEXT_MAX) /* two identifiers, a letter and a filler */

struct name {
	struct {
		const char *p;
		size_t n;    /* letters kept */
		size_t full; /* letters it had */
	} part[PART_MAX];
	size_t primary; /* parts of the primary identifier */
	size_t n;	/* parts in all */
};

/* Adds the words of text, which is transliterated into room. */
static int
name_add(struct name *m, const char *text, const char *pointer, char *room,
    struct fault *f)
{
	const char *p;
	size_t n;

	if (mrz_transliterate(text, room, MRZ_TEXT_MAX, f) == -1) {
		if (f != NULL)
			(void)mem_copy(f->pointer, sizeof(f->pointer), pointer);
		return -1;
	}
	if (strcspn(room, "0123456789") != strlen(room))
		return fault_set(f, FAULT_FIELD, pointer,
		    "nama tidak boleh memuat angka",
		    "a name may not hold digits");
	for (p = room; *p != '\0'; p += n) {
		if (*p == '<') {
			n = 1;
			continue;
		}
		n = strcspn(p, "<");
		m->part[m->n].p = p;
		m->part[m->n].n = m->part[m->n].full = n;
		m->n++;
	}
	return 0;
}

/* Writes the parts in [0, upto) as far as width goes; the length they would
 * have had. */
static size_t
name_write(const struct name *m, size_t upto, char *dst, size_t width)
{
	size_t i, k, at = 0;

	for (i = 0; i < upto; i++) {
		for (k = i == 0 ? 0 : i == m->primary ? 2 : 1; k > 0; k--) {
			if (at < width && dst != NULL)
				dst[at] = '<';
			at++;
		}
		for (k = 0; k < m->part[i].n; k++) {
			if (at < width && dst != NULL)
				dst[at] = m->part[i].p[k];
			at++;
		}
	}
	return at;
}

/* The primary identifier gives way until "<<" and one letter of the secondary
 * fit: its components become initials from the last backwards; the first one
 * loses only the letters it must. */
static void
shorten_primary(struct name *m, size_t width)
{
	size_t i, len, room = width - 3;

	for (i = m->primary; i-- > 1;) {
		if (name_write(m, m->primary, NULL, 0) <= room)
			break;
		m->part[i].n = 1;
	}
	len = name_write(m, m->primary, NULL, 0);
	if (len > room && m->part[0].n > 1) {
		len -= m->part[0].n;
		m->part[0].n = len < room ? room - len : 1;
	}
	/* So many initials that they alone do not fit: the last ones go. */
	while (m->primary > 1 && name_write(m, m->primary, NULL, 0) > room) {
		memmove(&m->part[m->primary - 1], &m->part[m->primary],
		    (m->n - m->primary) * sizeof(m->part[0]));
		m->primary--;
		m->n--;
	}
	/* A short secondary leaves room: the last letter must stand last. */
	for (i = m->primary; i-- > 0;)
		while (m->part[i].n < m->part[i].full &&
		    name_write(m, m->n, NULL, 0) < width)
			m->part[i].n++;
}

/* The field was cut and ends in a filler: a letter leaves the nearest longer
 * component before the cut, so that the next initial moves in.  (Initials
 * alone beside "<<" leave none to take; the filler then stays.) */
static void
end_in_letter(struct name *m, char *dst, size_t width)
{
	size_t i = m->n;

	while (i > 0 && name_write(m, i, NULL, 0) > width)
		i--;
	while (i > 0 && m->part[i - 1].n == 1)
		i--;
	if (i == 0)
		return;
	m->part[i - 1].n--;
	(void)name_write(m, m->n, dst, width);
}

int
mrz_name_field(const char *primary, const char *secondary, char *dst,
    size_t width, struct fault *f)
{
	char room1[MRZ_TEXT_MAX] = "", room2[MRZ_TEXT_MAX] = "";
	struct name m = { 0 };

	if (name_add(&m, primary, "primary", room1, f) == -1)
		return -1;
	m.primary = m.n;
	if (m.primary == 0)
		return fault_set(f, FAULT_FIELD, "primary", "nama kosong",
		    "the name is empty");
	if (name_add(&m, secondary, "secondary", room2, f) == -1)
		return -1;

	memset(dst, '<', width);
	if (m.n > m.primary && name_write(&m, m.n, NULL, 0) > width)
		shorten_primary(&m, width);
	if (name_write(&m, m.n, dst, width) > width && dst[width - 1] == '<')
		end_in_letter(&m, dst, width);
	return 0;
}
