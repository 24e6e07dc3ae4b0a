#!/usr/bin/env python3
"""Old comments that nobody marked are thrown away while people mark: no mark is lost, and none waits for all of them.

The database is made by `hamlet import` of comments that arrived more than a year ago. The daemon throws them away
in small steps, and marks are sent over several connections until none is left. Then the log, the labels and the
model are compared. How long marks took is printed, not expected.

HAMLET names the program. `--comments` says how many are old. `--labelled` puts as many beside them that are as old and have a
label, which keeps them: the service looks for the others between these.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import sqlite3
import tempfile
import time

from daemon import Connection, Daemon, expect_model_of_rebuild, expect_sound, program, run, table
from kills import WORDS
from ledger import Acknowledged, Ledger, Sent

SENDERS = 4
DAY = 86_400_000
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def comment_id(milliseconds, number):
    """The id of a comment that arrived at a time: the time and a number, in the digits of Crockford."""
    value, text = (milliseconds << 80) | number, ""
    for _ in range(26):
        text, value = DIGITS[value & 31] + text, value >> 5
    return text


def write_export(path, comments, labelled, chance):
    """What `hamlet export` writes of comments, those without a label spread evenly among the others."""
    first, total = int(time.time() * 1000) - 400 * DAY, comments + labelled
    head = {
        "format": "hamlet-export", "version": 1, "exported_at": "2026-01-01T00:00:00.000Z",
        "hash_seed": "0000000000000007", "feature_version": 1, "comments": total,
    }
    with open(path, "w") as file:
        file.write(json.dumps(head) + "\n")
        for number in range(total):
            seconds, milliseconds = divmod(first + number, 1000)
            received = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{milliseconds:03}Z"
            text = f"{' '.join(chance.choices(WORDS, k=12))} {number}"
            row = {"id": comment_id(first + number, number), "received_at": received, "content": text}
            if (number + 1) * comments // total == number * comments // total:
                row |= {"label": chance.choice(["spam", "ham"]), "marked_by": "api", "marked_at": received}
            file.write(json.dumps(row) + "\n")


def old_comments(database):
    """How many comments of the import that have no label are left."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        latest = comment_id(int(time.time() * 1000) - 300 * DAY, 0)
        rows = connection.execute("SELECT count(*) FROM comment WHERE label IS NULL AND id < ?", (latest,))
        return rows.fetchone()[0]


def imported_marks(database):
    """The marks that came with the import, as if they had been acknowledged."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT id, feedback.label, revision FROM feedback JOIN comment ON key = commentKey WHERE kind = 'mark'"
        )
        return [Acknowledged(id, ("ham", "spam")[label], None, revision, True) for id, label, revision in rows]


async def send(port, sender, ledger, is_over, waits):
    """Marks comments that were never judged, one after another, until it is over."""
    connection, number = Connection(port), 0
    while not is_over.is_set():
        number += 1
        label = ("spam", "ham")[number % 2]
        text = f"sender {sender} {number} {WORDS[number % len(WORDS)]}"
        begun = time.monotonic()
        status, answer = await connection.request(
            "POST", "/v1/labels", {"comment": {"content": text}, "label": label}
        )
        waits.append(time.monotonic() - begun)
        assert status == 200, (status, answer)
        ledger.answered(Sent(label, text=text), status, answer)
        await asyncio.sleep(0.05)
    connection.close()


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=10_000)
    parser.add_argument("--labelled", type=int, default=1_000)
    parser.add_argument("--minutes", type=float, default=5, help="old comments that are left after this are a failure")
    arguments = parser.parse_args()
    hamlet, ledger, waits = program(), Ledger(), []
    with tempfile.TemporaryDirectory() as folder:
        database, export = os.path.join(folder, "hamlet.sqlite"), os.path.join(folder, "export.jsonl")
        write_export(export, arguments.comments, arguments.labelled, random.Random(1603))
        code, _, errors = await run(hamlet, "import", export, "--starter-folder", "none", "--database", database)
        assert code == 0, errors
        assert old_comments(database) == arguments.comments, "not all comments were imported"
        ledger.acknowledged += imported_marks(database)
        assert len(ledger.acknowledged) == arguments.labelled, "not all labels were imported"
        daemon, is_over = Daemon(hamlet, database), asyncio.Event()
        await daemon.start()
        # A million labelled comments are learnt in some minutes.
        await daemon.ready(seconds=900)
        begun, acknowledged = time.monotonic(), []
        senders = [asyncio.create_task(send(daemon.port, each, ledger, is_over, waits)) for each in range(SENDERS)]
        while left := old_comments(database):
            if left < arguments.comments:
                acknowledged.append(len(ledger.acknowledged))
            assert time.monotonic() - begun < 60 * arguments.minutes, f"{left} old comments are left"
            assert not any(sender.done() for sender in senders), "marks ended"
            await asyncio.sleep(0.05)
        duration = time.monotonic() - begun
        is_over.set()
        await asyncio.gather(*senders)
        between = acknowledged[-1] - acknowledged[0] if acknowledged else 0
        assert between > 0, "no mark was acknowledged while comments went"
        assert ledger.compare(database) == 0
        expect_sound(database)
        await expect_model_of_rebuild(hamlet, database, daemon.port)
        # The comparison is tried on copies: of a large database they would take longer than all before.
        if arguments.labelled <= 10_000:
            ledger.expect_to_notice_damage(database)
        await daemon.kill()
    waits.sort()
    table("Old comments thrown away while people mark", ["what", "is"], [
        ["comments thrown away", arguments.comments],
        ["labelled ones as old, all kept", arguments.labelled],
        ["that took, s", f"{duration:.1f}"],
        ["marks acknowledged", len(ledger.acknowledged) - arguments.labelled],
        ["of these, while comments went", between],
        ["a mark waited in the median, p99, at the longest, ms",
         ", ".join(f"{1000 * waits[min(len(waits) - 1, int(share * len(waits)))]:.1f}" for share in (0.5, 0.99, 1))],
        ["acknowledged marks lost, doubled or half-applied", 0],
    ])


if __name__ == "__main__":
    asyncio.run(main())
