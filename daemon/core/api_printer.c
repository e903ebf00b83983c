/*
 * One printer with its history, and who the asker is.
 */

#include <string.h>

#include "buf.h"
#include "fault.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "jout.h"
#include "printer.h"

int
api_printer_get(struct ask *a)
{
	const struct printer *p = printer_find(a->core, ask_param(a, "name"));
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (!p)
		fault_set(&f, FAULT_NOT_FOUND, "", "Printer tidak dikenal",
		    "There is no such printer");
	if (!p || printer_answer_detail(p, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

int
api_me(struct ask *a)
{
	const struct conf *conf = &a->core->conf;
	struct store_person p = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (*a->person &&
	    store_person_get(a->core->store, a->person, &p, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&b, NULL, '{');
	jout_some(&b, "name", a->person);
	jout_some(&b, "full_name", p.full_name);
	jout_some(&b, "title", p.title);
	jout_some(&b, "role", a->role);
	jout_text(&b, "counter", a->counter);
	jout_bool(&b, "admin", a->admin);
	jout_open(&b, "authority", '{');
	jout_text(&b, "name", conf->name);
	jout_text(&b, "title", conf->title);
	jout_text(&b, "zone", conf->zone);
	jout_some(&b, "host", conf->host);
	jout_close(&b, '}');
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}
