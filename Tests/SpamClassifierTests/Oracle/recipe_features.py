#!/usr/bin/env python3
"""Prints the features that the reference recipe finds in comments, for OracleTests.swift.

    python3 recipe_features.py FOLDER < comments.jsonl > features.jsonl

FOLDER holds recipe.py. A line in is an object with `content`; a line out has the lists `word`, `pair`, `characters` and
`shape`. The deliberate differences between the recipe and the classifier are patched away here: one apostrophe, no colour of
skin, a magnitude only where no word goes on, a dotted capital I without its dot, reserved top-level domains, in words with
digits a 2 for a z and a 1 for an l as well as for an i.
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
recipe.LEET = recipe.LEET | {ord("2"): ord("z")}
WITH_L = recipe.LEET | {ord("1"): ord("l")}


def reading_with_l(word):
    """The word with l for 1, if it has a 1 among letters; the recipe keeps the word itself beside its readings."""
    if "1" in word and not word.startswith("<") and any(map(str.isalpha, word)):
        return [recipe.DOUBLE.sub(r"\1", word.translate(WITH_L))]
    return []


for line in sys.stdin:
    found = {"word": [], "pair": [], "characters": [], "shape": []}
    for family, token in recipe.features(json.loads(line)["content"])[0]:
        if family == "T":
            found["pair" if " " in token else "word"].append(token)
        elif family == "C":
            found["characters"].append(token)
        elif family == "S" and token.startswith("~"):
            found["shape"].append(token[1:])
    found["word"] += [reading for word in found["word"] for reading in reading_with_l(word)]
    print(json.dumps(found))
