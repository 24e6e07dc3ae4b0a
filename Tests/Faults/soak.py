#!/usr/bin/env python3
"""Mixed load over a long time: verdicts, marks, marks taken back, batches, lists, figures, requests that are wrong, keys
that come and go, and refits.

Requests are sent at a steady rate over some connections, with a key. Every answer must be one that its request may
get, and no other 5xx than a 503 that says when to come back; at the end the labels must be those of the
acknowledged marks, the model that of a rebuild, and the memory that of the first half. Exits with 1 when
anything of this does not hold.

HAMLET names the program. `--minutes` says how long.
"""

import argparse
import asyncio
import json
import math
import os
import random
import tempfile
import time
from collections import Counter, deque

from daemon import Connection, Daemon, expect_model_of_rebuild, expect_sound, program, resident, run, table
from kills import WORDS
from ledger import Ledger, Sent

# Marks go to so many comments, over and over: what is learnt stays of one size, and memory with it.
MARKED = 1_000
# The resident set of the last quarter may lie so much above that of the second, in mebibytes and as a share.
GROWTH_MIB, GROWTH = 8, 1.10

WRONG = [
    ("POST", "/v1/comments", b"", 400), ("POST", "/v1/comments", b"{", 400), ("POST", "/v1/comments", b"[]", 422),
    ("POST", "/v1/comments", b'{"content": 3}', 422), ("POST", "/v1/comments", b'{"content": "a\xff"}', 400),
    ("POST", "/v1/comments", b'{"content": "\\ud800"}', 400), ("POST", "/v1/comments", b'{"content": ""}', 422),
    ("POST", "/v1/comments", b"[" * 10_000, 400), ("POST", "/v1/comments", b'{"content": "' + b"a" * (1 << 20), 413),
    ("POST", "/v1/labels", b'{"label": "bacon", "ids": []}', 422), ("GET", "/v1/comments?limit=0", b"", 422),
    ("GET", "/v1/comments?cursor=x", b"", 422), ("GET", "/v1/comments/nothing", b"", 404),
    ("PUT", "/v1/comments/nothing/label", b'{"label": "spam"}', 404), ("PATCH", "/v1/comments", b"", 405),
    ("GET", "/v1/nothing", b"", 404), ("POST", "/v1/erasures", b"{}", 422), ("GET", "/v1/stats?days=x", b"", 422),
]


class Tally:
    """What became of the requests of one kind."""

    def __init__(self):
        self.statuses, self.latencies = Counter(), []

    def at(self, share):
        ordered = sorted(self.latencies)
        return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f}" if ordered else ""


class Soak:
    def __init__(self, hamlet, daemon, key, seed):
        self.hamlet, self.daemon, self.key = hamlet, daemon, key
        self.random, self.ledger = random.Random(seed), Ledger()
        self.tallies, self.unexpected = {}, []
        self.ids, self.marked = deque(maxlen=5_000), []
        self.memory = []

    def text(self):
        return f"{' '.join(self.random.choices(WORDS, k=8))} {self.random.randrange(1_000_000)}"

    async def send(self, connection, kind, method, path, payload=b"", expected=(200,), headers=""):
        """The answer's body if it is a success; what may not be is noted."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        tally, begun = self.tallies.setdefault(kind, Tally()), time.monotonic()
        status, answer = await connection.exchange(method, path, body, headers)
        tally.latencies.append(time.monotonic() - begun)
        tally.statuses[status] += 1
        deliberate = status == 503 and json.loads(answer).get("type", "").endswith(("overloaded", "labels-moving"))
        if status not in expected and not deliberate:
            self.unexpected.append((kind, method, path, body[:80], status, answer[:300]))
        return status, answer

    async def step(self, connection):
        choice = self.random.random()
        if choice < 0.55:
            await self.judge(connection)
        elif choice < 0.70 and self.marked:
            await self.mark(connection)
        elif choice < 0.74:
            await self.mark_new(connection)
        elif choice < 0.78:
            await self.batch(connection)
        elif choice < 0.84:
            order = self.random.choice(["newest", "uncertainty"])
            verdict = self.random.choice(["", "&verdict=unsure", "&label=none"])
            await self.send(connection, "list", "GET", f"/v1/comments?limit=20&order={order}{verdict}")
        elif choice < 0.88 and self.ids:
            await self.send(connection, "look up", "GET", f"/v1/comments/{self.random.choice(self.ids)}")
        elif choice < 0.90:
            path = self.random.choice(["/v1/stats?days=7", "/v1/model", "/metrics", "/readyz", "/openapi.json"])
            await self.send(connection, "figures", "GET", path)
        else:
            method, path, body, status = self.random.choice(WRONG)
            await self.send(connection, "wrong", method, path, body, (status,))
            if status == 413:
                # The rest of such a body is not read, and the connection ends.
                connection.close()

    async def judge(self, connection):
        headers = f"Idempotency-Key: {self.random.randrange(1 << 60)}\r\n" if self.random.random() < 0.1 else ""
        path = "/v1/comments?explain=true" if self.random.random() < 0.2 else "/v1/comments"
        status, answer = await self.send(
            connection, "verdict", "POST", path, {"content": self.text(), "author": "Ophelia"}, headers=headers
        )
        if status == 200 and (id := json.loads(answer).get("id")):
            self.ids.append(id)
            if len(self.marked) < MARKED:
                self.marked.append(id)

    async def mark(self, connection):
        id, label = self.random.choice(self.marked), self.random.choice(["spam", "ham", None])
        path = f"/v1/comments/{id}/label"
        if label:
            status, answer = await self.send(connection, "mark", "PUT", path, {"label": label})
        else:
            status, answer = await self.send(connection, "mark taken back", "DELETE", path)
        self.ledger.answered(Sent(label, id=id), status, json.loads(answer))

    async def mark_new(self, connection):
        text, label = f"taught {self.random.randrange(MARKED)}", self.random.choice(["spam", "ham"])
        body = {"comment": {"content": text}, "label": label}
        status, answer = await self.send(connection, "mark of a new comment", "POST", "/v1/labels", body)
        self.ledger.answered(Sent(label, text=text), status, json.loads(answer))

    async def batch(self, connection):
        texts = [self.text() if place != 7 else None for place in range(20)]
        lines = b"".join(json.dumps({"content": text}).encode() + b"\n" for text in texts)
        status, answer = await self.send(connection, "batch of 20 lines", "POST", "/v1/comments/batch", lines)
        if status == 200:
            answers = [json.loads(line) for line in answer.splitlines()]
            assert [line["line"] for line in answers] == list(range(1, 21)), answer
            assert answers[7]["problem"]["status"] == 422, answers[7]

    async def keys(self, pause):
        """A key is made, opens, is revoked, and opens no more."""
        while True:
            code, secret, errors = await run(
                self.hamlet, "keys", "create", "--role", "check", "--name", "passing", "--json",
                "--database", self.daemon.database,
            )
            assert code == 0, errors
            created = json.loads(secret)
            connection = Connection(self.daemon.port, created["key"])
            await self.send(connection, "with a new key", "GET", "/v1/model")
            code, _, errors = await run(
                self.hamlet, "keys", "revoke", str(created["id"]), "--database", self.daemon.database
            )
            assert code == 0, errors
            await self.send(connection, "with a revoked key", "GET", "/v1/model", expected=(401,))
            connection.close()
            await asyncio.sleep(pause)

    async def refits(self, pause):
        connection = Connection(self.daemon.port, self.key)
        while True:
            await asyncio.sleep(pause)
            await self.send(connection, "retrain", "POST", "/v1/model/retrain?force=true")
            # Until the next one the service would have closed it for its silence.
            connection.close()

    async def watch(self, begun):
        while True:
            self.memory.append((time.monotonic() - begun, resident(self.daemon.process.pid)))
            await asyncio.sleep(1)

    async def paced(self, rate, connections, begun, end):
        """Requests at a steady rate until the end; one that finds no free connection waits for one."""
        free = asyncio.Queue()
        for _ in range(connections):
            free.put_nowait(Connection(self.daemon.port, self.key))

        async def one(connection):
            try:
                await self.step(connection)
            finally:
                free.put_nowait(connection)

        number, under_way = 0, set()
        while (due := begun + number / rate) < end and time.monotonic() < end:
            await asyncio.sleep(max(0, due - time.monotonic()))
            task = asyncio.create_task(one(await free.get()))
            under_way.add(task)
            task.add_done_callback(lambda task: (under_way.discard(task), task.cancelled() or task.result()))
            number += 1
        await asyncio.gather(*under_way)
        while not free.empty():
            free.get_nowait().close()

    def quarter(self, number, seconds):
        values = [mib for at, mib in self.memory if number * seconds / 4 <= at < (number + 1) * seconds / 4]
        return sum(values) / len(values) if values else math.nan


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=150, help="requests a second")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1603)
    arguments = parser.parse_args()
    seconds, hamlet = 60 * arguments.minutes, program()
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "hamlet.sqlite")
        code, output, errors = await run(hamlet, "keys", "create", "--role", "admin", "--json", "--database", database)
        assert code == 0, errors
        key = json.loads(output)["key"]
        daemon = Daemon(hamlet, database)
        await daemon.start()
        await daemon.ready()
        soak, begun = Soak(hamlet, daemon, key, arguments.seed), time.monotonic()
        beside = [
            asyncio.create_task(soak.keys(5)), asyncio.create_task(soak.refits(seconds / 4)),
            asyncio.create_task(soak.watch(begun)),
        ]
        load = asyncio.create_task(
            soak.paced(arguments.rate, arguments.connections, begun, begun + seconds)
        )
        # The others have no end: one that is done has failed, and nothing is learnt from going on.
        await asyncio.wait([load, *beside], return_when=asyncio.FIRST_COMPLETED)
        for task in beside:
            if task.done():
                await task
            task.cancel()
        await load
        await asyncio.gather(*beside, return_exceptions=True)
        assert soak.ledger.compare(database) == 0
        await expect_model_of_rebuild(hamlet, database, daemon.port, key)
        assert await daemon.stop() == 0
        expect_sound(database)
        soak.ledger.expect_to_notice_damage(database)
    report(soak, arguments, seconds)


def report(soak, arguments, seconds):
    def statuses(tally):
        return ", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items()))

    table(
        f"{arguments.minutes:g} minutes of mixed load, {arguments.rate:g} requests a second",
        ["requests", "sent", "answers", "median, ms", "p99, ms", "longest, ms"],
        [[kind, sum(tally.statuses.values()), statuses(tally), tally.at(0.5), tally.at(0.99), tally.at(1)]
         for kind, tally in soak.tallies.items()],
    )
    quarters = [soak.quarter(number, seconds) for number in range(4)]
    errors = sum(
        count for tally in soak.tallies.values() for status, count in tally.statuses.items() if status >= 500
    )
    table("What it came to", ["what", "figure"], [
        ["answers that a request may not get", len(soak.unexpected)],
        ["answers 5xx, each a deliberate 503", errors],
        ["marks acknowledged", len(soak.ledger.acknowledged)],
        ["acknowledged marks lost, doubled or half-applied", 0],
        ["resident memory by quarters of the time, MiB", ", ".join(f"{mib:.0f}" for mib in quarters)],
    ])
    if soak.unexpected:
        raise SystemExit("\n".join(map(str, soak.unexpected[:20])))
    if quarters[3] > max(quarters[1] * GROWTH, quarters[1] + GROWTH_MIB):
        raise SystemExit(f"the memory is not flat: {quarters}")


if __name__ == "__main__":
    asyncio.run(main())
