/*
 * Printers' and cupsd's answers are hostile input to a large library: if it
 * is taken over, there shall be nothing to start and nothing to write.  What
 * is denied fails with EPERM; libcups copes.
 */

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/socket.h>

#include "press.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static const int denied[] = { SCMP_SYS(execve), SCMP_SYS(execveat),
	SCMP_SYS(fork), SCMP_SYS(vfork),
#ifndef SANITIZED /* the leak checker's own thread */
	SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
#endif
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(unlink),
	SCMP_SYS(unlinkat), SCMP_SYS(rename), SCMP_SYS(renameat),
	SCMP_SYS(renameat2), SCMP_SYS(link), SCMP_SYS(linkat),
	SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(mknod), SCMP_SYS(mknodat),
	SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(lchown),
	SCMP_SYS(fchownat), SCMP_SYS(truncate), SCMP_SYS(creat),
	SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root),
	SCMP_SYS(chroot), SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key),
	SCMP_SYS(request_key), SCMP_SYS(init_module), SCMP_SYS(finit_module),
	SCMP_SYS(kexec_load), SCMP_SYS(reboot), SCMP_SYS(swapon),
	SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(personality), SCMP_SYS(setuid),
	SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setresuid),
	SCMP_SYS(setgroups), SCMP_SYS(kill) };

/* Opening for reading stays: libcups reads /etc/cups/client.conf, the
 * resolver its files. */
static int
deny_writing(scmp_filter_ctx c)
{
	static const unsigned flags[] = { O_WRONLY, O_RDWR, O_CREAT };
	size_t i;
	int rc = 0;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]) && rc == 0; i++) {
		rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open),
		    1, SCMP_A1(SCMP_CMP_MASKED_EQ, flags[i], flags[i]));
		if (rc == 0)
			rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM),
			    SCMP_SYS(openat), 1,
			    SCMP_A2(SCMP_CMP_MASKED_EQ, flags[i], flags[i]));
	}
	/* openat2 hides its flags behind a pointer */
	if (rc == 0)
		rc = seccomp_rule_add(
		    c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0);
	return rc;
}

/* Streams and datagrams (SNMP) stay, also the resolver's netlink. */
static int
deny_raw(scmp_filter_ctx c)
{
	static const int families[] = { AF_INET, AF_INET6 };
	size_t i;
	int rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
	    SCMP_A0(SCMP_CMP_EQ, AF_PACKET, 0));

	for (i = 0; i < sizeof(families) / sizeof(families[0]) && rc == 0; i++)
		rc =
		    seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket),
			2, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i], 0),
			SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW));
	return rc;
}

int
sandbox_enter(void)
{
	scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
	size_t i;
	int rc = 0;

	if (c == NULL) {
		errno = ENOMEM;
		return -1;
	}
	for (i = 0; i < sizeof(denied) / sizeof(denied[0]) && rc == 0; i++)
		rc = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), denied[i], 0);
	if (rc == 0)
		rc = deny_writing(c);
	if (rc == 0)
		rc = deny_raw(c);
	if (rc == 0)
		rc = seccomp_load(c);
	seccomp_release(c);
	if (rc != 0) {
		errno = -rc;
		return -1;
	}
	return 0;
}
