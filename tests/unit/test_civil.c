/* spool/civil.c: dates both ways, words, rupiah, NIK. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "civil.h"

static void
days_both_ways(void **state)
{
	static const struct {
		int64_t utc;
		const char *text;
	} cases[] = {
		{ 0, "1970-01-01T00:00:00Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },
		{ 1795344300, "2026-11-22T10:45:00Z" },
		{ 4107542400, "2100-03-01T00:00:00Z" },
		{ -2203891200, "1900-03-01T00:00:00Z" },
		{ INT64_MAX, "9999-12-31T23:59:59Z" },
		{ INT64_MIN, "0000-01-01T00:00:00Z" },
	};
	struct civil c;
	char text[21];
	int64_t day;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		civil_rfc3339(cases[i].utc, text);
		assert_string_equal(text, cases[i].text);
	}
	/* A day follows a day for eight hundred years. */
	for (day = -146097; day < 146097; day++) {
		civil_from(day * 86400 + 12345, 25200, &c);
		assert_true(c.month >= 1 && c.month <= 12);
		assert_true(c.day >= 1 && c.day <= 31);
		assert_int_equal(civil_to(&c, 25200), day * 86400 + 12345);
	}
}

static void
local_time(void **state)
{
	struct civil c;

	(void)state;
	/* 22 November 17:30 UTC is already the 23rd in the east. */
	civil_from(1795368600, civil_zone("WIT"), &c);
	assert_int_equal(c.day, 23);
	assert_int_equal(c.hour, 2);
	assert_int_equal(c.minute, 30);
	assert_int_equal(civil_zone("WIB"), 25200);
	assert_int_equal(civil_zone("WITA"), 28800);
	assert_int_equal(civil_zone("UTC"), -1);
}

static void
parsing(void **state)
{
	static const char *const bad[] = { "", "2026", "2026-11-2",
		"2026-11-022", "2026-11-31", "2025-02-29", "2026-00-10",
		"2026-13-10", "2026-11-00", "0000-11-22", "2026/11/22",
		"2026-11-22 ", " 2026-11-2", "20a6-11-22", "1900-02-29" };
	struct civil c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(civil_parse_date(bad[i], &c), -1);
	assert_int_equal(civil_parse_date("2024-02-29", &c), 0);
	assert_int_equal(c.year, 2024);
	assert_int_equal(c.month, 2);
	assert_int_equal(c.day, 29);
	assert_int_equal(c.hour, 0);
	assert_int_equal(civil_parse_date("2000-02-29", &c), 0);
	assert_int_equal(civil_parse_date("0001-01-01", &c), 0);
}

static void
names(void **state)
{
	struct buf b = { 0 };
	struct civil c;

	(void)state;
	assert_int_equal(civil_parse_date("2026-11-22", &c), 0);
	assert_string_equal(civil_day_id(&c), "Minggu");
	civil_date_id(&c, &b);
	assert_string_equal(buf_str(&b), "22 November 2026");
	buf_release(&b);
	assert_int_equal(civil_parse_date("1969-12-31", &c), 0);
	assert_string_equal(civil_day_id(&c), "Rabu");
	assert_string_equal(civil_month_short(5), "MEI/MAY");
	assert_string_equal(civil_month_short(11), "NOV");
	assert_string_equal(civil_month_roman(9), "IX");
	assert_string_equal(civil_month_id(0), "");
	assert_string_equal(civil_month_roman(13), "");
}

static void
words(void **state)
{
	static const struct {
		int64_t n;
		const char *text;
	} cases[] = {
		{ 0, "nol" },
		{ 1, "satu" },
		{ 10, "sepuluh" },
		{ 11, "sebelas" },
		{ 12, "dua belas" },
		{ 19, "sembilan belas" },
		{ 20, "dua puluh" },
		{ 99, "sembilan puluh sembilan" },
		{ 100, "seratus" },
		{ 111, "seratus sebelas" },
		{ 200, "dua ratus" },
		{ 1000, "seribu" },
		{ 1001, "seribu satu" },
		{ 2017, "dua ribu tujuh belas" },
		{ 100000, "seratus ribu" },
		{ 101000, "seratus satu ribu" },
		{ 1000000, "satu juta" },
		{ 1500000, "satu juta lima ratus ribu" },
		{ 1000000000, "satu miliar" },
		{ 999999999999999,
		    "sembilan ratus sembilan puluh sembilan triliun "
		    "sembilan ratus sembilan puluh sembilan miliar "
		    "sembilan ratus sembilan puluh sembilan juta "
		    "sembilan ratus sembilan puluh sembilan ribu "
		    "sembilan ratus sembilan puluh sembilan" },
		{ 1000000000000000, "seribu triliun" },
		{ 1000000000000001, "1000000000000001" },
		{ -7, "minus tujuh" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_puts(&b, "=");
		civil_words_id(cases[i].n, &b);
		assert_string_equal(buf_str(&b) + 1, cases[i].text);
		buf_clear(&b);
	}
	buf_release(&b);
}

static void
rupiah(void **state)
{
	static const struct {
		int64_t n;
		const char *text;
	} cases[] = {
		{ 0, "Rp 0" },
		{ 999, "Rp 999" },
		{ 1000, "Rp 1.000" },
		{ 1500000, "Rp 1.500.000" },
		{ -25000, "-Rp 25.000" },
		{ INT64_MIN, "-Rp 9.223.372.036.854.775.808" },
	};
	struct buf b = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&b);
		civil_rupiah(cases[i].n, &b);
		assert_string_equal(buf_str(&b), cases[i].text);
	}
	buf_release(&b);
}

static void
nik(void **state)
{
	char region[5] = "";
	int odd = -1;

	(void)state;
	assert_int_equal(
	    civil_nik("5202011708900001", "1990-08-17", &odd, region), 0);
	assert_int_equal(odd, 0);
	assert_string_equal(region, "5202");
	/* a woman: day + 40 */
	assert_int_equal(
	    civil_nik("5202015708900001", "1990-08-17", &odd, region), 0);
	assert_int_equal(odd, 0);
	assert_int_equal(
	    civil_nik("5202015708900001", "1990-08-18", &odd, region), 0);
	assert_int_equal(odd, 1);
	assert_int_equal(
	    civil_nik("5202019999990001", "1990-08-18", &odd, region), 0);
	assert_int_equal(odd, 1);
	assert_int_equal(civil_nik("5202015708900001", NULL, &odd, region), 0);
	assert_int_equal(odd, 0);
	assert_int_equal(civil_nik("520201570890000", NULL, &odd, region), -1);
	assert_int_equal(
	    civil_nik("52020157089000011", NULL, &odd, region), -1);
	assert_int_equal(civil_nik("52020157O8900001", NULL, &odd, region), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_both_ways),
		cmocka_unit_test(local_time),
		cmocka_unit_test(parsing),
		cmocka_unit_test(names),
		cmocka_unit_test(words),
		cmocka_unit_test(rupiah),
		cmocka_unit_test(nik),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
