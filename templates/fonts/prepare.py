#!/usr/bin/python3
"""prepare.py OUTDIR METRICS_C: the fonts that cetakd embeds.

Debian's Liberation and OCR-B, cut to the letters that documents use, without
hinting and layout tables, every composite glyph flattened.  libharu 2.3.0
drops the accents of nested composites silently and copies whole tables into
every PDF, so what it is given must be flat and small.  OCR-B is CFF in Debian
and is converted to quadratic outlines (libharu reads TrueType only).

The widths in METRICS_C are those that the PDF will state (libharu cuts them
to whole thousandths of an em), so layout measures what a reader draws.
The same fonts in give the same bytes out.
"""
import os
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

LIBERATION = "/usr/share/fonts/truetype/liberation/Liberation"
OCRB = "/usr/share/fonts/opentype/ocr-b/OCRB.otf"

# in the order of enum page_font (include/page.h)
FONTS = [
    ("sans", LIBERATION + "Sans-Regular.ttf"),
    ("sans-bold", LIBERATION + "Sans-Bold.ttf"),
    ("sans-italic", LIBERATION + "Sans-Italic.ttf"),
    ("serif", LIBERATION + "Serif-Regular.ttf"),
    ("serif-bold", LIBERATION + "Serif-Bold.ttf"),
    ("serif-italic", LIBERATION + "Serif-Italic.ttf"),
    ("mono", LIBERATION + "Mono-Regular.ttf"),
    ("ocrb", OCRB),
]

# Latin Extended-A and Windows-1252, which the renderer encodes in single
# bytes; the hyphens U+2010 and U+2011 are drawn as U+002D
LETTERS = (
    list(range(0x20, 0x7F)) + list(range(0xA0, 0x180))
    + [0x192, 0x2C6, 0x2DC]
    + [0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C,
       0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2039,
       0x203A, 0x20AC, 0x2122]
)
OCRB_LETTERS = list(range(0x20, 0x7F))

KEEP_TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx",
               "loca", "maxp", "name", "post"}
KEEP_NAMES = {0, 1, 2, 3, 4, 5, 6}
TOLERANCE = 1.0                         # of OCR-B's curves, font units
STAMP = 0x7C259DC0                      # 1970-01-01 in seconds of 1904


def outlines(font, convert):
    """Every glyph drawn again as one flat TrueType outline."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    flat = {}
    for name in order:
        record = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(record)
        pen = TTGlyphPen(None)
        if convert:
            record.replay(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        else:
            record.replay(pen)
        flat[name] = pen.glyph()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, flat
    font["glyf"], font["loca"] = glyf, newTable("loca")


def as_truetype(font):
    font.sfntVersion = "\0\1\0\0"
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for member in ("maxTwilightPoints maxStorage maxFunctionDefs "
                   "maxInstructionDefs maxStackElements "
                   "maxSizeOfInstructions maxComponentElements maxPoints "
                   "maxContours maxCompositePoints maxCompositeContours "
                   "maxComponentDepth").split():
        setattr(maxp, member, 0)
    maxp.maxZones = 1


def one_cmap(font, letters):
    """Only the Windows Unicode table: libharu walks each one it is given."""
    best = font.getBestCmap()
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language = 3, 1, 0
    table.cmap = {cp: best[cp] for cp in letters if cp in best}
    font["cmap"].tables = [table]
    return table.cmap


def prepare(path, letters):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = sorted(KEEP_NAMES)
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.legacy_kern = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM", "gasp"]
    font = TTFont(path, recalcTimestamp=False)
    convert = "CFF " in font
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    outlines(font, convert)
    if convert:
        as_truetype(font)
    for tag in list(font.keys()):
        if tag not in KEEP_TABLES:
            del font[tag]
    cmap = one_cmap(font, letters)
    font["post"].formatType = 3.0
    for record in font["name"].names:   # libharu adds the style to the name
        if record.nameID == 2:
            record.string = "Regular"
    font["head"].created = font["head"].modified = STAMP
    return font, cmap


def checked(path, cmap):
    """The file as written: flat, and every letter that has ink has it."""
    font = TTFont(path)
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        if glyf[name].isComposite():
            raise SystemExit("%s: %s is composite" % (path, name))
    read = font.getBestCmap()
    if sorted(read) != sorted(cmap):
        raise SystemExit("%s: letters were lost" % path)
    for cp, name in read.items():
        blank = cp in (0x20, 0xA0)
        if blank != (glyf[name].numberOfContours == 0):
            raise SystemExit("%s: U+%04X has no outline" % (path, cp))
    return font, read


def advances(font, cmap):
    """Code point and width in 1/2048 em as libharu will state it."""
    upm = font["head"].unitsPerEm
    out = []
    for cp in sorted(cmap):
        thousandths = font["hmtx"][cmap[cp]][0] * 1000 // upm
        out.append((cp, (thousandths * 2048 + 500) // 1000))
    return out


def table_c(name, rows):
    text = ["static const struct metrics_advance %s[] = {" %
            name.replace("-", "_")]
    text += lines("{ 0x%02X, %d }," % row for row in rows)
    return "\n".join(text + ["};", ""])


def lines(words):
    out, line = [], "\t"
    for word in words:
        if len(line) + len(word) > 70:
            out.append(line.rstrip())
            line = "\t"
        line += word + " "
    return out + [line.rstrip()]


def main():
    if len(sys.argv) != 3:
        raise SystemExit("usage: prepare.py OUTDIR METRICS_C")
    outdir, target = sys.argv[1:]
    os.makedirs(outdir, exist_ok=True)
    source = ["/* Made by templates/fonts/prepare.py: do not edit. */",
              "#include \"metrics_data.h\"", ""]
    index = []
    for name, path in FONTS:
        letters = OCRB_LETTERS if name == "ocrb" else LETTERS
        font, cmap = prepare(path, letters)
        out = os.path.join(outdir, name + ".ttf")
        font.save(out + ".new", reorderTables=True)
        os.replace(out + ".new", out)
        font, cmap = checked(out, cmap)
        rows = advances(font, cmap)
        symbol = name.replace("-", "_")
        source.append(table_c(name, rows))
        index.append("\t[PAGE_%s] = { %s, sizeof(%s) / sizeof(%s[0]) }," %
                     (symbol.upper(), symbol, symbol, symbol))
    source.append("const struct metrics_table metrics_data[PAGE_FONT_N] = {")
    source += index + ["};", ""]
    with open(target + ".new", "w", encoding="ascii") as out:
        out.write("\n".join(source))
    os.replace(target + ".new", target)


if __name__ == "__main__":
    main()
