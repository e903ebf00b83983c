/*
 * Mail by the system's sendmail: at most one each [mail] every seconds, a
 * digest of the notices that came meanwhile.  It counts as sent when sendmail
 * ended well and the cursor is on disk, so it goes out at least once.  A
 * notice's words are foreign here: they stand in the body, one a line, and
 * nothing but letters that print gets into a header.
 */

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "conf.h"
#include "crash.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "hook.h"

/* Notices of one mail; the rest comes with the next. */
#define MAIL_PAGE 50
#define MAIL_PATIENCE 60000 /* ms that sendmail may take */
#define MAIL_TEXT 400	    /* bytes of a sentence, of a subject */
#define MAIL_SUBJECT 100

static int64_t mail_newest; /* monotonic ms of the newest mail, 0 none */

static int
mail_word(const char *s, size_t n, const char *signs)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') ||
			(s[i] >= 'A' && s[i] <= 'Z') ||
			(s[i] >= '0' && s[i] <= '9') || strchr(signs, s[i])))
			return 0;
	return n > 0;
}

/* local@host, of letters that mean nothing to a header or a command. */
static int
mail_address_ok(const char *s, size_t n)
{
	const char *at = memchr(s, '@', n);
	size_t local = at ? (size_t)(at - s) : 0;

	return at && *s != '-' && mail_word(s, local, "._+-=") &&
	    mail_word(at + 1, n - local - 1, ".-") && at[1] != '-';
}

static int
mail_addresses_ok(const char *s)
{
	for (;;) {
		size_t n = strcspn(s, ", ");

		if (!mail_address_ok(s, n))
			return 0;
		s += n;
		s += strspn(s, " ");
		if (*s == '\0')
			return 1;
		if (*s++ != ',')
			return 0;
		s += strspn(s, " ");
	}
}

int
mail_ready(struct hook *h, struct fault *f)
{
	const struct conf *c = h->conf;

	if (!mail_addresses_ok(c->mail_to) ||
	    (*c->mail_from &&
		!mail_address_ok(c->mail_from, strlen(c->mail_from))))
		return fault_set(f, FAULT_CONFIG, "",
		    "[mail] to dan from harus alamat surel, dengan koma",
		    "[mail] to and from must be mail addresses, with commas");
	if (strcmp(c->mail_level, "attention") != 0 &&
	    strcmp(c->mail_level, "down") != 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "[mail] level harus attention atau down",
		    "[mail] level must be attention or down");
	if (access(c->mail_sendmail, X_OK) < 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "[mail] sendmail: %s tidak dapat dijalankan",
		    "[mail] sendmail: %s cannot be run", c->mail_sendmail);
	return 0;
}

/* ---- what is written ---- */

static const char *
mail_member(const json_t *v, const char *name)
{
	const char *s = json_string_value(json_object_get(v, name));

	return s ? s : "";
}

/* One line: control characters become spaces, and it is cut between letters. */
static void
mail_line(struct buf *b, const char *before, const char *s)
{
	size_t n = strlen(s);

	if (n > MAIL_TEXT)
		for (n = MAIL_TEXT; n > 0 && ((uint8_t)s[n] & 0xC0) == 0x80;)
			n--;
	buf_puts(b, before);
	for (size_t i = 0; i < n; i++)
		buf_putc(b, (uint8_t)s[i] < 0x20 || s[i] == 0x7F ? ' ' : s[i]);
	buf_putc(b, '\n');
}

static void
mail_subject(struct buf *b, const struct hook *h, const json_t *first, size_t n)
{
	char *text = n == 1
	    ? mem_printf("[cetakd %s] %s: %s", h->conf->name,
		  mail_member(first, "kind"), mail_member(first, "subject"))
	    : mem_printf("[cetakd %s] %zu pemberitahuan / "
			 "notices",
		  h->conf->name, n);

	buf_puts(b, "Subject: ");
	for (size_t i = 0; i < MAIL_SUBJECT && text[i]; i++)
		buf_putc(b, text[i] < 0x20 || text[i] > 0x7E ? '?' : text[i]);
	buf_putc(b, '\n');
	free(text);
}

static void
mail_head(struct buf *b, const struct hook *h, int64_t seq)
{
	time_t now = time(NULL);
	struct tm tm;
	char date[64];

	/* the locale is C: these are RFC 5322's names of days and months */
	gmtime_r(&now, &tm);
	(void)strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &tm);
	if (*h->conf->mail_from)
		buf_printf(b, "From: cetakd <%s>\n", h->conf->mail_from);
	buf_printf(b, "To: %s\nDate: %s\n", h->conf->mail_to, date);
	buf_printf(b, "Message-ID: <cetakd-%s-notice-%lld@%s>\n", h->conf->name,
	    (long long)seq, h->conf->host);
	buf_puts(b,
	    "MIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: 8bit\n"
	    "Auto-Submitted: auto-generated\n");
}

static void
mail_write(struct buf *b, const struct hook *h, const json_t *list, int64_t seq)
{
	const json_t *e;
	size_t i;

	mail_head(b, h, seq);
	mail_subject(b, h, json_array_get(list, 0), json_array_size(list));
	buf_putc(b, '\n');
	json_array_foreach (list, i, e) {
		const json_t *text = json_object_get(e, "text");

		mail_line(b, "", mail_member(e, "at"));
		mail_line(b, "  ", mail_member(text, "id"));
		mail_line(b, "  ", mail_member(text, "en"));
		buf_putc(b, '\n');
	}
	mail_line(b, "-- \n", h->conf->title);
}

/* ---- how it leaves ---- */

/* 0 when it ended well; it is ended when it takes too long. */
static int
mail_wait(pid_t pid)
{
	struct pollfd p = { .fd = pidfd_open(pid, 0), .events = POLLIN };
	int status = 0;

	if (p.fd >= 0) {
		if (poll(&p, 1, MAIL_PATIENCE) <= 0)
			(void)kill(pid, SIGKILL);
		close(p.fd);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int
mail_spawn(const struct hook *h, int fd)
{
	char *argv[] = { h->conf->mail_sendmail, (char[]){ "-t" },
		(char[]){ "-i" }, NULL };
	char *env[] = { (char[]){ "PATH=/usr/sbin:/usr/bin:/sbin:/bin" },
		NULL };
	posix_spawn_file_actions_t act;
	posix_spawnattr_t attr;
	sigset_t pipe;
	pid_t pid;
	int rc;

	posix_spawn_file_actions_init(&act);
	posix_spawn_file_actions_adddup2(&act, fd, STDIN_FILENO);
	/* we ignore it; what is not told so would write on to nobody */
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &pipe);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	rc = posix_spawn(&pid, argv[0], &act, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&act);
	return rc == 0 ? mail_wait(pid) : -1;
}

static int
mail_send(const struct hook *h, const struct buf *text)
{
	int fd = memfd_create("mail", MFD_CLOEXEC), rc = -1;

	if (fd < 0)
		return -1;
	if (write(fd, text->p, text->n) == (ssize_t)text->n &&
	    lseek(fd, 0, SEEK_SET) == 0)
		rc = mail_spawn(h, fd);
	close(fd);
	return rc;
}

/* ---- when ---- */

/* The next notices: those that are told into list; the newest of all. */
static int
mail_next(struct hook *h, json_t *list, int64_t *ret_seq, struct fault *f)
{
	int down = strcmp(h->conf->mail_level, "down") == 0;
	char *path = mem_printf(
	    "%s?limit=%d&after=%lld", h->path, MAIL_PAGE, (long long)h->seq);
	json_t *v = source_get(h, path, f), *e;
	size_t i;

	free(path);
	*ret_seq = h->seq;
	json_array_foreach (json_object_get(v, "items"), i, e) {
		const char *level = mail_member(e, "level");
		int64_t seq = json_integer_value(json_object_get(e, "seq"));

		if (seq <= *ret_seq)
			continue;
		*ret_seq = seq;
		if (strcmp(level, "down") == 0 ||
		    (!down && strcmp(level, "attention") == 0))
			json_array_append(list, e);
	}
	json_decref(v);
	return v ? 0 : -1;
}

static void
mail_told(struct hook *h, const json_t *list, int64_t seq)
{
	struct buf text = { 0 };
	struct fault f;

	if (json_array_size(list) > 0) {
		mail_write(&text, h, list, seq);
		while (mail_send(h, &text) < 0)
			pause_failed(h, 0, "sendmail failed");
		pause_over(h);
		mail_newest = pause_mono();
		crash_point("hook-mailed");
	}
	while (cursor_write(h->conf->hook_state, h->name, seq, &f) < 0)
		pause_failed(h, 0, f.en);
	h->seq = seq;
	buf_release(&text);
}

static int mail_rang;

static void
mail_ring(struct hook *h, const json_t *e)
{
	(void)h;
	(void)e;
	mail_rang = 1;
}

void
mail_run(struct hook *h)
{
	struct fault f = { 0 };
	int64_t seq, left;
	json_t *list;

	if (!mail_rang && source_follow(h, mail_ring, &f) < 0) {
		pause_failed(h, 0, f.en);
		return;
	}
	left = mail_newest + h->conf->mail_every * 1000 - pause_mono();
	if (mail_newest && left > 0)
		pause_for(left);
	list = json_array();
	if (mail_next(h, list, &seq, &f) < 0) {
		pause_failed(h, 0, f.en);
	} else if (seq > h->seq) {
		mail_told(h, list, seq);
	} else {
		mail_rang = 0;
	}
	json_decref(list);
}
