/* The list of reasons.  A code once released keeps its meaning: the ledger
 * holds it. */

#include <string.h>

#include "fault.h"
#include "reason.h"

#define PAPER (REASON_SPOIL | REASON_REPRINT)

const struct reason reason_list[] = {
	{ "ink", "Tinta atau toner tidak merata", "Ink or toner uneven",
	    PAPER },
	{ "shifted", "Cetakan bergeser", "Print shifted", PAPER },
	{ "jam", "Kertas tersangkut", "Paper jam", PAPER },
	{ "unreadable", "QR atau MRZ tidak terbaca", "QR or MRZ unreadable",
	    PAPER },
	{ "wrong-blank", "Salah blangko atau salah sisi",
	    "Wrong blank or wrong side", PAPER },
	{ "printer", "Printer rusak atau mati", "Printer failed or lost power",
	    PAPER },
	{ "damaged", "Rusak setelah dicetak", "Damaged after printing", PAPER },
	{ "defect", "Cacat pabrik", "Factory defect",
	    REASON_SPOIL | REASON_RETURN },
	{ "not-out", "Lembar tidak keluar", "No sheet came out",
	    REASON_REPRINT | REASON_RETURN },
	{ "lost", "Hilang", "Lost", PAPER | REASON_STOCK },
	{ "holder", "Rusak atau hilang pada pemegang",
	    "Damaged or lost by its holder", REASON_REPRINT },
	{ "recall", "Ditarik kembali", "Recalled", REASON_RETURN },
	{ "surplus", "Kelebihan", "Surplus", REASON_RETURN },
	{ "gap", "Nomor seri terlewat", "Serials skipped", REASON_STOCK },
	{ "order", "Urutan baki berbeda", "The tray's order differs",
	    REASON_STOCK },
	{ "miscount", "Salah hitung", "Miscounted", REASON_STOCK },
	{ "expired", "Tidak diambil sampai batas waktu",
	    "Not collected within its time", REASON_VOID },
	{ "end-of-use", "Tidak dipakai lagi", "No longer of use",
	    REASON_DESTROY },
	{ "other", "Lainnya", "Other",
	    PAPER | REASON_RETURN | REASON_STOCK | REASON_DESTROY |
		REASON_VOID },
};
const size_t reason_count = sizeof(reason_list) / sizeof(reason_list[0]);

const struct reason *
reason_find(const char *code)
{
	for (size_t i = 0; code != NULL && i < reason_count; i++)
		if (strcmp(reason_list[i].code, code) == 0)
			return &reason_list[i];
	return NULL;
}

int
reason_check(
    const char *code, const char *note, enum reason_use use, struct fault *f)
{
	const struct reason *r = reason_find(code);

	if (code == NULL || *code == '\0')
		return fault_set(f, FAULT_FIELD, "/reason",
		    "Alasan wajib disebut", "A reason is required");
	if (r == NULL || (r->uses & use) == 0)
		return fault_set(f, FAULT_FIELD, "/reason",
		    "Bukan alasan dari daftar untuk tindakan ini",
		    "Not a reason from the list for this act");
	if (strcmp(code, "other") == 0 && (note == NULL || *note == '\0'))
		return fault_set(f, FAULT_FIELD, "/note",
		    "Alasan lainnya memerlukan catatan",
		    "The reason other needs a note");
	if (note != NULL && strlen(note) >= REASON_NOTE)
		return fault_set(f, FAULT_FIELD, "/note",
		    "Catatan lebih dari %d huruf", "A note of over %d bytes",
		    REASON_NOTE - 1);
	return 0;
}
