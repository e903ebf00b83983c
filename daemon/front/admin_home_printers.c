/*
 * Printers on the first screen: the table of all of them, or what comes first
 * when there is none.
 */

#include "admin_show.h"

void
admin_home_printers(struct request *r, const json_t *answer)
{
	const json_t *items = admin_items(answer);
	struct buf sub = { 0 };

	admin_printers_count(r, items, &sub);
	admin_panel(r, "printers", "", admin_say(r, "Printer", "Printers"),
	    buf_str(&sub));
	buf_release(&sub);
	admin_panel_link(r, "/admin/printers",
	    admin_say(r, "Semua printer", "All printers"));
	if (json_array_size(items) == 0)
		admin_blank(r,
		    admin_say(r, "Belum ada printer", "No printer yet"),
		    admin_say(r,
			"Printer ditambahkan oleh pengelola; sesudah itu "
			"keadaannya terlihat di sini.",
			"The administrator adds printers; from then on their "
			"state is seen here."));
	else
		admin_printers_table(r, items, 0);
	admin_panel_end(r);
}
