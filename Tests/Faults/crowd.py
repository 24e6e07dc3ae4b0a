#!/usr/bin/env python3
"""A thousand requests at once to two services of one database, and the command line beside them: the same comments,
different ones, marks and marks taken back.

Every request has a connection of its own, which is open before the first one is sent. Afterwards the labels must
be those of the last acknowledged mark of each comment, and the model in force in both services that of a rebuild:
its verdicts, its comments of both kinds, its features and its digest.

HAMLET names the program.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import tempfile

from daemon import (
    Connection, Daemon, expect_model_of_rebuild, expect_same_model, expect_sound, expect_totals_of_rebuild, program, run, table
)
from kills import WORDS
from ledger import Ledger, Sent


async def mark(connection, ledger, sent):
    path = f"/v1/comments/{sent.id}/label"
    if sent.label is None:
        status, body = await connection.request("DELETE", path)
    else:
        status, body = await connection.request("PUT", path, {"label": sent.label})
    assert status == 200, (status, body)
    ledger.answered(sent, status, body)


async def mark_by_command(hamlet, database, ledger, label, ids):
    """One process that marks many comments; it is one of several, and the service is another."""
    words = ["unmark"] if label is None else ["mark", label]
    code, output, errors = await run(hamlet, *words, *ids, "--json", "--database", database)
    assert code == 0, errors
    for id, line in zip(ids, output.splitlines(), strict=True):
        ledger.answered(Sent(label, id=id), 200, json.loads(line))


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--comments", type=int, default=100)
    parser.add_argument("--processes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1603)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    hamlet, chance, ledger = program(), random.Random(arguments.seed), Ledger()
    with tempfile.TemporaryDirectory() as folder:
        # All at once is what is tried here; by itself the service would send most of them away.
        room = {"HAMLET_REQUESTS_IN_FLIGHT": str(2 * arguments.requests)}
        daemon = Daemon(hamlet, os.path.join(folder, "hamlet.sqlite"), room)
        second = Daemon(hamlet, daemon.database, room)
        ports = []
        for one in (daemon, second):
            await one.start()
            await one.ready()
            ports.append(one.port)
        first, ids = Connection(daemon.port), []
        for number in range(arguments.comments):
            text = f"{' '.join(chance.choices(WORDS, k=6))} {number}"
            ids.append((await first.request("POST", "/v1/comments", {"content": text}))[1]["id"])
            # Looking it up puts it on disk, where the command line finds it.
            assert (await first.request("GET", f"/v1/comments/{ids[-1]}"))[0] == 200
        connections = [Connection(ports[number % 2]) for number in range(arguments.requests)]
        for connection in connections:
            assert (await connection.request("GET", "/livez"))[0] == 200

        labels = ["spam", "ham", None]
        await asyncio.gather(
            *(
                mark(connection, ledger, Sent(chance.choice(labels), id=chance.choice(ids)))
                for connection in connections
            ),
            *(
                mark_by_command(hamlet, daemon.database, ledger, labels[number % 3], chance.sample(ids, 30))
                for number in range(arguments.processes)
            ),
        )
        for connection in connections:
            connection.close()
        assert ledger.compare(daemon.database) == 0
        expect_sound(daemon.database)
        for port in ports:
            await expect_model_of_rebuild(hamlet, daemon.database, port)
        await expect_same_model(ports)
        totals = await expect_totals_of_rebuild(hamlet, daemon.database, daemon.port)
        ledger.expect_to_notice_damage(daemon.database)
        await daemon.kill()
        await second.kill()
    table("A thousand requests at once, and the command line beside them", ["what", "how many"], [
        ["requests at once to two services, each over its own connection", arguments.requests],
        ["processes of the command line at the same time", arguments.processes],
        ["marks acknowledged", len(ledger.acknowledged)],
        ["of these, marks that changed a label", sum(mark.changed for mark in ledger.acknowledged)],
        ["acknowledged marks lost, doubled or half-applied", 0],
        ["spam, ham, features and digest of both models, as of a rebuild",
         f"{totals['spam']}, {totals['ham']}, {totals['features']}, {totals['digest']}"],
    ])


if __name__ == "__main__":
    asyncio.run(main())
