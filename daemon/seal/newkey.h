#ifndef NEWKEY_H
#define NEWKEY_H

struct fault;

struct newkey {
	const char *dir;
	const char *country; /* UTO, IDN, or two letters */
	const char *org;
	long long days;
	int csr; /* a request instead of a self-signed certificate */
};

/* Writes DIR/key.pem (0600) and DIR/certificate.pem or DIR/request.pem, new
 * files only: a key is never overwritten. */
int newkey_make(const struct newkey *n, struct fault *f);

#endif
