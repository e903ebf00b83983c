#ifndef SIGNER_H
#define SIGNER_H

/* The key, its certificate and what may be signed with them. */

#include <stddef.h>
#include <stdint.h>

struct buf;
struct conf;
struct fault;
struct signer;

/* Reads key and certificate once.  FAULT_CONFIG when the key file can be read
 * by others, does not belong to the certificate, or the certificate names
 * another authority or country than the configuration. */
int signer_open(const struct conf *c, struct signer **ret_s, struct fault *f);
void signer_close(struct signer *s);

/* Body of MSG_HELLO. */
void signer_hello(const struct signer *s, struct buf *ret_json);

/* Signs header || 61 TLV that names our certificate and country and lies in
 * the certificate's validity; anything else is FAULT_FORBIDDEN. */
int signer_sign(struct signer *s, const uint8_t *tbs, size_t n,
    uint8_t ret_sig[64], struct fault *f);

#endif
