"""Speaks to cetakd-render as the core does: a socket as its descriptor 3,
messages of include/wire.h.  For the golden tests.  Environment: B."""
import array
import base64
import json
import os
import socket
import struct
import subprocess

B = os.environ.get("B", "build")
TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
HEADER = struct.Struct("=IIQIHH")
MAGIC, IN_MEMFD = 0x4B544543, 1


def numbers():
    """enum msg_type, from the header itself."""
    text = open(os.path.join(TOP, "include/msg.h"), encoding="utf-8").read()
    names = text[text.index("enum msg_type"):]
    names = names[names.index("{") + 1:names.index("}")]
    found = [n.split("=")[0].strip() for n in names.split(",") if n.strip()]
    return {name[4:]: i + 1 for i, name in enumerate(found)}


TYPE = numbers()


def memfd(data):
    fd = os.memfd_create("test", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.write(fd, data) if len(data) < 1 << 20 else _write_all(fd, data)
    return fd


def _write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def bundle(folder):
    with open(folder + "/template.json", encoding="utf-8") as f:
        text = f.read()
    head = json.loads(text)
    parts = []
    for name in head.get("include", []):
        with open(folder + "/" + name, encoding="utf-8") as f:
            parts.append("%s:%s" % (json.dumps(name), f.read()))
    assets = {}
    for name in head.get("assets", []):
        with open(folder + "/" + name, "rb") as f:
            assets[name] = base64.b64encode(f.read()).decode()
    return ('{"template":%s,\n"include":{%s},\n"assets":%s}\n' %
            (text, ",\n".join(parts), json.dumps(assets)))


class Renderer:
    def __init__(self, *options, programs=B, **environment):
        self.ours, theirs = socket.socketpair(
            socket.AF_UNIX, socket.SOCK_SEQPACKET)

        def as_three():
            os.dup2(theirs.fileno(), 3)
        self.process = subprocess.Popen(
            [programs + "/cetakd-render", "--fonts", programs + "/fonts",
             *options],
            preexec_fn=as_three, close_fds=False,
            env={**os.environ, **environment})
        theirs.close()
        self.ours.settimeout(120)
        self.id = 0

    def close(self):
        self.ours.close()
        return self.process.wait(20)

    def send(self, kind, body, *files):
        self.id += 1
        data = json.dumps(body).encode()
        fds = [memfd(f) for f in files]
        head = HEADER.pack(MAGIC, TYPE[kind], self.id, len(data), len(fds), 0)
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                   array.array("i", fds))] if fds else []
        self.ours.sendmsg([head, data], rights)
        for fd in fds:
            os.close(fd)
        return self.id

    def receive(self):
        """type's name, id, body, bytes of the files"""
        data, fds, _, _ = socket.recv_fds(self.ours, 1 << 17, 8)
        if not data:
            raise SystemExit("cetakd-render closed its socket")
        _, kind, ident, size, _, flags = HEADER.unpack(data[:HEADER.size])
        body, files = data[HEADER.size:], []
        for fd in fds:
            n = os.fstat(fd).st_size
            files.append(os.pread(fd, n, 0))
            os.close(fd)
        if flags & IN_MEMFD:
            body = files.pop(0)
        name = [k for k, v in TYPE.items() if v == kind][0]
        return name, ident, json.loads(body), files

    def ask(self, kind, body, *files):
        self.send(kind, body, *files)
        name, ident, answer, got = self.receive()
        assert ident == self.id, "an answer to another question"
        return name, answer, got

    def template(self, folder):
        text = bundle(folder)
        head = json.loads(text)["template"]
        name, answer, _ = self.ask(
            "TEMPLATE", {"name": head["name"], "version": head["version"]},
            text.encode())
        assert name == "OK", answer
        return head

    def question(self, head, fields, qr=(), preview=False, **more):
        return {"template": head["name"], "version": head["version"],
                "preview": preview,
                "data": {"fields": fields,
                         "number": "560/1130/Disnaker/XI/2026",
                         "id": "K7Q2M9XWD4R8TJ3P", "copy": 1,
                         "at": 1795344300, "zone": "WITA", "state": "UTO",
                         "host": "cek.ltsa.test",
                         "authority": "KANTOR CONTOH", "qr": list(qr),
                         **more}}

    def page(self, head, fields, photo=None, qr=(), preview=False, **more):
        return self.ask("RENDER",
                        self.question(head, fields, qr, preview, **more),
                        *([photo] if photo else []))

    def photo(self, data, w_um=0, h_um=0, min_w=0, min_h=0):
        return self.ask("PHOTO", {"w_um": w_um, "h_um": h_um, "min_w": min_w,
                                  "min_h": min_h}, data)
