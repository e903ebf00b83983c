/*
 * The key of an authority.  It signs seals of its own certificate and country
 * and nothing else: whoever takes over core can have seals made, but no other
 * statement signed by this key.  The key never leaves this file's memory.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "conf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"
#include "seal.h"

#include "signer.h"

#define PEM_MAX 65536

struct signer {
	struct crypt_key *key;
	struct crypt_cert *cert;
	char country[4];
};

static int
unreadable(struct fault *f, const char *path)
{
	return fault_set(f, FAULT_CONFIG, "", "%s: tidak dapat dibaca: %s",
	    "%s: cannot be read: %s", path, strerror(errno));
}

static int
load_key(struct signer *s, const char *path, struct fault *f)
{
	struct buf pem = { 0 };
	struct stat st;
	int rc = -1, fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 || fstat(fd, &st) != 0) {
		unreadable(f, path);
		goto out;
	}
	if (!S_ISREG(st.st_mode) || (st.st_mode & 077) != 0) {
		fault_set(f, FAULT_CONFIG, "",
		    "%s: kunci terbaca oleh pengguna lain (mode %03o); "
		    "chmod 600",
		    "%s: others may read the key (mode %03o); chmod 600", path,
		    (unsigned)(st.st_mode & 0777));
		goto out;
	}
	if (buf_read_fd(&pem, fd, PEM_MAX) != 0) {
		unreadable(f, path);
		goto out;
	}
	rc = crypt_key_load(pem.p, pem.n, &s->key, NULL);
	if (rc != 0)
		fault_set(f, FAULT_CONFIG, "",
		    "%s: bukan kunci pribadi P-256 dalam PEM tanpa sandi",
		    "%s: not a P-256 private key in PEM without passphrase",
		    path);
out:
	if (pem.p != NULL)
		explicit_bzero(pem.p, pem.cap);
	buf_release(&pem);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

static int
load_cert(struct signer *s, const char *path, struct fault *f)
{
	struct buf pem = { 0 };
	int rc = -1;

	if (buf_read_file(&pem, path, PEM_MAX) != 0)
		unreadable(f, path);
	else if (crypt_cert_load(pem.p, pem.n, &s->cert, NULL) != 0)
		fault_set(f, FAULT_CONFIG, "",
		    "%s: bukan sertifikat kurva eliptik (PEM atau DER)",
		    "%s: not a certificate of an elliptic curve (PEM or DER)",
		    path);
	else
		rc = 0;
	buf_release(&pem);
	return rc;
}

/* The two-letter country of a certificate that may seal for a state; NULL
 * when we know of none. */
static const char *
alpha2(const char *state)
{
	static const struct {
		const char *three, *two;
	} states[] = { { "IDN", "ID" }, { "UTO", "UT" } };

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(state, states[i].three) == 0)
			return states[i].two;
	return NULL;
}

static int
agree(const struct signer *s, const struct conf *c, struct fault *f)
{
	const char *org = crypt_cert_org(s->cert);
	const char *country = crypt_cert_country(s->cert);
	const char *want = alpha2(c->state);

	if (!crypt_key_matches(s->key, s->cert))
		return fault_set(f, FAULT_CONFIG, "",
		    "kunci dan sertifikat bukan pasangan",
		    "key and certificate do not belong together");
	if (org[0] != '\0' && strcasecmp(org, c->name) != 0 &&
	    strcmp(org, c->title) != 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "O sertifikat bukan [authority] name atau title",
		    "the certificate's O is neither [authority] name nor "
		    "title");
	if (country[0] != '\0' && want != NULL && strcmp(country, want) != 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "C sertifikat bukan %s, negara [authority] state",
		    "the certificate's C is not %s, of [authority] state",
		    want);
	return 0;
}

int
signer_open(const struct conf *c, struct signer **ret_s, struct fault *f)
{
	struct signer *s = mem_alloc(sizeof(*s));

	if (load_key(s, c->key_file, f) != 0 ||
	    load_cert(s, c->cert_file, f) != 0 || agree(s, c, f) != 0 ||
	    mem_copy(s->country, sizeof(s->country), c->state) != 0) {
		signer_close(s);
		return -1;
	}
	*ret_s = s;
	return 0;
}

void
signer_close(struct signer *s)
{
	if (s == NULL)
		return;
	crypt_key_free(s->key);
	crypt_cert_free(s->cert);
	free(s);
}

void
signer_hello(const struct signer *s, struct buf *ret_json)
{
	struct buf der = { 0 };
	char ref[11];
	size_t n;
	const uint8_t *p = crypt_cert_der(s->cert, &n);

	enc_base64(p, n, &der);
	enc_hex(crypt_cert_ref(s->cert), 5, ref);
	/* three words that need no escape */
	buf_printf(ret_json,
	    "{\"country\":\"%s\",\"certref\":\"%s\",\"cert\":\"%s\"}",
	    s->country, ref, buf_str(&der));
	buf_release(&der);
}

int
signer_sign(struct signer *s, const uint8_t *tbs, size_t n, uint8_t ret_sig[64],
    struct fault *f)
{
	struct seal seal;
	int rc = -1;

	if (seal_parse_tbs(tbs, n, &seal, f) != SEAL_VALID)
		goto refuse;
	if (seal.alg != 1 || strcmp(seal.country, s->country) != 0 ||
	    memcmp(seal.certref, crypt_cert_ref(s->cert), 5) != 0 ||
	    seal.id[0] == '\0' || !seal_dated_within(&seal, s->cert))
		goto refuse;
	if (crypt_key_sign(s->key, tbs, n, ret_sig) != 0) {
		fault_set(f, FAULT_UNAVAILABLE, "", "penandatanganan gagal",
		    "signing failed");
		goto out;
	}
	rc = 0;
	goto out;
refuse:
	fault_set(f, FAULT_FORBIDDEN, "",
	    "bukan segel dengan sertifikat dan negara ini",
	    "not a seal of this certificate and country");
out:
	seal_release(&seal);
	return rc;
}
