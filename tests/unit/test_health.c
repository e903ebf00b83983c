/* The health of a printer: every keyword's words and class, what several add
 * up to, media by size, the counter, and the figures of a history. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "health.h"

/* What the pages promise: keyword, class, the first words in both languages. */
static const struct {
	const char *keyword;
	enum health_state state;
	const char *id, *en;
} promised[] = {
	{ "connecting-to-device", HEALTH_ATTENTION,
	    "Sedang menghubungi printer", "Connecting" },
	{ "cover-open", HEALTH_DOWN, "Penutup terbuka", "Cover open" },
	{ "door-open", HEALTH_DOWN, "Pintu terbuka", "Door open" },
	{ "interlock-open", HEALTH_DOWN, "Pengaman terbuka", "Interlock open" },
	{ "media-empty", HEALTH_DOWN, "Kertas atau blangko habis",
	    "Out of media" },
	{ "media-low", HEALTH_ATTENTION, "Kertas atau blangko hampir habis",
	    "Media low" },
	{ "media-needed", HEALTH_DOWN, "Media yang diminta belum terpasang",
	    "Media needed" },
	{ "media-jam", HEALTH_DOWN, "Kertas tersangkut", "Media jam" },
	{ "input-tray-missing", HEALTH_DOWN, "Baki masukan terlepas",
	    "Input tray missing" },
	{ "output-tray-missing", HEALTH_DOWN, "Baki keluar terlepas",
	    "Output tray missing" },
	{ "output-area-almost-full", HEALTH_ATTENTION,
	    "Baki keluar hampir penuh", "Output almost full" },
	{ "output-area-full", HEALTH_DOWN, "Baki keluar penuh", "Output full" },
	{ "marker-supply-low", HEALTH_ATTENTION,
	    "Tinta, toner atau pita hampir habis", "Supply low" },
	{ "toner-low", HEALTH_ATTENTION, "Tinta, toner atau pita hampir habis",
	    "Supply low" },
	{ "marker-supply-empty", HEALTH_DOWN, "Tinta, toner atau pita habis",
	    "Supply empty" },
	{ "toner-empty", HEALTH_DOWN, "Tinta, toner atau pita habis",
	    "Supply empty" },
	{ "marker-supply-missing", HEALTH_DOWN,
	    "Tinta, toner atau pita tidak terpasang", "Supply missing" },
	{ "marker-waste-almost-full", HEALTH_ATTENTION,
	    "Penampung sisa hampir penuh", "Waste almost full" },
	{ "marker-waste-full", HEALTH_DOWN, "Penampung sisa penuh",
	    "Waste full" },
	{ "developer-low", HEALTH_ATTENTION, "Pengembang hampir habis",
	    "Developer low" },
	{ "developer-empty", HEALTH_DOWN, "Pengembang habis",
	    "Developer empty" },
	{ "opc-near-eol", HEALTH_ATTENTION, "Drum hampir habis umurnya",
	    "Drum near end of life" },
	{ "opc-life-over", HEALTH_DOWN, "Umur drum habis",
	    "Drum at end of life" },
	{ "fuser-over-temp", HEALTH_DOWN, "Pemanas terlalu panas",
	    "Fuser too hot" },
	{ "fuser-under-temp", HEALTH_ATTENTION, "Pemanas belum panas",
	    "Fuser warming up" },
	{ "moving-to-paused", HEALTH_ATTENTION,
	    "Akan dijeda setelah lembar ini", "Pausing" },
	{ "paused", HEALTH_DOWN, "Dijeda pada mesin", "Paused" },
	{ "stopping", HEALTH_ATTENTION, "Sedang berhenti", "Stopping" },
	{ "stopped-partly", HEALTH_ATTENTION, "Sebagian mesin berhenti",
	    "Partly stopped" },
	{ "shutdown", HEALTH_DOWN, "Mesin dimatikan", "Shut down" },
	{ "timed-out", HEALTH_DOWN, "Mesin tidak menjawab", "Timed out" },
	{ "spool-area-full", HEALTH_ATTENTION, "Memori antrean mesin penuh",
	    "Spool full" },
	{ "interpreter-resource-unavailable", HEALTH_ATTENTION,
	    "Mesin kekurangan huruf atau sumber daya", "Resource unavailable" },
	{ "other", HEALTH_ATTENTION, "Mesin meminta perhatian",
	    "Needs attention" },
	{ "unreachable", HEALTH_DOWN, "Tidak terhubung", "Unreachable" },
	{ "hung", HEALTH_DOWN, "Menerima data, tidak mencetak",
	    "Not printing" },
	{ "malformed-reply", HEALTH_ATTENTION,
	    "Jawaban mesin tidak dapat dibaca", "Unreadable reply" },
	{ "wrong-media", HEALTH_DOWN, "Media tidak sesuai", "Wrong media" },
	{ "service-due", HEALTH_ATTENTION, "Servis jatuh tempo",
	    "Service due" },
	{ "service-overdue", HEALTH_ATTENTION, "Servis lewat waktu",
	    "Service overdue" },
	{ "in-service", HEALTH_OFF, "Diservis", "In service" },
	{ "counter-back", HEALTH_ATTENTION, "Hitungan mundur",
	    "Counter went back" },
	{ "counter-jump", HEALTH_ATTENTION, "Hitungan naik tanpa pekerjaan",
	    "Unexplained pages" },
};

static void
test_table(void **state)
{
	static const char *const suffix[] = { "", "-report", "-warning",
		"-error" };

	(void)state;
	for (size_t i = 0; i < sizeof promised / sizeof *promised; i++)
		for (size_t k = 0; k < 4; k++) {
			char word[96];
			struct health h = { 0 };

			snprintf(word, sizeof word, "%s%s", promised[i].keyword,
			    suffix[k]);
			health_add(&h, word);
			assert_int_equal(h.n, 1);
			assert_int_equal(h.state, promised[i].state);
			assert_string_equal(
			    h.reason[0].keyword, promised[i].keyword);
			assert_string_equal(h.reason[0].id, promised[i].id);
			assert_string_equal(h.reason[0].en, promised[i].en);
		}
	for (size_t i = 0; i < health_table_n; i++) {
		const struct health_word *w = &health_table[i];

		assert_ptr_equal(health_find(w->keyword), w);
		assert_true(w->id[0] && w->en[0] && w->do_id[0] && w->do_en[0]);
		assert_true(strlen(w->id) < HEALTH_TEXT &&
		    strlen(w->do_id) < HEALTH_TEXT &&
		    strlen(w->keyword) < HEALTH_KEYWORD);
	}
}

static void
test_unknown(void **state)
{
	static char wide[200];
	struct health h = { 0 };

	(void)state;
	health_add(&h, "com.acme.ribbon-skew-warning");
	assert_string_equal(h.reason[0].keyword, "com.acme.ribbon-skew");
	assert_int_equal(h.state, HEALTH_ATTENTION);
	assert_string_equal(
	    h.reason[0].id, "Mesin melapor: `com.acme.ribbon-skew`");
	assert_string_equal(
	    h.reason[0].en, "Printer reports: `com.acme.ribbon-skew`");
	assert_string_equal(h.reason[0].do_id, "Lihat layar mesin");
	/* no keyword at all: nothing of it is repeated */
	memset(wide, 'a', sizeof wide - 1);
	for (int i = 0; i < 3; i++) {
		static const char *const bad[] = { "Pintu\nterbuka", "a b",
			"" };
		struct health one = { 0 };

		health_add(&one, i == 2 ? wide : bad[i]);
		assert_int_equal(one.n, 1);
		assert_string_equal(one.reason[0].keyword, "other");
	}
	h = (struct health){ 0 };
	health_add(&h, "");
	health_add(&h, "none");
	assert_int_equal(h.n, 0);
	assert_int_equal(h.state, HEALTH_READY);
	/* all the room and more: the worst stay */
	for (int i = 0; i < 60; i++) {
		char word[8] = { 'x', (char)('a' + i / 26),
			(char)('a' + i % 26), 0 };

		health_add(&h, word);
	}
	health_add(&h, "door-open");
	assert_int_equal(h.n, HEALTH_REASONS);
	assert_string_equal(h.reason[0].keyword, "door-open");
	assert_int_equal(h.state, HEALTH_DOWN);
}

static void
test_order(void **state)
{
	struct health h = { 0 }, same = { 0 };
	struct health_reason r = { .keyword = "service-overdue",
		.state = HEALTH_DOWN,
		.id = "Servis lewat 9 hari",
		.en = "Service 9 days overdue",
		.since = 7 };

	(void)state;
	health_add(&h, "media-low");
	health_add(&h, "toner-low-report");
	health_add(&h, "toner-low-warning"); /* the same again */
	health_put(&h, &r);
	health_add(&h, "cover-open");
	assert_int_equal(h.n, 4);
	assert_string_equal(h.reason[0].keyword, "service-overdue");
	assert_string_equal(h.reason[0].id, "Servis lewat 9 hari");
	assert_string_equal(h.reason[0].do_id, "Panggil teknisi");
	assert_int_equal(h.reason[0].since, 7);
	assert_string_equal(h.reason[1].keyword, "cover-open");
	assert_string_equal(h.reason[2].keyword, "media-low");
	assert_int_equal(h.state, HEALTH_DOWN);
	health_add(&same, "cover-open");
	health_put(&same, &r);
	health_add(&same, "toner-low");
	assert_false(health_same(&h, &same));
	health_add(&same, "media-low");
	assert_true(health_same(&h, &same));
	health_add(&h, "in-service");
	assert_int_equal(h.state, HEALTH_OFF);
	assert_string_equal(health_name(h.state), "off");
}

static void
test_media(void **state)
{
	(void)state;
	assert_true(health_media("iso_a4_210x297mm", "iso_a4_210x297mm"));
	assert_true(health_media("iso_b7_88x125mm", "custom_x_88.1x125mm"));
	assert_true(health_media("iso_b7_88x125mm", "custom_x_125x88mm"));
	assert_true(health_media("na_letter_8.5x11in", "om_l_215.9x279.4mm"));
	assert_false(health_media("iso_b7_88x125mm", "iso_a4_210x297mm"));
	assert_false(health_media("iso_b7_88x125mm", "custom_x_90x125mm"));
	assert_false(health_media("iso_b7_88x125mm", "_"));
	assert_false(health_media("iso_b7_88x125mm", "a_x125mm"));
	assert_false(health_media("a_88x125cm", "b_88x125cm"));
	assert_true(health_media("labels", "labels"));
	assert_false(health_media("labels", "stickers"));
}

static void
test_count(void **state)
{
	(void)state;
	assert_int_equal(health_count(100, 110, 10), HEALTH_COUNT_FINE);
	assert_int_equal(health_count(100, 112, 10), HEALTH_COUNT_FINE);
	assert_int_equal(health_count(100, 113, 10), HEALTH_COUNT_JUMP);
	assert_int_equal(health_count(100, 100, 10), HEALTH_COUNT_FINE);
	assert_int_equal(health_count(100, 99, 0), HEALTH_COUNT_BACK);
	assert_int_equal(health_count(0, 1020, 1000), HEALTH_COUNT_FINE);
	assert_int_equal(health_count(0, 1023, 1000), HEALTH_COUNT_JUMP);
}

/* Monday 2026-11-23 00:00 WIB. */
#define ZONE 25200
#define MONDAY (INT64_C(1795392000) - ZONE)
#define HOUR INT64_C(3600)

static void
test_history(void **state)
{
	static const struct health_row rows[] = {
		{ MONDAY + 6 * HOUR, HEALTH_READY },
		{ MONDAY + 9 * HOUR, HEALTH_DOWN },
		{ MONDAY + 10 * HOUR, HEALTH_DOWN }, /* another reason */
		{ MONDAY + 11 * HOUR, HEALTH_READY },
		{ MONDAY + 20 * HOUR, HEALTH_DOWN },
		{ MONDAY + 21 * HOUR, HEALTH_ATTENTION },
		{ MONDAY + 32 * HOUR, HEALTH_OFF },
		{ MONDAY + 40 * HOUR, HEALTH_READY },
	};
	struct health_span s = { MONDAY, MONDAY + 48 * HOUR, ZONE };
	int64_t of[HEALTH_STATE_N];

	(void)state;
	assert_true(health_working(MONDAY, ZONE));
	assert_false(health_working(MONDAY - 1, ZONE));
	assert_false(health_working(MONDAY - 48 * HOUR, ZONE));
	assert_true(health_working(MONDAY - 48 * HOUR - 1, ZONE));
	health_seconds(rows, 8, &s, of);
	assert_int_equal(of[HEALTH_READY], (3 + 9 + 8) * HOUR);
	assert_int_equal(of[HEALTH_DOWN], 3 * HOUR);
	assert_int_equal(of[HEALTH_ATTENTION], 11 * HOUR);
	assert_int_equal(of[HEALTH_OFF], 8 * HOUR);
	/* 2 of Monday's 8 hours; Tuesday's 8 were off */
	assert_int_equal(health_available(rows, 8, &s), 750);
	assert_int_equal(health_stops(rows, 8, &s), 2);
	assert_int_equal(health_between(rows, 8, &s), 31 * HOUR / 2);
	/* a part of it: it was down already */
	s.from = MONDAY + 10 * HOUR;
	s.to = MONDAY + 12 * HOUR;
	assert_int_equal(health_available(rows, 8, &s), 500);
	assert_int_equal(health_stops(rows, 8, &s), 0);
	assert_int_equal(health_between(rows, 8, &s), -1);
	/* one of this very second counts */
	s.to = MONDAY + 20 * HOUR;
	assert_int_equal(health_stops(rows, 8, &s), 1);
	/* a weekend has no working time; nothing known is nothing */
	s.from = MONDAY - 40 * HOUR;
	s.to = MONDAY;
	assert_int_equal(health_available(rows, 8, &s), -1);
	assert_int_equal(health_available(rows, 0, &s), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_media),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
