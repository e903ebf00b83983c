/* The members of a request's body (body.h).  No value is ever quoted. */

#include <string.h>

#include "fault.h"
#include "mem.h"

#include "ask.h"
#include "body.h"
#include "core.h"

#include <stdio.h>
#include <stdlib.h>

static void
body_pointer(char ret[FAULT_POINTER_MAX], const char *name)
{
	if (snprintf(ret, FAULT_POINTER_MAX, "/%s", name) >= FAULT_POINTER_MAX)
		ret[0] = '\0';
}

/* 1 when words ("a b" or "a|b", by the separator) has name. */
static int
body_listed(const char *words, const char *name, char sep)
{
	size_t n = strlen(name);

	if (strchr(name, sep))
		return 0;
	for (const char *p = words; n > 0 && (p = strstr(p, name)); p += n)
		if ((p == words || p[-1] == sep) &&
		    (p[n] == '\0' || p[n] == sep))
			return 1;
	return 0;
}

void
body_open(struct ask *a, const char *known)
{
	struct faults *fs = &a->core->faults;
	char pointer[FAULT_POINTER_MAX];
	const char *name;
	json_t *v;

	fs->n = 0;
	if (!a->body || json_is_null(a->body))
		return;
	if (!json_is_object(a->body)) {
		faults_add(fs, FAULT_SYNTAX, "",
		    "Isi permintaan harus objek JSON",
		    "The body must be a JSON object");
		return;
	}
	json_object_foreach (a->body, name, v) {
		if (body_listed(known, name, ' '))
			continue;
		body_pointer(pointer, name);
		faults_add(fs, FAULT_FIELD, pointer, "Anggota tidak dikenal",
		    "Unknown member");
	}
}

int
body_wrong(struct ask *a)
{
	if (a->core->faults.n == 0)
		return 0;
	ask_faults(a, &a->core->faults);
	return 1;
}

/* The member, NULL when it is absent; an absent one that is required is a
 * mistake. */
static const json_t *
body_member(struct ask *a, const char *name, int required,
    char ret_pointer[FAULT_POINTER_MAX])
{
	const json_t *v = json_object_get(a->body, name);

	body_pointer(ret_pointer, name);
	if (v && !json_is_null(v))
		return v;
	if (required)
		faults_add(&a->core->faults, FAULT_FIELD, ret_pointer,
		    "Wajib diisi", "Is required");
	return NULL;
}

static int
body_plain(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return 0;
	return 1;
}

const char *
body_text(struct ask *a, const char *name, size_t max, int required)
{
	char pointer[FAULT_POINTER_MAX];
	const json_t *v = body_member(a, name, required, pointer);
	const char *s = json_string_value(v);

	if (!v)
		return "";
	if (s && *s && strlen(s) <= max && body_plain(s))
		return s;
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    "Harus teks 1 sampai %zu huruf", "Must be text of 1 to %zu bytes",
	    max);
	return "";
}

const char *
body_word(struct ask *a, const char *name, const char *words, int required)
{
	char pointer[FAULT_POINTER_MAX];
	const json_t *v = body_member(a, name, required, pointer);
	const char *s = json_string_value(v);

	if (!v)
		return "";
	if (s && body_listed(words, s, '|'))
		return s;
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    "Harus salah satu dari: %s", "Must be one of: %s", words);
	return "";
}

int64_t
body_int(
    struct ask *a, const char *name, int64_t min, int64_t max, int required)
{
	char pointer[FAULT_POINTER_MAX];
	const json_t *v = body_member(a, name, required, pointer);

	if (!v)
		return min;
	if (json_is_integer(v) && json_integer_value(v) >= min &&
	    json_integer_value(v) <= max)
		return json_integer_value(v);
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    "Harus bilangan bulat %lld sampai %lld",
	    "Must be a whole number from %lld to %lld", (long long)min,
	    (long long)max);
	return min;
}

int
body_given(struct ask *a, const char *name)
{
	const json_t *v = json_object_get(a->body, name);

	return v && !json_is_null(v);
}

int
body_bool(struct ask *a, const char *name)
{
	char pointer[FAULT_POINTER_MAX];
	const json_t *v = body_member(a, name, BODY_OPTIONAL, pointer);

	if (v && !json_is_boolean(v))
		faults_add(&a->core->faults, FAULT_FIELD, pointer,
		    "Harus true atau false", "Must be true or false");
	return json_is_true(v);
}
