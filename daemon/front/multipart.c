/*
 * Takes apart a multipart/form-data body that is whole in memory.  Pure and
 * strict: any preamble, epilogue, unknown part or odd line is a fault, for a
 * counter's program that sends those is broken and should hear of it.
 */

#include <string.h>
#include <strings.h>

#include "fault.h"
#include "mem.h"

#include "multipart.h"

#define HEAD_MAX 1024

static int
broken(struct fault *f)
{
	return fault_set(f, FAULT_SYNTAX, "",
	    "Isi multipart/form-data rusak: batas atau kepala bagian tidak "
	    "terbaca.",
	    "The multipart/form-data body is broken: a boundary or the "
	    "header of a part cannot be read.");
}

/* The value of name="value" among the parameters of a line. */
static int
parameter(const char *line, const char *name, char *ret_v, size_t size)
{
	size_t n = strlen(name), len;
	const char *s = strchr(line, ';');

	for (; s != NULL; s = strchr(s, ';')) {
		s += 1 + strspn(s + 1, " ");
		if (strncasecmp(s, name, n) != 0 || s[n] != '=' ||
		    s[n + 1] != '"')
			continue;
		s += n + 2;
		len = strcspn(s, "\"");
		if (s[len] != '"' || len >= size)
			return -1;
		memcpy(ret_v, s, len);
		ret_v[len] = '\0';
		return 0;
	}
	return -1;
}

static int
part_line(const char *line, char name[32], char type[64], struct fault *f)
{
	const char *v = strchr(line, ':');
	size_t n;

	if (v == NULL)
		return broken(f);
	n = (size_t)(v - line);
	v += 1 + strspn(v + 1, " ");
	if (n == 19 && strncasecmp(line, "Content-Disposition", n) == 0) {
		if (strncasecmp(v, "form-data", 9) != 0 || name[0] != '\0' ||
		    parameter(v, "name", name, 32) < 0)
			return broken(f);
	} else if (n == 12 && strncasecmp(line, "Content-Type", n) == 0) {
		if (mem_copy(type, 64, v) < 0)
			return broken(f);
	} else if (n == 25 &&
	    strncasecmp(line, "Content-Transfer-Encoding", n) == 0 &&
	    strcasecmp(v, "binary") != 0 && strcasecmp(v, "8bit") != 0 &&
	    strcasecmp(v, "7bit") != 0) {
		return fault_set(f, FAULT_MEDIA_TYPE, "",
		    "Content-Transfer-Encoding bagian multipart harus "
		    "binary.",
		    "Content-Transfer-Encoding of a multipart part must be "
		    "binary.");
	}
	return 0;
}

/* The header lines of a part; ret_len counts them and the empty line. */
static int
part_head(const uint8_t *p, size_t n, char name[32], char type[64],
    size_t *ret_len, struct fault *f)
{
	const uint8_t *end =
	    memmem(p, n < HEAD_MAX ? n : HEAD_MAX, "\r\n\r\n", 4);
	char text[HEAD_MAX], *line, *next;
	size_t len;

	if (end == NULL)
		return broken(f);
	len = (size_t)(end - p);
	if (memchr(p, '\0', len) != NULL)
		return broken(f);
	memcpy(text, p, len);
	text[len] = '\0';
	for (line = text; line != NULL; line = next) {
		next = strstr(line, "\r\n");
		if (next != NULL) {
			*next = '\0';
			next += 2;
		}
		if (part_line(line, name, type, f) < 0)
			return -1;
	}
	*ret_len = len + 4;
	return 0;
}

static int
keep(void *arg, const char *name, const struct multipart_part *part,
    struct fault *f)
{
	struct multipart *m = arg;
	struct multipart_part *to = strcmp(name, "job") == 0 ? &m->job
	    : strcmp(name, "photo") == 0		     ? &m->photo
	    : strcmp(name, "document") == 0		     ? &m->document
							     : NULL;

	if (to == NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Nama bagian multipart harus job, photo atau document.",
		    "A multipart part must be named job, photo or "
		    "document.");
	if (to->p != NULL)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Bagian multipart yang sama dikirim dua kali.",
		    "The same multipart part comes twice.");
	*to = *part;
	return 0;
}

int
multipart_each(const char *boundary, const uint8_t *p, size_t n,
    const struct multipart_sink *to, struct fault *f)
{
	struct multipart_part part;
	char mark[80], name[32];
	const uint8_t *end = p + n, *close;
	size_t mark_n = strlen(boundary) + 4, len = 0;

	if (boundary[0] == '\0' || mark_n >= sizeof(mark))
		return broken(f);
	memcpy(mark, "\r\n--", 4);
	memcpy(mark + 4, boundary, mark_n - 3);
	/* the first boundary lacks the line end before it */
	if (n < mark_n - 2 || memcmp(p, mark + 2, mark_n - 2) != 0)
		return broken(f);
	p += mark_n - 2;
	while (end - p >= 2 && memcmp(p, "\r\n", 2) == 0) {
		p += 2;
		name[0] = '\0';
		memset(&part, 0, sizeof(part));
		if (part_head(p, (size_t)(end - p), name, part.type, &len, f) <
		    0)
			return -1;
		p += len;
		/* an empty part ends where its header does */
		close = memmem(p - 2, (size_t)(end - p) + 2, mark, mark_n);
		if (close == NULL)
			return broken(f);
		part.p = p;
		part.n = close < p ? 0 : (size_t)(close - p);
		if (to->fn(to->arg, name, &part, f) < 0)
			return -1;
		p = close + mark_n;
	}
	if (end - p < 2 || memcmp(p, "--", 2) != 0)
		return broken(f);
	p += 2;
	if (end - p != 0 && !(end - p == 2 && memcmp(p, "\r\n", 2) == 0))
		return broken(f);
	return 0;
}

int
multipart_parse(const char *boundary, const uint8_t *p, size_t n,
    struct multipart *ret_m, struct fault *f)
{
	struct multipart m = { 0 };
	const struct multipart_sink to = { keep, &m };

	if (multipart_each(boundary, p, n, &to, f) < 0)
		return -1;
	*ret_m = m;
	return 0;
}
