#!/usr/bin/python3
"""Writes the bad requests beside it, one file each (bytes as on the wire), and
index.tsv: file, status expected, a word the answer must hold.  Status 400*:
the connection may also be cut without an answer (not HTTP at all); 505 is the
one that HTTP itself asks for.  Made for
http.max-body 65536 and http.max-batch 131072."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
AUTH = "Authorization: Bearer abc"
KEY = "Idempotency-Key: k"
JSON = "Content-Type: application/json"
cases = []


def add(name, status, word, raw):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    cases.append((name, str(status), word, raw))


def req(method, path, headers=(), body=b"", host="Host: x", length=True):
    if not isinstance(body, bytes):
        body = body.encode()
    lines = [f"{method} {path} HTTP/1.1"] + ([host] if host else [])
    lines += [h for h in headers]
    if length and (body or method in ("POST", "PUT")):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def job(name, status, word, body):
    add("json-" + name, status, word,
        req("POST", "/v1/jobs", [AUTH, KEY, JSON], body))


def head(name, status, word, headers, body="{}", path="/v1/jobs", **kw):
    add("head-" + name, status, word, req("POST", path, headers, body, **kw))


# ---- JSON ----
for name, body in {
        "text": "hello", "cut": '{"template":"a"', "after": "{} {}",
        "comma": '{"a":1,}', "single": "{'a':1}", "comment": '{}//x',
        "nan": '{"a":NaN}', "infinity": '{"a":Infinity}',
        "huge-real": '{"a":1e999}', "huge-int": '{"a":9223372036854775808}',
        "zeros": '{"a":007}', "hex": '{"a":0x1}', "plus": '{"a":+1}',
        "dot": '{"a":.5}', "surrogate": '{"a":"\\ud800"}',
        "surrogate-low": '{"a":"\\udc00x"}', "escape": '{"a":"\\x41"}',
        "control": '{"a":"\x01"}', "newline": '{"a":"x\ny"}',
        "key": "{a:1}", "no-colon": '{"a" 1}', "string-open": '{"a":"x',
        "bracket": '{"a":[1,2}', "true": '{"a":TRUE}', "only-open": "{",
        "only-close": "}", "blank": "   ", "comma-only": '{,}'}.items():
    job(name, 400, "JSON", body)
job("empty", 400, "kosong", "")
for name, body in {"array": "[]", "jobs": '[{"template":"a"}]'}.items():
    job("top-" + name, 400, "objek", body)
for name, body in {"string": '"a"', "number": "1", "null": "null"}.items():
    job("top-" + name, 400, "JSON", body)
job("twice", 400, "dua kali", '{"template":"a","template":"b"}')
job("twice-deep", 400, "dua kali", '{"fields":{"nama":"a","nama":"b"}}')
job("twice-escaped", 400, "dua kali", '{"a":1,"\\u0061":2}')
job("nul-escape", 400, "NUL", '{"a":"\\u0000"}')
job("nul-key", 400, "JSON", '{"\\u0000":1}')
job("nul-byte", 400, "JSON", b'{"a":"x\x00y"}')
job("nul-after", 400, "JSON", b'{}\x00')
for name, raw in {"latin1": b"Jos\xe9", "overlong": b"\xc0\xaf",
                  "overlong3": b"\xe0\x80\xaf", "cesu": b"\xed\xa0\x80",
                  "cut": b"\xe2\x82", "high": b"\xf4\x90\x80\x80",
                  "five": b"\xf8\x88\x80\x80\x80", "lone": b"\x80",
                  "ff": b"\xff"}.items():
    job("utf8-" + name, 400, "UTF-8", b'{"a":"' + raw + b'"}')
job("utf8-bom", 400, "JSON", b'\xef\xbb\xbf{}')
job("utf16", 400, "", '{"a":1}'.encode("utf-16"))
job("utf32", 400, "", '{"a":1}'.encode("utf-32-le"))
job("depth33", 400, "bersarang", '{"a":' + "[" * 32 + "]" * 32 + "}")
job("depth-objects", 400, "bersarang", '{"a":' * 40 + "1" + "}" * 40)
job("depth-open", 400, "bersarang", "[" * 60000)
for name, value in {"number": "1", "null": "null", "empty": '""',
                    "object": "{}", "text": '"tidak"', "blank": '"/9j/ 4A=="',
                    "url": '"_9j_4A=="', "padding": '"/9j/4A"',
                    "bits": '"/9j/4B=="', "gif": '"R0lGODlhAQABAAAAACw="',
                    "html": '"PGh0bWw+"', "newline": '"/9j/\\n4A=="',
                    "data": '"data:image/jpeg;base64,/9j/4A=="'}.items():
    job("photo-" + name, 422, "#/photo", '{"photo":' + value + "}")
for name, value in {"number": "1", "text": '"tidak"', "jpeg": '"/9j/4A=="',
                    "short": '"JVBERg=="'}.items():
    job("document-" + name, 422, "#/document", '{"document":' + value + "}")
job("photo-and-document", 422, "#/document",
    '{"photo":"/9j/4AAQ","document":"JVBERi0xLjQK"}')
job("over", 413, "Content-Length", '{"a":"' + "x" * 66000 + '"}')
add("json-preview-cut", 400, "JSON",
    req("POST", "/v1/previews", [AUTH, JSON], "{"))
add("json-hold-array", 400, "objek",
    req("POST", "/v1/jobs/1/hold", [AUTH, JSON], "[1]"))
add("json-token-empty", 400, "kosong",
    req("POST", "/v1/tokens", [AUTH, JSON], ""))
add("json-printer-text", 400, "JSON",
    req("PUT", "/v1/printers/a", [AUTH, JSON], "uri=x"))
add("json-printer-over", 413, "Content-Length",
    req("PUT", "/v1/printers/a", [AUTH, JSON], " " * 65537))

# ---- headers ----
head("no-key", 400, "Idempotency-Key", [AUTH, JSON])
head("no-key-batch", 400, "Idempotency-Key",
     [AUTH, "Content-Type: application/x-ndjson"], path="/v1/batches")
for name, value in {"empty": "", "long": "k" * 129, "space": "a b",
                    "latin1": "k\xe9", "tab": "a\tb"}.items():
    head("key-" + name, 400, "Idempotency-Key",
         [AUTH, JSON, "Idempotency-Key: " + value])
head("key-twice", 400, "Idempotency-Key", [AUTH, JSON, KEY, KEY])
for name, value in {
        "text": "text/plain", "form": "application/x-www-form-urlencoded",
        "latin1": "application/json; charset=iso-8859-1",
        "xml": "application/xml", "jsonx": "application/jsonx",
        "param": "application/json; x=y", "empty": "",
        "multipart": "multipart/form-data",
        "boundary-empty": "multipart/form-data; boundary=",
        "boundary-long": "multipart/form-data; boundary=" + "b" * 71,
        "boundary-odd": 'multipart/form-data; boundary="a\tb"',
        "boundary-twice": "multipart/form-data; boundary=a; boundary=b",
        "mixed": "multipart/mixed; boundary=a"}.items():
    head("type-" + name, 415, "Content-Type",
         [AUTH, KEY, "Content-Type: " + value])
head("type-none", 415, "Content-Type", [AUTH, KEY])
head("type-twice", 400, "Content-Type", [AUTH, KEY, JSON, JSON])
head("type-batch", 415, "x-ndjson", [AUTH, KEY, JSON], path="/v1/batches")
head("type-hold", 415, "Content-Type", [AUTH, "Content-Type: text/plain"],
     path="/v1/jobs/1/hold")
head("encoding-gzip", 415, "Content-Encoding",
     [AUTH, KEY, JSON, "Content-Encoding: gzip"])
head("transfer-gzip", 400, "",
     [AUTH, KEY, JSON, "Transfer-Encoding: gzip"], length=False)
head("transfer-and-length", 400, "Transfer-Encoding",
     [AUTH, KEY, JSON, "Transfer-Encoding: chunked", "Content-Length: 5"],
     "0\r\n\r\n", length=False)
head("transfer-twice", 400, "Transfer-Encoding",
     [AUTH, KEY, JSON, "Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked"], "0\r\n\r\n", length=False)
for name, value in {"negative": "-1", "word": "abc", "plus": "+2",
                    "hex": "0x2", "comma": "2, 2", "dot": "2.0",
                    "huge": "99999999999999999999"}.items():
    head("length-" + name, "4xx", "",
         [AUTH, KEY, JSON, "Content-Length: " + value], length=False)
head("length-over", 413, "Content-Length",
     [AUTH, KEY, JSON, "Content-Length: 65537"], "", length=False)
head("length-terabyte", 413, "Content-Length",
     [AUTH, KEY, JSON, "Content-Length: 1099511627776"], "", length=False)
head("length-twice", 400, "Content-Length",
     [AUTH, KEY, JSON, "Content-Length: 2", "Content-Length: 3"],
     length=False)
head("length-batch-over", 413, "Content-Length",
     [AUTH, KEY, "Content-Type: application/x-ndjson",
      "Content-Length: 131073"], "", path="/v1/batches", length=False)
head("no-auth", 401, "Authorization", [KEY, JSON])
for name, value in {"basic": "Basic YTpi", "empty": "Bearer ",
                    "word": "Bearer", "latin1": "Bearer t\xe9",
                    "blank": "Bearer a b", "token": "Token abc",
                    "long": "Bearer " + "a" * 600}.items():
    head("auth-" + name, 401, "Authorization",
         [KEY, JSON, "Authorization: " + value])
head("auth-twice", 400, "Authorization", [AUTH, AUTH, KEY, JSON])
add("head-auth-get", 401, "Authorization", req("GET", "/v1/jobs"))
add("head-auth-events", 401, "Authorization", req("GET", "/v1/events"))
head("host-none", 400, "", [AUTH, KEY, JSON], host=None)
head("host-twice", 400, "Host", [AUTH, KEY, JSON, "Host: y"])
for name, value in {"weak": 'W/"3"', "word": "abc", "open": '"3',
                    "negative": '"-3"', "list": '"1", "2"', "empty": "",
                    "huge": '"' + "9" * 40 + '"'}.items():
    head("match-" + name, 400, "If-Match", [AUTH, "If-Match: " + value], "",
         path="/v1/jobs/1/hold")
for name, value in {"word": "abc", "negative": "-1", "huge": "9" * 30,
                    "empty": ""}.items():
    add("head-last-event-" + name, 400, "Last-Event-ID",
        req("GET", "/v1/events", [AUTH, "Last-Event-ID: " + value]))
add("head-get-with-body", 400, "Content-Length",
    req("GET", "/v1/jobs", [AUTH], "{}"))
add("head-delete-with-body", 400, "Content-Length",
    req("DELETE", "/v1/printers/a", [AUTH], "{}"))
add("head-get-chunked", 400, "Content-Length",
    req("GET", "/v1/jobs", [AUTH, "Transfer-Encoding: chunked"], "0\r\n\r\n",
        length=False))
add("head-huge", "4xx", "", req("GET", "/livez", ["X-A: " + "a" * 40000]))
add("head-many", "4xx", "",
    req("GET", "/livez", [f"X-{i}: {'a' * 40}" for i in range(900)]))
add("head-no-colon", "4xx", "", req("GET", "/livez", ["Bogus"]))

# ---- methods and addresses ----
for method in ("PUT", "DELETE", "PATCH", "FOO", "post", "TRACE", "PROPFIND"):
    add("method-" + method.lower() + ("-small" if method == "post" else ""),
        405, "GET", req(method, "/v1/jobs", [AUTH]))
add("method-post-events", 405, "GET", req("POST", "/v1/events", [AUTH]))
add("method-get-hold", 405, "POST", req("GET", "/v1/jobs/1/hold", [AUTH]))
add("method-put-livez", 405, "GET", req("PUT", "/livez"))
for name, path in {
        "nothing": "/v1/nothing", "id-word": "/v1/jobs/abc",
        "id-zero": "/v1/jobs/0", "id-negative": "/v1/jobs/-1",
        "id-huge": "/v1/jobs/99999999999999999999", "id-octal": "/v1/jobs/01",
        "slash": "/v1/jobs/", "deep": "/v1/jobs/1/x", "tail": "/v1/jobs/1/",
        "double": "//v1/jobs", "escaped": "/v1/%6aobs",
        "nul": "/v1/jobs/1%00", "dots": "/../../etc/passwd",
        "dots-escaped": "/%2e%2e/etc/passwd",
        "asset-dots": "/assets/../cetakd.conf",
        "asset-none": "/assets/none.js", "printer-dots": "/v1/printers/..",
        "printer-blank": "/v1/printers/a%20b", "upper": "/V1/jobs",
        "ident-15": "/K7Q2M9XWD4R8TJ3", "ident-17": "/K7Q2M9XWD4R8TJ3PP",
        "ident-u": "/U7Q2M9XWD4R8TJ3P", "verify-short": "/v1/verify/ABC",
        "backslash": "/v1\\jobs", "long": "/" + "a" * 3000}.items():
    add("path-" + name, 404, "", req("GET", path, [AUTH]))
add("path-too-long", "4xx", "", req("GET", "/" + "a" * 40000))
for name, query, word in (
        ("unknown", "colour=red", "limit"), ("zero", "limit=0", "limit"),
        ("over", "limit=201", "limit"), ("word", "limit=abc", "limit"),
        ("empty", "limit=", "limit"), ("bare", "limit", "limit"),
        ("twice", "limit=1&limit=2", "limit"),
        ("negative", "limit=-5", "limit"), ("real", "limit=1.5", "limit"),
        ("escape", "state=%zz", "state"), ("escape-cut", "state=%4", "state"),
        ("nul", "state=a%00b", "state"), ("utf8", "state=%ff", "state"),
        ("control", "state=%0d%0aX:1", "state"),
        ("batch", "batch=x", "batch"),
        ("long", "cursor=" + "a" * 300, "cursor")):
    add("query-" + name, 400, word, req("GET", "/v1/jobs?" + query, [AUTH]))
add("query-after", 400, "after", req("GET", "/v1/events?after=x", [AUTH]))
add("query-none", 400, "parameter", req("GET", "/v1/jobs/1?x=1", [AUTH]))
add("query-lang", 400, "lang", req("GET", "/?lang=fr"))
add("query-ident", 400, "ID", req("GET", "/periksa?id=zzz"))
add("query-ident-html", 400, "ID", req("GET", "/periksa?id=%3Cscript%3E"))

# ---- the protocol ----
add("http-09", "400*", "", "GET /\r\n\r\n")
add("http-3", "505", "", "GET / HTTP/3.0\r\nHost: x\r\n\r\n")
add("http-word", "400*", "", "hello\r\n\r\n")
add("http-tls", "400*", "", bytes.fromhex("160301020001000001fc0303") +
    b"\x00" * 40 + b"\r\n\r\n")
add("http-blank-name", 400, "kepala",
    b"GET /livez HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n: v\r\n\r\n")
CH = [AUTH, KEY, JSON, "Transfer-Encoding: chunked"]
for name, body in {"word": "zz\r\n{}\r\n0\r\n\r\n",
                   "negative": "-2\r\n{}\r\n0\r\n\r\n",
                   "huge": "FFFFFFFFFFFFFFFFF\r\n{}",
                   "no-end": "2\r\n{}XX0\r\n\r\n"}.items():
    add("http-chunk-" + name, "400*", "",
        req("POST", "/v1/jobs", CH, body, length=False))
add("http-chunk-over", 413, "Content-Length",
    req("POST", "/v1/jobs", CH,
        b"".join(b"4000\r\n" + b" " * 0x4000 + b"\r\n" for _ in range(5)) +
        b"0\r\n\r\n", length=False))
add("http-chunk-json", 400, "JSON",
    req("POST", "/v1/jobs", CH, "1\r\n{\r\n0\r\n\r\n", length=False))

# ---- multipart ----
MT = [AUTH, KEY, "Content-Type: multipart/form-data; boundary=B"]
JOB = ('--B\r\nContent-Disposition: form-data; name="job"\r\n'
       'Content-Type: application/json\r\n\r\n{"template":"a"}\r\n')
PHOTO = (b'--B\r\nContent-Disposition: form-data; name="photo"; '
         b'filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
         b'\xff\xd8\xff\xe0\x00\x10\r\n')
END = "--B--\r\n"


def form(name, status, word, body):
    add("form-" + name, status, word, req("POST", "/v1/jobs", MT, body))


form("empty", 400, "multipart", "")
form("no-end", 400, "multipart", JOB)
form("only-end", 400, "job", END)
form("preamble", 400, "multipart", "hello\r\n" + JOB + END)
form("epilogue", 400, "multipart", JOB + END + "more")
form("other-boundary", 400, "multipart", JOB.replace("--B", "--C") + END)
form("no-job", 400, "job", PHOTO + END.encode())
form("twice", 400, "dua kali", JOB + JOB + END)
form("unknown", 400, "photo", JOB.replace('"job"', '"jobs"') + END)
form("no-name", 400, "multipart", JOB.replace('name="job"', "x") + END)
form("unquoted", 400, "multipart",
     JOB.replace('name="job"', "name=job") + END)
form("attachment", 400, "multipart",
     JOB.replace("form-data", "attachment") + END)
form("no-colon", 400, "multipart",
     JOB.replace("Content-Type:", "Content-Type") + END)
form("no-blank", 400, "multipart", JOB.replace("\r\n\r\n", "\r\n") + END)
form("lf", 400, "multipart", (JOB + END).replace("\r\n", "\n"))
form("nul", 400, "multipart", JOB.replace("form-data", "form-\0data") + END)
form("long-head", 400, "multipart",
     JOB.replace("Content-Type", "X: " + "x" * 2000 + "\r\nContent-Type") +
     END)
form("job-text", 415, "job", JOB.replace("application/json", "text/html") +
     END)
form("job-cut", 400, "JSON", JOB.replace("}", "") + END)
form("job-empty", 400, "kosong", JOB.replace('{"template":"a"}', "") + END)
form("job-photo", 422, "#/photo",
     JOB.replace('"a"', '"a","photo":"/9j/4A=="') + END)
form("base64", 415, "Content-Transfer-Encoding",
     JOB.replace("Content-Type", "Content-Transfer-Encoding: base64\r\n"
                 "Content-Type") + END)
form("photo-type", 415, "#/photo",
     JOB.encode() + PHOTO.replace(b"image/jpeg", b"image/svg+xml") +
     END.encode())
form("photo-no-type", 415, "#/photo",
     JOB.encode() + PHOTO.replace(b"Content-Type: image/jpeg\r\n", b"") +
     END.encode())
form("photo-text", 422, "#/photo",
     JOB.encode() + PHOTO.replace(b"\xff\xd8\xff\xe0\x00\x10", b"text") +
     END.encode())
form("photo-empty", 422, "#/photo",
     JOB.encode() + PHOTO.replace(b"\xff\xd8\xff\xe0\x00\x10", b"") +
     END.encode())
form("document-text", 422, "#/document",
     JOB + '--B\r\nContent-Disposition: form-data; name="document"\r\n'
     'Content-Type: application/pdf\r\n\r\nhello world\r\n' + END)
form("document-type", 415, "#/document",
     JOB + '--B\r\nContent-Disposition: form-data; name="document"\r\n'
     'Content-Type: text/html\r\n\r\n%PDF-1.4 x\r\n' + END)
form("photo-and-document", 422, "#/document",
     JOB.encode() + PHOTO +
     b'--B\r\nContent-Disposition: form-data; name="document"\r\n'
     b'Content-Type: application/pdf\r\n\r\n%PDF-1.4 x\r\n' + END.encode())

# ---- batches ----
ND = [AUTH, KEY, "Content-Type: application/x-ndjson"]
add("batch-empty", 400, "kosong", req("POST", "/v1/batches", ND, ""))
add("batch-lines", 413, "10000",
    req("POST", "/v1/batches", ND, "{}\n" * 10001))
add("batch-gzip", 415, "Content-Encoding",
    req("POST", "/v1/batches", ND + ["Content-Encoding: gzip"], "{}\n"))

if __name__ == "__main__":
    names = [c[0] for c in cases]
    assert len(names) == len(set(names))
    for f in os.listdir(HERE):
        if f.endswith(".http"):
            os.unlink(os.path.join(HERE, f))
    with open(os.path.join(HERE, "index.tsv"), "w") as index:
        for name, status, word, raw in cases:
            with open(os.path.join(HERE, name + ".http"), "wb") as f:
                f.write(raw)
            index.write(f"{name}.http\t{status}\t{word}\n")
    print(len(cases), "bad requests")
