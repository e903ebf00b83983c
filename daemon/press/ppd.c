/*
 * The description (PPD) of a queue that changes nothing: one filter that is
 * no filter, no SNMP, no copies of its own, sizes to a hundredth of a point.
 * It must never give cupsd a reason to convert, scale or wait.
 */

#include <string.h>

#include "press.h"

#define VERSION 1 /* grows with the text: queues are then mended */

struct size {
	char name[96];
	long w, h; /* 1/100 pt */
};

/* "210", "85.6": 1/1000 of the unit. */
static long
thousandths(const char **p)
{
	long v = 0, scale = 1000;

	if (**p < '0' || **p > '9')
		return -1;
	for (; **p >= '0' && **p <= '9'; (*p)++)
		if ((v = v * 10 + (**p - '0') * 1000) > 10000000)
			return -1;
	if (**p != '.')
		return v;
	for ((*p)++; **p >= '0' && **p <= '9'; (*p)++)
		v += (**p - '0') * (scale /= 10);
	return v;
}

/* The dimensions end the name: "..._210x297mm", "..._8.5x11in". */
static int
size_of(const char *media, struct size *ret_s)
{
	const char *p = strrchr(media, '_');
	struct size s = { 0 };
	size_t i;
	long w, h;

	if (p == NULL || strlen(media) >= sizeof(s.name))
		return -1;
	p++;
	if ((w = thousandths(&p)) <= 0 || *p++ != 'x' ||
	    (h = thousandths(&p)) <= 0)
		return -1;
	if (strcmp(p, "mm") == 0) { /* 25.4 mm = 7200/100 pt */
		s.w = (w * 72 + 127) / 254;
		s.h = (h * 72 + 127) / 254;
	} else if (strcmp(p, "in") == 0) {
		s.w = w * 72 / 10;
		s.h = h * 72 / 10;
	} else {
		return -1;
	}
	/* PPD names know letters, digits, stop, hyphen, underscore. */
	for (i = 0; media[i] != '\0'; i++)
		s.name[i] =
		    (char)(strchr("/: \t", media[i]) != NULL ? '-' : media[i]);
	*ret_s = s;
	return 0;
}

static void
points(struct buf *b, long v)
{
	buf_printf(b, "%ld.%02ld", v / 100, v % 100);
}

/* One keyword for every size: "*PageSize NAME/NAME: VALUE". */
static void
choices(struct buf *b, const char *keyword, const struct size *s, size_t n)
{
	size_t i;

	buf_printf(b,
	    "*OpenUI *%s/Media: PickOne\n"
	    "*OrderDependency: 10 AnySetup *%s\n*Default%s: %s\n",
	    keyword, keyword, keyword, s[0].name);
	for (i = 0; i < n; i++) {
		buf_printf(b, "*%s %s/%s: \"<</PageSize[", keyword, s[i].name,
		    s[i].name);
		points(b, s[i].w);
		buf_putc(b, ' ');
		points(b, s[i].h);
		buf_puts(b, "]>>setpagedevice\"\n");
	}
	buf_printf(b, "*CloseUI: *%s\n", keyword);
}

static void
areas(struct buf *b, const char *keyword, const char *origin,
    const struct size *s, size_t n)
{
	size_t i;

	buf_printf(b, "*Default%s: %s\n", keyword, s[0].name);
	for (i = 0; i < n; i++) {
		buf_printf(b, "*%s %s/%s: \"%s", keyword, s[i].name, s[i].name,
		    origin);
		points(b, s[i].w);
		buf_putc(b, ' ');
		points(b, s[i].h);
		buf_puts(b, "\"\n");
	}
}

static const char head[] =
    "*PPD-Adobe: \"4.3\"\n"
    "*% A queue for cetakd alone: documents pass through unchanged.\n"
    "*FormatVersion: \"4.3\"\n"
    "*FileVersion: \"1.0\"\n"
    "*LanguageVersion: English\n"
    "*LanguageEncoding: ISOLatin1\n"
    "*PCFileName: \"CETAKD.PPD\"\n"
    "*Manufacturer: \"cetakd\"\n"
    "*Product: \"(cetakd pass-through)\"\n"
    "*PSVersion: \"(3010.000) 0\"\n"
    "*LanguageLevel: \"3\"\n"
    "*ColorDevice: True\n"
    "*DefaultColorSpace: RGB\n"
    "*FileSystem: False\n"
    "*cupsVersion: 2.4\n"
    "*cupsManualCopies: False\n"
    "*cupsSNMPSupplies: False\n"
    "*cupsFilter2: \"application/pdf application/pdf 0 -\"\n";

static const char tail[] =
    "*VariablePaperSize: True\n"
    "*HWMargins: 0 0 0 0\n"
    "*MaxMediaWidth: \"2400\"\n"
    "*MaxMediaHeight: \"3600\"\n"
    "*CustomPageSize True: \"pop pop pop <</PageSize[5 -2 roll]>>"
    "setpagedevice\"\n"
    "*ParamCustomPageSize Width: 1 points 72 2400\n"
    "*ParamCustomPageSize Height: 2 points 72 3600\n"
    "*ParamCustomPageSize WidthOffset: 3 points 0 0\n"
    "*ParamCustomPageSize HeightOffset: 4 points 0 0\n"
    "*ParamCustomPageSize Orientation: 5 int 0 0\n"
    "*OpenUI *Duplex/Sides: PickOne\n"
    "*OrderDependency: 20 AnySetup *Duplex\n"
    "*DefaultDuplex: None\n"
    "*Duplex None/One side: \"\"\n"
    "*Duplex DuplexNoTumble/Long edge: \"\"\n"
    "*Duplex DuplexTumble/Short edge: \"\"\n"
    "*CloseUI: *Duplex\n"
    "*DefaultFont: Courier\n";

void
ppd_model(const char *media, struct buf *ret_b)
{
	buf_printf(ret_b, "cetakd pass-through %d, %s", VERSION, media);
}

int
ppd_write(const char *media, struct buf *ret_b)
{
	static const char *const usual[] = { "iso_a4_210x297mm",
		"iso_id-1_53.98x85.6mm", "iso_id-3_88x125mm" };
	struct size s[4];
	size_t i, n = 1;

	if (size_of(media, &s[0]) == -1)
		return -1;
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcmp(usual[i], media) != 0 &&
		    size_of(usual[i], &s[n]) == 0)
			n++;
	buf_puts(ret_b, head);
	buf_puts(ret_b, "*ModelName: \"");
	ppd_model(media, ret_b);
	buf_puts(ret_b,
	    "\"\n*ShortNickName: \"cetakd pass-through\"\n"
	    "*NickName: \"");
	ppd_model(media, ret_b);
	buf_puts(ret_b, "\"\n");
	choices(ret_b, "PageSize", s, n);
	choices(ret_b, "PageRegion", s, n);
	areas(ret_b, "ImageableArea", "0 0 ", s, n);
	areas(ret_b, "PaperDimension", "", s, n);
	buf_puts(ret_b, tail);
	return 0;
}
