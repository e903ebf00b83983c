/*
 * What the public page says.  A person at a counter reads it: two or three
 * words, one sentence, one thing to do, never the name of an algorithm.
 */

#include <string.h>

#include "page_int.h"

static const struct page_status statuses[] = {
	{ .name = "ISSUED",
	    .look = PAGE_OK,
	    .title = { "Asli dan berlaku", "Genuine and in force" },
	    .text = { "Segel cocok dan lembar ini sudah diserahkan kepada "
		      "pemegangnya.",
		"The seal is right and this sheet was handed over to its "
		"holder." },
	    .line = { "Sudah diserahkan", "Handed over" } },
	{ .name = "PRINTED_NOT_ISSUED",
	    .look = PAGE_WARN,
	    .title = { "Asli, belum diserahkan", "Genuine, not handed over" },
	    .text = { "Lembar ini tercetak tetapi belum diserahkan secara "
		      "resmi. Tanyakan kepada penerbit.",
		"This sheet is printed but was not officially handed over. "
		"Ask the issuer." },
	    .line = { "Tercetak, belum diserahkan",
		"Printed, not handed over" } },
	{ .name = "NOT_PRINTED",
	    .look = PAGE_WARN,
	    .title = { "Belum dicetak", "Not printed yet" },
	    .text = { "Dokumen ini terdaftar, tetapi lembarnya belum dicetak. "
		      "Jangan diterima sebelum bertanya kepada penerbit.",
		"This document is registered, but its sheet is not printed "
		"yet. Do not accept it before asking the issuer." },
	    .line = { "Belum dicetak", "Not printed yet" } },
	{ .name = "SUPERSEDED",
	    .look = PAGE_WARN,
	    .title = { "Sudah diganti", "Replaced" },
	    .text = { "Lembar ini asli, tetapi sudah diganti lembar yang "
		      "lebih baru. Minta lembar yang baru.",
		"This sheet is genuine, but a newer one has replaced it. Ask "
		"for the new sheet." },
	    .line = { "Diganti oleh salinan yang lebih baru",
		"Replaced by a newer copy" } },
	{ .name = "VOIDED",
	    .look = PAGE_DOWN,
	    .title = { "Dibatalkan", "Voided" },
	    .text = { "Lembar ini pernah terbit, lalu dibatalkan oleh kantor "
		      "penerbit. Jangan diterima.",
		"The issuing office has voided this sheet. Do not accept "
		"it." },
	    .line = { "Dibatalkan oleh penerbit", "Voided by the issuer" } },
	{ .name = "SPOILED",
	    .look = PAGE_DOWN,
	    .title = { "Rusak", "Spoiled" },
	    .text = { "Lembar ini dinyatakan rusak dan seharusnya sudah "
		      "dimusnahkan. Jangan diterima.",
		"This sheet was declared spoiled and should have been "
		"destroyed. Do not accept it." },
	    .line = { "Dinyatakan rusak", "Declared spoiled" } },
	{ .name = "UNKNOWN",
	    .look = PAGE_OFF,
	    .title = { "Asli, status tidak diketahui",
		"Genuine, status unknown" },
	    .text = { "Segel cocok, tetapi lembar ini tidak ada dalam daftar "
		      "kami. Tanyakan kepada penerbit.",
		"The seal is right, but this sheet is not in our register. "
		"Ask the issuer." },
	    .line = { "Lembar tidak ditemukan", "Sheet not found" } },
	{ .name = "AWAY",
	    .look = PAGE_OFF,
	    .title = { "Asli, status tidak diketahui",
		"Genuine, status unknown" },
	    .text = { "Segel cocok. Status belum dapat diambil; coba lagi "
		      "sebentar.",
		"The seal is right. The status cannot be had now; try again "
		"shortly." },
	    .line = { "Status belum dapat diambil",
		"The status cannot be had now" } },
};

#define HERE_ID "Dihitung di telepon ini."
#define HERE_EN "Worked out on this phone."

static const struct page_verdict verdicts[] = {
	/* printed anew since: the status is that of the new sheet */
	{ .name = "REPLACED",
	    .look = PAGE_WARN,
	    .title = { "Sudah diganti", "Replaced" },
	    .text = { "Lembar ini asli, tetapi sudah diganti lembar yang "
		      "lebih baru. Minta lembar yang baru.",
		"This sheet is genuine, but a newer one has replaced it. Ask "
		"for the new sheet." },
	    .line = { "Segel asli, lembar lama", "Genuine seal, old sheet" },
	    .how = { HERE_ID, HERE_EN },
	    .keeps = 1 },
	{ .name = "COPY",
	    .look = PAGE_OFF,
	    .title = { "Asli, status tidak diketahui",
		"Genuine, status unknown" },
	    .text = { "Segel cocok, tetapi status di bawah adalah status "
		      "salinan lain dari dokumen ini. Tanyakan kepada "
		      "penerbit.",
		"The seal is right, but the status below is that of another "
		"copy of this document. Ask the issuer." },
	    .line = { "Segel asli, salinan lain",
		"Genuine seal, another copy" },
	    .how = { HERE_ID, HERE_EN },
	    .keeps = 1 },
	{ .name = "INVALID_SIGNATURE",
	    .look = PAGE_FORGED,
	    .title = { "Segel palsu", "Forged seal" },
	    .text = { "Isi kode ini tidak ditandatangani kantor yang "
		      "disebutnya, atau sudah diubah. Jangan diterima. Catat "
		      "nomor pada kertas dan hubungi kantor penerbit.",
		"What this code says was not signed by the office it names, "
		"or was altered. Do not accept it. Note the number on the "
		"paper and call the issuing office." },
	    .line = { "Tanda tangan segel tidak cocok",
		"The seal's signature does not match" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "ID_MISMATCH",
	    .look = PAGE_FORGED,
	    .title = { "Kode tidak cocok", "Code does not match" },
	    .text = { "Kode dan alamatnya dari dua lembar berbeda. Jangan "
		      "diterima.",
		"The code and its address are of two different sheets. Do "
		"not accept it." },
	    .line = { "ID pada kode berbeda dari alamat",
		"The code's ID differs from the address" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "EXPIRED_CERTIFICATE",
	    .look = PAGE_WARN,
	    .title = { "Di luar masa kunci", "Outside key validity" },
	    .text = { "Tanggal segel di luar masa berlaku kunci penerbit. "
		      "Tanyakan kepada penerbit.",
		"The seal's date is outside the validity of the issuer's "
		"key. Ask the issuer." },
	    .line = { "Tanggal segel di luar masa kunci",
		"The seal's date is outside the key's validity" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "UNTRUSTED_CERTIFICATE",
	    .look = PAGE_DOWN,
	    .title = { "Penerbit tidak dipercaya", "Untrusted issuer" },
	    .text = { "Kunci ini tidak berasal dari kantor yang terdaftar. "
		      "Jangan diterima.",
		"This key is not of a registered office. Do not accept it." },
	    .line = { "Kunci tidak dari kantor ini",
		"The key is not of this office" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "UNKNOWN_CERTIFICATE",
	    .look = PAGE_OFF,
	    .title = { "Penerbit tidak dikenal", "Unknown issuer" },
	    .text = { "Kunci segel ini tidak ada dalam daftar kantor ini. "
		      "Tanyakan kepada penerbit.",
		"The key of this seal is not in this office's list. Ask the "
		"issuer." },
	    .line = { "Kunci segel tidak dikenal", "Unknown key" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "WRONG_FORMAT",
	    .look = PAGE_OFF,
	    .title = { "Bukan kode kami", "Not our code" },
	    .text = { "Kode ini bukan segel dokumen LTSA.",
		"This code is no seal of an LTSA document." },
	    .line = { "Susunan kode tidak dikenal",
		"The code is not of our kind" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "READ_ERROR",
	    .look = PAGE_OFF,
	    .title = { "Tidak terbaca", "Cannot be read" },
	    .text = { "Kode rusak atau terpotong. Ratakan kertas, tambah "
		      "cahaya, pindai lagi.",
		"The code is damaged or cut off. Flatten the paper, add "
		"light, scan again." },
	    .line = { "Kode tidak terbaca", "The code cannot be read" },
	    .how = { HERE_ID, HERE_EN } },
	{ .name = "UNSUPPORTED",
	    .look = PAGE_OFF,
	    .title = { "Segel belum diperiksa", "Seal not checked" },
	    .text = { "Peramban ini tidak dapat menghitung segel. Buka "
		      "alamat ini dengan peramban yang lebih baru.",
		"This browser cannot work out a seal. Open this address "
		"with a newer browser." },
	    .line = { "Segel belum diperiksa", "Seal not checked" },
	    .how = { "Peramban terlalu lama atau alamat tidak aman.",
		"The browser is too old or the address is not secure." },
	    .keeps = 1 },
};

const struct page_status *
page_words_status(const char *name)
{
	size_t i, last = sizeof(statuses) / sizeof(*statuses) - 1;

	for (i = 0; i < last; i++)
		if (name != NULL && strcmp(statuses[i].name, name) == 0)
			break;
	return &statuses[i];
}

const struct page_verdict *
page_words_verdict(size_t i)
{
	return i < sizeof(verdicts) / sizeof(*verdicts) ? &verdicts[i] : NULL;
}
