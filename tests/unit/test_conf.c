/* The configuration: what is read, and what a mistake is told. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "conf.h"
#include "fault.h"

static char dir[] = "/tmp/test_conf_XXXXXX", file[64], part[64];

static void
write_text(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static int
setup(void **state)
{
	char d[64];

	(void)state;
	unsetenv("CREDENTIALS_DIRECTORY");
	assert_non_null(mkdtemp(dir));
	(void)snprintf(file, sizeof(file), "%s/a.conf", dir);
	(void)snprintf(d, sizeof(d), "%s/conf.d", dir);
	(void)snprintf(part, sizeof(part), "%s/conf.d/10-x.conf", dir);
	return mkdir(d, 0700);
}

static int
teardown(void **state)
{
	char d[64];

	(void)state;
	(void)snprintf(d, sizeof(d), "%s/conf.d", dir);
	(void)unlink(file);
	(void)unlink(part);
	(void)rmdir(d);
	return rmdir(dir);
}

static int
load(const char *text, struct conf *c, struct fault *f)
{
	write_text(file, text, strlen(text));
	return conf_load(file, c, f);
}

static void
test_defaults(void **state)
{
	struct conf c;

	(void)state;
	assert_int_equal(conf_load(NULL, &c, NULL), 0);
	assert_string_equal(c.name, "cetakd");
	assert_string_equal(c.run_dir, "/run/cetakd/cetakd");
	assert_string_equal(c.state_dir, "/var/lib/cetakd/cetakd");
	assert_string_equal(c.state, "UTO");
	assert_string_equal(c.listen, "127.0.0.1:8631");
	assert_int_equal(c.max_body, 8 << 20);
	assert_int_equal(c.max_batch, 64 << 20);
	assert_int_equal(c.window, 1);
	assert_int_equal(c.render_seconds, 10);
	assert_int_equal(c.render_memory, 512);
	assert_int_equal(c.resume_seconds, 10);
	assert_string_equal(c.key_file, "/etc/cetakd/cetakd/key.pem");
	conf_release(&c);
	setenv("CREDENTIALS_DIRECTORY", "/run/credentials/x", 1);
	assert_int_equal(conf_load(NULL, &c, NULL), 0);
	assert_string_equal(c.key_file, "/run/credentials/x/key.pem");
	assert_string_equal(c.cert_file, "/run/credentials/x/certificate.pem");
	unsetenv("CREDENTIALS_DIRECTORY");
	conf_release(&c);
	conf_release(&c); /* twice is fine */
}

static void
test_values(void **state)
{
	struct conf c;
	struct fault f;

	(void)state;
	assert_int_equal(
	    load("; comment\n# comment\n\n[authority]\nname = imigrasi\r\n"
		 "title=Kantor = A\nname = disnaker\n\n[http]\nlisten =\n"
		 "max-body = 64 KiB ; small\nmax-batch=1MiB\n  \n"
		 "[paths]\nrun=/r\n",
		&c, &f),
	    0);
	assert_string_equal(c.name, "disnaker"); /* the later wins */
	assert_string_equal(c.title, "Kantor = A");
	assert_string_equal(c.listen, "");
	assert_string_equal(c.run_dir, "/r");
	assert_string_equal(c.state_dir, "/var/lib/cetakd/disnaker");
	assert_int_equal(c.max_body, 65536);
	assert_int_equal(c.max_batch, 1 << 20);
	conf_release(&c);
}

/* Each mistake: where and what is said of it. */
static void
test_mistakes(void **state)
{
	static const struct {
		const char *text, *line, *says;
	} cases[] = {
		{ "[authority]\nnmae = x\n", ":2:", "[authority] name?" },
		{ "[http]\n\ntitle = x\n", ":3:", "[authority] title?" },
		{ "[http]\nmaxbody = 1\n", ":2:", "[http] max-body?" },
		{ "[x]\nqqqqqqqqqqq = 1\n", ":2:", "unknown key [x] qqq" },
		{ "name = x\n", ":1:", "[authority] name?" },
		{ "[http]\nmax-body = 1\n", ":2:", "64KiB..65536KiB" },
		{ "[http]\nmax-body = 9XiB\n", ":2:", "64KiB" },
		{ "[http]\nmax-body = 99999999999999999 MiB\n",
		    ":2:", "64KiB" },
		{ "[http]\nlisten = 8631\n", ":2:", "127.0.0.1:8631" },
		{ "[http]\nlisten = ::1:8631\n", ":2:", "[::1]:8631" },
		{ "[http]\nlisten = h:70000\n", ":2:", "127.0.0.1:8631" },
		{ "[render]\nworkers = 0\n", ":2:", "1..256" },
		{ "[render]\nworkers = 2x\n", ":2:", "1..256" },
		{ "[authority]\nstate = ID\n", ":2:", "[A-Z]{3}" },
		{ "[authority]\nstate = idn\n", ":2:", "[A-Z]{3}" },
		{ "[authority]\nhost = a/b\n", ":2:", "must be" },
		{ "[authority]\nhost =\n", ":2:", "must be" },
		{ "[authority]\nname = ../x\n", ":2:", "[a-z0-9-]" },
		{ "[authority]\nzone = GMT\n", ":2:", "WIB | WITA | WIT" },
		{ "[authority]\ntitle = a\xff\n", ":2:", "must be" },
		{ "[authority]\ntitle = a\033[1m\n", ":2:", "not text" },
		{ "[authority]\ntitle = a\n\rname = b\n", ":3:", "not text" },
		{ "[authority]\ntitle = a\n\fname = b\n", ":3:", "not text" },
		{ "[authority]\ntitle =;a\n", ":2:", "must be" },
		{ "[paths]\nrun = run\n", ":2:", "/..." },
		{ "[authority]\nname\n", ":2:", "not a [section]" },
		{ "[authority\nname = x\n", ":1:", "bracket" },
		{ "[authority]\nname = a\n  title = b\n", ":3:", "space" },
	};
	struct conf c;
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(load(cases[i].text, &c, &f), -1);
		assert_int_equal(f.code, FAULT_CONFIG);
		assert_memory_equal(f.en, file, strlen(file));
		if (strstr(f.en, cases[i].line) == NULL ||
		    strstr(f.en, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].text, f.en);
		assert_null(c.name);
	}
	assert_int_equal(load("[authority]\r\nname = a\r\n", &c, &f), 0);
	assert_string_equal(c.name, "a");
	conf_release(&c);
	assert_int_equal(conf_load("/nonexistent/x.conf", &c, &f), -1);
	write_text(file, "[http]\n\0\n", 9);
	assert_int_equal(conf_load(file, &c, &f), -1);
	/* one letter more than a line may have */
	char text[256];
	memset(text, ';', sizeof(text));
	memcpy(text + 198, "\n", 2);
	assert_int_equal(load(text, &c, &f), 0);
	conf_release(&c);
	memcpy(text + 198, ";\n", 3);
	assert_int_equal(load(text, &c, &f), -1);
	assert_non_null(strstr(f.en, ":1:"));
}

static void
test_parts_and_print(void **state)
{
	struct conf c;
	struct fault f;
	char *text = NULL, want[200];
	size_t n;

	(void)state;
	write_text(part, "[authority]\nname = b\n", 21);
	assert_int_equal(
	    load("[authority]\nname = a\nstate = IDN\n", &c, &f), 0);
	assert_string_equal(c.name, "b");
	FILE *to = open_memstream(&text, &n);
	conf_print(&c, to);
	assert_int_equal(fclose(to), 0);
	(void)snprintf(want, sizeof(want), "(%s:2)\nname = b\n", part);
	assert_non_null(strstr(text, want));
	(void)snprintf(want, sizeof(want), "(%s:3)\nstate = IDN\n", file);
	assert_non_null(strstr(text, want));
	assert_non_null(strstr(text, "(default)\nzone = WIB\n"));
	conf_release(&c);
	/* what is printed reads back the same */
	(void)unlink(part);
	assert_int_equal(load(text, &c, &f), 0);
	assert_string_equal(c.name, "b");
	assert_int_equal(c.max_body, 8 << 20);
	conf_release(&c);
	free(text);
	/* parts in name order, whichever was made first */
	for (int i = 9; i >= 0; i--) {
		char p[80], t[40];
		(void)snprintf(p, sizeof(p), "%s/conf.d/%d.conf", dir, i);
		n = (size_t)snprintf(
		    t, sizeof(t), "[authority]\nname=n%d\n", i);
		write_text(p, t, n);
	}
	assert_int_equal(load("", &c, &f), 0);
	assert_string_equal(c.name, "n9");
	conf_release(&c);
	for (int i = 0; i < 10; i++) {
		char p[80];
		(void)snprintf(p, sizeof(p), "%s/conf.d/%d.conf", dir, i);
		(void)unlink(p);
	}
	/* a mistake in a part names the part */
	write_text(part, "[authority]\nnam = b\n", 20);
	assert_int_equal(load("", &c, &f), -1);
	assert_memory_equal(f.en, part, strlen(part));
	(void)unlink(part);
}

static void
test_open_check(void **state)
{
	static struct faults fs;
	struct conf c;
	char text[600], key[80];

	(void)state;
	(void)snprintf(key, sizeof(key), "%s/key.pem", dir);
	(void)snprintf(text, sizeof(text),
	    "[paths]\nrun = %s\nstate = %s\ntemplates = %s\nfonts = %s\n"
	    "libexec = /nonexistent\n[seal]\nkey = %s\ncertificate = %s\n",
	    dir, dir, dir, file, key, file);
	write_text(key, "x", 1);
	assert_int_equal(chmod(key, 0640), 0);
	assert_int_equal(load(text, &c, NULL), 0);
	assert_int_equal(conf_open_check(&c, &fs), -1);
	assert_int_equal(fs.n, 4);
	assert_non_null(strstr(fs.f[0].en, ":5: [paths] fonts"));
	assert_non_null(strstr(fs.f[1].en, "cetakd-render"));
	assert_non_null(strstr(fs.f[2].en, "cetakd-press"));
	assert_non_null(strstr(fs.f[3].en, ":8: [seal] key"));
	assert_non_null(strstr(fs.f[3].en, "(mode 640)"));
	conf_release(&c);
	(void)unlink(key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_parts_and_print),
		cmocka_unit_test(test_open_check),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
