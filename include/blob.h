#ifndef BLOB_H
#define BLOB_H

/*
 * Files named by the SHA-256 of what they hold, in DIR/ab/cdef....  A photo
 * is put durably (file and directory synced) before the job that names it is
 * committed; a rendered page is a cache: it can be made again, byte for byte.
 */

#include <stddef.h>
#include <stdint.h>

struct fault;
struct blob_dir;

int blob_open(const char *path, struct blob_dir **ret_d, struct fault *f);
void blob_close(struct blob_dir *d);

/* Writes p[n] unless it is there; ret_hash is its name.  durable: synced
 * before it returns.  FAULT_FULL, FAULT_IO. */
int blob_put(struct blob_dir *d, const void *p, size_t n, int durable,
    uint8_t ret_hash[32], struct fault *f);
/* A read-only descriptor, its bytes checked against the name: a file that a
 * power cut emptied is removed and FAULT_NOT_FOUND. */
int blob_get(
    struct blob_dir *d, const uint8_t hash[32], int *ret_fd, struct fault *f);
int blob_remove(struct blob_dir *d, const uint8_t hash[32], struct fault *f);
/* 0 once a sync has failed, until opened again: what is on disk is unknown. */
int blob_sound(const struct blob_dir *d);

#endif
