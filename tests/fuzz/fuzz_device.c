/* Any bytes as a device's answer: refused as a whole, or facts that are within
 * their limits and can be written as JSON. */
/* SRC: daemon/press/device_read.c daemon/press/device_facts.c daemon/press/device_text.c */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "daemon/press/press.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
check_text(const json_t *v, size_t max)
{
	const unsigned char *s = (const unsigned char *)json_string_value(v);

	if (s == NULL)
		return;
	if (strlen((const char *)s) != json_string_length(v) ||
	    json_string_length(v) > max)
		abort();
	for (; *s != '\0'; s++)
		if (*s < 0x20 || *s == 0x7f)
			abort();
}

static void
check_list(const json_t *list, size_t max)
{
	const json_t *v;
	size_t i;

	if (!json_is_array(list) || json_array_size(list) > max)
		abort();
	json_array_foreach (list, i, v) {
		if (!json_is_string(v) && !json_is_object(v))
			abort();
		check_text(v, 255);
	}
}

static void
check_supplies(const json_t *list)
{
	static const char *const numbers[] = { "level", "low", "high" };
	const json_t *v, *n;
	size_t i, k;

	json_array_foreach (list, i, v)
		for (k = 0; k < 3; k++) {
			n = json_object_get(v, numbers[k]);
			if (!json_is_null(n) &&
			    (json_integer_value(n) < 0 ||
				json_integer_value(n) > 100))
				abort();
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const texts[] = { "message", "model", "firmware",
		"serial" };
	uint32_t id = n < 8 ? 0
			    : (uint32_t)p[4] << 24 | (uint32_t)p[5] << 16 |
		(uint32_t)p[6] << 8 | p[7];
	const char *problem;
	json_t *v = device_read(p, n, (int32_t)id, &problem);
	char *text;
	size_t i;

	if ((v == NULL) != (problem != NULL))
		abort();
	if (v == NULL)
		return 0;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(json_object_get(v, texts[i]), 255);
	check_list(json_object_get(v, "reasons"), 64);
	check_list(json_object_get(v, "alert"), 32);
	check_list(json_object_get(v, "media_ready"), 32);
	check_list(json_object_get(v, "supplies"), 32);
	check_list(json_object_get(v, "trays"), 32);
	check_supplies(json_object_get(v, "supplies"));
	if ((text = json_dumps(v, 0)) == NULL || strlen(text) > 100000)
		abort();
	free(text);
	json_decref(v);
	return 0;
}
