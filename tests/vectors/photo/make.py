#!/usr/bin/python3
"""make.py: writes good/ and bad/ beside it.  Every file of good/ must be
taken, every file of bad/ refused with a sentence; drawn, nobody's face."""
import io
import os
import random
import struct
import zlib

from PIL import Image, ImageDraw

HERE = os.path.dirname(os.path.abspath(__file__))
W, H = 120, 160
MADE = {"good": 0, "bad": 0}


def put(kind, name, data):
    os.makedirs(os.path.join(HERE, kind), exist_ok=True)
    with open(os.path.join(HERE, kind, name), "wb") as out:
        out.write(data)
    MADE[kind] += 1


def picture(mode="RGB", size=(W, H)):
    """Quarters: red, green, blue, white from the top left, row by row."""
    im = Image.new("RGB", size, "white")
    d = ImageDraw.Draw(im)
    w, h = size
    d.rectangle([0, 0, w // 2 - 1, h // 2 - 1], "red")
    d.rectangle([w // 2, 0, w, h // 2 - 1], "green")
    d.rectangle([0, h // 2, w // 2 - 1, h], "blue")
    return im.convert(mode)


def saved(im, kind, **options):
    out = io.BytesIO()
    im.save(out, kind, **options)
    return out.getvalue()


def jpeg(im=None, **options):
    return saved(im or picture(), "JPEG", quality=90, **options)


def exif(orientation):
    return (b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" +
            struct.pack(">H", orientation) + b"\0\0\0\0\0\0")


def turned(orientation):
    """Stored so that the tag turns it upright again."""
    t = Image.Transpose
    undo = {2: t.FLIP_LEFT_RIGHT, 3: t.ROTATE_180, 4: t.FLIP_TOP_BOTTOM,
            5: t.TRANSPOSE, 6: t.ROTATE_90, 7: t.TRANSVERSE,
            8: t.ROTATE_270}
    return picture().transpose(undo[orientation])


def chunk(tag, data, crc=None):
    if crc is None:
        crc = zlib.crc32(tag + data)
    return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", crc)


SIGNATURE = b"\x89PNG\r\n\x1a\n"


def ihdr(w=W, h=H, depth=8, colour=2, pack=0, filt=0, lace=0):
    return struct.pack(">IIBBBBB", w, h, depth, colour, pack, filt, lace)


def rows(n=H, per=W * 3):
    return zlib.compress(b"".join(b"\0" + b"\x80" * per for _ in range(n)), 9)


def png(head=None, data=None, before=b""):
    return (SIGNATURE + chunk(b"IHDR", head or ihdr()) + before +
            chunk(b"IDAT", rows() if data is None else data) +
            chunk(b"IEND", b""))


def good():
    put("good", "baseline.jpg", jpeg())
    put("good", "s444.jpg", jpeg(subsampling=0))
    put("good", "s422.jpg", jpeg(subsampling=1))
    put("good", "progressive.jpg", jpeg(progressive=True))
    put("good", "optimised.jpg", jpeg(optimize=True))
    put("good", "grey.jpg", jpeg(picture("L")))
    put("good", "comment.jpg", jpeg(comment=b"PRIVATE-COMMENT"))
    put("good", "icc.jpg", jpeg(icc_profile=b"PRIVATE-PROFILE" * 9))
    for o in range(1, 9):
        im = turned(o) if o > 1 else picture()
        put("good", "turned-%d.jpg" % o, jpeg(im, exif=exif(o)))
    put("good", "exif-broken.jpg", jpeg(exif=b"Exif\0\0MM\0*\xff\xff\xff"))
    for mode in ("RGB", "RGBA", "L", "LA", "P", "1"):
        put("good", "png-%s.png" % mode.lower(), saved(picture(mode), "PNG"))
    sixteen = zlib.compress(b"".join(b"\0" + b"\x80\x80" * (W * 3)
                                     for _ in range(H)), 9)
    put("good", "png-16.png", png(ihdr(depth=16), sixteen))
    clear = Image.new("RGBA", (W, H), (0, 0, 0, 0))
    put("good", "png-clear.png", saved(clear, "PNG"))
    put("good", "png-text.png", png(before=chunk(b"tEXt", b"Who\0PRIVATE")))
    put("good", "tail.jpg", jpeg() + b"PRIVATE-TAIL")


def marker_at(data, code):
    at = 2
    while at < len(data):
        assert data[at] == 0xFF
        if data[at + 1] == code:
            return at
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    raise ValueError(code)


def without(data, code):
    while True:
        try:
            at = marker_at(data, code)
        except (ValueError, AssertionError, struct.error):
            return data
        n = 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
        data = data[:at] + data[at + n:]


def sof(data, offset, value):
    at = marker_at(data, 0xC0) + offset
    return data[:at] + value + data[at + len(value):]


def bad_jpeg():
    base = jpeg()
    scan = marker_at(base, 0xDA)
    for n in (3, 4, 12, 20, 60, 150, 300, 500, scan, scan + 4, scan + 14,
              scan + 60, len(base) // 2, len(base) - 40, len(base) - 2):
        put("bad", "cut-%04d.jpg" % n, base[:n])
    put("bad", "height-0.jpg", sof(base, 5, b"\0\0"))
    put("bad", "width-0.jpg", sof(base, 7, b"\0\0"))
    put("bad", "bomb-65500.jpg", sof(base, 5, b"\xff\xdc\xff\xdc"))
    put("bad", "bomb-25mp.jpg", sof(base, 5, struct.pack(">HH", 5000, 5000)))
    put("bad", "taller.jpg", sof(base, 5, struct.pack(">H", H * 3)))
    put("bad", "bits-12.jpg", sof(base, 4, b"\x0c"))
    put("bad", "bits-0.jpg", sof(base, 4, b"\0"))
    put("bad", "parts-0.jpg", sof(base, 9, b"\0"))
    put("bad", "parts-2.jpg", sof(base, 9, b"\2"))
    put("bad", "parts-200.jpg", sof(base, 9, b"\xc8"))
    put("bad", "sampling-0.jpg", sof(base, 11, b"\0"))
    put("bad", "sampling-15.jpg", sof(base, 11, b"\xff"))
    put("bad", "table-9.jpg", sof(base, 12, b"\x09"))
    for code in (0xC3, 0xC5, 0xC9, 0xCB):
        put("bad", "sof-%x.jpg" % code, sof(base, 1, bytes([code])))
    put("bad", "no-quant.jpg", without(base, 0xDB))
    put("bad", "no-frame.jpg", without(base, 0xC0))
    put("bad", "no-scan.jpg", base[:scan] + b"\xff\xd9")
    put("bad", "empty-scan.jpg", base[:scan + 14] + b"\xff\xd9")
    put("bad", "zero-scan.jpg",
        base[:scan + 14] + b"\0" * 400 + b"\xff\xd9")
    put("bad", "ones-scan.jpg",
        base[:scan + 14] + b"\xfe" * 400 + b"\xff\xd9")
    at = marker_at(base, 0xDB)
    put("bad", "length-1.jpg", base[:at + 2] + b"\0\1" + base[at + 4:])
    put("bad", "length-long.jpg",
        base[:at + 2] + b"\xff\xff" + base[at + 4:])
    put("bad", "cmyk.jpg", jpeg(picture("CMYK")))
    spin = jpeg(progressive=True)
    first = spin.index(b"\xff\xda")
    second = spin.index(b"\xff\xc4", first)
    put("bad", "scans-300.jpg",
        spin[:first] + spin[first:second] * 300 + spin[second:])
    put("bad", "small.jpg", jpeg(picture(size=(30, 40))))
    put("bad", "wide.jpg", jpeg(picture(size=(200, 100))))
    put("bad", "narrow.jpg", jpeg(picture(size=(100, 300))))
    put("bad", "turned-wide.jpg", jpeg(exif=exif(6)))
    dice = random.Random(1)
    for i in range(6):
        body = bytearray(base)
        for _ in range(60):
            body[dice.randrange(scan + 14, len(body) - 2)] = dice.choice(
                b"\xff\xd8\xc0")
        put("bad", "noise-%d.jpg" % i, bytes(body))


def bad_png():
    base = saved(picture(), "PNG")
    for n in (9, 16, 25, 33, 40, 60, len(base) // 2, len(base) - 20):
        put("bad", "cut-%04d.png" % n, base[:n])
    put("bad", "width-0.png", png(ihdr(w=0)))
    put("bad", "height-0.png", png(ihdr(h=0)))
    put("bad", "bomb-width.png", png(ihdr(w=0x7FFFFFFF)))
    put("bad", "bomb-sign.png", png(ihdr(w=0xFFFFFFFF, h=0xFFFFFFFF)))
    put("bad", "bomb-30000.png", png(ihdr(w=30000, h=30000)))
    put("bad", "bomb-25mp.png", png(ihdr(w=5000, h=5000)))
    put("bad", "rows.png", png(data=rows(H // 2)))
    put("bad", "depth-3.png", png(ihdr(depth=3)))
    put("bad", "colour-7.png", png(ihdr(colour=7)))
    put("bad", "pack-1.png", png(ihdr(pack=1)))
    put("bad", "filter-1.png", png(ihdr(filt=1)))
    put("bad", "lace-2.png", png(ihdr(lace=2)))
    put("bad", "palette-none.png", png(ihdr(colour=3), rows(per=W)))
    put("bad", "head-none.png", SIGNATURE + chunk(b"IDAT", rows()))
    put("bad", "data-none.png",
        SIGNATURE + chunk(b"IHDR", ihdr()) + chunk(b"IEND", b""))
    put("bad", "data-empty.png", png(data=b""))
    put("bad", "data-noise.png", png(data=b"\x78\x9c" + b"\xa5" * 300))
    put("bad", "adler.png", png(data=rows()[:-4] + b"\0\0\0\0"))
    put("bad", "crc-head.png",
        SIGNATURE + chunk(b"IHDR", ihdr(), 1) + chunk(b"IDAT", rows()))
    put("bad", "crc-data.png", SIGNATURE + chunk(b"IHDR", ihdr()) +
        chunk(b"IDAT", rows(), 1) + chunk(b"IEND", b""))
    put("bad", "chunk-name.png", png(before=chunk(b"QQQQ", b"x")))
    put("bad", "chunk-long.png", SIGNATURE + chunk(b"IHDR", ihdr()) +
        struct.pack(">I", 0x7FFFFFFF) + b"IDAT" + rows())
    put("bad", "signature.png", base.replace(b"\r\n", b"\n", 1))
    put("bad", "small.png", saved(picture(size=(30, 40)), "PNG"))
    put("bad", "wide.png", saved(picture(size=(300, 100)), "PNG"))


def bad_other():
    put("bad", "empty", b"")
    put("bad", "byte", b"\xff")
    put("bad", "zeros", b"\0" * 2000)
    put("bad", "ones", b"\xff" * 2000)
    put("bad", "text", b"bukan foto\n" * 20)
    put("bad", "picture.gif", saved(picture("P"), "GIF"))
    put("bad", "picture.bmp", saved(picture(size=(60, 80)), "BMP")[:900])
    put("bad", "picture.tif", b"II*\0\x08\0\0\0" + b"\0" * 100)
    put("bad", "picture.webp", b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40)
    put("bad", "picture.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40)
    put("bad", "picture.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 40)
    put("bad", "picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    put("bad", "page.pdf", b"%PDF-1.4\n%%EOF\n")
    put("bad", "page.html", b"<!doctype html><img src=x>")
    put("bad", "archive.zip", b"PK\3\4" + b"\0" * 60)
    put("bad", "soi.jpg", b"\xff\xd8\xff")
    put("bad", "base64.jpg", b"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMC")


good()
bad_jpeg()
bad_png()
bad_other()
print("%(good)d good, %(bad)d bad" % MADE)
