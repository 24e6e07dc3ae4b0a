#!/usr/bin/env python3
"""Prints the features that the reference recipe finds in comments, for OracleTests.swift.

    python3 recipe_features.py FOLDER < comments.jsonl > features.jsonl

FOLDER holds recipe.py. A line in is an object with `content`; a line out has the lists `word`, `pair`, `characters` and
`shape`. The deliberate differences between the recipe and the classifier are patched away here: one apostrophe, no colour of
skin, a magnitude only where no word goes on, a dotted capital I without its dot, reserved top-level domains.
"""
import json
import re
import sys
import types

sys.path.insert(0, sys.argv[1])
import recipe

ONE_SPELLING = {ord(c): "'" for c in "\u2019\u2018\u00b4"}
ONE_SPELLING.update(dict.fromkeys(range(0x1F3FB, 0x1F400)))
ONE_SPELLING[0x130] = "I"

unescape = recipe.html.unescape
recipe.html = types.SimpleNamespace(unescape=lambda text: unescape(text).translate(ONE_SPELLING))


def patched(pattern, old, new):
    assert old in pattern.pattern, old
    return recipe.re.compile(pattern.pattern.replace(old, new), pattern.flags)


recipe.MONEY = patched(recipe.MONEY, r"\s?[kKmM]?", r"(?:\s?[kKmM](?!\w))?")
recipe.URL = patched(recipe.URL, "|cl|pe)", "|cl|pe|example|test|invalid)")

for line in sys.stdin:
    found = {"word": [], "pair": [], "characters": [], "shape": []}
    for family, token in recipe.features(json.loads(line)["content"])[0]:
        if family == "T":
            found["pair" if " " in token else "word"].append(token)
        elif family == "C":
            found["characters"].append(token)
        elif family == "S" and token.startswith("~"):
            found["shape"].append(token[1:])
    print(json.dumps(found))
