#!/usr/bin/python3
"""A core that knows nothing: speaks the wire to cetakd-front and answers by
route, so that the front can be tested alone.  fakecore.py RUN_DIR LOG"""
import array
import hashlib
import json
import os
import selectors
import socket
import struct
import sys

HEADER = struct.Struct("=IIQIHH")
MAGIC, IN_MEMFD, INLINE = 0x4B544543, 1, 32768
REQUEST, REPLY, EVENT = 1, 2, 3
T = "2026-11-22T03:42:00Z"


def memfd(data):
    fd = os.memfd_create("reply", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
    os.write(fd, data)
    import fcntl
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, 0xF)
    return fd


class Core:
    def __init__(self, run, log):
        self.path = os.path.join(run, "front.sock")
        self.log = open(log, "a", buffering=1)
        self.sel = selectors.DefaultSelector()
        self.peers, self.keys, self.events = [], {}, []
        self.seq = int(os.environ.get("SEQ", 0))
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.sock.bind(self.path)
        self.sock.listen(8)
        self.sel.register(self.sock, selectors.EVENT_READ)

    def send(self, peer, kind, ident, body, fds=()):
        data = json.dumps(body, ensure_ascii=False).encode()
        flags, all_fds, own = 0, list(fds), None
        if len(data) > INLINE:
            own = memfd(data)
            all_fds.insert(0, own)
            flags = IN_MEMFD
        head = HEADER.pack(MAGIC, kind, ident, len(data), len(fds), flags)
        anc = [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                array.array("i", all_fds))] if all_fds else []
        peer.sendmsg([head, b"" if flags else data], anc)
        for fd in all_fds:
            os.close(fd)

    def recv(self, peer):
        data, anc, _, _ = peer.recvmsg(INLINE + 64, 256)
        if not data:
            return None
        fds = []
        for _, _, raw in anc:
            a = array.array("i")
            a.frombytes(raw[:len(raw) // 4 * 4])
            fds += a
        magic, kind, ident, size, nfd, flags = HEADER.unpack_from(data)
        assert magic == MAGIC
        body = data[HEADER.size:]
        if flags & IN_MEMFD:
            body = os.pread(fds[0], size, 0)
            os.close(fds.pop(0))
        assert len(body) == size and len(fds) == nfd
        return kind, ident, json.loads(body), fds

    def event(self, job, name):
        self.seq += 1
        data = {"seq": self.seq, "job": job, "rev": 1, "at": T,
                "event": name, "from": None, "to": "received",
                "actor": "core", "evidence": {}}
        self.events.append(data)
        for p in self.peers:
            self.send(p, EVENT, 0,
                      {"seq": self.seq, "type": name, "data": data})

    @staticmethod
    def job(n):
        return {"id": n, "document": "K7Q2M9XWD4R8TJ3P",
                "number": "560/1130/Disnaker/XI/2026", "copy": 1,
                "state": "received", "rev": 1, "reason": None,
                "template": {"name": "surat", "version": 1},
                "printer": None, "target": None, "counter": "loket-1",
                "person": None, "serial": None, "needs_approval": False,
                "device": None,
                "source": None, "scheme": None, "region": "5202",
                "pages": None, "attempts": 0, "batch": None, "created": T,
                "changed": T, "links": {"self": f"/v1/jobs/{n}",
                                        "events": f"/v1/jobs/{n}/events",
                                        "pdf": f"/v1/jobs/{n}/pdf"}}

    @staticmethod
    def batch(n):
        return {"id": 1, "total": n, "accepted": 0, "refused": 0,
                "finished": None}

    @staticmethod
    def fault(status, code, pointer="", **more):
        return {"status": status, "body": dict(
            {"code": code, "pointer": pointer, "id": "Kalimat.",
             "en": "Sentence."}, **more)}, []

    def answer(self, q, fds):
        route, body = q["route"], q.get("body")
        tokens = q.get("credential", {}).get("token")
        if tokens == hashlib.sha256(b"nobody").hexdigest():
            return self.fault(401, "auth")
        if "OFFICE" in os.environ:
            return self.office(q, tokens)
        if q["params"].get("id") == "999999999":
            return self.fault(404, "not-found")
        if route in ("job.create", "preview") and \
                body.get("template") in ("x", "-"):
            return self.fault(422, "field", "/template", errors=[
                {"code": "field", "pointer": "/fields/nama",
                 "id": "Nama harus diisi.", "en": "Name is required."}])
        if route == "job.create":
            key = q["key"]
            old = self.keys.get(key)
            if old and old[0] == q["body_hash"]:
                return {"status": 201, "body": old[1], "headers": {
                    "Idempotent-Replayed": "true"}}, []
            if old:
                return self.fault(422, "idempotency")
            j = self.job(len(self.keys) + 1)
            self.keys[key] = (q["body_hash"], j)
            self.event(j["id"], "receive")
            return {"status": 201, "headers": {
                "Location": f"/v1/jobs/{j['id']}"}, "body": j}, []
        if route in ("preview", "job.pdf"):
            return {"status": 200, "type": "application/pdf"}, [
                memfd(b"%PDF-1.4\n" + b"x" * 100000)]
        if route == "job.preview":
            return {"status": 200, "type": "image/svg+xml"}, [
                memfd(b"<svg xmlns='http://www.w3.org/2000/svg'/>")]
        if route == "event.list":
            after = int(q["query"]["after"])
            items = [e for e in self.events if e["seq"] > after]
            more = items[2:] != []
            return {"status": 200, "body": {
                "items": items[:2], "next": "more" if more else None,
                "counter": None, "last": self.seq}}, []
        if route == "verify":
            ident = q["params"]["document"].upper()
            sheets = json.load(open(os.environ["SHEETS"]))
            if ident in sheets:
                return {"status": 200, "body": sheets[ident]}, []
            return {"status": 404, "body": dict(
                sheets["UNKNOWN"], status="UNKNOWN", document=ident)}, []
        if route == "job.cost":
            none = dict.fromkeys(("month", "depreciation", "service",
                                  "supplies", "blanks", "spoilage", "total"))
            return {"status": 200, "body": dict(
                none, job=int(q["params"]["id"]), running=False,
                spoiled=False)}, []
        if route in ("job.get", "job.hold", "job.release", "job.cancel",
                     "job.see"):
            if q["params"]["id"] == "404":
                return self.fault(404, "not-found")
            if q["params"]["id"] == "666":
                os._exit(0)
            if q["params"]["id"] == "777":
                return None, []  # never answers
            if q.get("if_match", 1) != 1:
                return self.fault(412, "rev")
            return {"status": 200, "body": self.job(12)}, []
        if route == "readyz":
            return {"status": 200, "body": {"ready": True, "checks": {}}}, []
        if route == "batch.create":
            text = os.pread(fds[0], 1 << 26, 0).decode(errors="replace")
            n = len([t for t in text.split("\n") if t])
            return {"status": 202, "headers": {"Location": "/v1/batches/1"},
                    "body": self.batch(n)}, []
        if route == "batch.get":
            return {"status": 200, "body": self.batch(2)}, []
        if route == "me":
            return {"status": 200, "body": {
                "name": None, "full_name": None, "title": None,
                "role": None, "counter": "loket-1", "admin": False,
                "authority": {"name": "imigrasi", "title": "Kantor",
                              "zone": "WIB", "host": None}}}, []
        if route == "printer.get":
            return self.fault(404, "not-found")
        return {"status": 200, "body": {"items": [], "next": None}}, []

    def office(self, q, token):
        """The pages of /admin: office.py answers, tokens are names."""
        import office
        import strange
        persons = {hashlib.sha256(b"token-" + n.encode()).hexdigest(): n
                   for n in office.PERSONS}
        route, body = q["route"], q.get("body") or {}
        gone = os.path.join(os.path.dirname(self.path), "gone")
        if token not in persons or (os.path.exists(gone) and
                                    persons[token] in open(gone).read()):
            return self.fault(401, "auth")
        got = office.answer(route, q["query"], q["params"], persons[token])
        if got is not None and strange.MODE and route != "me":
            got = strange.twist(got)
        if got is not None:
            return {"status": 200, "body": got}, []
        if q["method"] == "GET" or route == "job.see":
            return self.fault(404, "not-found")
        if "gagal" in body.get("note", ""):
            return self.fault(422, "field", "/reason", errors=[
                {"code": "field", "pointer": "/reason",
                 "id": "Bukan alasan.", "en": "No reason."}])
        if q.get("if_match", 7) != 7:
            return self.fault(412, "rev")
        if route.startswith("job."):
            e = office.acted(int(q["params"]["id"]), route[4:],
                             persons[token])
            for p in self.peers:
                self.send(p, EVENT, 0, {"seq": e["seq"], "type": e["event"],
                                        "counter": "loket-1", "data": e})
        return {"status": 200, "body": self.job(12)}, []

    def serve(self):
        while True:
            for key, _ in self.sel.select():
                if key.fileobj is self.sock:
                    peer, _ = self.sock.accept()
                    self.peers.append(peer)
                    self.sel.register(peer, selectors.EVENT_READ)
                    continue
                got = self.recv(key.fileobj)
                if got is None:
                    self.sel.unregister(key.fileobj)
                    self.peers.remove(key.fileobj)
                    key.fileobj.close()
                    continue
                kind, ident, q, fds = got
                assert kind == REQUEST
                sizes = [os.fstat(f).st_size for f in fds]
                self.log.write(json.dumps({"q": q, "fds": sizes}) + "\n")
                reply, out = self.answer(q, fds)
                for f in fds:
                    os.close(f)
                if reply is not None:
                    self.send(key.fileobj, REPLY, ident, reply, out)


if __name__ == "__main__":
    Core(sys.argv[1], sys.argv[2]).serve()
