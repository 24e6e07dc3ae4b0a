#!/usr/bin/env python3
"""How long a start takes with many labelled comments: from the model file, and from the log.

    HAMLET=.build/release/hamlet python3 Tests/Benchmarks/start.py [COMMENTS]

Makes labelled comments out of words of its own with the frequencies of a language (Zipf), the same for the same number, learns them,
and measures from the start of the process until /readyz says yes, five times each. Loopback only.
"""

import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

WORDS = 50_000
RUNS = 5


def vocabulary(numbers):
    consonants, vowels = "bcdfghjklmnpqrstvwz", "aeiou"
    return [
        "".join(numbers.choice(consonants) + numbers.choice(vowels) for _ in range(numbers.randint(1, 4)))
        for _ in range(WORDS)
    ]


def write(path, count):
    numbers = random.Random(1)
    words = vocabulary(numbers)
    weights, total = [], 0.0
    for rank in range(WORDS):
        total += 1 / (rank + 3)
        weights.append(total)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            text = numbers.choices(words, cum_weights=weights, k=numbers.randint(4, 16))
            spam = number % 3 == 0
            if spam:
                text.insert(numbers.randrange(len(text)), numbers.choice(["casino", "pills", "loan", "crypto"]))
            file.write(json.dumps({"content": " ".join(text), "label": "spam" if spam else "ham"}) + "\n")


def ready(hamlet, folder):
    """Seconds until the service is ready, and its resident memory in MiB then."""
    began = time.monotonic()
    server = subprocess.Popen(
        [hamlet, "serve", "--port", "0", "--starter-folder", "none"], cwd=folder, stderr=subprocess.PIPE, text=True
    )
    try:
        url = None
        while url is None:
            line = server.stderr.readline()
            if not line:
                raise SystemExit("the service ended")
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            url = found and found.group(0)
        while True:
            try:
                with urllib.request.urlopen(url + "/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        break
            except OSError:
                pass
            if time.monotonic() - began > 900:
                raise SystemExit("not ready after 15 minutes")
            time.sleep(0.005)
        seconds = time.monotonic() - began
        with open(f"/proc/{server.pid}/statm", encoding="ascii") as file:
            memory = int(file.read().split()[1]) * resource.getpagesize() / 2**20
        with urllib.request.urlopen(url + "/v1/model", timeout=30) as answer:
            model = json.load(answer)
        return seconds, memory, model
    finally:
        server.terminate()
        server.wait(120)


def main():
    hamlet = os.path.abspath(os.environ["HAMLET"])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        write(os.path.join(folder, "comments.jsonl"), count)
        began = time.monotonic()
        subprocess.run([hamlet, "retrain", "comments.jsonl", "--starter-folder", "none"], cwd=folder, check=True)
        print(f"learnt in {time.monotonic() - began:.0f} s")
        runs = [ready(hamlet, folder) for _ in range(RUNS)]
        file = os.path.join(folder, "hamlet.sqlite-model")
        model = runs[0][2]
        size = os.path.getsize(file) / 2**20
        print(f"{count} comments, {model['features']} features, model file {size:.0f} MiB")
        print(f"bytes a feature in the table: {model['bytes'] / model['features']:.1f}")
        times = [run[0] for run in runs]
        print(f"start from the model file: {min(times):.2f} to {max(times):.2f} s, median {statistics.median(times):.2f} s")
        print(f"resident memory when ready: {max(run[1] for run in runs):.0f} MiB")
        os.remove(file)
        seconds, _, _ = ready(hamlet, folder)
        print(f"start from the log: {seconds:.1f} s")


if __name__ == "__main__":
    main()
