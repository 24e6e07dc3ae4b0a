#!/usr/bin/env python3
"""Where the processor time of a request goes, by samples of the processor.

    swift build -c release --product hamlet
    HAMLET=.build/release/hamlet python3 Tests/Benchmarks/profile.py [SECONDS]

Loads the service as `serving.py` does, one kind of request after the other, batches over 4 connections and all else over 32, and prints a
table in Markdown: the microseconds of each part. A sample belongs to the part of its innermost known function, or else to its thread;
its share of all samples is multiplied with the processor time of a request. Needs wrk, perf and a Swift toolchain (`swift demangle`).
Two minutes, on loopback only.
"""

import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import load
import servers

LINES = 200
IDS = 4_000

# The first part that a function fits is its part.
PARTS = [
    ("features of a text", r"FeatureExtractor|FeatureSet|DistinctKeys|FoldedText|TokenSequence|CharacterCounts"),
    ("model: scoring, learning", r"Model\.|FeatureTable|PassageMarks|FamilyNorms|VerdictBody\.judging|Learner|LessonBook"),
    ("database", r"sqlite3|FeedbackStore|CommentInsertion|LinkHosts|MarkWriter|Serialized|DatabasePool|Statement|pwrite|pread|fdatasync"),
    ("keys", r"KeyDirectory|KeyMiddleware|AccessKey"),
    ("bodies", r"PlainSubmission|SubmissionBody|CommentBody|VerdictBody|MarkBody|LabelBody|JSON|LineReader"),
    ("routes and what is around them", r"Middleware|Router|ServiceContext|RouteAccess|Controller|RepeatGuard|FilterMetrics|Recorder|Logger|URI"),
    ("connections", r"NIO|Socket|Channel|HTTP|llhttp|EventLoop|Selector|RequestArrival|OldClient|tcp_|sock_"),
]
THREADS = [("connections", "NIO"), ("database", "overcommit"), ("tasks and memory", "")]
# The thread on which the model is fitted anew, whatever it does.
REFITS = ("refits", "TP-#")


def part(thread, functions):
    """The part of a sample, whose functions come innermost first."""
    if REFITS[1] in thread:
        return REFITS[0]
    for function in functions:
        for name, pattern in PARTS:
            if re.search(pattern, function):
                return name
    return next(name for name, text in THREADS if text in thread)


def samples(file):
    """How many samples each part has."""
    script = subprocess.run(
        ["perf", "script", "-i", file, "-F", "comm,ip,sym"], check=True, capture_output=True, text=True
    ).stdout
    text = subprocess.run(["swift", "demangle", "--simplified"], input=script, check=True, capture_output=True, text=True).stdout
    found = collections.Counter()
    for sample in text.split("\n\n"):
        thread, *frames = sample.strip().split("\n")
        if frames:
            found[part(thread, [frame.strip().split(" ", 1)[-1] for frame in frames])] += 1
    return found


def profile(server, script, each, seconds, folder):
    """Microseconds of each part of a request, which has so many comments."""
    file = os.path.join(folder, "perf.data")
    results = []
    loading = threading.Thread(target=lambda: results.append(load.wrk(server, script, seconds + 2, 4 if each > 1 else 32)))
    loading.start()
    time.sleep(1)
    command = ["perf", "record", "-F", "999", "-g", "--call-graph", "fp", "-p", str(server.process.pid), "-o", file]
    subprocess.run([*command, "--", "sleep", str(seconds)], check=True, capture_output=True)
    loading.join()
    found, cost = samples(file), results[0].cpu / (results[0].requests * each) * 1e6
    return {name: cost * count / found.total() for name, count in found.items()}


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    for tool in ("wrk", "perf", "swift"):
        if not shutil.which(tool):
            raise SystemExit(f"{tool} is needed")
    with tempfile.TemporaryDirectory(dir=os.environ.get("FOLDER")) as folder, servers.Running() as running:
        server = running.hamlet(folder, "profile")
        scripts = load.Scripts(folder)
        scripts.ids = load.record(server, IDS)
        kinds = {
            "single": (scripts.single(dry=False), 1),
            "single, dry run": (scripts.single(dry=True), 1),
            "batch, a comment": (scripts.batch(LINES, dry=False), LINES),
            "batch, dry run, a comment": (scripts.batch(LINES, dry=True), LINES),
            "mark": (scripts.marks(0), 1),
        }
        columns = {}
        for name, (script, each) in kinds.items():
            columns[name] = profile(server, script, each, seconds, folder)
            servers.settle(server)
    print(f"| µs of processor time | {' | '.join(columns)} |\n|{' --- |' * (len(columns) + 1)}")
    names = list(dict.fromkeys([*(name for name, _ in PARTS), *(name for name, _ in THREADS), REFITS[0]]))
    for name in names:
        print(f"| {name} | {' | '.join(f'{column.get(name, 0):.0f}' for column in columns.values())} |")
    print(f"| all | {' | '.join(f'{sum(column.values()):.0f}' for column in columns.values())} |")


if __name__ == "__main__":
    main()
