/*
 * The one table of faults: what each code is called, what it becomes on HTTP
 * and as an exit code.  Never logs, never allocates, trusts its callers not to
 * put a field's value into a sentence.
 */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "fault.h"

static const struct {
	const char *slug;
	int status;
	int exit_code;
	const char *id;
	const char *en;
} table[FAULT_N] = {
	[FAULT_NONE] = { "none", 500, EX_SOFTWARE, "Tidak ada kesalahan",
	    "No error" },
	[FAULT_SYNTAX] = { "syntax", 400, EX_DATAERR, "Data tidak terbaca",
	    "The data cannot be read" },
	[FAULT_HEADER] = { "header", 400, EX_PROTOCOL,
	    "Header tidak ada atau salah", "A header is missing or wrong" },
	[FAULT_AUTH] = { "auth", 401, EX_NOPERM, "Belum dikenal",
	    "Not authenticated" },
	[FAULT_FORBIDDEN] = { "forbidden", 403, EX_NOPERM, "Tidak diizinkan",
	    "Not allowed" },
	[FAULT_NOT_FOUND] = { "not-found", 404, EX_NOINPUT, "Tidak ditemukan",
	    "Not found" },
	[FAULT_METHOD] = { "method", 405, EX_USAGE, "Metode tidak didukung",
	    "Method not supported" },
	[FAULT_STATE] = { "state", 409, EX_UNAVAILABLE,
	    "Keadaan pekerjaan tidak mengizinkan",
	    "The job's state does not allow it" },
	[FAULT_CONFLICT] = { "conflict", 409, EX_CANTCREAT, "Sudah dipakai",
	    "Already taken" },
	[FAULT_REV] = { "rev", 412, EX_TEMPFAIL, "Sudah diubah pihak lain",
	    "Changed by somebody else" },
	[FAULT_TOO_LARGE] = { "too-large", 413, EX_DATAERR, "Terlalu besar",
	    "Too large" },
	[FAULT_MEDIA_TYPE] = { "media-type", 415, EX_DATAERR,
	    "Jenis isi tidak didukung", "Media type not supported" },
	[FAULT_FIELD] = { "field", 422, EX_DATAERR, "Isian tidak sah",
	    "A field is not valid" },
	[FAULT_PHOTO] = { "photo", 422, EX_DATAERR, "Foto tidak sah",
	    "The photo is not valid" },
	[FAULT_OVERFLOW] = { "overflow", 422, EX_DATAERR,
	    "Isian tidak muat di tempatnya", "A value does not fit its place" },
	[FAULT_GLYPH] = { "glyph", 422, EX_DATAERR,
	    "Huruf tidak ada di dalam fon", "The font lacks a character" },
	[FAULT_IDEMPOTENCY] = { "idempotency", 422, EX_DATAERR,
	    "Kunci yang sama dipakai untuk isi lain",
	    "The same key was used for another body" },
	[FAULT_TEMPLATE] = { "template", 422, EX_DATAERR, "Templat tidak sah",
	    "The template is not valid" },
	[FAULT_BUSY] = { "busy", 429, EX_TEMPFAIL, "Terlalu banyak antrean",
	    "Too many requests" },
	[FAULT_FULL] = { "full", 507, EX_CANTCREAT, "Ruang simpan habis",
	    "No space left" },
	[FAULT_UNAVAILABLE] = { "unavailable", 503, EX_UNAVAILABLE,
	    "Layanan belum tersedia", "Service unavailable" },
	[FAULT_CONFIG] = { "config", 500, EX_CONFIG, "Konfigurasi salah",
	    "Configuration error" },
	[FAULT_RENDER] = { "render", 500, EX_SOFTWARE, "Halaman gagal digambar",
	    "The page could not be drawn" },
	[FAULT_READBACK] = { "readback", 500, EX_SOFTWARE,
	    "Halaman tidak terbaca kembali", "The page does not read back" },
	[FAULT_IO] = { "io", 500, EX_IOERR, "Kesalahan sistem",
	    "System error" },
};

static const char *
known(enum fault_code code)
{
	return (unsigned)code < FAULT_N ? table[code].slug : NULL;
}

/* vsnprintf that ends a cut text at a whole UTF-8 character. */
__attribute__((format(printf, 3, 0))) static void
fill(char *dst, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(dst, size, fmt, ap);
	if (n < 0) {
		dst[0] = '\0';
		return;
	}
	if ((size_t)n < size)
		return;
	size_t k = size - 1;
	while (k > 0 && ((unsigned char)dst[k - 1] & 0xC0) == 0x80)
		k--;
	if (k > 0 && ((unsigned char)dst[k - 1] & 0x80) != 0)
		dst[k - 1] = '\0';
}

__attribute__((format(printf, 4, 0), format(printf, 5, 0))) static void
set(struct fault *f, enum fault_code code, const char *pointer,
    const char *id_fmt, const char *en_fmt, va_list ap)
{
	va_list ap2;
	int err = code == FAULT_IO || code == FAULT_FULL ? errno : 0;

	memset(f, 0, sizeof(*f));
	f->code = code;
	f->err = err;
	if (pointer != NULL)
		(void)snprintf(f->pointer, sizeof(f->pointer), "%s", pointer);
	va_copy(ap2, ap);
	fill(f->id, sizeof(f->id), id_fmt, ap2);
	va_end(ap2);
	fill(f->en, sizeof(f->en), en_fmt, ap);
}

int
fault_set(struct fault *f, enum fault_code code, const char *pointer,
    const char *id_fmt, const char *en_fmt, ...)
{
	va_list ap;

	if (f == NULL)
		return -1;
	va_start(ap, en_fmt);
	set(f, code, pointer, id_fmt, en_fmt, ap);
	va_end(ap);
	return -1;
}

int
faults_add(struct faults *fs, enum fault_code code, const char *pointer,
    const char *id_fmt, const char *en_fmt, ...)
{
	va_list ap;

	if (fs == NULL)
		return -1;
	if (fs->n < FAULTS_ROOM) {
		va_start(ap, en_fmt);
		set(&fs->f[fs->n], code, pointer, id_fmt, en_fmt, ap);
		va_end(ap);
	}
	fs->n++;
	return -1;
}

int
fault_status(enum fault_code code)
{
	return known(code) != NULL ? table[code].status : 500;
}

int
fault_exit(enum fault_code code)
{
	return known(code) != NULL ? table[code].exit_code : EX_SOFTWARE;
}

const char *
fault_slug(enum fault_code code)
{
	return known(code) != NULL ? table[code].slug : "none";
}

const char *
fault_title(enum fault_code code, int english)
{
	if (known(code) == NULL)
		code = FAULT_NONE;
	return english ? table[code].en : table[code].id;
}

enum fault_code
fault_from_slug(const char *slug)
{
	for (unsigned i = 1; slug != NULL && i < FAULT_N; i++)
		if (strcmp(table[i].slug, slug) == 0)
			return (enum fault_code)i;
	return FAULT_NONE;
}
