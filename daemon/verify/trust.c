/*
 * The certificates that a verifier holds: they alone decide what is VALID, so
 * a file that cannot be read whole is an error, never passed over.
 */

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "mem.h"

#include "trust.h"

#define FILE_MAX (1024 * 1024)
#define BEGIN "-----BEGIN CERTIFICATE-----"

static int
add(struct trust *t, const char *path, const uint8_t *p, size_t n,
    struct fault *f)
{
	struct crypt_cert *c;

	if (crypt_cert_load(p, n, &c, NULL) != 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "%s: bukan sertifikat penanda tangan",
		    "%s: not a signer's certificate", path);
	t->cert = mem_array(t->cert, t->n + 1, sizeof(struct crypt_cert *));
	t->cert[t->n++] = c;
	return 0;
}

int
trust_file(struct trust *t, const char *path, struct fault *f)
{
	struct buf b = { 0 };
	int rc = 0;

	if (buf_read_file(&b, path, FILE_MAX) != 0)
		rc =
		    fault_set(f, FAULT_CONFIG, "", "%s: tidak dapat dibaca: %s",
			"%s: cannot be read: %s", path, strerror(errno));
	else if (strstr(buf_str(&b), BEGIN) == NULL)
		rc = add(t, path, b.p, b.n, f);
	else
		for (const char *at = strstr(buf_str(&b), BEGIN);
		     rc == 0 && at != NULL; at = strstr(at + 1, BEGIN))
			rc = add(t, path, (const uint8_t *)at, strlen(at), f);
	buf_release(&b);
	return rc;
}

int
trust_folder(struct trust *t, const char *dir, struct fault *f)
{
	char *pattern = mem_printf("%s/*.pem", dir);
	glob_t g = { 0 };
	int rc = 0;

	if (glob(pattern, 0, NULL, &g) == 0)
		for (size_t i = 0; rc == 0 && i < g.gl_pathc; i++)
			rc = trust_file(t, g.gl_pathv[i], f);
	globfree(&g);
	free(pattern);
	return rc;
}

void
trust_release(struct trust *t)
{
	for (size_t i = 0; i < t->n; i++)
		crypt_cert_free(t->cert[i]);
	free(t->cert);
	*t = (struct trust){ 0 };
}
