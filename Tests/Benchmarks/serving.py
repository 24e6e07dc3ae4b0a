#!/usr/bin/env python3
"""How fast the service answers over HTTP, beside a bare server, single transactions of SQLite, and rspamd.

    swift build -c release --product hamlet
    swift build -c release --package-path Tests/Benchmarks/Server
    HAMLET=.build/release/hamlet python3 Tests/Benchmarks/serving.py [TURNS]

Prints one table in Markdown. All servers run at once and are loaded in turns, so that a noisy machine meets all alike; figures are
medians of the turns (5 unless told), and only the ratios of one run mean something on another machine. Needs wrk; rspamd is measured
if it is installed, and an older program beside the new one if BEFORE names it. Three minutes, on loopback only.
"""

import itertools
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time

import load
import servers

SECONDS = 2
CONNECTIONS = 32
LINES = 200
IDS = 4_000


def fsyncs(folder):
    """Single transactions a second that SQLite carries to the disk of a folder."""
    path = os.path.join(folder, "probe.sqlite")
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE IF NOT EXISTS mark (id INTEGER PRIMARY KEY, label INTEGER)")
        count, began = 0, time.monotonic()
        while time.monotonic() - began < SECONDS:
            database.execute("INSERT INTO mark (label) VALUES (1)")
            count += 1
        rate = count / (time.monotonic() - began)
    database.close()
    return rate


class Figures:
    """What was measured, by row: one value a turn."""

    def __init__(self):
        self.rates, self.costs, self.latencies = {}, {}, {}
        self.marks = 0

    def rate(self, row, server, result, each=1):
        self.rates.setdefault(row, []).append(result.rate * each)
        if server:
            self.costs.setdefault(row, []).append(result.cpu / max(1, result.requests * each) * 1e6)
        return result.rate

    def median(self, row):
        return statistics.median(self.rates[row])

    def print(self):
        print("| what | a second: median (least to most) | processor, µs each |")
        print("| --- | --- | --- |")
        for row, rates in self.rates.items():
            cost = f"{statistics.median(self.costs[row]):.0f}" if row in self.costs else ""
            print(f"| {row} | {statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f}) | {cost} |")
        print("\n| verdicts at half of the most | a second | p50, ms | p99, ms |\n| --- | --- | --- | --- |")
        for row, results in self.latencies.items():
            rate, half, tail = (statistics.median(getattr(each, name) for each in results) for name in ("rate", "p50", "p99"))
            print(f"| {row} | {rate:,.0f} | {half:.2f} | {tail:.2f} |")

    def print_ratios(self):
        tails = {row: statistics.median(each.p99 for each in results) for row, results in self.latencies.items()}
        ratios = [
            ("single ÷ bare server", "single", "bare server"),
            ("single, dry run ÷ bare server", "single, dry run", "bare server"),
            ("single ÷ before", "single", "single, before"),
            ("single, dry run ÷ before", "single, dry run", "single, dry run, before"),
            ("batch ÷ single", "batch", "single"),
            ("batch, dry run ÷ single, dry run", "batch, dry run", "single, dry run"),
            ("marks ÷ single transactions of SQLite", "marks, 32 clients", "single transactions of SQLite"),
            ("single ÷ rspamd", "single", "rspamd, Bayes only"),
        ]
        print("\n| ratio | of medians | least to most of one turn |\n| --- | --- | --- |")
        for title, one, other in ratios:
            if one in self.rates and other in self.rates:
                each = [a / b for a, b in zip(self.rates[one], self.rates[other])]
                print(f"| {title} | {self.median(one) / self.median(other):.2f} | {min(each):.2f} to {max(each):.2f} |")
        for row in list(tails)[1:]:
            print(f"| p99 {row} ÷ alone | {tails[row] / tails['alone']:.2f} | |")


def turn(figures, bare, judging, marking, rspamd, scripts, folder):
    """Loads one server after the other."""
    run = load.wrk
    figures.rate("bare server", bare, run(bare, scripts.single(dry=False), SECONDS, CONNECTIONS))
    most = figures.rate("single", judging, run(judging, scripts.single(dry=False), SECONDS, CONNECTIONS))
    servers.settle(judging)
    figures.rate("single, dry run", judging, run(judging, scripts.single(dry=True), SECONDS, CONNECTIONS))
    figures.rate("batch", judging, run(judging, scripts.batch(LINES, dry=False), SECONDS, 4), LINES)
    servers.settle(judging)
    figures.rate("batch, dry run", judging, run(judging, scripts.batch(LINES, dry=True), SECONDS, 4), LINES)
    servers.settle(judging)
    figures.rates.setdefault("single transactions of SQLite", []).append(fsyncs(folder))
    if scripts.before:
        figures.rate("single, before", scripts.before, run(scripts.before, scripts.single(dry=False), SECONDS, CONNECTIONS))
        servers.settle(scripts.before)
        figures.rate("single, dry run, before", scripts.before, run(scripts.before, scripts.single(dry=True), SECONDS, CONNECTIONS))
    marks = run(marking, scripts.marks(figures.marks), SECONDS, CONNECTIONS)
    figures.marks += marks.requests
    figures.rate("marks, 32 clients", marking, marks)
    servers.settle(marking)
    if rspamd:
        figures.rate("rspamd, Bayes only", rspamd, run(rspamd, scripts.rspamd(), SECONDS, CONNECTIONS))
    paced = scripts.single(dry=False, pause=CONNECTIONS / (most / 2))
    measured = figures.latencies
    measured.setdefault("alone", []).append(run(marking, paced, 3, CONNECTIONS))
    with load.Marks(marking, scripts.changes, 100):
        measured.setdefault("with 100 marks a second", []).append(run(marking, paced, 3, CONNECTIONS))
        with load.Retrains(marking):
            measured.setdefault("with 100 marks a second and a retrain", []).append(run(marking, paced, 3, CONNECTIONS))
    servers.settle(marking)


def main():
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not shutil.which("wrk"):
        raise SystemExit("wrk is needed: apt-get install wrk")
    figures = Figures()
    with tempfile.TemporaryDirectory(dir=os.environ.get("FOLDER")) as folder, servers.Running() as running:
        bare = running.bare()
        judging, marking = running.hamlet(folder, "judging"), running.hamlet(folder, "marking")
        rspamd = running.rspamd(folder)
        scripts = load.Scripts(folder)
        scripts.before = running.hamlet(folder, "before", "BEFORE") if "BEFORE" in os.environ else None
        scripts.ids = load.record(marking, IDS)
        scripts.changes = itertools.cycle(load.changes(scripts.ids[1::2]))
        for _ in range(turns):
            turn(figures, bare, judging, marking, rspamd, scripts, folder)
    figures.print()
    figures.print_ratios()


if __name__ == "__main__":
    main()
