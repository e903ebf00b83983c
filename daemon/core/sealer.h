#ifndef SEALER_H
#define SEALER_H

/* The connection to cetakd-seal, which holds the key. */

#include <stddef.h>
#include <stdint.h>

struct buf;
struct core;
struct crypt_cert;
struct fault;

int sealer_init(struct core *c, struct fault *f);
void sealer_release(struct core *c);
int sealer_up(const struct core *c);
/* Why nothing is sealed: it is away, or refuses; NULL when all is well. */
const char *sealer_why(const struct core *c, int english);
/* Valid while it is up. */
struct crypt_cert *sealer_cert(const struct core *c);
/* That one and those before it, the newest first. */
struct crypt_cert *const *sealer_every_cert(const struct core *c);
size_t sealer_certs(const struct core *c);
const char *sealer_country(const struct core *c);
/* The newest certificate as PEM, NULL before the first. */
const char *sealer_pem(const struct core *c);

/* done gets r || s (64 bytes), or NULL and the fault. */
void sealer_sign(struct core *c, const struct buf *tbs,
    void (*done)(void *arg, const uint8_t *sig, const struct fault *f),
    void *arg);

#endif
