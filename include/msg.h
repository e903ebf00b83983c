#ifndef MSG_H
#define MSG_H

/*
 * Where the programs meet: the messages on each socket.  Bodies are JSON
 * unless it says bytes; descriptors in order.  A peer that sends anything
 * else is dropped.  FAULT bodies are msg.h's fault object:
 *   { "code": slug, "pointer": "/x", "id": text, "en": text,
 *     "errors": [ {same}... ] }		(errors optional)
 *
 * front <-> core, RUN/front.sock (front connects)
 *  REQUEST  { "route": name (front's table), "method", "params": {..path},
 *             "query": {..}, "lang": "id"|"en",
 *             "credential": {"uid": n} | {"token": 64 hex SHA-256,
 *             "cookie": true when a browser kept it},
 *             "key": Idempotency-Key or absent, "if_match": n or absent,
 *             "body_hash": 64 hex SHA-256 of the body and photo,
 *             "body": any JSON or absent }
 *           fd 0: photo (flag "photo": true), or batch lines, or a PDF
 *           (flag "pdf": true: document-format application/pdf)
 *  REPLY    { "status": n, "headers": {..}, "type": media type or absent,
 *             "body": JSON | fault object with status >= 400 }
 *           fd 0: body bytes instead of "body" (a PDF)
 *  EVENT    { "stream": "events"|"notices", "seq": n, "type": event name,
 *             "counter": whose (of events), "data": {..} }, unasked, each
 *           once, in the order of its stream, to every front
 *
 * core <-> seal, RUN/seal.sock (core connects)
 *  HELLO    from seal: { "country", "certref": hex, "cert": base64 DER }
 *  SIGN     bytes to sign;  SIGNED bytes r || s;  or FAULT
 *
 * core <-> render, descriptor 3
 *  TEMPLATE { "name", "version" } fd 0: bundle;  answered OK or FAULT
 *  RENDER   { "template", "version", "preview": bool, "data": {"fields",
 *             "number","id","copy","at","zone","state","host","authority",
 *             "qr":[..]} } fd 0: normalised photo if any.  With "svg": n
 *             page n as SVG for a screen, drawn without its photo;
 *             "photo": true where the document has one
 *  RENDERED { "pages": n, "qr": [text per page as decoded from what was
 *             drawn, null if none], "mrz": [lines as drawn] } fd 0: PDF
 *             (or SVG: then qr and mrz are empty)
 *  PHOTO    { "w_um","h_um","min_w","min_h" } fd 0: as it came
 *  PHOTO_OK { "width","height" } fd 0: normalised JPEG;  or FAULT
 *
 * core <-> press, one connection per printer: the press's descriptor 3, or
 * RUN/press.sock where the presses are a service (core connects; each
 * connection is a new press, its end the press's end)
 *  QUEUE    { "name", "uri": device, "authority", "server", "media" }: make
 *           or mend the queue;  answered OK or FAULT
 *  UNQUEUE  {}: remove the queue;  answered OK or FAULT
 *  PRINT    { "title": "cetak/<job>/<token>", "media", "sides" } fd 0: PDF;
 *           answered PRINTED { "cups_job": n, "impressions": n } or FAULT
 *  WITHDRAW { "cups_job": n, "title" }: cancel it;  answered OK or FAULT
 *  STATE    from press, unasked, on change: { "up": bool (cupsd answers),
 *             "state": "idle"|"processing"|"stopped"|"absent",
 *             "accepting": bool, "reasons": [..], "message": text,
 *             "jobs": [titles of what waits or prints] or null,
 *             "impressions": n, of the device's life, where it says so,
 *             "device": what the printer itself says, below }; "reasons"
 *           are the queue's, with those it had for a moment since the last
 *           STATE.  "state" is "stopped" with "offline-report" when the
 *           queue is idle and the device takes no connection
 *  CHECK    {}: answered OK { "ok": bool, "problems": [{"id","en"}..] }:
 *           DirtyCleanInterval 0, PreserveJobFiles no, queue's policy
 *
 * STATE's "device": all members always; null where nothing is known.  Texts
 * are UTF-8 of at most 255 bytes without control characters; they are the
 * device's words, not ours.
 *  { "answered": bool, the last look brought an answer that can be read,
 *    "problem": null | "unreachable" | "malformed" | "busy"; null with
 *      answered false: it cannot be asked (no IPP and no SNMP answer),
 *    "by": "ipp" | "snmp" | "ipp+snmp" | null, who answered last,
 *    "state": "idle"|"processing"|"stopped"|null, "accepting": bool|null,
 *    "reasons": [keyword with its suffix, as said, without "none"; <= 64],
 *    "message": text|null, "alert": [texts; <= 32],
 *    "media_ready": [keywords; <= 32],
 *    "model", "firmware", "serial": text|null, "impressions": n|null,
 *    "supplies": [{ "name", "type", "color": text|null, "level", "low",
 *      "high": 0..100|null, "some": true (or absent): not empty }; <= 32],
 *    "trays": [{ "name": text|null, "level", "capacity": sheets|null,
 *      "some": true (or absent) }; <= 32] }
 * With a problem, state, accepting and message are null, reasons and alert
 * empty; the rest is as last said.  While the queue prints, a device that
 * does not answer is not told: many take one connection at a time.
 *
 * gate <-> core, RUN/gate.sock (gate connects), bodies are words of text
 *  PERMIT   "<job> <token>"  -> GO "" | REFUSED "reason"
 *  RESUME   "<job> <token>"  (core was restarted) -> GO | REFUSED
 *  REPORT   "<job> <token> <rc> <bytes>" -> NOTED
 */

enum msg_type {
	MSG_REQUEST = 1,
	MSG_REPLY,
	MSG_EVENT,
	MSG_HELLO,
	MSG_SIGN,
	MSG_SIGNED,
	MSG_TEMPLATE,
	MSG_RENDER,
	MSG_RENDERED,
	MSG_PHOTO,
	MSG_PHOTO_OK,
	MSG_QUEUE,
	MSG_UNQUEUE,
	MSG_PRINT,
	MSG_PRINTED,
	MSG_WITHDRAW,
	MSG_STATE,
	MSG_CHECK,
	MSG_PERMIT,
	MSG_RESUME,
	MSG_REPORT,
	MSG_GO,
	MSG_REFUSED,
	MSG_NOTED,
	MSG_OK,
	MSG_FAULT,
	MSG_N
};

#endif
