/*
 * Four words to the journal, one line each, in one write so that lines of
 * several processes do not mix.  Never prints a value of a document's field:
 * its callers pass ids, states, counts and rules only.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log.h"

/* syslog levels as sd-daemon(3) writes them before a line */
enum { ERR = 3, WARNING = 4, INFO = 6, DEBUG = 7 };

static const char *program = "cetakd";
static int speak_debug;

void
log_init(const char *name)
{
	program = name;
}

void
log_level(int debug)
{
	speak_debug = debug;
}

__attribute__((format(printf, 3, 0))) static void
line(int level, int err, const char *fmt, va_list ap)
{
	char text[1024];
	size_t room = sizeof(text) - 1; /* for the newline */
	int n;

	if (getenv("JOURNAL_STREAM") != NULL)
		n = snprintf(text, room, "<%d>", level);
	else
		n = snprintf(text, room, "%s: ", program);
	size_t at = (size_t)n;
	n = vsnprintf(text + at, room - at, fmt, ap);
	if (n > 0)
		at += (size_t)n < room - at ? (size_t)n : room - at - 1;
	if (err != 0 && room - at > 2) {
		n = snprintf(text + at, room - at, ": %s", strerror(err));
		if (n > 0)
			at += (size_t)n < room - at ? (size_t)n : room - at - 1;
	}
	/* a line is one line, whatever is in it */
	for (size_t i = 0; i < at; i++)
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
	text[at++] = '\n';
	ssize_t ignored = write(STDERR_FILENO, text, at);
	(void)ignored;
}

#define LINE(level, err)                                   \
	do {                                               \
		int saved = errno;                         \
		va_list ap;                                \
		va_start(ap, fmt);                         \
		line((level), (err) ? saved : 0, fmt, ap); \
		va_end(ap);                                \
		errno = saved;                             \
	} while (0)

void
log_debug(const char *fmt, ...)
{
	if (speak_debug)
		LINE(DEBUG, 0);
}

void
log_info(const char *fmt, ...)
{
	LINE(INFO, 0);
}

void
log_warn(const char *fmt, ...)
{
	LINE(WARNING, 1);
}

void
log_warnx(const char *fmt, ...)
{
	LINE(WARNING, 0);
}

void
fatal(const char *fmt, ...)
{
	LINE(ERR, 1);
	abort();
}

void
fatalx(const char *fmt, ...)
{
	LINE(ERR, 0);
	abort();
}
