#!/usr/bin/env python3
"""Kills `hamlet retrain FILE` at random moments, and behind its commit: nothing of it has happened, or all.

The database already holds an earlier dataset of the same name and marks of people. Every try begins with the same
database, is killed after a part of the time that a whole run takes, and is compared with the database before and
after. Every second moment lies around the end of that time, where the change is committed. Some must find that
nothing had happened and some that all had; the latter may have ended by themselves shortly before.

Further tries are killed when the refit stands in the log, at once or some milliseconds later. They cannot end before,
because nobody takes what they print; all must have happened.

HAMLET names the program. `--rounds` and `--behind` say how often.
"""

import argparse
import asyncio
import contextlib
import fcntl
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from daemon import digest_of_command, digest_of_rebuild, expect_sound, program, run, table, verdicts_of_rebuild

SPAM = "cheap watches money earn casino bonus followers subscribe pills order quick rich".split()
HAM = "recipe thanks bridge photo third paragraph argued song father museum children compiler".split()


def write_dataset(path, rows, seed):
    generator = random.Random(seed)
    with open(path, "w") as file:
        file.write("text,label\n")
        for number in range(rows):
            words, label = ((SPAM, "spam"), (HAM, "ham"))[number % 2]
            file.write(f"{' '.join(generator.choices(words, k=8))} {number},{label}\n")


async def state(hamlet, database):
    """What people see of a database: numbers, datasets, and the model that follows from it, to the last bit.

    With the model file beside it, if one fits, it must be the same model.
    """
    expect_sound(database)
    code, output, errors = await run(hamlet, "stats", "--json", "--database", database)
    assert code == 0, errors
    statistics = json.loads(output)
    # The size may grow by the room that half of a dataset took; it is thrown away later, and used again.
    for name in ("database_bytes", "table_bytes", "bytes_per_day", "free_bytes", "days_left"):
        statistics.pop(name, None)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        datasets = connection.execute("SELECT name FROM dataset WHERE removedAt IS NULL AND fromRevision IS NOT NULL").fetchall()
    connection.close()
    digest = await digest_of_rebuild(hamlet, database)
    assert await digest_of_command(hamlet, database) == digest, f"the model file does not lead to {digest}"
    return statistics, datasets, digest, await verdicts_of_rebuild(hamlet, database)


def moment(number, duration, chance):
    """When to kill the run of a number: anywhere in the time that a whole run takes, and every second one near its end."""
    return chance.uniform(0.8 if number % 2 else 0, 1.1) * duration


def copy(source, target):
    for ending in ("", "-wal", "-shm", "-model", "-model.next"):
        if os.path.exists(target + ending):
            os.remove(target + ending)
        if os.path.exists(source + ending):
            shutil.copy(source + ending, target + ending)


async def ends(seconds, *command):
    """Runs a command, or kills it after some time, if one is given; whether it came to its end."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        return await asyncio.wait_for(process.wait(), seconds) == 0
    except asyncio.TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        return await process.wait() == 0


def full_pipe():
    """A pipe that takes nothing more: whoever prints into it waits."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b" ")
    os.set_blocking(writing, True)
    return reading, writing


def kill_behind_commit(database, seconds, *command):
    """Runs a command until its refit stands in the log, and kills it then, or some time later; it cannot have ended.

    It gives way to a service beside it: its first thread is nicer by 10 at least. Those that libdispatch makes later are so as well
    where it may not set their niceness itself, which it may as root.
    """
    reading, writing = full_pipe()
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as connection:

        def refits():
            return connection.execute("SELECT count(*) FROM feedback WHERE kind = 'refit'").fetchone()[0]

        before, end = refits(), time.monotonic() + 60
        process = subprocess.Popen(command, stdout=writing, stderr=subprocess.DEVNULL)
        try:
            while refits() == before:
                assert process.poll() is None and time.monotonic() < end, "there was no commit"
            niceness = os.getpriority(os.PRIO_PROCESS, process.pid)
            assert niceness >= 10, f"the command is as nice as {niceness}"
            time.sleep(seconds)
        finally:
            process.kill()
            code = process.wait()
            os.close(reading)
            os.close(writing)
    assert code == -signal.SIGKILL, f"the command ended by itself, with {code}"


async def retrain(hamlet, database, dataset, seconds=None):
    return await ends(seconds, hamlet, "retrain", dataset, "--starter-folder", "none", "--database", database)


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--behind", type=int, default=10, help="kills behind the commit")
    parser.add_argument("--rows", type=int, default=400, help="of the dataset")
    parser.add_argument("--seed", type=int, default=1603)
    arguments = parser.parse_args()
    hamlet, moments = program(), random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, database, whole = (os.path.join(folder, name) for name in ("source", "hamlet.sqlite", "whole"))
        dataset = os.path.join(folder, "set.csv")
        write_dataset(dataset, arguments.rows // 2, seed=1)
        assert await retrain(hamlet, source, dataset)
        for word in SPAM:
            code, _, errors = await run(hamlet, "mark", "spam", "--content", f"never judged {word}", "--database", source)
            assert code == 0, errors
        write_dataset(dataset, arguments.rows, seed=2)
        before = await state(hamlet, source)

        durations = []
        for _ in range(3):
            copy(source, whole)
            begun = time.monotonic()
            assert await retrain(hamlet, whole, dataset)
            durations.append(time.monotonic() - begun)
        duration = sorted(durations)[1]
        after = await state(hamlet, whole)
        assert before != after

        counts = {"nothing": 0, "all": 0, "ended": 0}
        for number in range(arguments.rounds):
            copy(source, database)
            ended = await retrain(hamlet, database, dataset, moment(number, duration, moments))
            now = await state(hamlet, database)
            assert now in (before, after), f"half of a dataset: {now}; before {before}; after {after}"
            assert now == after or not ended, "a retrain that ended is not there"
            counts["ended" if ended else "all" if now == after else "nothing"] += 1
        for number in range(arguments.behind):
            copy(source, database)
            # The first at once; a whole run has done everything else in this time, and waits to print.
            seconds = moments.uniform(0, 0.1) if number else 0
            kill_behind_commit(
                database, seconds, hamlet, "retrain", dataset, "--starter-folder", "none", "--database", database
            )
            now = await state(hamlet, database)
            assert now == after, f"{seconds:.3f} s behind the commit: {now}; after {after}"
    title = f"`hamlet retrain` of {arguments.rows} comments, killed within 1.1 times its {duration:.2f} s"
    table(title, ["what", "how many"], [
        ["kills with SIGKILL", counts["nothing"] + counts["all"]],
        ["afterwards nothing had happened", counts["nothing"]],
        ["afterwards all had happened", counts["all"]],
        ["runs that ended before they would have been killed", counts["ended"]],
        ["kills within 0.1 s behind the commit", arguments.behind],
        ["of these, all had happened, to the digest of the model", arguments.behind],
        ["afterwards a part had happened", 0],
    ])
    if not counts["nothing"] or not counts["all"] + counts["ended"]:
        raise SystemExit(f"the moments were all on one side of the commit: {counts}")


if __name__ == "__main__":
    asyncio.run(main())
