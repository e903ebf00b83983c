/*
 * A PDF's pages as grey pictures, by Poppler's pdftoppm in a process of its
 * own with limits: the PDF is hostile and its readers have had their faults.
 * The file goes in as a descriptor, pages come out of a pipe; no shell, no
 * name of a user's, no temporary file.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buf.h"
#include "mem.h"
#include "wire.h"

#include "scan.h"

#define CPU_SECONDS 120
#define NOT_INSTALLED 127

/* Becomes pdftoppm: the PDF on 0, pages on 1. */
static void
child(int in, int out, const char *dpi)
{
	const struct rlimit cpu = { CPU_SECONDS, CPU_SECONDS };
	int null = open("/dev/null", O_WRONLY);

	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0 ||
	    setrlimit(RLIMIT_CPU, &cpu) != 0)
		_exit(1);
	execlp("pdftoppm", "pdftoppm", "-gray", "-r", dpi, "-", (char *)NULL);
	_exit(errno == ENOENT ? NOT_INSTALLED : 1);
}

/* The next number of a PGM's head, which a single space ends. */
static int
number(FILE *f, unsigned *ret_n)
{
	int c = getc(f);
	unsigned long n = 0;

	while (c == ' ' || c == '\n')
		c = getc(f);
	if (c < '0' || c > '9')
		return -1;
	for (; c >= '0' && c <= '9' && n < 1000000; c = getc(f))
		n = n * 10 + (unsigned)(c - '0');
	if (c != ' ' && c != '\n')
		return -1;
	*ret_n = (unsigned)n;
	return 0;
}

/* 1 picture, 0 end of the pages, -1 not PGM. */
static int
page(FILE *f, struct scan_image *ret_i)
{
	struct scan_image i = { 0 };
	unsigned depth;
	int c = getc(f);

	if (c == EOF)
		return 0;
	if (c != 'P' || getc(f) != '5' || number(f, &i.w) != 0 ||
	    number(f, &i.h) != 0 || number(f, &depth) != 0 || depth != 255 ||
	    i.w == 0 || i.h == 0 || i.w > SCAN_PIXELS_MAX / i.h)
		return -1;
	i.pixel = mem_alloc((size_t)i.w * i.h);
	if (fread(i.pixel, i.w, i.h, f) != i.h) {
		scan_image_release(&i);
		return -1;
	}
	*ret_i = i;
	return 1;
}

static int
pages(FILE *f, scan_found *found, void *arg)
{
	struct scan_image i;
	int rc, n = 0;

	for (int no = 1; (rc = page(f, &i)) == 1; no++) {
		n += scan_qr(&i, no, found, arg);
		scan_image_release(&i);
	}
	return rc == 0 ? n : -1;
}

int
scan_pdf(const struct buf *pdf, int dpi, scan_found *found, void *arg)
{
	int out[2] = { -1, -1 }, status = 0, n = -1, err = 0;
	char number_text[16];
	pid_t pid = -1;

	(void)snprintf(number_text, sizeof(number_text), "%d", dpi);
	int in = wire_memfd("pdf", pdf->p, pdf->n);
	if (in < 0 || pipe2(out, O_CLOEXEC) != 0 || (pid = fork()) < 0) {
		err = errno;
		goto out;
	}
	if (pid == 0)
		child(in, out[1], number_text);
	(void)close(out[1]);
	out[1] = -1;
	FILE *f = fdopen(out[0], "r");
	if (f != NULL) {
		out[0] = -1;
		n = pages(f, found, arg);
		(void)fclose(f);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_INSTALLED)
		err = ENOENT;
	else if (n < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		err = EINVAL;
out:
	for (int k = 0; k < 2; k++)
		if (out[k] >= 0)
			(void)close(out[k]);
	if (in >= 0)
		(void)close(in);
	errno = err;
	return err == 0 ? n : -1;
}
