#!/usr/bin/env python3
"""How long a start takes with many labelled comments: from the model file, and from the log.

    HAMLET=.build/release/hamlet python3 Tests/Benchmarks/start.py [COMMENTS]

Makes labelled comments out of words of its own with the frequencies of a language (Zipf), the same for the same number, learns them,
marks 1,999 comments more, one fewer than what makes the service write the file anew, and kills it. Then it measures from the start
of the process until /readyz says yes, five times, each with the marks behind the file. A start of two seconds or more is a
failure. Loopback only.
"""

import http.client
import json
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

WORDS = 50_000
RUNS = 5
MARKS = 1_999
SECONDS = 2


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


def teach(url):
    """Marks comments that were never judged."""
    client = http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(url).port, timeout=60)
    for number in range(MARKS):
        label = ("spam", "ham")[number % 2]
        body = {"comment": {"content": f"marked behind the file {number} {label}"}, "label": label}
        client.request("POST", "/v1/labels", json.dumps(body), {"Content-Type": "application/json"})
        answer = client.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"mark {number}: {answer.status} {text}")


def ready(hamlet, folder, then=lambda url: None):
    """Seconds until the service is ready, its resident memory in MiB then, and its model.

    It is killed after something was done with it, so that it leaves the model file as it found it.
    """
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
        then(url)
        with urllib.request.urlopen(url + "/v1/model", timeout=30) as answer:
            model = json.load(answer)
        return seconds, memory, model
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait(120)


def main():
    hamlet = os.path.abspath(os.environ["HAMLET"])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        write(os.path.join(folder, "comments.jsonl"), count)
        began = time.monotonic()
        subprocess.run([hamlet, "retrain", "comments.jsonl", "--starter-folder", "none"], cwd=folder, check=True)
        print(f"learnt in {time.monotonic() - began:.0f} s")
        file = os.path.join(folder, "hamlet.sqlite-model")
        written = os.stat(file).st_mtime_ns
        _, _, model = ready(hamlet, folder, teach)
        runs = [ready(hamlet, folder) for _ in range(RUNS)]
        if os.stat(file).st_mtime_ns != written:
            raise SystemExit("the marks are not behind the model file: it was written anew")
        if any(run[2]["revision"] != model["revision"] for run in runs):
            raise SystemExit("a start did not learn the marks behind the model file")
        size = os.path.getsize(file) / 2**20
        print(f"{count} comments, {model['features']} features, model file {size:.0f} MiB")
        print(f"bytes a feature in the table: {model['bytes'] / model['features']:.1f}")
        times = [run[0] for run in runs]
        print(f"start from the model file and {MARKS} marks: {min(times):.2f} to {max(times):.2f} s, median {statistics.median(times):.2f} s")
        print(f"resident memory when ready: {max(run[1] for run in runs):.0f} MiB")
        os.remove(file)
        seconds, _, _ = ready(hamlet, folder)
        print(f"start from the log: {seconds:.1f} s")
    if max(times) >= SECONDS:
        raise SystemExit(f"a start took {max(times):.2f} s, which is not less than {SECONDS} s")


if __name__ == "__main__":
    main()
