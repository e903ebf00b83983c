#ifndef CIVIL_H
#define CIVIL_H

/*
 * Dates as Indonesian offices write them, registers' Roman months, numbers in
 * words, rupiah, NIK.  Pure; proleptic Gregorian, days from 1970-01-01.
 */

#include <stdint.h>

struct buf;

struct civil {
	int year, month, day, hour, minute, second;
};
void civil_from(int64_t utc, int32_t zone_seconds, struct civil *ret_c);
int64_t civil_to(const struct civil *c, int32_t zone_seconds);
/* 25200, 28800, 32400 for WIB, WITA, WIT; -1 unknown */
int32_t civil_zone(const char *name);
/* "YYYY-MM-DD" of a day that exists, years 0001 to 9999; -1 */
int civil_parse_date(const char *s, struct civil *ret_c);
/* RFC 3339 UTC "2026-11-22T10:45:00Z"; held to the years 0000 to 9999 */
void civil_rfc3339(int64_t utc, char ret[21]);

const char *civil_month_id(int month); /* "November" */
/* ICAO 9303-3: Indonesian and, where it differs, English: "NOV", "MEI/MAY" */
const char *civil_month_short(int month);
const char *civil_month_roman(int month);	 /* "XI" */
const char *civil_day_id(const struct civil *c); /* "Kamis" */
/* Appends "22 November 2026". */
void civil_date_id(const struct civil *c, struct buf *ret_b);
/* Appends the number in words: "dua belas", up to 10^15, digits beyond. */
void civil_words_id(int64_t n, struct buf *ret_b);
/* Appends "Rp 1.500.000". */
void civil_rupiah(int64_t n, struct buf *ret_b);

/* NIK: 16 digits; -1 when not.  Whether the birth date in it disagrees with
 * birth (YYYY-MM-DD or NULL) is a warning, never a refusal.  ret_region is
 * the regency of first registration. */
int civil_nik(
    const char *nik, const char *birth, int *ret_disagrees, char ret_region[5]);

#endif
