/*
 * The machine readable zone of a document from its fields.  A fault of the
 * zone is told of the field that it came from.
 */

#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "mrz.h"
#include "layout_int.h"

#define PART_MAX 512

enum part {
	CODE,
	STATE,
	PRIMARY,
	SECONDARY,
	NUMBER,
	NATIONALITY,
	BIRTH,
	SEX,
	EXPIRY,
	OPTIONAL1,
	OPTIONAL2,
	PART_N
};

static const char *const part_name[PART_N] = { "code", "state", "primary",
	"secondary", "number", "nationality", "birth", "sex", "expiry",
	"optional1", "optional2" };

static int
eval_part(struct layout *l, const struct template_expr *e, char ret[PART_MAX])
{
	const char *s = layout_eval(l, e);

	if (mem_copy(ret, PART_MAX, s) == 0)
		return 0;
	faults_add(l->fs, FAULT_OVERFLOW, "/fields", "%s", "%s", "MRZ");
	return -1;
}

static void
split_name(struct layout *l, char part[PART_N][PART_MAX])
{
	char full[PART_MAX];
	size_t n;

	mem_copy(full, sizeof(full), part[PRIMARY]);
	eval_part(l, &l->t->mrz->primary, part[SECONDARY]);
	n = strlen(full);
	/* A primary identifier sent by itself must end the full name. */
	if (part[SECONDARY][0] != '\0') {
		size_t k = strlen(part[SECONDARY]);

		mem_copy(part[PRIMARY], PART_MAX, part[SECONDARY]);
		part[SECONDARY][0] = '\0';
		if (n > k + 1 && full[n - k - 1] == ' ' &&
		    strcmp(full + n - k, part[PRIMARY]) == 0)
			memcpy(part[SECONDARY], full, n - k - 1),
			    part[SECONDARY][n - k - 1] = '\0';
		return;
	}
	mrz_split_name(full, part[PRIMARY], part[SECONDARY], PART_MAX);
}

static const struct template_expr *
part_expr(const struct template_mrz *m, const char *name)
{
	const struct template_expr *const expr[PART_N] = { &m->code, NULL,
		&m->name, &m->name, &m->number, &m->nationality, &m->birth,
		&m->sex, &m->expiry, &m->optional1, &m->optional2 };
	int i;

	for (i = 0; i < PART_N; i++)
		if (strcmp(part_name[i], name) == 0)
			return expr[i];
	return NULL;
}

static void
zone_fault(struct layout *l, const struct fault *f)
{
	char pointer[FAULT_POINTER_MAX];

	layout_pointer(l, part_expr(l->t->mrz, f->pointer), pointer);
	faults_add(l->fs, f->code == FAULT_NONE ? FAULT_FIELD : f->code,
	    pointer, "MRZ: %.*s", "MRZ: %.*s", 220, f->id);
	if (l->fs->n <= FAULTS_ROOM)
		snprintf(l->fs->f[l->fs->n - 1].en, FAULT_TEXT_MAX,
		    "MRZ: %.220s", f->en);
}

int
layout_mrz_zone(struct layout *l)
{
	const struct template_mrz *m = l->t->mrz;
	char part[PART_N][PART_MAX] = { { 0 } };
	const struct template_expr *const expr[PART_N] = { &m->code, NULL,
		&m->name, NULL, &m->number, &m->nationality, &m->birth, &m->sex,
		&m->expiry, &m->optional1, &m->optional2 };
	struct mrz_fields f;
	struct fault fault = { 0 };
	int i, rc = 0;

	if (l->mrz_done != 0)
		return l->mrz_done == 1 ? 0 : -1;
	l->mrz_done = -1;
	for (i = 0; i < PART_N; i++)
		if (expr[i] != NULL)
			rc |= eval_part(l, expr[i], part[i]);
	if (rc != 0)
		return -1;
	split_name(l, part);
	f = (struct mrz_fields){ part[CODE], l->d->state, part[PRIMARY],
		part[SECONDARY], part[NUMBER], part[NATIONALITY], part[BIRTH],
		part[SEX], part[EXPIRY], part[OPTIONAL1], part[OPTIONAL2] };
	rc = m->kind == SEAL_TD3 ? mrz_td3(&f, l->mrz, &fault)
				 : mrz_td1(&f, l->mrz, &fault);
	if (rc == -1) {
		l->mrz[0] = '\0';
		zone_fault(l, &fault);
		return -1;
	}
	l->mrz_done = 1;
	return 0;
}
