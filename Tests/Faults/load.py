#!/usr/bin/env python3
"""How long verdicts and marks take before, during and after `hamlet retrain` of real datasets.

Verdicts and marks are sent at a steady rate, whether or not the ones before were answered, to a running daemon; a
command of its own retrains meanwhile, and the daemon follows. The phase "during" ends when the daemon has learnt
what the command wrote. Latencies count from the moment at which a request was due. A request that fails is a
failure of the whole.

HAMLET names the program; the arguments are the datasets.
"""

import argparse
import asyncio
import json
import math
import os
import tempfile
import time

from daemon import Connection, Daemon, Lost, expect_model_of_rebuild, program, run, table
from kills import Load
from ledger import Ledger


class Gauge:
    """Sends requests at a steady rate over some connections, and notes how long the answers took."""

    def __init__(self, port, rate, connections):
        self.rate = rate
        self.idle = asyncio.Queue()
        for _ in range(connections):
            self.idle.put_nowait(Connection(port))
        self.phase = "before"
        self.latencies, self.failures = {}, {}

    async def run(self, request):
        begun, number, under_way = time.monotonic(), 0, set()
        try:
            while True:
                due = begun + number / self.rate
                await asyncio.sleep(max(0, due - time.monotonic()))
                task = asyncio.create_task(self.send(request(number), due))
                under_way.add(task)
                task.add_done_callback(under_way.discard)
                number += 1
        finally:
            await asyncio.gather(*under_way, return_exceptions=True)

    async def send(self, request, due):
        phase = self.phase
        connection = await self.idle.get()
        try:
            status, _ = await connection.request(*request)
        except Lost:
            status = 0
        self.idle.put_nowait(connection)
        self.latencies.setdefault(phase, []).append(time.monotonic() - due)
        if status != 200:
            self.failures[phase] = self.failures.get(phase, 0) + 1

    def row(self, name, phase):
        latencies = sorted(self.latencies.get(phase, [math.nan]))

        def at(share):
            return f"{1000 * latencies[min(len(latencies) - 1, int(share * len(latencies)))]:.1f}"

        return [name, phase, len(latencies), self.failures.get(phase, 0), at(0.5), at(0.99), at(1)]


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="+")
    parser.add_argument("--seconds", type=float, default=20, help="of the phases before and after")
    parser.add_argument("--verdicts", type=float, default=100, help="a second")
    parser.add_argument("--marks", type=float, default=10, help="a second")
    arguments = parser.parse_args()
    hamlet, texts = program(), Load(Ledger(), seed=1603)
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(hamlet, os.path.join(folder, "hamlet.sqlite"))
        await daemon.start()
        await daemon.ready()
        verdicts, marks = Gauge(daemon.port, arguments.verdicts, 16), Gauge(daemon.port, arguments.marks, 16)

        def verdict(_):
            return "POST", "/v1/comments", {"content": texts.text()}

        def mark(number):
            body = {"comment": {"content": texts.text()}, "label": ("spam", "ham")[number % 2]}
            return "POST", "/v1/labels", body

        senders = [asyncio.create_task(verdicts.run(verdict)), asyncio.create_task(marks.run(mark))]
        await asyncio.sleep(arguments.seconds)
        verdicts.phase = marks.phase = "during"
        begun = time.monotonic()
        for dataset in arguments.datasets:
            name = os.path.basename(os.path.dirname(os.path.abspath(dataset)))
            code, output, errors = await run(
                hamlet, "retrain", "--force", "--starter-folder", "none", dataset, "--name", name,
                "--database", daemon.database,
            )
            print((output + errors).strip())
            assert code == 0
        commanded = time.monotonic() - begun
        code, output, _ = await run(hamlet, "stats", "--json", "--database", daemon.database)
        revision, connection = json.loads(output)["revision"], Connection(daemon.port)
        while (await connection.request("GET", "/v1/model"))[1]["revision"] < revision:
            await asyncio.sleep(0.05)
        followed = time.monotonic() - begun
        connection.close()
        verdicts.phase = marks.phase = "after"
        await asyncio.sleep(arguments.seconds)
        for sender in senders:
            sender.cancel()
        await asyncio.gather(*senders, return_exceptions=True)
        await expect_model_of_rebuild(hamlet, daemon.database, daemon.port)
        await daemon.kill()
    table(
        f"{arguments.verdicts:g} verdicts and {arguments.marks:g} marks a second; the commands took {commanded:.1f} s, "
        f"and the model followed after {followed:.1f} s",
        ["request", "phase", "sent", "failed", "median, ms", "p99, ms", "longest, ms"],
        [gauge.row(name, phase) for name, gauge in (("verdict", verdicts), ("mark", marks))
         for phase in ("before", "during", "after")],
    )
    if failed := sum(verdicts.failures.values()) + sum(marks.failures.values()):
        raise SystemExit(f"{failed} requests failed")


if __name__ == "__main__":
    asyncio.run(main())
