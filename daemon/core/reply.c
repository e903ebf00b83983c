/*
 * Reads the fault object of msg.h.  Its texts come from our own children, yet
 * they handle hostile bytes: what is not well formed becomes a fault of our
 * own wording.
 */

#include <jansson.h>

#include "fault.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "reply.h"

void
reply_fault(const struct wire_msg *m, struct fault *ret_f)
{
	json_t *v = NULL;
	const char *slug, *id, *en, *pointer;
	enum fault_code code = FAULT_NONE;

	if (m && m->type == MSG_FAULT)
		v = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
	slug = json_string_value(json_object_get(v, "code"));
	id = json_string_value(json_object_get(v, "id"));
	en = json_string_value(json_object_get(v, "en"));
	pointer = json_string_value(json_object_get(v, "pointer"));
	if (slug && id && en)
		code = fault_from_slug(slug);
	*ret_f = (struct fault){ .code = code };
	if (code == FAULT_NONE ||
	    mem_copy(ret_f->id, sizeof ret_f->id, id) < 0 ||
	    mem_copy(ret_f->en, sizeof ret_f->en, en) < 0 ||
	    mem_copy(ret_f->pointer, sizeof ret_f->pointer,
		pointer ? pointer : "") < 0)
		fault_set(ret_f, FAULT_UNAVAILABLE, "",
		    "Bagian layanan berhenti; akan dicoba lagi",
		    "A part of the service stopped; it is tried again");
	json_decref(v);
}
