/* Charts: well-formed, values at their places, and nothing that a number can
 * do to them: none, one, all zero, huge.  Figures in both languages. */
/* SRC: daemon/front/chart.c daemon/front/chart_bar.c daemon/front/chart_columns.c daemon/front/chart_curve.c daemon/front/chart_day.c daemon/front/chart_state.c daemon/front/figure.c daemon/front/text.c */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "civil.h"

#include "daemon/front/chart.h"
#include "daemon/front/figure.h"

#define DEEP 16
#define ITEMS(a) (sizeof(a) / sizeof(*(a)))

/* Balanced tags, quoted attributes, escaped text: enough of XML. */
static void
check_xml(const char *s)
{
	const char *open[DEEP], *name;
	size_t len[DEEP], deep = 0, n;

	for (; *s != '\0'; s++) {
		assert_int_not_equal(*s, '>');
		if (*s == '&')
			assert_true(s[1] == '#' && strchr(s, ';') != NULL);
		if (*s != '<')
			continue;
		name = s[1] == '/' ? s + 2 : s + 1;
		n = strcspn(name, " />");
		if (s[1] == '/') {
			assert_true(deep > 0);
			deep--;
			assert_int_equal(n, len[deep]);
			assert_memory_equal(name, open[deep], n);
			s = name + n;
			assert_int_equal(*s, '>');
			continue;
		}
		for (s = name + n; *s == ' ';) {
			s += 1 + strcspn(s + 1, "=");
			assert_memory_equal(s, "=\"", 2);
			s += 2 + strcspn(s + 2, "\"<");
			assert_int_equal(*s, '"');
			s++;
		}
		if (*s == '/') {
			s++;
		} else {
			assert_true(deep < DEEP);
			open[deep] = name;
			len[deep++] = n;
		}
		assert_int_equal(*s, '>');
	}
	assert_int_equal(deep, 0);
}

static void
has(const struct buf *b, const char *text)
{
	if (strstr(buf_str(b), text) == NULL)
		fail_msg("no '%s' in %s", text, buf_str(b));
}

static void
hasnt(const struct buf *b, const char *text)
{
	if (strstr(buf_str(b), text) != NULL)
		fail_msg("'%s' in %s", text, buf_str(b));
}

static void
scales(void **state)
{
	static const struct {
		int64_t max, step;
		int lines;
	} t[] = { { 0, 1, 3 }, { 1, 1, 3 }, { 2, 1, 3 }, { 3, 1, 4 },
		{ 4, 1, 5 }, { 5, 2, 4 }, { 8, 2, 5 }, { 9, 5, 3 },
		{ 20, 5, 5 }, { 21, 10, 4 }, { 172, 50, 5 },
		{ 67300000, 20000000, 5 }, { 80000001, 50000000, 3 },
		{ INT64_MAX, 1000000000000000000, 5 } };
	struct chart_scale s;

	(void)state;
	for (size_t i = 0; i < ITEMS(t); i++) {
		chart_scale(t[i].max, &s);
		assert_int_equal(s.step, t[i].step);
		assert_int_equal(s.lines, t[i].lines);
		assert_int_equal(s.top, s.step * (s.lines - 1));
		assert_true(s.top >= t[i].max || t[i].max == INT64_MAX);
	}
}

static void
places(void **state)
{
	(void)state;
	assert_int_equal(chart_place(1, 3, 10000), 3333);
	assert_int_equal(chart_place(2, 3, 10000), 6667);
	assert_int_equal(chart_place(0, 3, 10000), 0);
	assert_int_equal(chart_place(-5, 3, 10000), 0);
	assert_int_equal(chart_place(4, 3, 10000), 10000);
	assert_int_equal(chart_place(4, 0, 10000), 0);
	assert_int_equal(chart_place(INT64_MAX / 2, INT64_MAX, 10000), 5000);
	assert_int_equal(chart_place(1, INT64_MAX, 10000), 0);
	assert_int_equal(chart_sum(INT64_MAX, 1), INT64_MAX);
	assert_int_equal(chart_sum(-7, 1), 1);
}

static const char *const hours[] = { "08.00", "08.30", "09.00", "09.30",
	"10.00" };
static const int64_t low[] = { 0, 2, 4, 6, 10 }, mean[] = { 0, 5, 10, 15, 20 },
		     high[] = { 0, 10, 20, 30, 40 }, today[] = { 0, 8, 16 };

static void
day(void **state)
{
	struct chart_day c = { .n = 5,
		.labels = hours,
		.low = low,
		.mean = mean,
		.high = high,
		.today = today,
		.today_n = 3,
		.step = 30,
		.now = 75,
		.printed = 20,
		.usual = 13,
		.clock = "09.15" };
	struct buf b = { 0 };

	(void)state;
	chart_day(&b, "a", &c, 0);
	check_xml(buf_str(&b));
	/* 40 is the top: y 10; zero: y 172; half way: 91 */
	has(&b,
	    "<path class=\"line\" d=\"M0 1720L2500 1396L5000 1072L6250 "
	    "910\"/>");
	has(&b,
	    "<path class=\"mean\" d=\"M0 1720L2500 1517L5000 1315L7500 "
	    "1112L10000 910\"/>");
	has(&b, "M0 1720L2500 1315L5000 910L7500 505L10000 100L10000 1315");
	has(&b, "cx=\"62.5%\" cy=\"91\"");
	has(&b, ">20 pukul 09.15</text>");
	has(&b,
	    "Sampai pukul 09.15 tercetak 20 lembar; rata-rata pada jam "
	    "itu 13, tertinggi 25.");
	has(&b, "<td>09.00</td><td class=\"num\">16</td>");
	has(&b, "<td>10.00</td><td class=\"num\">–</td>");
	hasnt(&b, "<td>08.30");
	buf_clear(&b);
	c.low = NULL;
	c.now = -1;
	chart_day(&b, "a", &c, 1);
	check_xml(buf_str(&b));
	has(&b, "no working days before");
	hasnt(&b, "class=\"band\"");
	hasnt(&b, "<circle");
	buf_clear(&b);
	c.n = 1;
	chart_day(&b, "a", &c, 0);
	has(&b, "Belum ada data");
	hasnt(&b, "<svg");
	buf_release(&b);
}

static void
columns(void **state)
{
	static const char *const labels[] = { "Sep", "<Okt>" };
	static const int64_t parts[][CHART_PARTS] = { { 10000000, 5000000, 0,
							  5000000, 0 },
		{ 20000000, 10000000, 0, 9999999, 1 } };
	static const int64_t zero[1][CHART_PARTS];
	static const int64_t huge[1][CHART_PARTS] = { { INT64_MAX, INT64_MAX,
	    -1, 1, INT64_MAX } };
	struct chart_columns c = { .title = "Biaya & mesin",
		.first = "Bulan",
		.height = 300,
		.n = 2,
		.labels = labels,
		.parts = parts };
	struct buf b = { 0 };

	(void)state;
	chart_columns(&b, "k", &c);
	check_xml(buf_str(&b));
	/* zero at 276, 40 million at 14: 10 million are 65.5 px, less 1 */
	has(&b,
	    "<rect class=\"s1\" x=\"19%\" y=\"210.5\" width=\"12%\" "
	    "height=\"64.5\"/>");
	has(&b,
	    "<rect class=\"s2\" x=\"19%\" y=\"177.7\" width=\"12%\" "
	    "height=\"31.8\"/>");
	hasnt(&b, "class=\"s3\"");
	has(&b,
	    "class=\"strong\" x=\"75%\" y=\"8\" text-anchor=\"middle\">"
	    "40,0</text>");
	has(&b, "2 bulan: terakhir &#60;Okt&#62; 40,0\xc2\xa0juta, tertinggi");
	has(&b,
	    "<td class=\"num\">9.999.999</td><td class=\"num\">1</td><td "
	    "class=\"num\">40.000.000</td>");
	assert_int_equal(chart_columns_parts(&c), 1 | 2 | 8 | 16);
	buf_clear(&b);
	c.parts = zero;
	c.n = 1;
	chart_columns(&b, "k", &c);
	has(&b, "Belum ada data");
	buf_clear(&b);
	c.parts = huge;
	c.en = 1;
	chart_columns(&b, "k", &c);
	check_xml(buf_str(&b));
	has(&b, "y=\"14\"");
	hasnt(&b, "t=\"-");
	buf_clear(&b);
	c.n = 0;
	chart_columns(&b, "k", &c);
	has(&b, "No data yet");
	buf_release(&b);
}

static void
states(void **state)
{
	static const struct chart_span spans[] = { { 0, 36, 3 }, { 36, 211, 0 },
		{ 211, 222, 2 } };
	static const struct chart_state_day days[] = {
		{ "2025-11-19", 1, { 470, 10, 0, 0 } },
		{ "2025-11-20", 1, { 0, 0, 479, 1 } },
		{ "2025-11-22", 0, { 0, 0, 0, 0 } },
		{ "2025-11-23", 1, { 479, 0, 1, 0 } },
	};
	struct chart_states c = { .today = { .hour = 7,
				      .minutes = 570,
				      .n = 3,
				      .spans = spans,
				      .note = "berhenti" },
		.n = 4,
		.days = days };
	struct buf b = { 0 };

	(void)state;
	chart_states(&b, "h", &c, 0);
	check_xml(buf_str(&b));
	has(&b,
	    "mati 07.00 sampai 07.36; siap 07.36 sampai 10.31; berhenti "
	    "sejak 10.31.");
	has(&b, "<rect class=\"f-ok\" x=\"6.32%\" y=\"6\" width=\"30.57%\"");
	has(&b, ">berhenti</text>");
	has(&b,
	    "Berhenti 480 menit pada 2 hari; terlama 479 menit pada "
	    "20\xc2\xa0November\xc2\xa0"
	    "2025.");
	/* one minute is 4 px, the rest is ready; all day down is no more
	 * than the column */
	has(&b,
	    "<rect class=\"f-down\" x=\"76%\" y=\"48\" width=\"23%\" "
	    "height=\"4\" rx=\"2\"/>");
	has(&b,
	    "<rect class=\"f-ok\" x=\"76%\" y=\"4\" width=\"23%\" "
	    "height=\"44\" rx=\"2\"/>");
	hasnt(&b, "height=\"0\"");
	hasnt(&b, "t=\"-");
	hasnt(&b, "<td>22");
	buf_clear(&b);
	c.n = 1;
	c.today.n = 0;
	chart_states(&b, "h", &c, 1);
	check_xml(buf_str(&b));
	has(&b, "Nothing is known of today yet.");
	has(&b, "It never stopped.");
	buf_clear(&b);
	c.n = 0;
	chart_states(&b, "h", &c, 1);
	hasnt(&b, "<svg");
	buf_release(&b);
}

static void
bars(void **state)
{
	static const int64_t parts[] = { 5, 0, 3, 2, 0 };
	struct chart_budget budget = { .parts = { INT64_MAX, 1, 1 },
		.of = 5,
		.tick = 885,
		.label = "<x>" };
	struct buf b = { 0 };

	(void)state;
	chart_bar(&b, &(struct chart_bar){ 416, 200, "warn", "bar" });
	check_xml(buf_str(&b));
	has(&b, "<rect class=\"v warn\" width=\"41.6%\"");
	has(&b, "<rect class=\"min\" x=\"20%\"");
	buf_clear(&b);
	chart_bar(&b, &(struct chart_bar){ 5000, -1, "", "mini" });
	has(&b, "<rect class=\"v\" width=\"100%\"");
	hasnt(&b, "min\"");
	buf_clear(&b);
	chart_parts(&b, parts, 5, 20);
	check_xml(buf_str(&b));
	has(&b, "<rect class=\"s1\" x=\"0%\" width=\"24.7%\"");
	has(&b, "<rect class=\"s3\" x=\"25%\" width=\"14.7%\"");
	hasnt(&b, "s5");
	buf_clear(&b);
	chart_budget(&b, &budget);
	check_xml(buf_str(&b));
	buf_clear(&b);
	chart_parts(&b, parts, 5, 0);
	check_xml(buf_str(&b));
	buf_release(&b);
}

static void
curve(void **state)
{
	static const struct chart_point points[] = { { 10, 62000 },
		{ 20, 31000 }, { 70, 8857 }, { 140, 4429 } };
	struct chart_curve c = {
		.n = 4, .points = points, .here = { 20, 31000 }
	};
	struct buf b = { 0 };

	(void)state;
	chart_curve(&b, "w", &c);
	check_xml(buf_str(&b));
	/* 80.000 at 15, zero at 182 */
	has(&b, "d=\"M0 526L769 1173L4615 1635L10000 1728\"");
	has(&b, "cx=\"7.69%\" cy=\"117.3\"");
	has(&b,
	    ">20: Rp\xc2\xa0"
	    "31.000</text>");
	has(&b,
	    ">140: Rp\xc2\xa0"
	    "4.429</text>");
	has(&b, ">80\xc2\xa0rb</text>");
	buf_clear(&b);
	/* half way, at 75, of 620.000 in all: 8.267 */
	c.product = 620000;
	chart_curve(&b, "w", &c);
	check_xml(buf_str(&b));
	has(&b, "d=\"M0 526L");
	has(&b, "L5000 1647L");
	has(&b, "L10000 1728\"/>");
	buf_clear(&b);
	c.n = 1;
	chart_curve(&b, "w", &c);
	hasnt(&b, "<svg");
	buf_release(&b);
}

static void
figures(void **state)
{
	struct buf b = { 0 };
	struct civil c;
	char text[11];

	(void)state;
	figure_count(&b, -1234567, 0);
	buf_putc(&b, '|');
	figure_count(&b, 999, 1);
	buf_putc(&b, '|');
	figure_rupiah(&b, 1500000, 1);
	buf_putc(&b, '|');
	figure_permille(&b, 986, 0);
	buf_putc(&b, '|');
	figure_permille(&b, 620, 1);
	buf_putc(&b, '|');
	figure_tenth(&b, 59960000, 6, 0);
	assert_string_equal(buf_str(&b),
	    "−1.234.567|999|Rp\xc2\xa0"
	    "1,500,000|98,6\xc2\xa0%|62%|60,0");
	buf_clear(&b);
	figure_count(&b, INT64_MIN, 0);
	assert_string_equal(buf_str(&b), "−9.223.372.036.854.775.808");
	buf_clear(&b);
	figure_day(&b, "2025-05-06", FIGURE_SHORT, 0);
	figure_day(&b, "2025-05-06", FIGURE_LONG, 1);
	figure_day(&b, "2025-02-30", FIGURE_LONG, 1);
	figure_month(&b, "2025-08", FIGURE_YEAR, 0);
	figure_month(&b, "2025-13", FIGURE_YEAR, 0);
	assert_string_equal(buf_str(&b),
	    "6\xc2\xa0Mei6\xc2\xa0May\xc2\xa0"
	    "2025–Agu\xc2\xa0"
	    "2025–");
	buf_clear(&b);
	figure_span(&b, 40, 0);
	figure_span(&b, 190, 0);
	figure_span(&b, 1560, 0);
	figure_span(&b, -1, 0);
	assert_string_equal(buf_str(&b),
	    "40\xc2\xa0m3\xc2\xa0j\xc2\xa0"
	    "10"
	    "\xc2\xa0m1\xc2\xa0h\xc2\xa0"
	    "2\xc2\xa0j–");
	buf_clear(&b);
	figure_clock(&b, "2025-11-20T23:42:07Z", 8 * 3600);
	figure_clock(&b, "soon", 0);
	assert_string_equal(buf_str(&b), "07.42–");
	figure_day_of("2025-11-20T23:42:07Z", 8 * 3600, text);
	assert_string_equal(text, "2025-11-21");
	assert_int_equal(figure_local(NULL, 0, &c), -1);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scales),
		cmocka_unit_test(places),
		cmocka_unit_test(day),
		cmocka_unit_test(columns),
		cmocka_unit_test(states),
		cmocka_unit_test(bars),
		cmocka_unit_test(curve),
		cmocka_unit_test(figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
