#ifndef LOG_H
#define LOG_H

/*
 * Four words to the journal (stderr with sd-daemon(3) priority prefixes when
 * JOURNAL_STREAM is set, else plain "name: text").  No personal data, no
 * value of a field, ever: ids, states, counts and rules only.
 * Floors 1 and 2 do not log.
 */

void log_init(const char *name); /* program name, kept by pointer */
void log_level(int debug);	 /* 1: log_debug speaks too */
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* with ": strerror(errno)" / without */
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warnx(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* An impossible state of ours: says so and ends the process (abort). */
void
fatal(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));
void
fatalx(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
