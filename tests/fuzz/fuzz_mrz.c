/* Any bytes as names, numbers and zones: what is written must read back. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mrz.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

/* The next line of the input, cut to size. */
static void
line(const uint8_t **p, size_t *n, char *dst, size_t size)
{
	size_t i;

	for (i = 0; i < *n && (*p)[i] != '\n'; i++)
		if (i < size - 1)
			dst[i] = (char)(*p)[i];
	dst[i < size - 1 ? i : size - 1] = '\0';
	*p += i + (i < *n);
	*n -= i + (i < *n);
}

static void
check(const char *zone, size_t length)
{
	if (strlen(zone) != length || mrz_verify(zone, NULL) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char text[8][300], zone[MRZ_TD1 + 1], primary[128], secondary[128];
	struct fault f;
	struct mrz_fields m = { .code = "P",
		.state = "UTO",
		.nationality = "UTO",
		.sex = "F",
		.primary = text[0],
		.secondary = text[1],
		.number = text[2],
		.birth = text[3],
		.expiry = text[4],
		.optional1 = text[5],
		.optional2 = text[6] };
	int i;

	for (i = 0; i < 8; i++)
		line(&p, &n, text[i], sizeof(text[i]));
	(void)mrz_verify(text[7], &f);
	if (mrz_td1(&m, zone, &f) == 0)
		check(zone, MRZ_TD1);
	m.optional2 = NULL;
	if (mrz_td3(&m, zone, &f) == 0)
		check(zone, MRZ_TD3);
	mrz_split_name(text[0], primary, secondary, sizeof(primary));
	if (*primary == '\0' && *secondary != '\0')
		abort();
	return 0;
}
