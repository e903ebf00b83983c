/*
 * What "cetakd -t" and "-T" do beyond reading: open what the configuration
 * names, and print what is in effect.  Changes nothing, reads no secret.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"
#include "fault.h"

#include "conf_int.h"

/* What is opened, and where the faults go. */
struct check {
	const struct conf *c;
	struct faults *fs;
};

/* Where "[section] name" was given its value: file:line. */
static const char *
origin(const struct check *k, const char *what)
{
	char key[80];

	for (size_t i = 0; i < conf_keys_n; i++) {
		(void)snprintf(key, sizeof(key), "[%s] %s",
		    conf_keys[i].section, conf_keys[i].name);
		if (strcmp(key, what) == 0 && k->c->origin[i] != NULL)
			return k->c->origin[i];
	}
	return "default";
}

static void
cannot(const struct check *k, const char *what, const char *path)
{
	faults_add(k->fs, FAULT_CONFIG, "", "%s: %s: %s: %s", "%s: %s: %s: %s",
	    origin(k, what), what, path, strerror(errno));
}

static void
folder(const struct check *k, const char *what, const char *path, int mode)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	else if (access(path, mode) == 0)
		return;
	cannot(k, what, path);
}

static void
program(const struct check *k, const char *dir, const char *name)
{
	char path[4200];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (access(path, X_OK) != 0)
		cannot(k, "[paths] libexec", path);
}

/* Only the sealing user may read the key; others can still see who may. */
static void
secret(const struct check *k, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno != EACCES)
			cannot(k, "[seal] key", path);
	} else if ((st.st_mode & 077) != 0) {
		faults_add(k->fs, FAULT_CONFIG, "",
		    "%s: [seal] key: %s: terbaca oleh pengguna lain (mode "
		    "%03o)",
		    "%s: [seal] key: %s: others may read it (mode %03o)",
		    origin(k, "[seal] key"), path,
		    (unsigned)(st.st_mode & 0777));
	}
}

int
conf_open_check(const struct conf *c, struct faults *fs)
{
	const struct check k = { c, fs };
	size_t before = fs->n;

	folder(&k, "[paths] templates", c->template_dir, R_OK | X_OK);
	folder(&k, "[paths] fonts", c->font_dir, R_OK | X_OK);
	folder(&k, "[paths] state", c->state_dir, W_OK | X_OK);
	folder(&k, "[paths] run", c->run_dir, W_OK | X_OK);
	program(&k, c->libexec_dir, "cetakd-render");
	program(&k, c->libexec_dir, "cetakd-press");
	secret(&k, c->key_file);
	if (access(c->cert_file, R_OK) != 0 && errno != EACCES)
		cannot(&k, "[seal] certificate", c->cert_file);
	return fs->n > before ? -1 : 0;
}

void
conf_print(const struct conf *c, FILE *to)
{
	struct conf copy = *c; /* the accessors want it writable */
	const char *section = "";

	for (size_t i = 0; i < conf_keys_n; i++) {
		const struct conf_key *k = &conf_keys[i];
		const char *origin = c->origin[i];
		if (strcmp(section, k->section) != 0) {
			fprintf(to, "%s[%s]\n", i > 0 ? "\n" : "", k->section);
			section = k->section;
		}
		fprintf(to, "; %s (%s)\n", k->help,
		    origin != NULL ? origin : "default");
		if (conf_is_number(k))
			fprintf(
			    to, "%s = %lld\n", k->name, *conf_number(&copy, k));
		else
			fprintf(to, "%s = %s\n", k->name, *conf_text(&copy, k));
	}
}
