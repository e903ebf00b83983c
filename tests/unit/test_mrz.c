/* spool/mrz.c against published vectors and ICAO's rules. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "fault.h"
#include "mrz.h"

#define VECTORS "tests/vectors/mrz/"

static const struct mrz_fields specimen = { .code = "P",
	.state = "UTO",
	.primary = "Eriksson",
	.secondary = "Anna Maria",
	.number = "L898902C3",
	.nationality = "UTO",
	.birth = "1974-08-12",
	.sex = "F",
	.expiry = "2012-04-15",
	.optional1 = "ZE184226B",
	.optional2 = "" };

static json_t *
load(const char *name)
{
	json_error_t e;
	json_t *v = json_load_file(name, JSON_REJECT_DUPLICATES, &e);

	assert_non_null(v);
	return v;
}

static const char *
text(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	assert_non_null(s);
	return s;
}

static void
check_digits(void **state)
{
	json_t *all = load(VECTORS "check_digits.json"), *v;
	size_t i, seen = 0;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *data = text(v, "data");

		assert_int_equal(mrz_check(data, strlen(data)),
		    '0' + json_integer_value(json_object_get(v, "digit")));
		seen++;
	}
	assert_int_equal(seen, 5);
	assert_int_equal(mrz_check("a", 1), -1);
	assert_int_equal(mrz_check(" ", 1), -1);
	assert_int_equal(mrz_check("", 0), '0');
	json_decref(all);
}

/* Every letter and digit of a zone's checked part turned into another one
 * must be noticed. */
static void
spoil(const char *zone, size_t at)
{
	char bad[MRZ_TD1 + 1];

	memcpy(bad, zone, strlen(zone) + 1);
	bad[at] = bad[at] == '1' ? '2' : '1';
	assert_int_equal(mrz_verify(bad, NULL), -1);
}

static void
published_zones(void **state)
{
	json_t *all = load(VECTORS "mrz.json"), *v, *c;
	size_t i, k, checks = 0, zones = 0;

	(void)state;
	json_array_foreach (json_object_get(all, "vectors"), i, v) {
		const char *zone = text(v, "mrz");
		size_t n = strlen(zone);

		json_array_foreach (json_object_get(v, "checks"), k, c) {
			const char *data = text(c, "data");

			assert_int_equal(mrz_check(data, strlen(data)),
			    text(c, "computed")[0]);
			checks++;
		}
		if (n != MRZ_TD3 && n != MRZ_TD1)
			continue;
		assert_true(json_is_true(json_object_get(v, "all_ok")));
		assert_int_equal(mrz_verify(zone, NULL), 0);
		spoil(zone, n == MRZ_TD3 ? 44 + 43 : 30 + 29);
		spoil(zone, n == MRZ_TD3 ? 44 + 19 : 30 + 6);
		spoil(zone, n == MRZ_TD3 ? 44 + 27 : 30 + 14);
		zones++;
	}
	assert_int_equal(zones, 9);
	assert_true(checks > 40);
	json_decref(all);
}

static void
name_line(const json_t *v, char ret_line[45])
{
	struct mrz_fields m = specimen;
	char zone[MRZ_TD3 + 1];

	m.code = "PP";
	m.primary = text(v, "primary");
	m.secondary = text(v, "secondary");
	assert_int_equal(mrz_td3(&m, zone, NULL), 0);
	memcpy(ret_line, zone, 44);
	ret_line[44] = '\0';
}

static void
published_names(void **state)
{
	json_t *all = load(VECTORS "names.json"), *v, *a;
	size_t i, k, seen = 0;
	char line[45];
	int good;

	(void)state;
	json_array_foreach (json_object_get(all, "fits"), i, v) {
		name_line(v, line);
		assert_string_equal(line, text(v, "line"));
		seen++;
	}
	json_array_foreach (json_object_get(all, "truncated"), i, v) {
		name_line(v, line);
		good = 0;
		json_array_foreach (json_object_get(v, "accepts"), k, a)
			good |= strcmp(line, json_string_value(a)) == 0;
		assert_true(good);
		seen++;
	}
	assert_int_equal(seen, 13);
	json_decref(all);
}

static void
icao_specimens(void **state)
{
	struct mrz_fields m = specimen;
	char zone[MRZ_TD1 + 1];

	(void)state;
	assert_int_equal(mrz_td3(&m, zone, NULL), 0);
	assert_string_equal(zone,
	    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
	    "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
	m.optional1 = "";
	m.sex = "X";
	m.birth = "1974-00-00";
	assert_int_equal(mrz_td3(&m, zone, NULL), 0);
	assert_memory_equal(zone + 44, "L898902C36UTO74<<<<1<1204159<<<<", 32);
	assert_int_equal(zone[86], '<');
	assert_int_equal(mrz_verify(zone, NULL), 0);

	m = specimen;
	m.code = "I";
	m.number = "D23145890";
	m.optional1 = "";
	assert_int_equal(mrz_td1(&m, zone, NULL), 0);
	assert_string_equal(zone,
	    "I<UTOD231458907<<<<<<<<<<<<<<<"
	    "7408122F1204159UTO<<<<<<<<<<<6"
	    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");
}

static void
long_numbers(void **state)
{
	struct mrz_fields m = specimen;
	struct fault f;
	char zone[MRZ_TD1 + 1];

	(void)state;
	m.code = "I";
	m.number = "D23145890734"; /* 9303-5: D23145890<7349 */
	m.optional1 = "";
	assert_int_equal(mrz_td1(&m, zone, NULL), 0);
	assert_memory_equal(zone + 5, "D23145890<7349<<<<<<<<<<<", 25);
	assert_int_equal(mrz_verify(zone, NULL), 0);
	spoil(zone, 18);

	m.number = "1234567890123456789012";
	assert_int_equal(mrz_td1(&m, zone, NULL), 0);
	assert_int_equal(mrz_verify(zone, NULL), 0);
	m.optional1 = "A";
	assert_int_equal(mrz_td1(&m, zone, &f), -1);
	assert_string_equal(f.pointer, "optional1");
	m.number = "12345678901234567890123";
	assert_int_equal(mrz_td1(&m, zone, &f), -1);
	assert_string_equal(f.pointer, "number");
}

static void
transliteration(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "\xC3\x85sa \xC3\x84nne \xC3\x98re", "AASA<AENNE<OERE" },
		{ "Mu\xC3\xB1oz Stra\xC3\x9F"
		  "e",
		    "MUNOZ<STRASSE" },
		{ "M\xC3\xBCller \xC3\x96zt\xC3\xBCrk", "MUELLER<OEZTUERK" },
		{ "O'Connor O\xE2\x80\x99"
		  "Connor",
		    "OCONNOR<OCONNOR" },
		{ "Smith-Jones", "SMITH<JONES" },
		{ "\xC3\x9E\xC3\xB3r \xC3\xB0 \xC5\x81\xC3\xB3"
		  "d\xC5\xBA",
		    "THOR<D<LODZ" },
		{ "\xC4\xB2 \xC5\x8A \xC5\x93 \xC4\xB1 \xE1\xBA\x9E",
		    "IJ<N<OE<I<SS" },
		{ "St. Dr.", "ST<DR" },
	};
	struct fault f;
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(
		    mrz_transliterate(cases[i].from, out, sizeof(out), NULL),
		    0);
		assert_string_equal(out, cases[i].to);
	}
	/* No rule, not a letter, not UTF-8, no room. */
	assert_int_equal(
	    mrz_transliterate("\xD0\x96", out, sizeof(out), &f), -1);
	assert_int_equal(
	    mrz_transliterate("\xC3\x97", out, sizeof(out), &f), -1);
	assert_int_equal(mrz_transliterate("A\xC3", out, sizeof(out), &f), -1);
	assert_int_equal(mrz_transliterate("ABCD", out, 4, &f), -1);
	assert_int_equal(f.code, FAULT_OVERFLOW);
	assert_int_equal(mrz_transliterate("ABC", out, 4, &f), 0);
}

/* All of U+00C0..U+017F but the two signs has a rule. */
static void
every_latin_letter(void **state)
{
	char in[3] = { 0 }, out[8];
	unsigned c;
	int rc;

	(void)state;
	for (c = 0xC0; c <= 0x17F; c++) {
		in[0] = (char)(0xC0 | c >> 6);
		in[1] = (char)(0x80 | (c & 0x3F));
		rc = mrz_transliterate(in, out, sizeof(out), NULL);
		if (c == 0xD7 || c == 0xF7)
			assert_int_equal(rc, -1);
		else
			assert_true(rc == 0 && out[0] >= 'A' && out[0] <= 'Z');
	}
}

/* Truncated fields end in a letter, never hold "<<" twice, never begin with
 * a filler. */
static void
truncation(void **state)
{
	static const struct {
		const char *primary, *secondary, *field; /* NULL: rules only */
	} cases[] = {
		{ "SUHARTO", "", "SUHARTO" },
		{ "A", "B", "A<<B" },
		{ "  SITI   AMINAH ", " - ", "SITI<AMINAH" },
		/* cut exactly at a filler: a letter makes room */
		{ "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKL", "MNOP",
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ<<M" },
		{ "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKL MNOP", "",
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJK<M" },
		{ "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQR", "",
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLM" },
		{ "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONGX KRASUANG", NULL },
		/* initials alone: no way to end in a letter */
		{ "A B C D E F G H I J K L M N O P Q R S T U V W", "X",
		    "A<B<C<D<E<F<G<H<I<J<K<L<M<N<O<P<Q<R<<X" },
		{ "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "D",
		    "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D" },
		{ "A B C D E F G H I J K L M N O P Q R S T U V W", "", NULL },
		{ "AA BB CC DD EE FF GG HH II JJ KK LL MM NN OO", "PP", NULL },
	};
	struct mrz_fields m = specimen;
	char zone[MRZ_TD3 + 1], want[40];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		m.primary = cases[i].primary;
		m.secondary = cases[i].secondary;
		assert_int_equal(mrz_td3(&m, zone, NULL), 0);
		zone[44] = '\0';
		if (cases[i].field != NULL) {
			memset(want, '<', 39);
			want[39] = '\0';
			memcpy(want, cases[i].field, strlen(cases[i].field));
			assert_string_equal(zone + 5, want);
			continue;
		}
		assert_true(zone[43] >= 'A' && zone[43] <= 'Z');
		if (*cases[i].secondary != '\0')
			assert_non_null(strstr(zone + 5, "<<"));
		assert_true(strstr(zone + 5, "<<<") == NULL);
	}
}

static void
refusals(void **state)
{
	static const struct {
		size_t member;
		const char *value, *pointer;
	} cases[] = {
		{ offsetof(struct mrz_fields, code), "", "code" },
		{ offsetof(struct mrz_fields, code), "PPP", "code" },
		{ offsetof(struct mrz_fields, code), "P1", "code" },
		{ offsetof(struct mrz_fields, state), "UTOP", "state" },
		{ offsetof(struct mrz_fields, state), "ut", "state" },
		{ offsetof(struct mrz_fields, primary), "", "primary" },
		{ offsetof(struct mrz_fields, primary), "'-'", "primary" },
		{ offsetof(struct mrz_fields, primary), "R2D2", "primary" },
		{ offsetof(struct mrz_fields, secondary), "\xE2\x98\xBA",
		    "secondary" },
		{ offsetof(struct mrz_fields, number), "", "number" },
		{ offsetof(struct mrz_fields, number), "1234567890", "number" },
		{ offsetof(struct mrz_fields, number), "A-1", "number" },
		{ offsetof(struct mrz_fields, birth), "1974-02-30", "birth" },
		{ offsetof(struct mrz_fields, birth), "1974-13-00", "birth" },
		{ offsetof(struct mrz_fields, birth), "74-08-12", "birth" },
		{ offsetof(struct mrz_fields, birth), "1974/08/12", "birth" },
		{ offsetof(struct mrz_fields, sex), "L", "sex" },
		{ offsetof(struct mrz_fields, expiry), "2030-00-00", "expiry" },
		{ offsetof(struct mrz_fields, expiry), NULL, "expiry" },
		{ offsetof(struct mrz_fields, optional1), "123456789012345",
		    "optional1" },
		{ offsetof(struct mrz_fields, optional1), "\xE2\x82\xAC",
		    "optional1" },
		{ offsetof(struct mrz_fields, optional2), "1", "optional2" },
	};
	struct mrz_fields m;
	struct fault f;
	char zone[MRZ_TD3 + 1] = "untouched";
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		m = specimen;
		*(const char **)(void *)((char *)&m + cases[i].member) =
		    cases[i].value;
		assert_int_equal(mrz_td3(&m, zone, &f), -1);
		assert_string_equal(f.pointer, cases[i].pointer);
		assert_true(f.id[0] != '\0' && f.en[0] != '\0');
		/* a fault names the field and the rule, never the value */
		if (cases[i].value != NULL && strlen(cases[i].value) > 2)
			assert_null(strstr(f.en, cases[i].value));
		assert_string_equal(zone, "untouched");
	}
}

static void
splitting(void **state)
{
	static const struct {
		const char *full, *primary, *secondary;
	} cases[] = {
		{ "Suharto", "Suharto", "" },
		{ "Siti Nurhaliza", "Nurhaliza", "Siti" },
		{ "  Siti  Nur   Aini ", "Aini", "Siti  Nur" },
		{ "", "", "" },
		{ "   ", "", "" },
		{ "Kartini Abcdefghijklmnop", "", "" },
	};
	char p[16], s[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		mrz_split_name(cases[i].full, p, s, sizeof(p));
		assert_string_equal(p, cases[i].primary);
		assert_string_equal(s, cases[i].secondary);
	}
}

static void
not_a_zone(void **state)
{
	char zone[128];

	(void)state;
	memset(zone, '<', sizeof(zone));
	zone[127] = '\0';
	assert_int_equal(mrz_verify(zone, NULL), -1);
	assert_int_equal(mrz_verify("", NULL), -1);
	zone[88] = '\0';
	zone[3] = 'a';
	assert_int_equal(mrz_verify(zone, NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_digits),
		cmocka_unit_test(published_zones),
		cmocka_unit_test(published_names),
		cmocka_unit_test(icao_specimens),
		cmocka_unit_test(long_numbers),
		cmocka_unit_test(transliteration),
		cmocka_unit_test(every_latin_letter),
		cmocka_unit_test(truncation),
		cmocka_unit_test(refusals),
		cmocka_unit_test(splitting),
		cmocka_unit_test(not_a_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
