/* The rating of a site: each threshold from both sides, the worst decides,
 * reasons in both languages; and days on which blanks were out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "site.h"

#define MONDAY 20787 /* 2026-11-30 */

static void
thresholds(void **state)
{
	(void)state;
	for (int k = 0; k < SITE_CRITERIA; k++) {
		const struct site_rule *r = &site_rules[k];
		int worse = r->more ? -1 : 1;

		assert_int_equal(site_rate(k, r->optimal), SITE_OPTIMAL);
		assert_int_equal(site_rate(k, r->optimal + worse), SITE_SEDANG);
		assert_int_equal(site_rate(k, r->sedang), SITE_SEDANG);
		assert_int_equal(site_rate(k, r->sedang + worse), SITE_BELUM);
		assert_int_equal(site_rate(k, SITE_UNKNOWN), SITE_BELUM);
	}
	/* what is published */
	assert_int_equal(site_rules[SITE_AVAILABLE].optimal, 980);
	assert_int_equal(site_rules[SITE_AVAILABLE].sedang, 950);
	assert_int_equal(site_rules[SITE_TURN].optimal, 15);
	assert_int_equal(site_rules[SITE_TURN].sedang, 60);
}

static void
worst(void **state)
{
	int64_t v[SITE_CRITERIA] = { 8, 991, 9, 0, 0 };
	char why[SITE_REASON];

	(void)state;
	assert_int_equal(site_overall(v), SITE_OPTIMAL);
	v[SITE_AVAILABLE] = 974;
	assert_int_equal(site_overall(v), SITE_SEDANG);
	site_reason(SITE_AVAILABLE, 974, 0, why);
	assert_string_equal(
	    why, "Ketersediaan printer: 97,4 %, optimal paling sedikit 98,0 %");
	site_reason(SITE_AVAILABLE, 974, 1, why);
	assert_string_equal(
	    why, "Availability of printers: 97.4%, optimal is at least 98.0%");
	site_reason(SITE_TURN, 15, 1, why);
	assert_string_equal(why, "");
	site_reason(SITE_TURN, 61, 1, why);
	assert_string_equal(why,
	    "Turn-round (median): 61 minutes, optimal is at most 15 minutes");
	v[SITE_STOCK_OUT] = 3;
	assert_int_equal(site_overall(v), SITE_BELUM);
	v[SITE_STOCK_OUT] = SITE_UNKNOWN;
	site_reason(SITE_STOCK_OUT, SITE_UNKNOWN, 0, why);
	assert_string_equal(why, "Hari kehabisan blangko: belum ada data");
	assert_string_equal(site_rating_name(site_overall(v)), "belum-optimal");
	assert_string_equal(
	    site_rating_title(SITE_SEDANG, 0), "Optimal Sedang");
}

/* Days 0 to 13 of the month are MONDAY and on; today is the last. */
static void
out_of(void **state)
{
	int64_t change[SITE_BACK + 14] = { 0 }, used[SITE_BACK + 14] = { 0 };
	struct site_stock s = { change, used, 50, MONDAY - SITE_BACK, MONDAY,
		MONDAY + 9, MONDAY + 13 };
	char out[14] = { 0 }, want[14] = { 0 };

	(void)state;
	site_stock_out(&s, out);
	assert_memory_equal(out, want, 14);
	/* all gone on Thursday, 50 came on the Tuesday after */
	used[SITE_BACK + 3] = 20;
	change[SITE_BACK + 3] = -20;
	change[SITE_BACK + 8] = 50;
	site_stock_out(&s, out);
	want[3] = want[4] = want[7] = 1; /* not the weekend */
	assert_memory_equal(out, want, 14);
	/* not before it came, not when nobody used it */
	memset(out, 0, sizeof out);
	s.since = MONDAY + 7;
	site_stock_out(&s, out);
	assert_int_equal(out[4], 0);
	assert_int_equal(out[7], 1);
	memset(out, 0, sizeof out);
	used[SITE_BACK + 3] = 0;
	site_stock_out(&s, out);
	assert_int_equal(out[7], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thresholds),
		cmocka_unit_test(worst),
		cmocka_unit_test(out_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
