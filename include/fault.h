#ifndef FAULT_H
#define FAULT_H

/*
 * What went wrong, for a person: a code, the field it concerns, and one
 * sentence in Indonesian and in English.  Faults of persons and devices travel
 * as values; impossible states of our own end the process (log.h, fatal()).
 *
 * A sentence never quotes a value that may be personal: it names the field and
 * the rule.
 */

#include <stddef.h>

/* One table in fault.c maps each code to HTTP status, RFC 9457 type and title,
 * and sysexits.h code. */
enum fault_code {
	FAULT_NONE = 0,
	FAULT_SYNTAX,	   /* 400 not JSON, not HTTP, not a template */
	FAULT_HEADER,	   /* 400 a header is missing or malformed */
	FAULT_AUTH,	   /* 401 no or unknown credential */
	FAULT_FORBIDDEN,   /* 403 the credential may not do this */
	FAULT_NOT_FOUND,   /* 404 */
	FAULT_METHOD,	   /* 405 */
	FAULT_STATE,	   /* 409 the job's state does not allow it */
	FAULT_CONFLICT,	   /* 409 the name or serial is taken */
	FAULT_REV,	   /* 412 somebody else changed it first */
	FAULT_TOO_LARGE,   /* 413 body over the limit */
	FAULT_MEDIA_TYPE,  /* 415 */
	FAULT_FIELD,	   /* 422 a field breaks a rule */
	FAULT_PHOTO,	   /* 422 the photo breaks a rule */
	FAULT_OVERFLOW,	   /* 422 a value does not fit its place */
	FAULT_GLYPH,	   /* 422 the font lacks a character */
	FAULT_IDEMPOTENCY, /* 422 same key, other body */
	FAULT_TEMPLATE,	   /* 422 a template breaks a rule */
	FAULT_BUSY,	   /* 429 too many requests waiting */
	FAULT_FULL,	   /* 507 no space to keep the job */
	FAULT_UNAVAILABLE, /* 503 a part of the service is absent */
	FAULT_CONFIG,	   /* EX_CONFIG only */
	FAULT_RENDER,	   /* the renderer failed or was stopped */
	FAULT_READBACK,	   /* the drawn page does not read back */
	FAULT_IO,	   /* 500 the system refused; err says why */
	FAULT_N
};

#define FAULT_POINTER_MAX 128
#define FAULT_TEXT_MAX 240

struct fault {
	enum fault_code code;
	int err;			 /* errno, 0 where it says nothing */
	char pointer[FAULT_POINTER_MAX]; /* RFC 6901 JSON Pointer, "" = whole */
	char id[FAULT_TEXT_MAX];	 /* Indonesian */
	char en[FAULT_TEXT_MAX];	 /* English */
};

/* Several faults of one input, in the order found; those past the room are
 * counted, not kept. */
#define FAULTS_ROOM 32
struct faults {
	size_t n; /* found, may exceed FAULTS_ROOM */
	struct fault f[FAULTS_ROOM];
};

/* Fills f (NULL is fine) and returns -1, so that callers can
 * `return fault_set(...)`.  Both formats take the same arguments.  errno is
 * kept in f->err when code is FAULT_IO or FAULT_FULL, else 0 is stored. */
int fault_set(struct fault *f, enum fault_code code, const char *pointer,
    const char *id_fmt, const char *en_fmt, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* As fault_set, appended to fs. */
int faults_add(struct faults *fs, enum fault_code code, const char *pointer,
    const char *id_fmt, const char *en_fmt, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* HTTP status of a code, 500 for those that never reach HTTP. */
int fault_status(enum fault_code code);

/* Exit code of sysexits.h. */
int fault_exit(enum fault_code code);

/* The slug of the problem type: "field", "not-found"; stable, in the API. */
const char *fault_slug(enum fault_code code);

/* Title in Indonesian (english = 0) or English. */
const char *fault_title(enum fault_code code, int english);

/* The code behind a slug, FAULT_NONE if there is none. */
enum fault_code fault_from_slug(const char *slug);

#endif
