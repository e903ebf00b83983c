// The seal in this page's fragment, checked on this phone: envelope, payload,
// signature, id. Nothing of the fragment is sent anywhere. All words stand in
// the page as <template data-verdict=...>; this script only chooses one.
"use strict";
(() => {
  const A = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const sheet = document.getElementById("sheet");
  const lang = document.getElementById("lang");
  addEventListener("hashchange", () => location.reload());
  if (lang && location.hash) lang.href += location.hash;
  if (!sheet || location.hash.length < 2) return;

  class Verdict extends Error {}
  const end = (name) => { throw new Verdict(name); };

  // RFC 4648 base32, strict: no padding, unused bits zero.
  const base32 = (s) => {
    const out = [];
    let bits = 0, n = 0;
    if ([1, 3, 6].includes(s.length % 8)) end("READ_ERROR");
    for (const c of s) {
      const v = A.indexOf(c);
      if (v < 0) end("READ_ERROR");
      bits = (bits << 5 | v) & 0xfff;
      n += 5;
      if (n >= 8) out.push(bits >> (n -= 8) & 255);
    }
    if (bits & (1 << n) - 1) end("READ_ERROR");
    return Uint8Array.from(out);
  };

  const inflate = async (p) => {
    const from = new Blob([p]).stream()
      .pipeThrough(new DecompressionStream("deflate")).getReader();
    const parts = [];
    let n = 0;
    try {
      for (;;) {
        const { done, value } = await from.read();
        if (done) break;
        if ((n += value.length) > 65536) throw 0;
        parts.push(value);
      }
    } catch (e) { end("READ_ERROR"); }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  };

  // One TLV at `at`: minimal DER length (wide allows long forms).
  const tlv = (p, at) => {
    let i = at + 2, n = p[at + 1];
    if (!(i <= p.length)) end("WRONG_FORMAT");
    if (n >= 0x80) {
      const more = n & 0x7f;
      if (more < 1 || more > 3 || i + more > p.length) end("WRONG_FORMAT");
      n = 0;
      for (let k = 0; k < more; k++) n = n * 256 + p[i++];
      if (n < 0x80 || n < 256 ** (more - 1)) end("WRONG_FORMAT");
    }
    if (i + n > p.length) end("WRONG_FORMAT");
    return { tag: p[at], at, p: p.subarray(i, i + n), end: i + n };
  };

  const c40 = (p) => {
    const ch = (v) => v === 3 ? " " : v > 3 && v < 14 ? String(v - 4)
      : v > 13 && v < 40 ? String.fromCharCode(v + 51) : v ? "?" : "";
    let s = "";
    for (let i = 0; i < p.length; i += 2) {
      if (p[i] === 0xfe) { s += String.fromCharCode(p[i + 1] - 1); continue; }
      const v = p[i] * 256 + p[i + 1] - 1;
      s += ch(Math.floor(v / 1600)) + ch(Math.floor(v / 40) % 40) + ch(v % 40);
    }
    return s;
  };

  const parse = async (text) => {
    if (!/^[RN]DB1[A-D]/.test(text) || text.length > 8192) end("READ_ERROR");
    const flag = text.charCodeAt(4) - 65;
    let p = base32(text.slice(5));
    if (flag & 2) p = await inflate(p);
    const s = { signed: flag & 1 }, n = s.signed ? 12 : 2;
    if (p.length < n) end("WRONG_FORMAT");
    if (s.signed) {
      s.hash = { 1: "SHA-256", 2: "SHA-384", 3: "SHA-512" }[p[2]];
      s.ref = String(p.subarray(3, 8));
      const d = String(p[9] << 16 | p[10] << 8 | p[11]).padStart(8, "0");
      if (!s.hash || d.length > 8) end("WRONG_FORMAT");
      s.day = Date.UTC(+d.slice(4), d.slice(0, 2) - 1, +d.slice(2, 4));
      if (p[8]) s.day = NaN;
      else if (isNaN(s.day) || new Date(s.day).toISOString()
        .slice(0, 10).replace(/-/g, "") !== d.slice(4) + d.slice(0, 4))
        end("WRONG_FORMAT");
    }
    const all = tlv(p, n);
    if (all.tag !== 0x61) end("WRONG_FORMAT");
    s.tbs = p.subarray(0, all.end);
    const seen = {};
    for (let at = 0; at < all.p.length;) {
      const m = tlv(all.p, at);
      at = m.end;
      if (m.tag in seen && [7, 8, 0xc0, 0xc1, 0xc2, 0xc3].includes(m.tag))
        end("WRONG_FORMAT");
      seen[m.tag] = m.p;
    }
    if (seen[0xc0]) s.id = c40(seen[0xc0]);
    if (seen[0xc3] && seen[0xc3].length === 1) s.copy = seen[0xc3][0];
    if (!s.signed) {
      if (all.end !== p.length) end("WRONG_FORMAT");
      return s;
    }
    let m = tlv(p, all.end);
    if (m.tag === 0x7e) { s.own = m.p; m = tlv(p, m.end); }
    if (m.tag !== 0x7f || m.end !== p.length) end("WRONG_FORMAT");
    s.sig = m.p;
    return s;
  };

  // What is needed of an X.509 certificate: reference, key, validity.
  const ref = async (der) => String(new Uint8Array(
    await crypto.subtle.digest("SHA-1", der)).subarray(15));
  const time = (t) => {
    const s = String.fromCharCode(...t.p);
    const y = t.tag === 0x18 ? 4 : 2;
    const f = s.slice(y).match(/\d\d/g);
    const year = y === 4 ? +s.slice(0, 4)
      : +s.slice(0, 2) + (s < "5" ? 2000 : 1900);
    return Date.UTC(year, f[0] - 1, f[1], f[2], f[3], f[4]);
  };
  const certificate = async (b64) => {
    const der = Uint8Array.from(atob(b64), (c) => c.charCodeAt(0));
    const tbs = tlv(tlv(der, 0).p, 0).p;
    const f = [];
    for (let at = 0; at < tbs.length;) {
      const m = tlv(tbs, at);
      at = m.end;
      if (m.tag !== 0xa0) f.push(m);
    }
    const from = tlv(f[3].p, 0);
    const spki = tbs.subarray(f[5].at, f[5].end);
    return {
      ref: await ref(der), from: time(from), to: time(tlv(f[3].p, from.end)),
      key: () => crypto.subtle.importKey("spki", spki,
        { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]),
    };
  };

  const judge = async (s) => {
    const hour = 3600e3;
    if (!s.signed) end("INVALID_SIGNATURE");
    let named = 0;
    for (const b64 of (sheet.dataset.cert || "").split(" ")) {
      if (!b64) continue;
      const c = await certificate(b64);
      if (c.ref !== s.ref) continue;
      named++;
      if (!await crypto.subtle.verify({ name: "ECDSA", hash: s.hash },
        await c.key(), s.sig, s.tbs)) continue;
      if (!(s.day - 14 * hour <= c.to && s.day + 36 * hour > c.from))
        end("EXPIRED_CERTIFICATE");
      if (s.id !== sheet.dataset.id) end("ID_MISMATCH");
      return "VALID";
    }
    if (named) end("INVALID_SIGNATURE");
    if (s.own && await ref(s.own) === s.ref) end("UNTRUSTED_CERTIFICATE");
    return "UNKNOWN_CERTIFICATE";
  };

  const show = (verdict, s) => {
    const t = document.querySelector(`template[data-verdict=${verdict}]`);
    if (!t) return;
    const part = t.content.cloneNode(true);
    const day = part.querySelector(".day");
    if (day && s && !isNaN(s.day))
      day.textContent = new Date(s.day).toLocaleDateString(
        document.documentElement.lang === "en" ? "en-GB" : "id",
        { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    document.getElementById("answer").replaceChildren(part);
    // An id can be copied from a true sheet onto a false one.
    if (!["VALID", "COPY", "REPLACED", "UNSUPPORTED"].includes(verdict))
      document.getElementById("facts").replaceChildren(
        document.getElementById("few").content.cloneNode(true));
    document.title = document.querySelector("h1").textContent +
      document.title.replace(/^[^·]*/, " ");
    sheet.dataset.verdict = verdict;
  };

  (async () => {
    let s, verdict;
    try {
      s = await parse(decodeURIComponent(location.hash.slice(1)));
      if (!globalThis.crypto || !crypto.subtle) end("UNSUPPORTED");
      verdict = await judge(s);
      // The status is of one copy; this seal may be of another.
      const newest = Number(sheet.dataset.copy);
      if (verdict === "VALID" && s.copy && newest && s.copy !== newest)
        verdict = s.copy < newest ? "REPLACED" : "COPY";
    } catch (e) {
      verdict = e instanceof Verdict ? e.message
        : e instanceof URIError ? "READ_ERROR" : "UNSUPPORTED";
    }
    show(verdict, s);
  })();
})();
