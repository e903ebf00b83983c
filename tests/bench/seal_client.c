/*
 * How many seals a second cetakd-seal makes: keeps it fed with SIGN messages
 * and counts its own CPU from /proc.
 * usage: seal_client SOCKET PID COUNT
 * Prints {"count", "wall", "cpu"} (seconds; cpu of the key holder).
 */

#include <poll.h>
#include <unistd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "enc.h"
#include "msg.h"
#include "seal.h"
#include "wire.h"

#define FLIGHT 64

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

/* user + system seconds of a process, to the microsecond */
static double
cpu_of(const char *pid)
{
	struct timespec t = { 0, 0 };
	clockid_t clock;

	if (clock_getcpuclockid((pid_t)strtol(pid, NULL, 10), &clock) == 0)
		clock_gettime(clock, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

/* the bytes of a letter's seal of today, by the certificate that HELLO tells */
static void
tbs_from_hello(int sock, struct buf *ret_tbs)
{
	struct wire_msg m;
	struct seal_content c = { .id = "K7Q2M9XWD4R8TJ3P", .copy = 1 };
	static const uint8_t digest[32] = { 1 };
	uint8_t ref[5];
	char country[4];
	json_t *hello;
	time_t today = time(NULL);
	struct tm day;

	localtime_r(&today, &day);
	c.year = day.tm_year + 1900;
	c.month = day.tm_mon + 1;
	c.day = day.tm_mday;
	wire_init(&m);
	if (wire_recv(sock, &m) != 1 || m.type != MSG_HELLO)
		die("hello");
	hello = json_loadb((const char *)m.body.p, m.body.n, 0, NULL);
	snprintf(country, sizeof(country), "%s",
	    json_string_value(json_object_get(hello, "country")));
	enc_unhex(
	    json_string_value(json_object_get(hello, "certref")), 10, ref);
	c.country = country;
	c.certref = ref;
	c.digest = digest;
	if (seal_tbs(&c, ret_tbs, NULL) != 0)
		die("seal_tbs");
	json_decref(hello);
	wire_release(&m);
}

int
main(int argc, char **argv)
{
	struct wire_msg sign, answer;
	struct buf tbs = { 0 };
	double wall, cpu;
	long count, sent = 0, got = 0;
	int sock;

	if (argc != 4)
		return (64);
	count = strtol(argv[3], NULL, 10);
	sock = wire_connect(argv[1]);
	if (sock < 0)
		die(argv[1]);
	tbs_from_hello(sock, &tbs);
	wire_init(&sign);
	wire_init(&answer);
	sign.type = MSG_SIGN;
	buf_put(&sign.body, tbs.p, tbs.n);
	cpu = cpu_of(argv[2]);
	wall = now();
	while (got < count) {
		for (; sent < count && sent - got < FLIGHT; sent++) {
			sign.id = (uint64_t)sent + 1;
			if (wire_send(sock, &sign) != 0)
				die("send");
		}
		if (wire_recv(sock, &answer) != 1 || answer.type != MSG_SIGNED)
			die("recv");
		got++;
	}
	printf("{\"count\": %ld, \"wall\": %.6f, \"cpu\": %.6f}\n", count,
	    now() - wall, cpu_of(argv[2]) - cpu);
	wire_release(&sign);
	wire_release(&answer);
	buf_release(&tbs);
	return (0);
}
