/*
 * What is built into the program: the files of templates/www and the
 * description of the API, as bytes, so that the front opens no file.
 */

#include <stddef.h>
#include <string.h>

#include "asset.h"
#include "request.h"

#include "www.inc"

static const struct {
	const char *name, *type;
	enum http_kind kind;
	const void *p;
	size_t n;
} assets[] = {
	{ "cetak.css", "text/css; charset=utf-8", HTTP_ASSET, www_cetak_css,
	    sizeof(www_cetak_css) },
	{ "verify.js", "text/javascript; charset=utf-8", HTTP_ASSET,
	    www_verify_js, sizeof(www_verify_js) },
	{ "icon.svg", "image/svg+xml", HTTP_ASSET, www_icon_svg,
	    sizeof(www_icon_svg) },
	{ "openapi.json", "application/json", HTTP_ASSET, www_openapi_json,
	    sizeof(www_openapi_json) },
};

int
asset_serve(struct request *r, const char *name)
{
	for (size_t i = 0; i < sizeof(assets) / sizeof(*assets); i++) {
		if (strcmp(assets[i].name, name) != 0)
			continue;
		r->reply.status = 200;
		r->reply.kind = assets[i].kind;
		r->reply.type = assets[i].type;
		r->reply.bytes = assets[i].p;
		r->reply.bytes_n = assets[i].n;
		return 0;
	}
	return -1;
}
