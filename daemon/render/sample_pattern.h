#ifndef RENDER_SAMPLE_PATTERN_H
#define RENDER_SAMPLE_PATTERN_H

/* A text that a POSIX extended expression matches: of the kind that field
 * rules are (classes, counts, groups, alternatives; no back references). */

struct buf;

/* long_one: the most repetitions instead of the fewest. */
void sample_pattern(const char *pattern, int long_one, struct buf *ret_b);

#endif
