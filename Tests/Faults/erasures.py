#!/usr/bin/env python3
"""Kills `hamlet forget` at random moments, and behind its commit: nothing of it has happened, or all; and run again it
leaves no trace.

The database holds marked comments of one author among those of others. Every try begins with the same files, is
killed after a part of the time that a whole run takes, every second one near its end, and is compared with the
database before and after. Further tries are killed when the refit stands in the log, at once or some milliseconds
later: all must have happened. Then the command is run again: the comments are gone, the model is that of a database
that lost them in one go, and that the receipt names, and none of their words stands in any file beside the database.

HAMLET names the program. `--rounds` and `--behind` say how often.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time

from daemon import Connection, Daemon, program, run, table
from retrains import HAM, SPAM, ends, kill_behind_commit, moment, state

AUTHOR = "quetzalcoatl@mail.example"
WORD = "quetzalquartz"


async def teach(hamlet, database, comments):
    """A dataset in which every fourth comment is by the author who goes, marks of the same author, and a model file."""
    source = os.path.join(os.path.dirname(database), "taught.jsonl")
    chance = random.Random(1)
    with open(source, "w") as file:
        for number in range(comments):
            words, label = ((SPAM, "spam"), (HAM, "ham"))[number % 2]
            text = f"{' '.join(chance.choices(words, k=8))} {number}"
            row = {"content": text, "label": label, "author_email": f"somebody{number}@mail.example"}
            if number % 4 == 0:
                row |= {"content": f"{text} {WORD}{number}", "author": WORD, "author_email": AUTHOR}
            file.write(json.dumps(row) + "\n")
    code, _, errors = await run(hamlet, "retrain", source, "--starter-folder", "none", "--database", database)
    assert code == 0, errors
    daemon = Daemon(hamlet, database)
    await daemon.start()
    await daemon.ready()
    connection = Connection(daemon.port)
    for number in range(4):
        comment = {"content": f"never judged {WORD} {number}", "author_email": AUTHOR}
        status, answer = await connection.request("POST", "/v1/labels", {"comment": comment, "label": "spam"})
        assert status == 200, (status, answer)
    connection.close()
    assert await daemon.stop() == 0, daemon.log
    os.remove(source)


def traces(database):
    """The files of the database's folder in which a word of the author stands."""
    folder = os.path.dirname(database)
    found = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            if b"quetzal" in file.read().lower():
                found.append(name)
    return found


def receipts(database):
    """How many comments the record of erasures says went, how many erasures removed any, and to which model the last led."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        removed = connection.execute("SELECT coalesce(sum(comments), 0), count(*) FROM erasure WHERE comments > 0").fetchone()
        (digest,) = connection.execute("SELECT digestAfter FROM erasure ORDER BY id DESC LIMIT 1").fetchone()
    return *removed, f"{digest & (1 << 64) - 1:016x}"


def command(hamlet, database):
    return hamlet, "forget", "--email", AUTHOR, "--starter-folder", "none", "--database", database


async def forget(hamlet, database, seconds=None):
    return await ends(seconds, *command(hamlet, database))


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--behind", type=int, default=10, help="kills behind the commit")
    parser.add_argument("--comments", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1603)
    arguments = parser.parse_args()
    hamlet, moments = program(), random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:

        def home(name):
            """A copy of the taught database and its model file, in a folder of its own."""
            shutil.copytree(os.path.join(folder, "taught"), os.path.join(folder, name))
            return os.path.join(folder, name, "hamlet.sqlite")

        os.mkdir(os.path.join(folder, "taught"))
        source = os.path.join(folder, "taught", "hamlet.sqlite")
        await teach(hamlet, source, arguments.comments)
        before = await state(hamlet, source)
        assert traces(source), "there is nothing to forget"

        durations = []
        for number in range(3):
            whole = home(f"whole {number}")
            begun = time.monotonic()
            assert await forget(hamlet, whole)
            durations.append(time.monotonic() - begun)
            assert not traces(whole), traces(whole)
        duration, after, (gone, _, digest) = sorted(durations)[1], await state(hamlet, whole), receipts(whole)
        assert after[2][1] == digest, f"the receipt names {digest}, a rebuild leads to {after[2]}"
        assert before != after and gone == arguments.comments // 4 + 4, gone

        counts, killed, unclean, recorded = {"nothing": 0, "all": 0, "ended": 0}, [], 0, 0
        for number in range(arguments.rounds):
            database = home(f"round {number}")
            ended = await forget(hamlet, database, moment(number, duration, moments))
            now = await state(hamlet, database)
            assert now in (before, after), f"half of an erasure: {now}; before {before}; after {after}"
            assert now == after or not ended, "an erasure that ended did not happen"
            counts["ended" if ended else "all" if now == after else "nothing"] += 1
            if not ended:
                killed.append(database)
                unclean += now == after and bool(traces(database))
        for number in range(arguments.behind):
            database = home(f"behind {number}")
            seconds = moments.uniform(0, 0.1) if number else 0
            kill_behind_commit(database, seconds, *command(hamlet, database))
            now = await state(hamlet, database)
            assert now == after, f"{seconds:.3f} s behind the commit: {now}; after {after}"
            killed.append(database)
            unclean += bool(traces(database))
        # All at the end: what a killed run had reserved lapses after some seconds.
        for database in killed:
            assert await forget(hamlet, database), "run again it fails"
            assert await state(hamlet, database) == after
            assert not traces(database), f"words of what was forgotten stand in {traces(database)}"
            assert receipts(database) == (gone, 1, digest), f"receipts of {receipts(database)}, not of {gone} and {digest}"
            recorded += 1
    title = f"`hamlet forget` of {gone} comments among {arguments.comments + 4}, killed within 1.1 times its {duration:.2f} s"
    table(title, ["what", "how many"], [
        ["kills with SIGKILL", len(killed)],
        ["afterwards nothing had happened", counts["nothing"]],
        ["of these, within 0.1 s behind the commit", arguments.behind],
        ["afterwards all had happened", counts["all"] + arguments.behind],
        ["of these, copies of the words were left in the files until it was run again", unclean],
        ["runs that ended before they would have been killed", counts["ended"]],
        ["afterwards a part had happened", 0],
        ["words left in any file after it was run again", 0],
        ["killed and run again, the record of erasures has the removed comments once", recorded],
    ])
    if not counts["nothing"] or not counts["all"] + counts["ended"]:
        raise SystemExit(f"the moments were all on one side of the commit: {counts}")


if __name__ == "__main__":
    asyncio.run(main())
