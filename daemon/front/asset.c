/*
 * What is built into the program: the files of templates/www and the
 * description of the API, as bytes, plain and compressed, so that the front
 * opens no file.  A file asked for by the hash of what it holds may be kept
 * for ever.
 */

#include <stddef.h>
#include <string.h>

#include "asset.h"
#include "request.h"

#include "www.inc"

#define CSS "text/css; charset=utf-8"
#define JS "text/javascript; charset=utf-8"
#define FILE(name, type, as)                                    \
	{                                                       \
		name, type, as##_hash, as, sizeof(as), as##_gz, \
		    sizeof(as##_gz)                             \
	}

static const struct {
	const char *name, *type, *hash;
	const void *p;
	size_t n;
	const void *gz;
	size_t gz_n;
} assets[] = {
	FILE("admin.css", CSS, www_admin_css),
	FILE("admin.js", JS, www_admin_js),
	FILE("cetak.css", CSS, www_cetak_css),
	FILE("verify.js", JS, www_verify_js),
	FILE("icon.svg", "image/svg+xml", www_icon_svg),
	FILE("openapi.json", "application/json", www_openapi_json),
};
#define ASSETS (sizeof(assets) / sizeof(*assets))

/* "gzip" with no q of nought; nobody else is worth a parser. */
static int
takes_gzip(const char *s)
{
	const char *at = s == NULL ? NULL : strstr(s, "gzip");

	if (at == NULL)
		return 0;
	at += strlen("gzip");
	at += strspn(at, " ");
	return strncmp(at, ";q=0", 4) != 0 || (at[4] == '.' && at[5] != '0');
}

static int
kept(const struct request *r, const char *hash)
{
	const char *q = strstr(buf_str(&r->query), "\"v\":\"");

	return q != NULL && strncmp(q + 5, hash, strlen(hash)) == 0;
}

int
asset_serve(struct request *r, const char *name)
{
	for (size_t i = 0; i < ASSETS; i++) {
		if (strcmp(assets[i].name, name) != 0)
			continue;
		r->reply.status = 200;
		r->reply.kind =
		    kept(r, assets[i].hash) ? HTTP_KEPT : HTTP_ASSET;
		r->reply.type = assets[i].type;
		http_reply_header(&r->reply, "Vary", "Accept-Encoding");
		if (takes_gzip(r->head.accept_encoding)) {
			http_reply_header(
			    &r->reply, "Content-Encoding", "gzip");
			r->reply.bytes = assets[i].gz;
			r->reply.bytes_n = assets[i].gz_n;
		} else {
			r->reply.bytes = assets[i].p;
			r->reply.bytes_n = assets[i].n;
		}
		return 0;
	}
	return -1;
}

const char *
asset_version(const char *name)
{
	for (size_t i = 0; i < ASSETS; i++)
		if (strcmp(assets[i].name, name) == 0)
			return assets[i].hash;
	return "0";
}
