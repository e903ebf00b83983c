/* Any bytes as a form, a cookie and a number of a form. */
/* SRC: daemon/front/form.c daemon/front/multipart.c daemon/front/cookie.c daemon/front/text.c */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "enc.h"
#include "fault.h"

#include "daemon/front/cookie.h"
#include "daemon/front/form.h"
#include "daemon/front/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

void
http_reply_header(struct http_reply *a, const char *name, const char *value)
{
	(void)a;
	(void)name;
	if (strpbrk(value, "\r\n") != NULL)
		abort();
}

static void
look(const char *text, size_t n)
{
	const char *key, *s;
	json_t *v, *j;
	struct fault f;
	long long number;

	j = form_parse(text, n, &f);
	if (j == NULL) {
		if (fault_status(f.code) != 400)
			abort();
		return;
	}
	json_object_foreach (j, key, v) {
		s = json_string_value(v);
		if (s == NULL || strlen(key) > FORM_NAME ||
		    strlen(s) > FORM_VALUE || !enc_utf8_ok(s, strlen(s)))
			abort();
		if (form_number(s, &number) == 0 && number < 0)
			abort();
	}
	json_decref(j);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text = malloc(n + 1), value[64];
	struct http_reply a;

	if (text == NULL)
		return 0;
	memcpy(text, p, n);
	text[n] = '\0';
	look(text, n);
	if (cookie_get(text, COOKIE_LANG, value, sizeof(value)) == 0) {
		if (!cookie_ok(value))
			abort();
		cookie_set(&a, COOKIE_LANG, value, 1, 0);
	}
	free(text);
	return 0;
}
