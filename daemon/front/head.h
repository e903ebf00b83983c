#ifndef FRONT_HEAD_H
#define FRONT_HEAD_H

/*
 * The headers of a request that mean something here.  A header of this table
 * that comes twice, and a value that breaks its rule, is a fault that names
 * the header.
 */

struct fault;
struct http_conn;

struct head { /* NULL: absent; owned by the connection */
	const char *accept;
	const char *accept_language;
	const char *accept_encoding;
	const char *forwarded_proto;
	const char *authorization;
	const char *content_encoding;
	const char *content_length;
	const char *content_type;
	const char *cookie;
	const char *host;
	const char *idempotency_key;
	const char *if_match;
	const char *last_event_id;
	const char *origin;
	const char *sec_fetch_site;
	const char *transfer_encoding;
	const char *twice; /* name of the first that came twice */
	int odd;	   /* a header's name is none */
	/* worked out */
	long long length;     /* -1: unknown (chunked) or no body */
	long long rev;	      /* of If-Match, -1: none or * */
	long long last_event; /* of Last-Event-ID, -1: none */
};

int head_read(struct http_conn *c, struct head *ret_h, struct fault *f);

/* 1 when Accept-Language prefers English to Indonesian. */
int head_english(const char *s);
/* 1 when Accept names HTML (a browser), 0 for programs. */
int head_wants_html(const char *accept);
int head_wants_events(const char *accept); /* text/event-stream */

/* The bearer token of Authorization as SHA-256 hex; -1 when it is something
 * else. */
int head_token(const char *s, char ret_hex[65], struct fault *f);
/* The same of a bare token, such as a cookie holds. */
int head_bare(const char *s, char ret_hex[65]);

/* Is value this media type ("application/json")?  Parameters are allowed
 * only as charset=utf-8 or boundary=; the boundary is copied (71 bytes,
 * 70 characters) where ret_boundary is not NULL. */
int head_media(const char *value, const char *type, char ret_boundary[71]);

#endif
