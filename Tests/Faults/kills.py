#!/usr/bin/env python3
"""Kills the daemon at random moments under load, and compares what it acknowledged with what is there afterwards.

Every round starts the daemon on the database of the round before, sends verdicts, marks, marks taken back and bulk
marks over several connections, and kills it with SIGKILL: while it starts or while it works. Then the daemon is
started again, and everything that was ever acknowledged is compared with the database and with the model; at the
end it is killed once more. Only kills at which at least one request was sent and not answered count.

HAMLET names the program. `--rounds` and `--minutes` say how long; a soak is `--rounds 100000 --minutes 600`.
"""

import argparse
import asyncio
import contextlib
import os
import random
import tempfile
import time
from collections import Counter

from daemon import Connection, Daemon, Lost, expect_model_of_rebuild, expect_sound, program, run, table
from ledger import Ledger, Sent

WORKERS = 6
WORDS = "cheap watches money recipe thanks bridge photo third paragraph argued visit home earn worked follow".split()


class Load:
    """Requests of several connections, until the service is gone."""

    def __init__(self, ledger, seed):
        self.ledger, self.random = ledger, random.Random(seed)
        self.ids = []
        self.verdicts = self.bulk = 0
        self.connections = []

    def text(self):
        return f"{' '.join(self.random.choices(WORDS, k=6))} {self.random.randrange(10_000)}"

    @property
    def is_under_way(self):
        """Whether any request was sent and is not answered."""
        return any(connection.waiting for connection in self.connections)

    async def work(self, port):
        connection = Connection(port)
        self.connections.append(connection)
        with contextlib.suppress(Lost):
            while True:
                await self.step(connection)
        self.connections.remove(connection)
        connection.close()

    async def step(self, connection):
        """One request; half of all go to the newest comments, so that several connections want the same ones."""
        choice = self.random.random()
        pool = self.ids[-20:] if self.random.random() < 0.5 else self.ids
        label = self.random.choice(["spam", "ham"])
        if choice < 0.3 or not self.ids:
            status, body = await connection.request("POST", "/v1/comments", {"content": self.text()})
            if status == 200 and "id" in body:
                self.verdicts += 1
                self.ids.append(body["id"])
        elif choice < 0.65:
            id = self.random.choice(pool)
            await self.mark(connection, Sent(label, id=id), "PUT", f"/v1/comments/{id}/label", {"label": label})
        elif choice < 0.8:
            id = self.random.choice(pool)
            await self.mark(connection, Sent(None, id=id), "DELETE", f"/v1/comments/{id}/label")
        elif choice < 0.9:
            text = self.text()
            body = {"comment": {"content": text}, "label": label}
            await self.mark(connection, Sent(label, text=text), "POST", "/v1/labels", body)
        else:
            await self.mark_many(connection, [self.random.choice(pool) for _ in range(8)], label)

    async def mark(self, connection, sent, method, path, body=None):
        try:
            status, answer = await connection.request(method, path, body)
        except Lost:
            self.ledger.unanswered.append(sent)
            raise
        self.ledger.answered(sent, status, answer)
        if status == 200 and sent.text:
            self.ids.append(answer["id"])

    async def mark_many(self, connection, ids, label):
        sent = [Sent(label, id=id) for id in ids]
        try:
            status, answer = await connection.request("POST", "/v1/labels", {"ids": ids, "label": label})
        except Lost:
            self.ledger.unanswered += sent
            raise
        assert status == 200, (status, answer)
        self.bulk += 1
        for one, result in zip(sent, answer["results"], strict=True):
            if mark := result.get("mark"):
                self.ledger.answered(one, 200, mark)
            else:
                self.ledger.answered(one, result["problem"]["status"], result["problem"])


async def round_of_kills(hamlet, database, load, moments):
    """One life of the daemon, and its end; whether that came while a request was under way."""
    daemon = Daemon(hamlet, database)
    await daemon.start()
    # One in ten dies while it builds its model; marks are taken already.
    if moments.random() >= 0.1:
        await daemon.ready()
    workers = [asyncio.create_task(load.work(daemon.port)) for _ in range(WORKERS)]
    await asyncio.sleep(moments.uniform(0, 0.4))
    is_under_load = load.is_under_way
    await daemon.kill()
    await asyncio.gather(*workers)
    return is_under_load


async def inspect(hamlet, database, load):
    """A new life, in which everything is compared; returns how many unacknowledged marks are there."""
    daemon = Daemon(hamlet, database)
    await daemon.start()
    await daemon.ready()
    extra = load.ledger.compare(database)
    expect_sound(database)
    connection = Connection(daemon.port)
    # Some more marks, so that the model was not only rebuilt but also led on by single steps.
    for _ in range(3):
        text = load.text()
        body = {"comment": {"content": text}, "label": "spam"}
        await load.mark(connection, Sent("spam", text=text), "POST", "/v1/labels", body)
    connection.close()
    await expect_model_of_rebuild(hamlet, database, daemon.port)
    load.ledger.compare(database)
    await daemon.kill()
    return extra


async def kill_service(hamlet, arguments):
    """Round after round; every few of them on a new database, so that the model stays quick to build."""
    moments, end, totals = random.Random(arguments.seed), time.monotonic() + 60 * arguments.minutes, Counter()
    while totals["rounds"] < arguments.rounds and time.monotonic() < end:
        with tempfile.TemporaryDirectory() as folder:
            database = os.path.join(folder, "hamlet.sqlite")
            load, extra = Load(Ledger(), moments.random()), 0
            for _ in range(min(arguments.rounds - totals["rounds"], arguments.rounds_per_database)):
                is_under_load = await round_of_kills(hamlet, database, load, moments)
                extra = await inspect(hamlet, database, load)
                totals.update(rounds=1, kills=int(is_under_load), idle=1 + int(not is_under_load))
                if time.monotonic() > end:
                    break
            load.ledger.expect_to_notice_damage(database)
            totals.update(
                verdicts=load.verdicts,
                bulk=load.bulk,
                acknowledged=len(load.ledger.acknowledged),
                changed=sum(mark.changed for mark in load.ledger.acknowledged),
                refused=load.ledger.refused,
                unanswered=len(load.ledger.unanswered),
                extra=extra,
            )
    return totals


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=110, help="lives of the service under load")
    parser.add_argument("--rounds-per-database", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10, help="no new round is begun after this time")
    parser.add_argument("--fewest", type=int, default=100, help="fewer kills under load than this are a failure")
    parser.add_argument("--seed", type=int, default=1603)
    arguments = parser.parse_args()
    totals = await kill_service(program(), arguments)
    table("The service killed under load", ["what", "how many"], [
        ["kills with SIGKILL while a request was under way", totals["kills"]],
        ["further kills, with none under way", totals["idle"]],
        ["comments judged with an id", totals["verdicts"]],
        ["marks acknowledged", totals["acknowledged"]],
        ["of these, marks that changed a label", totals["changed"]],
        ["requests of many marks", totals["bulk"]],
        ["marks refused while the service started, or of comments that were not on disk yet", totals["refused"]],
        ["marks sent and not acknowledged", totals["unanswered"]],
        ["of these, found wholly in the database", totals["extra"]],
        ["acknowledged marks lost, doubled or half-applied", 0],
        ["comparisons of the model in force with a rebuilt one, to the last bit", totals["rounds"]],
        ["databases with an error of integrity or of a foreign key", 0],
    ])
    if totals["kills"] < arguments.fewest:
        raise SystemExit(f"only {totals['kills']} kills under load in {totals['rounds']} rounds")


if __name__ == "__main__":
    asyncio.run(main())
