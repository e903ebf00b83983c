/*
 * What the Printer MIB (RFC 3805) and the Host Resources MIB (RFC 2790) say
 * of a device, through net-snmp, the one file that knows it: supplies, the
 * counter, errors, alerts.  Only OIDs by number: no MIB files, no
 * configuration is read.  It must never set anything, and gives up at the
 * first question that gets no answer.  Without net-snmp it says nothing.
 */

#include "press.h"

#ifdef HAVE_SNMP

#include <stdlib.h>
#include <string.h>

#include <net-snmp/net-snmp-config.h>

#include <net-snmp/net-snmp-includes.h>

#include "mem.h"

#define ROWS 32
#define BULK 8 /* rows an answer; more do not fit a datagram */
#define QUESTIONS 12
#define COLUMNS 5
#define TIMEOUT_US 1000000
#ifdef NETSNMP_ENABLE_IPV6
#define PEER_IPV6 "udp6:[%s]:%d"
#else
#define PEER_IPV6 "udp:%s:%d" /* finds nobody */
#endif
#define PRINTER_MIB 1, 3, 6, 1, 2, 1, 43
#define HOST_MIB 1, 3, 6, 1, 2, 1, 25

struct column {
	oid id[12];
	size_t n;
};

static const struct column scalars[COLUMNS] = {
	{ { HOST_MIB, 3, 5, 1, 1 }, 11 },     /* hrPrinterStatus */
	{ { HOST_MIB, 3, 5, 1, 2 }, 11 },     /* hrPrinterDetectedErrorState */
	{ { HOST_MIB, 3, 2, 1, 3 }, 11 },     /* hrDeviceDescr */
	{ { PRINTER_MIB, 5, 1, 1, 17 }, 11 }, /* prtGeneralSerialNumber */
	{ { PRINTER_MIB, 10, 2, 1, 4 }, 11 }, /* prtMarkerLifeCount */
};
static const struct column supplies[COLUMNS] = {
	{ { PRINTER_MIB, 11, 1, 1, 6 }, 11 }, /* description */
	{ { PRINTER_MIB, 11, 1, 1, 5 }, 11 }, /* type */
	{ { PRINTER_MIB, 11, 1, 1, 8 }, 11 }, /* capacity */
	{ { PRINTER_MIB, 11, 1, 1, 9 }, 11 }, /* level */
	{ { PRINTER_MIB, 11, 1, 1, 3 }, 11 }, /* colorant */
};
static const struct column colorants[1] = { { { PRINTER_MIB, 12, 1, 1, 4 },
    11 } };
static const struct column alerts[1] = { { { PRINTER_MIB, 18, 1, 1, 8 }, 11 } };

/* One value, kept until its column is full. */
struct cell {
	json_t *text; /* NULL: no string */
	long number;  /* DEVICE_UNKNOWN: no number */
	oid row;
	unsigned char bits[2];
};

struct table {
	const struct column *columns;
	size_t n; /* columns */
	struct cell cell[COLUMNS][ROWS];
	size_t rows[COLUMNS];
};

struct session {
	netsnmp_session *s;
	int asked, answered;
};

static void
read_cell(const netsnmp_variable_list *v, struct cell *c)
{
	c->number = DEVICE_UNKNOWN;
	c->row = v->name[v->name_length - 1];
	switch (v->type) {
	case ASN_INTEGER:
		c->number = *v->val.integer;
		break;
	case ASN_COUNTER:
	case ASN_GAUGE:
		c->number = *v->val.integer & 0xffffffffL;
		break;
	case ASN_OCTET_STR:
		c->text = device_text(v->val.string, v->val_len);
		memcpy(c->bits, v->val.string,
		    v->val_len < 2 ? v->val_len : (size_t)2);
		break;
	default:
		break;
	}
	if (c->number < DEVICE_SOME || c->number > INT32_MAX)
		c->number = DEVICE_UNKNOWN;
}

/* The answer to the next question, NULL: there is none; freed by the caller. */
static netsnmp_pdu *
ask(struct session *k, netsnmp_pdu *q)
{
	netsnmp_pdu *a = NULL;

	if (k->asked == QUESTIONS || (k->asked > 0 && !k->answered)) {
		snmp_free_pdu(q);
		return NULL;
	}
	k->asked++;
	k->answered =
	    snmp_synch_response(k->s, q, &a) == STAT_SUCCESS && a != NULL;
	if (!k->answered || a->errstat != SNMP_ERR_NOERROR) {
		if (a != NULL)
			snmp_free_pdu(a);
		return NULL;
	}
	return a;
}

/* Where the walk of a column is; n 0: it is at its end. */
struct place {
	oid id[MAX_OID_LEN];
	size_t n;
};

/* One variable of an answer, if it belongs to the column and is behind where
 * we were: an agent may answer anything. */
static void
take(
    struct table *t, size_t c, const netsnmp_variable_list *v, struct place *at)
{
	const struct column *k = &t->columns[c];

	if (v->name_length <= k->n || v->name_length > MAX_OID_LEN ||
	    snmp_oid_ncompare(v->name, k->n, k->id, k->n, k->n) != 0 ||
	    snmp_oid_compare(v->name, v->name_length, at->id, at->n) <= 0 ||
	    v->type == SNMP_ENDOFMIBVIEW || t->rows[c] == ROWS) {
		at->n = 0;
		return;
	}
	memcpy(at->id, v->name, v->name_length * sizeof(oid));
	at->n = v->name_length;
	read_cell(v, &t->cell[c][t->rows[c]++]);
}

/* The table's columns, side by side, at most max rows. */
static void
walk(struct session *k, struct table *t, size_t max)
{
	struct place at[COLUMNS];
	const netsnmp_variable_list *v;
	netsnmp_pdu *q, *a;
	size_t c, going = t->n, order[COLUMNS], i;

	for (c = 0; c < t->n; c++) {
		memcpy(at[c].id, t->columns[c].id, sizeof(t->columns[c].id));
		at[c].n = t->columns[c].n;
	}
	while (going > 0 && t->rows[0] < max) {
		q = snmp_pdu_create(SNMP_MSG_GETBULK);
		q->non_repeaters = 0;
		q->max_repetitions = max < BULK ? (long)max : BULK;
		for (c = 0, going = 0; c < t->n; c++)
			if (at[c].n > 0) {
				order[going++] = c;
				(void)snmp_add_null_var(q, at[c].id, at[c].n);
			}
		if (going == 0) {
			snmp_free_pdu(q);
			return;
		}
		if ((a = ask(k, q)) == NULL)
			return;
		for (v = a->variables, i = 0; v != NULL;
		     v = v->next_variable, i++)
			if (at[order[i % going]].n > 0)
				take(t, order[i % going], v,
				    &at[order[i % going]]);
		snmp_free_pdu(a);
		if (i == 0)
			return;
	}
}

static struct table *
table_new(struct session *k, const struct column *columns, size_t n, size_t max)
{
	struct table *t = mem_alloc(sizeof(*t));

	t->columns = columns;
	t->n = n;
	walk(k, t, max);
	return t;
}

static void
table_free(struct table *t)
{
	size_t c, i;

	for (c = 0; c < t->n; c++)
		for (i = 0; i < t->rows[c]; i++)
			json_decref(t->cell[c][i].text);
	free(t);
}

/* ---- what it means ---- */

/* Printer MIB's words for prtMarkerSuppliesType, as IPP writes them. */
static const char *
type_word(long type)
{
	static const char *const words[] = { NULL, "other", NULL, "toner",
		"waste-toner", "ink", "ink-cartridge", "ink-ribbon",
		"waste-ink", "opc", "developer", "fuser-oil", "solid-wax",
		"ribbon-wax", "waste-wax", "fuser", "corona-wire",
		"fuser-oil-wick", "cleaner-unit", "fuser-cleaning-pad",
		"transfer-unit", "toner-cartridge", "fuser-oiler", "water",
		"waste-water", "glue-water-additive", "waste-paper",
		"binding-supply", "banding-supply", "stitching-wire",
		"shrink-wrap", "paper-wrap", "staples", "inserts", "covers" };

	return type > 0 && type < (long)(sizeof(words) / sizeof(words[0]))
	    ? words[type]
	    : NULL;
}

/* As CUPS's own backends name them. */
static const char *const error_bits[] = { "media-low-report",
	"media-empty-warning", "toner-low-report", "toner-empty-warning",
	"door-open-report", "media-jam-warning", "paused-warning",
	"other-warning", "input-tray-missing-warning",
	"output-tray-missing-warning", "marker-supply-missing-warning",
	"output-area-almost-full-report", "output-area-full-warning",
	"media-empty-warning", "other-report" };

static void
set(json_t *v, const char *name, json_t *value)
{
	if (value != NULL && json_is_null(json_object_get(v, name)))
		(void)json_object_set_new(v, name, value);
	else
		json_decref(value);
}

static void
tell_errors(json_t *reasons, const unsigned char *bits)
{
	size_t i;

	for (i = 0; i < sizeof(error_bits) / sizeof(error_bits[0]); i++)
		if ((bits[i / 8] & 0x80 >> i % 8) != 0)
			(void)json_array_append_new(
			    reasons, json_string(error_bits[i]));
}

static void
tell_scalars(struct session *k, json_t *v)
{
	static const char *const states[] = { NULL, NULL, NULL, "idle",
		"processing", "processing" };
	struct table *t = table_new(k, scalars, COLUMNS, 1);
	long state = t->rows[0] > 0 ? t->cell[0][0].number : 0;

	/* reasons beside IPP's would be the same in other words */
	if (t->rows[1] > 0 && json_is_null(json_object_get(v, "state")))
		tell_errors(json_object_get(v, "reasons"), t->cell[1][0].bits);
	if (state >= 3 && state <= 5)
		set(v, "state", json_string(states[state]));
	if (t->rows[2] > 0)
		set(v, "model", json_incref(t->cell[2][0].text));
	if (t->rows[3] > 0)
		set(v, "serial", json_incref(t->cell[3][0].text));
	if (t->rows[4] > 0 && t->cell[4][0].number >= 0)
		set(v, "impressions", json_integer(t->cell[4][0].number));
	table_free(t);
}

static const char *
color_of(const struct table *t, long colorant)
{
	size_t i;

	for (i = 0; i < t->rows[0]; i++)
		if ((long)t->cell[0][i].row == colorant &&
		    t->cell[0][i].text != NULL)
			return json_string_value(t->cell[0][i].text);
	return NULL;
}

static void
tell_supplies(struct session *k, json_t *v)
{
	struct table *t = table_new(k, supplies, COLUMNS, ROWS), *colors;
	json_t *list = json_object_get(v, "supplies");
	size_t i;

	/* columns of different heights do not belong together */
	if (t->rows[0] == 0 || t->rows[0] != t->rows[3] ||
	    t->rows[0] != t->rows[2] || json_array_size(list) > 0) {
		table_free(t);
		return;
	}
	colors = table_new(k, colorants, 1, ROWS);
	for (i = 0; i < t->rows[0]; i++)
		(void)json_array_append_new(list,
		    device_supply(&(struct device_supply){
			.name = json_string_value(t->cell[0][i].text),
			.type = i < t->rows[1] ? type_word(t->cell[1][i].number)
					       : NULL,
			.color = i < t->rows[4]
			    ? color_of(colors, t->cell[4][i].number)
			    : NULL,
			.level = device_percent(
			    t->cell[3][i].number, t->cell[2][i].number),
			.low = DEVICE_UNKNOWN,
			.high = DEVICE_UNKNOWN }));
	table_free(colors);
	table_free(t);
}

static void
tell_alerts(struct session *k, json_t *v)
{
	struct table *t = table_new(k, alerts, 1, BULK);
	json_t *list = json_object_get(v, "alert");
	size_t i;

	for (i = 0; i < t->rows[0]; i++)
		if (json_string_length(t->cell[0][i].text) > 0)
			(void)json_array_append(list, t->cell[0][i].text);
	table_free(t);
}

/* Before the first session: no files, no words on stderr. */
static void
prepare(void)
{
	static int done;

	if (done)
		return;
	done = 1;
	netsnmp_ds_set_boolean(
	    NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
	netsnmp_ds_set_boolean(
	    NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	netsnmp_ds_set_string(
	    NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MIBDIRS, "");
	snmp_disable_log();
}

static netsnmp_session *
open_session(const char *host, int port)
{
	netsnmp_session s;
	char *peer = mem_printf(
	    strchr(host, ':') != NULL ? PEER_IPV6 : "udp:%s:%d", host, port);
	u_char community[] = "public";
	netsnmp_session *opened;

	snmp_sess_init(&s);
	s.version = SNMP_VERSION_2c;
	s.peername = peer;
	s.community = community;
	s.community_len = sizeof(community) - 1;
	s.timeout = TIMEOUT_US;
	s.retries = 0;
	opened = snmp_open(&s); /* copies what it needs */
	free(peer);
	return opened;
}

int
snmp_look(const char *host, int port, json_t *v)
{
	struct session k = { 0 };
	int any;

	prepare();
	if ((k.s = open_session(host, port)) == NULL)
		return 0;
	tell_scalars(&k, v);
	any = k.answered;
	if (any)
		tell_supplies(&k, v);
	if (any && json_array_size(json_object_get(v, "alert")) == 0)
		tell_alerts(&k, v);
	(void)snmp_close(k.s);
	return any;
}

#else

int
snmp_look(const char *host, int port, json_t *v)
{
	(void)host, (void)port, (void)v;
	return 0;
}

#endif
