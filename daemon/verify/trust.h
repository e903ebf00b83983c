#ifndef TRUST_H
#define TRUST_H

/* The certificates that a verifier holds. */

#include <stddef.h>

struct crypt_cert;
struct fault;

struct trust {
	struct crypt_cert **cert;
	size_t n;
};

/* Adds every certificate of a PEM or DER file. */
int trust_file(struct trust *t, const char *path, struct fault *f);
/* Adds each *.pem of a folder; a folder that is not there adds none. */
int trust_folder(struct trust *t, const char *dir, struct fault *f);
void trust_release(struct trust *t);

#endif
