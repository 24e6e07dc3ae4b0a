#!/usr/bin/env python3
"""Writes UnicodeTables.swift, the character data that the classifier needs, from the Unicode Character Database.

    pip install regex confusable_homoglyphs
    python3 generate-tables.py > UnicodeTables.swift

Sources: general categories, names, compatibility mappings and canonical compositions from Python's `unicodedata`; white
space and script classes from PyPI `regex`; look-alike letters from Unicode's confusables.txt as packed in PyPI
`confusable_homoglyphs`, and a hand list of Cyrillic, Greek and Armenian letters that pass for Latin ones in display text.

Every table is a list of non-negative integers, written in base-64 digits of five bits each, least significant first, with
the sixth bit saying that more digits follow; a signed number n is written as 2n or -2n-1. UnicodeTables+Decoding.swift
reads them.
"""
import html.entities, json, os, sys, unicodedata
import confusable_homoglyphs, regex

# Typed for one another: "it's", "it’s", "it´s". One of them, so that they are one word.
APOSTROPHES = dict.fromkeys("‘’´", "'")
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
PLANES = 0x20000  # what lies above is ideographs, tags and private use: told by range, not by table

KINDS = ["other", "space", "letter", "mark", "digit", "number", "punctuation", "symbol", "pictograph"]
INVISIBLE = regex.compile(r"[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b-\u180d\ufe00-\ufe0f]")
IDEOGRAPH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"))
HAND_LIST = dict(zip("авсеніјкморѕтухгип", "abcehijkmopstyxrun"))
HAND_LIST.update(zip("αβεηικνορτυχγωσμδλπ", "abenikvoptuxywoudln"))
HAND_LIST.update(zip("ƒłøđħıŧɓɛʄŋցօոսհզ", "flodhitbefngonuhq"))


def number(n):
    digits = ""
    while True:
        n, low = n >> 5, n & 31
        digits += DIGITS[low | (32 if n else 0)]
        if not n:
            return digits


def signed(n):
    return number(2 * n if n >= 0 else -2 * n - 1)


def kind(c):
    category = unicodedata.category(c)
    if c.isspace():
        return "space"
    if category == "Nd" or c.isdigit():
        return "digit"
    if category == "So":
        return "pictograph"
    return {"L": "letter", "M": "mark", "N": "number", "P": "punctuation", "S": "symbol"}.get(category[0], "other")


SCRIPTS = {"": 0, "LATIN": 1, "CYRILLIC": 2, "GREEK": 3, "CJK": 4}


def script(c):
    """The first word of the character's name, which is its script for letters; several spellings of Latin and CJK as one."""
    if not c.isalpha():
        return 0
    name = unicodedata.name(c, "?").split(" ")[0]
    if name in ("FULLWIDTH", "MATHEMATICAL", "MODIFIER", "SMALL"):
        name = "LATIN"
    if name in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        name = "CJK"
    return SCRIPTS.setdefault(name, len(SCRIPTS))


def skeletons():
    """Letter that is no ASCII letter -> the ASCII letter that it looks like."""
    path = os.path.join(os.path.dirname(confusable_homoglyphs.__file__), "confusables.json")
    found = {}
    with open(path, encoding="utf-8") as file:
        for key, values in json.load(file).items():
            for value in values:
                for a, b in ((key, value["c"]), (value["c"], key)):
                    if len(a) == len(b) == 1 and ord(a) > 127 and b.isascii() and b.isalpha():
                        found.setdefault(a, b.lower())
    found.update(HAND_LIST)
    found.update(SMALL_CAPITALS)
    return found


def without_marks(c):
    plain = "".join(x for x in unicodedata.normalize("NFKD", c) if not unicodedata.combining(x))
    return plain if len(plain) == 1 and plain != c and script(c) != SCRIPTS["CJK"] else None


def entities():
    """The 253 names of HTML 4 and XHTML; those that HTML accepts without a semicolon are marked."""
    points = dict(html.entities.name2codepoint, apos=39)
    return "".join("%s%s%d " % (name, ":" if name in html.entities.html5 else ";", points[name]) for name in sorted(points))


def main():
    property_sets, runs, last = {}, [], None
    compatibility, skeleton, plain = [], [], []
    looks_like = skeletons()
    for point in range(PLANES):
        surrogate = 0xD800 <= point < 0xE000
        c = "\ufffd" if surrogate else chr(point)
        normal = APOSTROPHES.get(c) or unicodedata.normalize("NFKC", c)
        lower = ord(c.lower()[0])
        flags = (c.isupper(), c.islower(), bool(INVISIBLE.match(c)), bool(IDEOGRAPH.match(c)), normal != c,
                 c in looks_like, c in SMALL_CAPITALS, without_marks(c) is not None)
        properties = (KINDS.index(kind(c)), sum(flag << bit for bit, flag in enumerate(flags)), script(c), lower - point)
        index = property_sets.setdefault(properties, len(property_sets))
        if index != last:
            runs.append((point, index))
            last = index
        if surrogate:
            continue
        if normal != c:
            compatibility.append((point, [ord(x) for x in normal]))
        if normal != c or lower != point:
            continue  # the tables below are asked about normalised lower-case text only
        if c in looks_like:
            skeleton.append((point, ord(looks_like[c])))
        if without_marks(c) is not None:
            plain.append((point, ord(without_marks(c))))

    compositions = []
    for point in range(PLANES):
        if 0xD800 <= point < 0xE000 or 0xAC00 <= point < 0xD7A4:
            continue
        pair = unicodedata.decomposition(chr(point))
        if not pair or pair.startswith("<"):
            continue
        parts = [int(x, 16) for x in pair.split()]
        if len(parts) == 2 and unicodedata.normalize("NFC", chr(parts[0]) + chr(parts[1])) == chr(point):
            compositions.append((parts[0], parts[1], point))
    compositions.sort()

    def deltas(rows, write):
        text, before = "", 0
        for row in rows:
            text += number(row[0] - before) + write(row)
            before = row[0]
        return text

    tables = [
        ("propertySets", "Kind, flags, script, distance to the lower-case letter; one entry a distinct combination.",
         "".join(number(k) + number(f) + number(s) + signed(d) for k, f, s, d in property_sets)),
        ("propertyRuns", "First scalar (as distance from the entry before), property set of it and all that follow.",
         deltas(runs, lambda r: number(r[1]))),
        ("compatibilityMappings", "Scalar (distance), length, then the scalars of its NFKC form as distances from it.",
         deltas(compatibility, lambda r: number(len(r[1])) + "".join(signed(x - r[0]) for x in r[1]))),
        ("canonicalCompositions", "First scalar (distance), second scalar, composed scalar as distance from the first.",
         deltas(compositions, lambda r: number(r[1]) + signed(r[2] - r[0]))),
        ("skeletonMappings", "Scalar (distance), the ASCII letter that it looks like.",
         deltas(skeleton, lambda r: number(r[1]))),
        ("entities", "HTML's named character references: name, `;` if HTML insists on one and else `:`, code point, space.", entities()),
        ("plainMappings", "Scalar (distance), the same letter without its marks, as distance.",
         deltas(plain, lambda r: signed(r[1] - r[0]))),
    ]
    out = sys.stdout
    out.write("// Written by generate-tables.py from Unicode %s; do not edit.\n\n" % unicodedata.unidata_version)
    out.write("// swift-format-ignore-file\n\n")
    out.write("/// Character data in the form that generate-tables.py describes.\nenum UnicodeTables {\n")
    out.write("    static let unicodeVersion = \"%s\"\n" % unicodedata.unidata_version)
    for name, summary, text in tables:
        out.write("\n    /// %s\n    static let %s: String = \"\"\"\n" % (summary, name))
        for at in range(0, len(text), 112):
            out.write("        %s\\\n" % text[at:at + 112])
        out.write("        \n        \"\"\"\n")
    out.write("}\n")


main()
