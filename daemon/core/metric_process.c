/*
 * What core takes of the machine, and what its folder holds, for /metrics.
 * What cannot be read is left out: a figure is never made up.
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "buf.h"
#include "mem.h"

#include "core.h"
#include "metric.h"

static void
metric_memory(struct buf *b)
{
	struct buf text = { 0 };
	long long all, resident, page = sysconf(_SC_PAGESIZE);

	if (buf_read_file(&text, "/proc/self/statm", 4096) == 0 &&
	    sscanf(buf_str(&text), "%lld %lld", &all, &resident) == 2) {
		metric_one(b, "process_virtual_memory_bytes", "gauge",
		    "Virtual memory size in bytes.", all * page);
		metric_one(b, "process_resident_memory_bytes", "gauge",
		    "Resident memory size in bytes.", resident * page);
	}
	buf_release(&text);
}

static void
metric_files(struct buf *b)
{
	DIR *d = opendir("/proc/self/fd");
	struct rlimit most;
	int64_t n = -3; /* ".", "..", and the folder itself */

	if (d) {
		while (readdir(d))
			n++;
		closedir(d);
		metric_one(b, "process_open_fds", "gauge",
		    "Number of open file descriptors.", n);
	}
	if (getrlimit(RLIMIT_NOFILE, &most) == 0)
		metric_one(b, "process_max_fds", "gauge",
		    "Maximum number of open file descriptors.",
		    (int64_t)most.rlim_cur);
}

void
metric_process(const struct core *c, struct buf *b)
{
	struct rusage u;

	if (getrusage(RUSAGE_SELF, &u) == 0) {
		metric_head(b, "process_cpu_seconds_total", "counter",
		    "Total user and system CPU time spent in seconds.");
		metric_put(b, "process_cpu_seconds_total", NULL,
		    ((int64_t)u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 +
			u.ru_utime.tv_usec + u.ru_stime.tv_usec,
		    6);
	}
	metric_memory(b);
	metric_files(b);
	metric_one(b, "process_start_time_seconds", "gauge",
	    "Start time of the process since the epoch in seconds.",
	    c->started);
}

static void
metric_size(const struct core *c, struct buf *b, const char *file,
    const char *name, const char *help)
{
	char *path = mem_printf("%s/%s", c->conf.state_dir, file);
	struct stat st;

	if (stat(path, &st) == 0)
		metric_one(b, name, "gauge", help, (int64_t)st.st_size);
	free(path);
}

void
metric_store(const struct core *c, struct buf *b)
{
	struct statvfs v;

	metric_one(b, "cetakd_store_up", "gauge",
	    "1 when the store takes writes and the newest did not fail.",
	    !c->store_down && c->store_why.code == FAULT_NONE);
	metric_one(b, "cetakd_store_last_commit_timestamp_seconds", "gauge",
	    "When the newest commit reached the disk, 0 none yet.",
	    c->committed);
	metric_size(c, b, "store.sqlite", "cetakd_store_size_bytes",
	    "Size of the store.");
	metric_size(c, b, "store.sqlite-wal", "cetakd_store_wal_size_bytes",
	    "Size of the write-ahead log of the store.");
	if (statvfs(c->conf.state_dir, &v) == 0) {
		metric_one(b, "cetakd_store_disk_free_bytes", "gauge",
		    "Room that is left on the disk of the store.",
		    (int64_t)v.f_bavail * (int64_t)v.f_frsize);
		metric_one(b, "cetakd_store_disk_size_bytes", "gauge",
		    "Size of the disk of the store.",
		    (int64_t)v.f_blocks * (int64_t)v.f_frsize);
	}
}
