#!/usr/bin/python3
"""Stands in for core before cetakd-seal, and makes a seal by its own hand: an
encoder that shares no line with ours.

  sealpeer.py SOCKET ID HOST [MODE]    prints the seal's address; MODE:
    country, certref, date, text       asks for what must be refused, prints
                                       "refused CODE"
    type, short                        breaks the rules, prints "dropped"
"""

import base64
import datetime
import json
import socket
import struct
import sys

HEADER = struct.Struct("=IIQIHH")
MAGIC = 0x4B544543
HELLO, SIGN, SIGNED, FAULT = 4, 5, 6, 26
C40 = "\0\0\0 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def c40(text):
    out = b""
    for i in range(0, len(text), 3):
        three = text[i:i + 3]
        if len(three) == 1:
            return out + bytes([0xFE, ord(three) + 1])
        v = [C40.index(c) for c in three] + [0]
        out += struct.pack(">H", 1600 * v[0] + 40 * v[1] + v[2] + 1)
    return out


def tlv(tag, value):
    return bytes([tag, len(value)]) + value


def signed_bytes(country, certref, day, ident):
    head = c40(country) + b"\x01" + certref + b"\x00"
    head += struct.pack(">I", int(day.strftime("%m%d%Y")))[1:]
    return head + tlv(0x61, tlv(0xC0, c40(ident)) + tlv(0xC3, b"\x01"))


def receive(sock):
    data = sock.recv(65536)
    if not data:
        return None, b""
    _, kind, _, size, _, _ = HEADER.unpack_from(data)
    assert size == len(data) - HEADER.size
    return kind, data[HEADER.size:]


def main():
    path, ident, host = sys.argv[1:4]
    mode = sys.argv[4] if len(sys.argv) > 4 else ""
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    sock.connect(path)
    kind, body = receive(sock)
    assert kind == HELLO
    hello = json.loads(body)
    certref = bytes.fromhex(hello["certref"])
    country, day = hello["country"], datetime.date.today()
    if mode == "country":
        country = "IDN"
    elif mode == "certref":
        certref = b"\x00" + certref[1:]
    elif mode == "date":
        day = datetime.date(2001, 1, 1)
    tbs = signed_bytes(country, certref, day, ident)
    if mode == "text":
        tbs = b"pay the bearer one million"
    kind = SIGN if mode != "type" else SIGNED
    data = HEADER.pack(MAGIC, kind, 7, len(tbs), 0, 0) + tbs
    sock.send(data if mode != "short" else data[:20])
    kind, body = receive(sock)
    if kind is None:
        print("dropped")
    elif kind == FAULT:
        print("refused", json.loads(body)["code"])
    else:
        payload = base64.b32encode(tbs + tlv(0x7F, body)).decode()
        text = "RDB1B" + payload.rstrip("=")
        print(f"https://{host.upper()}/{ident}#{text}")


main()
