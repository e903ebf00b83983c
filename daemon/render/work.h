#ifndef RENDER_WORK_H
#define RENDER_WORK_H

/* One job of the renderer from question to answer: what a child does. */

struct art;
struct fault;
struct kinds;
struct pdf;
struct readback;
struct wire_msg;

/* What a job needs warm. */
struct workshop {
	struct pdf *pdf;
	struct art *art;
	struct kinds *kinds;
	struct readback *readback;
};

/* Fonts from a folder, and the rest made ready (prepare: for many documents).
 * -1 with the fault. */
int work_open(
    struct workshop *w, const char *font_dir, int prepare, struct fault *f);
void work_close(struct workshop *w);

/* Answers RENDER or PHOTO: RENDERED, PHOTO_OK or FAULT, with the id. */
void work_answer(
    struct workshop *w, struct wire_msg *question, struct wire_msg *ret_answer);

/* Keeps a TEMPLATE and draws its grounds; OK or FAULT. */
void work_template(
    struct workshop *w, struct wire_msg *question, struct wire_msg *ret_answer);

#endif
