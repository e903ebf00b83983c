/*
 * The only file that knows libseccomp.  The filter is compiled once and kept
 * as BPF, because building it takes longer than drawing a page.  Must never
 * allow a call that opens a file or a socket, runs a program or reaches
 * another process.
 */

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "buf.h"
#include "fault.h"

#include "sandbox.h"

#define OPEN_FILES 64
#define BYTES_WRITTEN (128u << 20)

/* The address sanitizer maps terabytes: no limit on them then. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(pread64),
	SCMP_SYS(write),
	SCMP_SYS(pwrite64),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(close),
	SCMP_SYS(mmap),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(mprotect),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(memfd_create),
	SCMP_SYS(ftruncate),
	SCMP_SYS(fcntl),
	SCMP_SYS(sendmsg),
	SCMP_SYS(futex),
	SCMP_SYS(sched_yield),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

static const int dying[] = { SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(tgkill) };

static struct buf filter;

static int
add_rules(scmp_filter_ctx ctx)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0);
	/* fstat of new C libraries: only of a descriptor */
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
	    SCMP_A3(SCMP_CMP_MASKED_EQ, 0x1000, 0x1000));
	/* abort(): a signal to itself alone */
	rc |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	    SCMP_A2(SCMP_CMP_EQ, SIGABRT, 0));
	/* a test that lets a child die at a named point (crash.h) */
	if (getenv("CETAK_CRASH"))
		for (size_t i = 0; i < sizeof(dying) / sizeof(dying[0]); i++)
			rc |=
			    seccomp_rule_add(ctx, SCMP_ACT_ALLOW, dying[i], 0);
	return rc;
}

int
sandbox_prepare(struct fault *f)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int fd = memfd_create("filter", MFD_CLOEXEC), rc = -1;

	buf_clear(&filter);
	if (ctx && fd >= 0 && add_rules(ctx) == 0 &&
	    seccomp_export_bpf(ctx, fd) == 0)
		rc = buf_read_fd(&filter, fd, 1u << 20);
	seccomp_release(ctx);
	if (fd >= 0)
		close(fd);
	if (rc < 0)
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "saringan panggilan sistem tidak dapat dibuat",
		    "the system call filter cannot be made");
	return 0;
}

static int
limit(__rlimit_resource_t what, rlim_t value)
{
	struct rlimit r = { value, value };

	return setrlimit(what, &r);
}

int
sandbox_enter(long long memory, long long seconds)
{
	struct sock_fprog program = {
		.len = (unsigned short)(filter.n / sizeof(struct sock_filter)),
		.filter = (struct sock_filter *)(void *)filter.p,
	};
	int rc = 0;

	rc |= limit(RLIMIT_CORE, 0);
	rc |= limit(RLIMIT_CPU, (rlim_t)seconds);
	rc |= limit(RLIMIT_NOFILE, OPEN_FILES);
	rc |= limit(RLIMIT_FSIZE, BYTES_WRITTEN);
	if (!SANITIZED)
		rc |= limit(RLIMIT_AS, (rlim_t)memory << 20);
	if (rc != 0 || program.len == 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
