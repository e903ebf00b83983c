/*
 * C40 as ICAO 9303-13 cuts it down: three of 39 characters in 16 bits.  Pure.
 * Decoding takes hostile bytes and accepts exactly what encoding makes.
 */

#include "seal.h"

#define ONE_LEFT 0xFE

static int
value(char c)
{
	if (c == ' ' || c == '<')
		return 3;
	if (c >= '0' && c <= '9')
		return c - '0' + 4;
	return c >= 'A' && c <= 'Z' ? c - 'A' + 14 : -1;
}

static int
character(int v)
{
	if (v == 3)
		return ' ';
	if (v >= 4 && v <= 13)
		return '0' + v - 4;
	return v >= 14 && v <= 39 ? 'A' + v - 14 : -1;
}

int
seal_c40(const char *s, size_t n, struct buf *ret_b)
{
	for (size_t i = 0; i < n; i += 3) {
		int a = value(s[i]);
		int b = i + 1 < n ? value(s[i + 1]) : 0;
		int c = i + 2 < n ? value(s[i + 2]) : 0;
		if (a < 0 || b < 0 || c < 0)
			return -1;
		if (i + 1 == n) {
			buf_putc(ret_b, ONE_LEFT);
			buf_putc(ret_b, (s[i] == '<' ? ' ' : s[i]) + 1);
			break;
		}
		int v = 1600 * a + 40 * b + c + 1;
		buf_putc(ret_b, v >> 8);
		buf_putc(ret_b, v & 0xFF);
	}
	return 0;
}

int
seal_unc40(const uint8_t *p, size_t n, struct buf *ret_b)
{
	if (n % 2 != 0)
		return -1;
	for (size_t i = 0; i < n; i += 2) {
		int last = i + 2 == n;
		if (p[i] == ONE_LEFT) {
			int c = p[i + 1] - 1;
			if (!last || c == '<' || c < 0 || value((char)c) < 0)
				return -1;
			buf_putc(ret_b, c);
			break;
		}
		int v = (p[i] << 8 | p[i + 1]) - 1;
		if (v < 0)
			return -1;
		int a = character(v / 1600), b = character(v / 40 % 40);
		int c = character(v % 40);
		if (a < 0 || b < 0 || (c < 0 && !(last && v % 40 == 0)))
			return -1;
		buf_putc(ret_b, a);
		buf_putc(ret_b, b);
		if (c >= 0)
			buf_putc(ret_b, c);
	}
	return 0;
}
