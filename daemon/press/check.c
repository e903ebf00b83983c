/*
 * What cupsd's own configuration must say for cetakd's promise to hold, and
 * in what words it is told when it does not.  cupsd.conf is text of another
 * program: only whole, known directives count, the last one wins as in cupsd.
 */

#include <string.h>
#include <strings.h>

#include "mem.h"

#include "press.h"

void
check_problem(json_t *problems, const char *id, const char *en)
{
	(void)json_array_append_new(
	    problems, json_pack("{s:s, s:s}", "id", id, "en", en));
}

/* The value of the last line that sets name, into ret; 0 when there is none.
 */
static int
directive(const char *text, const char *name, char *ret, size_t size)
{
	const char *p, *end;
	size_t n = strlen(name), len;
	int found = 0;

	for (p = text; *p != '\0'; p = *end == '\0' ? end : end + 1) {
		end = p + strcspn(p, "\n");
		p += strspn(p, " \t");
		if (strncasecmp(p, name, n) != 0 ||
		    (p[n] != ' ' && p[n] != '\t'))
			continue;
		p += n + strspn(p + n, " \t");
		len = strcspn(p, " \t\r\n");
		if (len >= size)
			len = size - 1;
		memcpy(ret, p, len);
		ret[len] = '\0';
		found = 1;
	}
	return found;
}

void
check_conf(const char *text, json_t *problems)
{
	char value[32];
	long long n;

	if (!directive(text, "DirtyCleanInterval", value, sizeof(value)) ||
	    mem_number(value, 0, 0, &n) == -1)
		check_problem(problems,
		    "cupsd.conf: DirtyCleanInterval harus 0; tanpa itu cupsd "
		    "lupa pekerjaan bila terhenti",
		    "cupsd.conf: DirtyCleanInterval must be 0; without it "
		    "cupsd forgets jobs when it is stopped");
	if (!directive(text, "PreserveJobFiles", value, sizeof(value)) ||
	    (strcasecmp(value, "no") != 0 && strcasecmp(value, "off") != 0 &&
		strcasecmp(value, "false") != 0 && strcmp(value, "0") != 0))
		check_problem(problems,
		    "cupsd.conf: PreserveJobFiles harus No; tanpa itu halaman "
		    "tercetak tertinggal di spool",
		    "cupsd.conf: PreserveJobFiles must be No; without it "
		    "printed pages stay in the spool");
}
