#ifndef CONF_INT_H
#define CONF_INT_H

/* The table of keys, shared by the files of conf. */

#include <stddef.h>

struct conf;

enum conf_type {
	CONF_TEXT,
	CONF_NAME,
	CONF_HOST,
	CONF_STATE,
	CONF_ZONE,
	CONF_PATH,
	CONF_LISTEN,
	CONF_NUMBER,
	CONF_SIZE
};

struct conf_key {
	const char *section;
	const char *name;
	enum conf_type type;
	size_t offset;	  /* in struct conf */
	long long lo, hi; /* bounds of the number, or of the text's length */
	const char *standard; /* NULL: derived from the authority's name */
	const char *help;
};
extern const struct conf_key conf_keys[];
extern const size_t conf_keys_n;

char **conf_text(struct conf *c, const struct conf_key *k);
long long *conf_number(struct conf *c, const struct conf_key *k);
int conf_is_number(const struct conf_key *k);

/* Puts value in its member; -1 when it breaks the key's rule. */
int conf_put(struct conf *c, const struct conf_key *k, const char *value);
/* The rule for people, the same in every language. */
void conf_rule(const struct conf_key *k, char *dst, size_t size);

#endif
