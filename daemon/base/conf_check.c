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

static void
cannot(struct faults *fs, const char *what, const char *path)
{
	faults_add(fs, FAULT_CONFIG, "", "%s: %s: %s", "%s: %s: %s", what, path,
	    strerror(errno));
}

static void
folder(struct faults *fs, const char *what, const char *path, int mode)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	else if (access(path, mode) == 0)
		return;
	cannot(fs, what, path);
}

static void
program(struct faults *fs, const char *dir, const char *name)
{
	char path[4200];

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (access(path, X_OK) != 0)
		cannot(fs, "[paths] libexec", path);
}

/* Only the sealing user may read the key; others can still see who may. */
static void
secret(struct faults *fs, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		if (errno != EACCES)
			cannot(fs, "[seal] key", path);
	} else if ((st.st_mode & 077) != 0) {
		faults_add(fs, FAULT_CONFIG, "",
		    "[seal] key: %s: terbaca oleh pengguna lain (mode %03o)",
		    "[seal] key: %s: others may read it (mode %03o)", path,
		    (unsigned)(st.st_mode & 0777));
	}
}

int
conf_open_check(const struct conf *c, struct faults *fs)
{
	size_t before = fs->n;

	folder(fs, "[paths] templates", c->template_dir, R_OK | X_OK);
	folder(fs, "[paths] fonts", c->font_dir, R_OK | X_OK);
	folder(fs, "[paths] state", c->state_dir, W_OK | X_OK);
	folder(fs, "[paths] run", c->run_dir, W_OK | X_OK);
	program(fs, c->libexec_dir, "cetakd-render");
	program(fs, c->libexec_dir, "cetakd-press");
	secret(fs, c->key_file);
	if (access(c->cert_file, R_OK) != 0 && errno != EACCES)
		cannot(fs, "[seal] certificate", c->cert_file);
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
