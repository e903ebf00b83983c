#ifndef TEMPLATE_H
#define TEMPLATE_H

/*
 * A document kind, read from templates/NAME/template.json and the assets
 * beside it.  The format is described for authors in
 * templates/template.schema.json.
 *
 * A bundle is one JSON text { "template": {...}, "assets": {"file": base64} }:
 * what the store keeps for ever and what the renderer is handed.
 */

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

struct fault;
struct faults;
struct buf;
struct page_set;

enum template_carriage { CARRIAGE_URL_SEAL, CARRIAGE_BARE, CARRIAGE_URL };
enum template_seal { SEAL_NONE, SEAL_DIGEST, SEAL_TD3, SEAL_TD1 };

struct template; /* members behind accessors; layout.c sees inside */

/* Folder to bundle.  Faults name file, line and element. */
int
template_bundle_dir(const char *dir, struct buf *ret_bundle, struct faults *fs);
int template_parse(
    const char *bundle, size_t n, struct template **ret_t, struct faults *fs);
void template_free(struct template *t);

const char *template_name(const struct template *t);
int template_version(const struct template *t);
const char *template_title(const struct template *t, int english);
enum template_seal template_seal_kind(const struct template *t);
enum template_carriage template_carriage(const struct template *t);
int template_wants_photo(const struct template *t); /* 0 no, 1 may, 2 must */
int template_passthrough(const struct template *t); /* signed PDF as is */
/* The kind of numbered blank that a sheet is printed on, NULL = plain. */
const char *template_blank(const struct template *t);
int template_approval(const struct template *t); /* another person releases */
/* Days in which the holder must collect the sheet; 0 = it is not kept for
 * anybody. */
int template_hand_over_days(const struct template *t);
int template_copies_max(const struct template *t);    /* sheets of a document */
int template_pages_sealed(const struct template *t);  /* C2 on each page */
const char *template_media(const struct template *t); /* PWG media name */
int template_two_sided(const struct template *t);
/* Register of the number and its format ("560/{n}/Disnaker/{roman}/{year}",
 * {roman} and {year} already replaced for a local date); NULL registry: the
 * number is the field that template_number_field names. */
const char *template_registry(const struct template *t);
int template_number_format(const struct template *t, int64_t at,
    int32_t zone_seconds, struct buf *ret_b, int *ret_year);
const char *template_number_field(const struct template *t);
int template_retention_days(const struct template *t); /* 0 = ever */
/* Photo rule: aspect w:h in um of the box, least pixels. */
void template_photo_rule(const struct template *t, int32_t *ret_w_um,
    int32_t *ret_h_um, int *ret_min_w, int *ret_min_h);
/* Public form for GET /v1/templates: fields with type, required, maximum,
 * pattern, labels; a new reference. */
json_t *template_describe(const struct template *t);
/* Holder's name and NIK fields for the masked public page; "" if none. */
const char *template_holder_field(const struct template *t);
const char *template_nik_field(const struct template *t);
/* An asset's bytes, NULL if there is none. */
const uint8_t *
template_asset(const struct template *t, const char *name, size_t *ret_n);

/* What a document is laid out from. */
struct template_data {
	const json_t *fields;	 /* object; checked by template_check_fields */
	const char *number, *id; /* "" on a preview */
	int copy;		 /* 1 = the original */
	int64_t at;		 /* issued, UTC seconds */
	const char *zone;	 /* WIB, WITA, WIT */
	const char *state, *host, *authority;
	const char *const *qr; /* QR text a page, NULL: not sealed yet */
	size_t qr_n;
	int preview; /* overprint PRATINJAU, no QR */
	int has_photo;
};

/* Every rule of every field: type, required, maximum, pattern, unknown
 * names.  Pointers begin with prefix ("/fields").  -1 when fs has any. */
int template_check_fields(const struct template *t, const json_t *fields,
    const char *prefix, struct faults *fs);

/* Lays the document out.  Overflow, missing glyphs and MRZ faults name their
 * field by pointer ("/fields/nama").  Pure; also run at intake, so that a
 * document that cannot be set is refused before it has a number. */
int layout_document(const struct template *t, const struct template_data *d,
    struct page_set *ret_s, struct faults *fs);

/* The MRZ lines of a document joined (88 or 90 characters), "" if none. */
int layout_mrz(const struct template *t, const struct template_data *d,
    char ret_mrz[96], struct faults *fs);

#endif
