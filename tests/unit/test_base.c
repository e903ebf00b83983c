/* Floor 0: faults, buffers, memory, text encodings, hashes. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

static void
test_fault_table(void **state)
{
	(void)state;
	for (int i = FAULT_NONE + 1; i < FAULT_N; i++) {
		enum fault_code c = (enum fault_code)i;
		assert_non_null(fault_slug(c));
		assert_int_equal(fault_from_slug(fault_slug(c)), c);
		assert_true(fault_status(c) >= 400 && fault_status(c) < 600);
		assert_true(
		    fault_exit(c) >= EX__BASE && fault_exit(c) <= EX__MAX);
		assert_true(strlen(fault_title(c, 0)) > 3);
		assert_true(strlen(fault_title(c, 1)) > 3);
	}
	assert_int_equal(fault_status(FAULT_FULL), 507);
	assert_int_equal(fault_exit(FAULT_CONFIG), EX_CONFIG);
	assert_int_equal(fault_from_slug("nonsense"), FAULT_NONE);
	assert_int_equal(fault_from_slug(NULL), FAULT_NONE);
	assert_int_equal(fault_status(FAULT_N), 500);
}

static void
test_fault_set(void **state)
{
	struct fault f;
	static struct faults fs;

	(void)state;
	errno = ENOSPC;
	assert_int_equal(
	    fault_set(&f, FAULT_FULL, "/x", "penuh %d", "full %d", 7), -1);
	assert_int_equal(f.err, ENOSPC);
	assert_string_equal(f.pointer, "/x");
	assert_string_equal(f.id, "penuh 7");
	assert_string_equal(f.en, "full 7");
	assert_int_equal(fault_set(NULL, FAULT_IO, "", "a", "b"), -1);
	fault_set(&f, FAULT_FIELD, NULL, "a", "b");
	assert_int_equal(f.err, 0);
	/* cut at a whole character: 238 letters, then two bytes each */
	char text[FAULT_TEXT_MAX + 10];
	memset(text, 'a', sizeof(text));
	memcpy(text + 238, "\xc3\xa9\xc3\xa9", 5);
	fault_set(&f, FAULT_FIELD, "", "%s", "%s", text);
	assert_int_equal(strlen(f.id), 238);
	assert_true(enc_utf8_ok(f.id, strlen(f.id)));
	for (int i = 0; i < FAULTS_ROOM + 5; i++)
		faults_add(&fs, FAULT_FIELD, "", "%d", "%d", i);
	assert_int_equal(fs.n, FAULTS_ROOM + 5);
	assert_string_equal(fs.f[FAULTS_ROOM - 1].en, "31");
}

static void
test_buf(void **state)
{
	struct buf b = { 0 }, file = { 0 };
	char path[] = "/tmp/test_base_XXXXXX";

	(void)state;
	assert_string_equal(buf_str(&b), "");
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.n, 10000);
	assert_int_equal(b.p[b.n], 0);
	buf_putc(&b, 0xFF);
	assert_int_equal(b.p[10000], 0xFF);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, b.p, b.n), (ssize_t)b.n);
	/* from the start, wherever the offset is; appended */
	buf_puts(&file, "x");
	assert_int_equal(buf_read_fd(&file, fd, 10001), 0);
	assert_int_equal(file.n, 10002);
	assert_memory_equal(file.p + 1, b.p, b.n);
	buf_clear(&file);
	assert_int_equal(buf_read_file(&file, path, 10000), -1);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(file.n, 0);
	assert_int_equal(buf_read_file(&file, "/nonexistent", 1), -1);
	assert_int_equal(errno, ENOENT);
	(void)close(fd);
	(void)unlink(path);
	int p[2];
	assert_int_equal(pipe(p), 0);
	assert_int_equal(write(p[1], "hello", 5), 5);
	(void)close(p[1]);
	assert_int_equal(buf_read_fd(&file, p[0], 5), 0);
	assert_string_equal(buf_str(&file), "hello");
	(void)close(p[0]);
	buf_release(&b);
	buf_release(&file);
	buf_putc(&b, 'a'); /* usable again */
	buf_release(&b);
}

static void
test_mem(void **state)
{
	char dst[4] = "zzz";
	long long n = 42;
	static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "1a",
		"0x1", "11", "-11", "99999999999999999999" };

	(void)state;
	assert_int_equal(mem_copy(dst, sizeof(dst), "abc"), 0);
	assert_string_equal(dst, "abc");
	assert_int_equal(mem_copy(dst, sizeof(dst), "abcd"), -1);
	assert_string_equal(dst, "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(mem_number(bad[i], -10, 10, &n), -1);
	assert_int_equal(n, 42);
	assert_int_equal(mem_number("-10", -10, 10, &n), 0);
	assert_int_equal(n, -10);
	assert_null(mem_strdup(NULL));
	char *s = mem_strndup("abcdef", 3);
	assert_string_equal(s, "abc");
	free(s);
	s = mem_printf("%s-%d", "a", 1);
	assert_string_equal(s, "a-1");
	free(s);
}

static void
test_hex(void **state)
{
	uint8_t all[256], back[256];
	char hex[513];

	(void)state;
	for (int i = 0; i < 256; i++)
		all[i] = (uint8_t)i;
	enc_hex(all, 256, hex);
	assert_int_equal(enc_unhex(hex, 512, back), 0);
	assert_memory_equal(all, back, 256);
	assert_int_equal(enc_unhex("0", 1, back), -1);
	assert_int_equal(enc_unhex("0g", 2, back), -1);
	assert_int_equal(enc_unhex("-1", 2, back), -1);
}

static void
test_base64(void **state)
{
	/* RFC 4648 section 10 */
	static const char *const good[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };
	static const char *const bad[] = { "Zg",
		"Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm9v=", "Zm 9",
		"Zm9v\n", "Zm-_", "Zg==Zg==" };
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		buf_clear(&b);
		enc_base64((const uint8_t *)good[i][0], strlen(good[i][0]), &b);
		assert_string_equal(buf_str(&b), good[i][1]);
		buf_clear(&b);
		assert_int_equal(
		    enc_unbase64(good[i][1], strlen(good[i][1]), &b), 0);
		assert_string_equal(buf_str(&b), good[i][0]);
	}
	buf_clear(&b);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(enc_unbase64(bad[i], strlen(bad[i]), &b), -1);
		assert_int_equal(b.n, 0);
	}
	buf_release(&b);
}

static void
test_base32(void **state)
{
	/* length 1, 3, 6 of 8; unused bits; alphabet */
	static const char *const bad[] = { "A", "AAA", "AAAAAA", "AB", "MZ",
		"AAAB", "AAAAH", "my", "M1", "MY======", "AAAAAAA1" };
	struct buf b = { 0 }, back = { 0 };
	uint8_t bytes[64];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(enc_unbase32(bad[i], strlen(bad[i]), &b), -1);
	for (size_t n = 0; n <= sizeof(bytes); n++) {
		crypt_random(bytes, sizeof(bytes));
		buf_clear(&b);
		buf_clear(&back);
		enc_base32(bytes, n, &b);
		assert_int_equal(enc_unbase32(buf_str(&b), b.n, &back), 0);
		assert_int_equal(back.n, n);
		if (n > 0)
			assert_memory_equal(back.p, bytes, n);
	}
	buf_release(&b);
	buf_release(&back);
}

static void
test_utf8(void **state)
{
	static const char *const bad[] = { "\x80", "\xc3", "\xc0\xaf",
		"\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
		"\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		"\xff", "a\xe2\x82", "\xe2\x28\xa1" };
	const char *s = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
	static const uint32_t cps[] = { 'a', 0xE9, 0x20AC, 0x1F600, 0 };
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(enc_utf8_ok(bad[i], strlen(bad[i])), 0);
	assert_int_equal(enc_utf8_ok("a\0b", 3), 0);
	assert_int_equal(enc_utf8_ok("", 0), 1);
	assert_int_equal(enc_utf8_ok(s, strlen(s)), 1);
	for (int i = 0; i < 5; i++, s += n)
		assert_int_equal(enc_utf8_next(s, &n), cps[i]);
	assert_int_equal(n, 0);
}

static void
test_crypt(void **state)
{
	uint8_t h[32], h2[32];
	char hex[65];

	(void)state;
	crypt_sha256("abc", 3, h); /* FIPS 180-4 */
	enc_hex(h, 32, hex);
	assert_string_equal(hex,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	crypt_sha1("abc", 3, h2);
	enc_hex(h2, 20, hex);
	assert_string_equal(hex, "a9993e364706816aba3e25717850c26c9cd0d89d");
	memcpy(h2, h, 32);
	assert_int_equal(crypt_equal(h, h2, 32), 1);
	h2[31] ^= 1;
	assert_int_equal(crypt_equal(h, h2, 32), 0);
	struct crypt_key *k;
	struct crypt_cert *c;
	struct fault f;
	assert_int_equal(crypt_key_load((const uint8_t *)"no", 2, &k, &f), -1);
	assert_int_equal(f.code, FAULT_CONFIG);
	assert_int_equal(
	    crypt_cert_load((const uint8_t *)"0\x82", 2, &c, &f), -1);
	assert_int_equal(crypt_cert_load((const uint8_t *)"", 0, &c, &f), -1);
}

/* One line, its prefix by the journal's presence, errno kept. */
static void
test_log(void **state)
{
	char got[2048];
	int p[2], saved = dup(2);

	(void)state;
	assert_int_equal(pipe(p), 0);
	assert_true(saved >= 0 && dup2(p[1], 2) == 2);
	log_init("prog");
	unsetenv("JOURNAL_STREAM");
	errno = ENOENT;
	log_warn("a\nb %d", 1);
	assert_int_equal(errno, ENOENT);
	log_debug("not said");
	setenv("JOURNAL_STREAM", "1:2", 1);
	log_info("%01500d", 7);
	unsetenv("JOURNAL_STREAM");
	(void)dup2(saved, 2);
	(void)close(saved);
	(void)close(p[1]);
	ssize_t n = read(p[0], got, sizeof(got) - 1);
	(void)close(p[0]);
	assert_true(n > 0);
	got[n] = '\0';
	const char *first = "prog: a b 1: No such file or directory\n<6>00";
	assert_memory_equal(got, first, strlen(first));
	assert_true(n < 1100 && got[n - 1] == '\n');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fault_table),
		cmocka_unit_test(test_fault_set),
		cmocka_unit_test(test_buf),
		cmocka_unit_test(test_mem),
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_base32),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_crypt),
		cmocka_unit_test(test_log),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
