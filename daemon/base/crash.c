/*
 * Named crash points (crash.h).  It must never do anything in a service:
 * without CETAK_CRASH in the environment it is one look at a variable.
 */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crash.h"

void
crash_point(const char *name)
{
	const char *wanted = getenv("CETAK_CRASH");
	const char *flag = getenv("CETAK_CRASH_FLAG");

	if (wanted == NULL || strcmp(wanted, name) != 0)
		return;
	if (flag != NULL && unlink(flag) == -1)
		return;
	(void)raise(getenv("CETAK_CRASH_STOP") != NULL ? SIGSTOP : SIGKILL);
}
