#ifndef RENDER_SVG_H
#define RENDER_SVG_H

/* One laid-out page as an SVG for a screen: what a clerk looks at, never what
 * is printed. */

struct buf;
struct fault;
struct page;

/* Appends the whole file.  Text carries the width it has on paper, so that it
 * holds its place in whatever font the viewer has.  A photo is a silhouette,
 * a picture of the template a grey field; over all of it stands that it is a
 * copy on a screen.  No script, style or reference to anything outside.  -1
 * with the fault: a path or a code that cannot be drawn. */
int svg_page(const struct page *p, struct buf *ret_b, struct fault *f);

#endif
