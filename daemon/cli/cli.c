/*
 * The one table of commands and the one table of options: parsing, help and
 * shell completion are made from them.
 */

#include <stddef.h>

#include "cli.h"

/* The letter is the name by which a command lists what it takes. */
const struct argp_option cli_options[] = {
	{ "server", 's', "URL", 0,
	    "unix:/run/cetakd/NAME/http.sock, http://127.0.0.1:8631 "
	    "(CETAK_SERVER)",
	    0 },
	{ "token", 't', "TOKEN", 0, "bearer token (better: CETAK_TOKEN)", 0 },
	{ "json", 'j', NULL, 0, "print JSON for programs", 0 },
	{ "quiet", 'q', NULL, 0, "print only what is asked for", 0 },
	{ "photo", 'p', "FILE", 0, "the holder's photo, JPEG or PNG", 0 },
	{ "document", 'd', "FILE", 0, "an already signed PDF", 0 },
	{ "wait", 'w', NULL, 0, "show each step until the sheet is out", 0 },
	{ "follow", 'f', NULL, 0, "show each step until the sheet is out", 0 },
	{ "key", 'k', "KEY", 0, "Idempotency-Key of an earlier try", 0 },
	{ "template", 'T', "NAME", 0, "document kind", 0 },
	{ "state", 'S', "STATE", 0, "queued, held, printed, ...", 0 },
	{ "counter", 'C', "NAME", 0, "only jobs of this counter", 0 },
	{ "printer", 'P', "NAME", 0, "only jobs of this printer", 0 },
	{ "limit", 'n', "N", 0, "rows at most, 1 to 200 (50)", 0 },
	{ "group", 'g', "NAME", 0,
	    "group whose printers stand in for each "
	    "other",
	    0 },
	{ "media", 'm', "NAME", 0, "media loaded, PWG 5101.1 name", 0 },
	{ "reason", 'r', "TEXT", 0, "why", 0 },
	{ "data", 'D', "FILE", 0, "a job as JSON to fill the page", 0 },
	{ "output", 'o', "FILE", 0, "where to write", 0 },
	{ "no-png", 'G', NULL, 0, "the PDF only", 0 },
	{ "country", 'c', "XXX", 0, "three letters, ICAO (UTO for tests)", 0 },
	{ "org", 'O', "NAME", 0, "organisation in the certificate", 0 },
	{ "days", 'y', "N", 0, "days that the certificate is valid", 0 },
	{ "csr", 'R', NULL, 0, "a request to sign, not a certificate", 0 },
	{ "help", 'h', NULL, 0, "this text", 0 },
	{ "version", 'V', NULL, 0, "the version", 0 },
	{ 0 },
};

const struct cli_command cli_commands[] = {
	{ "submit", "FILE.json", "mengirim satu pekerjaan", "submit one job",
	    "pdwk", 1, 1, "file", jobs_submit },
	{ "batch", "FILE.ndjson|FILE.csv", "mengirim banyak pekerjaan",
	    "submit many jobs", "kT", 1, 1, "file", batch_run },
	{ "jobs", "", "daftar pekerjaan, terbaru di atas",
	    "list jobs, newest first", "STCPn", 0, 0, "", jobs_list },
	{ "job", "ID", "satu pekerjaan dan langkahnya", "one job and its steps",
	    "f", 1, 1, "job", jobs_show },
	{ "hold", "ID", "menahan pekerjaan", "hold a job", "r", 1, 1, "job",
	    jobs_hold },
	{ "release", "ID", "melepas pekerjaan yang ditahan",
	    "release a held job", "r", 1, 1, "job", jobs_release },
	{ "cancel", "ID", "membatalkan sebelum dicetak",
	    "cancel before it is printed", "r", 1, 1, "job", jobs_cancel },
	{ "printers", "", "daftar printer", "list printers", "", 0, 0, "",
	    admin_printers },
	{ "printer add", "NAME ipp://HOST/PATH", "membuat antrean satu printer",
	    "make the queue of a printer", "gm", 2, 2, "printer",
	    admin_printer_add },
	{ "printer remove", "NAME", "menghapus antrean", "remove the queue", "",
	    1, 1, "printer", admin_printer_remove },
	{ "template list", "", "jenis dokumen", "kinds of document", "", 0, 0,
	    "", tool_template_list },
	{ "template check", "DIR...", "memeriksa templat",
	    "check templates: rules, and the shortest, longest and accented "
	    "data",
	    "", 1, -1, "file", tool_template_check },
	{ "template preview", "DIR", "PDF contoh dari templat",
	    "a specimen of a template: PDF, and PNG of each page", "DpoG", 1, 1,
	    "file", tool_template_preview },
	{ "key new", "DIR", "kunci segel dan sertifikat baru",
	    "a new sealing key and its certificate", "cOyR", 1, 1, "file",
	    tool_key_new },
	{ "token new", "COUNTER", "token untuk satu loket",
	    "a token for a counter", "", 1, 1, "", admin_token_new },
	{ "ready", "", "apakah server siap", "is the server ready", "", 0, 0,
	    "", admin_ready },
	{ "completion", "bash|zsh", "pelengkap untuk shell",
	    "completion for a shell", "", 1, 1, "shell", complete_run },
	{ 0 },
};
