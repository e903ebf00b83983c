/*
 * The connection to cetakd-seal.  Core connects, hears whose certificate it
 * is and refuses one of another authority or state: a seal that names the
 * wrong office is worse than none.  While it is away jobs stay received.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"

#include "core.h"
#include "peer.h"
#include "pipeline.h"
#include "reply.h"
#include "sealer.h"

#define SEALER_PAUSE 100000
#define SEALER_PAUSE_MAX 2000000
#define SEALER_PATIENCE 10 /* s */
#define SEALER_CERTS 3

enum sealer_state { SEALER_ABSENT, SEALER_FOREIGN, SEALER_UP };

struct sealer {
	struct core *core;
	struct peer *peer;
	enum sealer_state state;
	/* the newest first; what an older key sealed may still be drawn */
	struct crypt_cert *cert[SEALER_CERTS];
	char country[4];
	char *pem;
	uint64_t pause;
	int told;	      /* its absence is in the log */
	struct fault refused; /* the newest answer was no */
	sd_event_source *timer;
};

struct sealer_call {
	struct sealer *sealer;
	void (*done)(void *arg, const uint8_t *sig, const struct fault *f);
	void *arg;
};

static void sealer_connect(struct sealer *s);

static int
sealer_on_timer(sd_event_source *src, uint64_t us, void *arg)
{
	struct sealer *s = arg;

	(void)src;
	(void)us;
	s->timer = sd_event_source_disable_unref(s->timer);
	sealer_connect(s);
	return 0;
}

static void
sealer_again(struct sealer *s)
{
	if (s->timer || s->core->stopping)
		return;
	s->pause = s->pause ? s->pause * 2 : SEALER_PAUSE;
	if (s->pause > SEALER_PAUSE_MAX)
		s->pause = SEALER_PAUSE_MAX;
	s->timer = loop_timer(s->core, s->pause, sealer_on_timer, s);
}

static void
sealer_pem_make(struct sealer *s)
{
	struct buf b64 = { 0 }, b = { 0 };
	size_t n;
	const uint8_t *der = crypt_cert_der(s->cert[0], &n);

	enc_base64(der, n, &b64);
	buf_puts(&b, "-----BEGIN CERTIFICATE-----\n");
	for (size_t i = 0; i < b64.n; i += 64) {
		buf_put(&b, b64.p + i, b64.n - i < 64 ? b64.n - i : 64);
		buf_putc(&b, '\n');
	}
	buf_puts(&b, "-----END CERTIFICATE-----\n");
	free(s->pem);
	s->pem = mem_strdup(buf_str(&b));
	buf_release(&b);
	buf_release(&b64);
}

/* In front of those before it, unless it is the same again. */
static void
sealer_cert_keep(struct sealer *s, struct crypt_cert *cert)
{
	if (s->cert[0] &&
	    memcmp(crypt_cert_ref(s->cert[0]), crypt_cert_ref(cert), 5) == 0) {
		crypt_cert_free(s->cert[0]);
	} else {
		crypt_cert_free(s->cert[SEALER_CERTS - 1]);
		for (size_t i = SEALER_CERTS - 1; i > 0; i--)
			s->cert[i] = s->cert[i - 1];
	}
	s->cert[0] = cert;
}

/* Takes the certificate of HELLO; -1 when it is not ours. */
static int
sealer_take(struct sealer *s, const json_t *hello)
{
	const struct conf *conf = &s->core->conf;
	const char *country =
	    json_string_value(json_object_get(hello, "country"));
	const char *b64 = json_string_value(json_object_get(hello, "cert"));
	struct crypt_cert *cert = NULL;
	struct fault f = { 0 };
	struct buf der = { 0 };
	int rc = -1;

	if (!country || !b64 || enc_unbase64(b64, strlen(b64), &der) < 0 ||
	    crypt_cert_load(der.p, der.n, &cert, &f) < 0) {
		log_warnx("seal: malformed greeting %s", f.en);
	} else if (strcmp(crypt_cert_org(cert), conf->name) != 0 &&
	    strcmp(crypt_cert_org(cert), conf->title) != 0) {
		log_warnx("seal: its certificate is of another authority than "
			  "%s; nothing is sealed",
		    conf->name);
	} else if (strcmp(country, conf->state) != 0) {
		log_warnx("seal: it seals for another state than %s; nothing "
			  "is sealed",
		    conf->state);
	} else {
		(void)mem_copy(s->country, sizeof s->country, country);
		sealer_cert_keep(s, cert);
		cert = NULL;
		sealer_pem_make(s);
		rc = 0;
	}
	crypt_cert_free(cert);
	buf_release(&der);
	return rc;
}

static void
sealer_message(struct peer *p, struct wire_msg *m)
{
	struct sealer *s = p->arg;
	json_t *hello;

	if (m->type != MSG_HELLO) {
		log_warnx("seal dropped: unexpected message");
		peer_close(p);
		return;
	}
	hello = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
	if (sealer_take(s, hello) < 0) {
		s->state = SEALER_FOREIGN;
		peer_close(p);
	} else {
		log_info("seal connected");
		s->state = SEALER_UP;
		s->refused.code = FAULT_NONE;
		s->pause = 0;
		s->told = 0;
		pipeline_wake(s->core);
	}
	json_decref(hello);
}

static void
sealer_gone(struct peer *p)
{
	struct sealer *s = p->arg;

	if (s->state == SEALER_UP) {
		s->state = SEALER_ABSENT;
		if (!s->core->stopping)
			log_warnx("seal is gone; jobs wait in received");
	}
	s->peer = NULL;
	peer_unref(p);
	sealer_again(s);
}

static const struct peer_ops sealer_ops = {
	.what = "seal",
	.priority = LOOP_CHILD,
	.patience = SEALER_PATIENCE,
	.message = sealer_message,
	.gone = sealer_gone,
};

static void
sealer_connect(struct sealer *s)
{
	char *path = mem_printf("%s/seal.sock", s->core->conf.run_dir);
	int fd = wire_connect(path);

	if (fd < 0) {
		if (!s->told)
			log_warn("seal: %s; jobs wait in received", path);
		s->told = 1;
		sealer_again(s);
	} else {
		s->peer = peer_new(s->core, fd, &sealer_ops, s);
	}
	free(path);
}

int
sealer_init(struct core *c, struct fault *f)
{
	(void)f;
	c->sealer = mem_alloc(sizeof *c->sealer);
	c->sealer->core = c;
	sealer_connect(c->sealer);
	return 0;
}

void
sealer_release(struct core *c)
{
	struct sealer *s = c->sealer;

	if (!s)
		return;
	if (s->peer)
		peer_close(s->peer);
	sd_event_source_disable_unref(s->timer);
	for (size_t i = 0; i < SEALER_CERTS; i++)
		crypt_cert_free(s->cert[i]);
	free(s->pem);
	free(s);
	c->sealer = NULL;
}

int
sealer_up(const struct core *c)
{
	return c->sealer->state == SEALER_UP;
}

const char *
sealer_why(const struct core *c, int english)
{
	switch (c->sealer->state) {
	case SEALER_UP:
		if (c->sealer->refused.code == FAULT_NONE)
			return NULL;
		return english ? "The seal refuses to sign; its certificate "
				 "may have ended"
			       : "Pembubuh segel menolak; sertifikatnya "
				 "mungkin sudah berakhir";
	case SEALER_FOREIGN:
		return english ? "The seal's certificate is of another "
				 "authority"
			       : "Sertifikat segel milik instansi lain";
	case SEALER_ABSENT:
		break;
	}
	return english ? "The seal is not running"
		       : "Pembubuh segel tidak berjalan";
}

struct crypt_cert *
sealer_cert(const struct core *c)
{
	return c->sealer->cert[0];
}

struct crypt_cert *const *
sealer_every_cert(const struct core *c)
{
	return c->sealer->cert;
}

size_t
sealer_certs(const struct core *c)
{
	size_t n = 0;

	while (n < SEALER_CERTS && c->sealer->cert[n])
		n++;
	return n;
}

const char *
sealer_country(const struct core *c)
{
	return c->sealer->country;
}

const char *
sealer_pem(const struct core *c)
{
	return c->sealer->pem;
}

/* A certificate that has ended, as a rule: nothing is sealed until a person
 * looks. */
static void
sealer_no(struct sealer *s, const struct wire_msg *m)
{
	if (s->refused.code == FAULT_NONE)
		log_warnx("seal refuses to sign; is its certificate valid?");
	reply_fault(m, &s->refused);
}

static void
sealer_signed(void *arg, struct wire_msg *m)
{
	struct sealer_call *k = arg;
	struct fault f = { 0 };
	const uint8_t *sig = NULL;

	if (m && m->type == MSG_SIGNED && m->body.n == CRYPT_SIG)
		sig = m->body.p;
	if (m && m->type == MSG_FAULT)
		sealer_no(k->sealer, m);
	else if (sig)
		k->sealer->refused.code = FAULT_NONE;
	if (!sig)
		fault_set(&f, FAULT_UNAVAILABLE, "",
		    "Pembubuh segel tidak menjawab", "The seal did not answer");
	k->done(k->arg, sig, sig ? NULL : &f);
	free(k);
}

void
sealer_sign(struct core *c, const struct buf *tbs,
    void (*done)(void *arg, const uint8_t *sig, const struct fault *f),
    void *arg)
{
	struct fault f = { 0 };
	struct sealer_call *k;
	struct wire_msg m;

	if (!sealer_up(c)) {
		fault_set(&f, FAULT_UNAVAILABLE, "",
		    "Pembubuh segel tidak berjalan", "The seal is not running");
		done(arg, NULL, &f);
		return;
	}
	k = mem_alloc(sizeof *k);
	k->sealer = c->sealer;
	k->done = done;
	k->arg = arg;
	wire_init(&m);
	m.type = MSG_SIGN;
	buf_put(&m.body, tbs->p, tbs->n);
	peer_call(c->sealer->peer, &m, sealer_signed, k);
}
