/*
 * Signing inside the key holder, without its messages: the warmed key on the
 * bytes of a letter's seal.
 * usage: sign KEY.pem COUNT
 * Prints {"count", "cpu", "rate"} (seals per CPU second).
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "buf.h"
#include "crypt.h"
#include "fault.h"

int
main(int argc, char **argv)
{
	uint8_t tbs[64] = { 0 }, sig[CRYPT_SIG];
	struct crypt_key *key;
	struct buf pem = { 0 };
	struct fault f;
	clock_t from;
	double cpu;
	long i, count;

	if (argc != 3)
		return (64);
	count = strtol(argv[2], NULL, 10);
	if (buf_read_file(&pem, argv[1], 65536) != 0 ||
	    crypt_key_load(pem.p, pem.n, &key, &f) != 0)
		return (66);
	from = clock();
	for (i = 0; i < count; i++) {
		tbs[0] = (uint8_t)i;
		if (crypt_key_sign(key, tbs, sizeof(tbs), sig) != 0)
			return (70);
	}
	cpu = (double)(clock() - from) / CLOCKS_PER_SEC;
	printf("{\"count\": %ld, \"cpu\": %.6f, \"rate\": %.1f}\n", count, cpu,
	    (double)count / cpu);
	crypt_key_free(key);
	buf_release(&pem);
	return (0);
}
