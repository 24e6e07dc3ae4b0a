#!/usr/bin/env python3
"""Trains the reference recipe and prints the probabilities that it gives, for OracleTests.swift.

    python3 recipe_scores.py FOLDER < comments.jsonl > probabilities.txt

FOLDER holds recipe.py. A line in is an object with `content` and `label`. Of each two lines the first is learnt, the second
is judged; a line out is the probability of a judged comment.
"""
import json
import sys

sys.path.insert(0, sys.argv[1])
import recipe

rows = [json.loads(line) for line in sys.stdin]
model = recipe.Filter()
model.learn_all([(row["content"], row["label"] == "spam", {}) for row in rows[0::2]])
for row in rows[1::2]:
    print(repr(model.score(row["content"])))
