/*
 * cupsd as the intake peer: Create-Job and Send-Document on one kept
 * connection, as a careful client does it.
 * usage: cups_submit SERVER:PORT QUEUE COUNT FILE.pdf
 * Prints {"count", "wall", "median", "p99"} (seconds).
 */
/* LIBS: -lcups */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cups/cups.h>

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return ((x > y) - (x < y));
}

static void
submit(http_t *http, const char *queue, const char *data, size_t n)
{
	int id = cupsCreateJob(http, queue, "bench", 0, NULL);

	if (id == 0 ||
	    cupsStartDocument(http, queue, id, "d", "application/pdf", 1) !=
		HTTP_STATUS_CONTINUE ||
	    cupsWriteRequestData(http, data, n) != HTTP_STATUS_CONTINUE ||
	    cupsFinishDocument(http, queue) >=
		IPP_STATUS_REDIRECTION_OTHER_SITE) {
		fprintf(stderr, "cups_submit: %s\n", cupsLastErrorString());
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	static char data[1 << 20];
	double *took, from, start;
	size_t n, i, count;
	char *colon;
	http_t *http;
	FILE *f;

	if (argc != 5 || (colon = strrchr(argv[1], ':')) == NULL)
		return (64);
	f = fopen(argv[4], "rb");
	if (f == NULL)
		return (66);
	n = fread(data, 1, sizeof(data), f);
	fclose(f);
	cupsSetServer(argv[1]);
	*colon = '\0';
	http = httpConnect2(argv[1], (int)strtol(colon + 1, NULL, 10), NULL,
	    AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, 5000, NULL);
	if (http == NULL)
		return (69);
	count = (size_t)strtol(argv[3], NULL, 10);
	took = calloc(count, sizeof(*took));
	if (took == NULL)
		return (71);
	start = now();
	for (i = 0; i < count; i++) {
		from = now();
		submit(http, argv[2], data, n);
		took[i] = now() - from;
	}
	start = now() - start;
	qsort(took, count, sizeof(*took), by_value);
	printf("{\"count\": %zu, \"wall\": %.6f, \"median\": %.6f, "
	       "\"p99\": %.6f}\n",
	    count, start, took[count / 2], took[count * 99 / 100]);
	free(took);
	httpClose(http);
	return (0);
}
