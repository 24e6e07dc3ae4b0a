#!/usr/bin/env python3
"""Brings faults upon the files of a running daemon, and expects it to go on, to say so, and to recover by itself.

Each fault is real: a full file system, a disk that fails (by a library between SQLite and the system), files that
may not be written, a lock of another process, a write-ahead log that is cut, pages that are overwritten, a
database that is moved away or replaced. A fault that this machine cannot have (no right to mount, no file
attributes, no C compiler) is named as skipped; with `--no-skips` that is a failure, unless `--may-skip` names it.

Clients of the Akismet protocol ask and report under each fault as well: a check is answered with a verdict, or so that
the comment is held, and a report is not thanked for unless it is on disk.

HAMLET names the program. Run it as root, or where user namespaces are allowed, for the file system that is full.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse

from daemon import Connection, Daemon, expect_model_of_rebuild, expect_sound, program, run, table
from ledger import Ledger, Sent

PAGE = 4096
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
THANKS = b"Thanks for making the web a better place."


class Skipped(Exception):
    """This machine cannot have the fault."""


class Site:
    """A daemon with some marks, and what it was told and answered since."""

    def __init__(self, hamlet, folder, environment=None):
        self.hamlet, self.environment = hamlet, environment
        self.database = os.path.join(folder, "hamlet.sqlite")
        self.daemon = None
        self.ledger = Ledger()
        self.numbers = iter(range(1_000_000))
        self.recorded = []
        self.reported = []
        self.statuses = {}

    async def start(self):
        self.daemon = Daemon(self.hamlet, self.database, self.environment)
        await self.daemon.start()
        # It may have no model yet: then the comment is held.
        await self.check_as_akismet(must_judge=False)
        await self.daemon.ready()

    async def judge(self, count):
        """Verdicts must come whatever happens to the database."""
        connection = Connection(self.daemon.port)
        for _ in range(count):
            text = f"comment {next(self.numbers)} " + "about the third paragraph of the recipe " * 8
            status, body = await connection.request("POST", "/v1/comments", {"content": text})
            assert status == 200 and "probability" in body, (status, body)
            self.recorded.append(body["id"])
        connection.close()

    async def call_akismet(self, name, text, more=""):
        """The status, the body and the headers of an answer to a client of the Akismet protocol."""
        fields = {"api_key": "0123456789ab", "blog": "https://blog.example", "comment_content": text}
        connection = Connection(self.daemon.port)
        payload = (urllib.parse.urlencode(fields) + more).encode()
        status, body = await connection.exchange("POST", f"/1.1/{name}", payload)
        connection.close()
        return status, body, connection.headers

    async def check_as_akismet(self, must_judge=True):
        """A check and a second one of the same comment: a verdict, or the answer on which WordPress holds the comment."""
        text = f"checked {next(self.numbers)} " + "about the fourth paragraph of the recipe " * 8
        for more in ("", "&recheck_reason=retry"):
            status, body, headers = await self.call_akismet("comment-check", text, more)
            guid = headers.get("x-akismet-guid", "")
            assert status == 200 and len(guid) == 32 and int(guid, 16) >= 0, (status, body, headers)
            if "x-akismet-error" in headers:
                assert not must_judge and body == b"false" and headers["x-akismet-error"], (body, headers)
            else:
                assert body == (b"true" if headers["x-hamlet-verdict"] == "spam" else b"false"), (body, headers)
                number = int(guid, 16)
                self.recorded.append("".join(DIGITS[number >> shift & 31] for shift in range(125, -1, -5)))

    async def report(self):
        """Reports a comment that was never judged as spam; the status of the answer."""
        text = f"reported {next(self.numbers)} " + "cheap watches and money " * 8
        status, body, _ = await self.call_akismet("submit-spam", text)
        assert (body == THANKS) == (status == 200), (status, body)
        self.ledger.unanswered.append(Sent("spam", text=text))
        if status == 200:
            self.reported.append(text)
        return status

    def expect_reported(self):
        """Every report that was thanked for is in the database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            there = {text for (text,) in connection.execute("SELECT content FROM comment WHERE label = 1")}
        assert self.reported and there.issuperset(self.reported), set(self.reported) - there

    async def mark(self, label="spam"):
        """Marks a comment that was never judged; the status of the answer."""
        text = f"marked {next(self.numbers)} " + "cheap watches and money " * 8
        connection = Connection(self.daemon.port)
        body = {"comment": {"content": text}, "label": label}
        status, answer = await connection.request("POST", "/v1/labels", body)
        connection.close()
        sent = Sent(label, text=text)
        self.ledger.answered(sent, status, answer)
        if status != 200:
            # A commit that failed may still be found by a restart: it was not acknowledged, and is there wholly or not.
            self.ledger.unanswered.append(sent)
            assert answer["type"] == "urn:hamlet:problem:store-unavailable", answer
            self.statuses[status] = self.statuses.get(status, 0) + 1
        return status

    async def mark_known(self, id, label):
        """Marks a comment by its id; the status of the answer."""
        connection = Connection(self.daemon.port)
        status, answer = await connection.request("PUT", f"/v1/comments/{id}/label", {"label": label})
        connection.close()
        sent = Sent(label, id=id)
        self.ledger.answered(sent, status, answer)
        if status != 200:
            self.ledger.unanswered.append(sent)
            self.statuses[status] = self.statuses.get(status, 0) + 1
        return status

    async def fill(self):
        """Comments and marks, all in the database file."""
        await self.judge(300)
        for number in range(40):
            assert await self.mark("spam" if number % 2 else "ham") == 200
        await self.expect_recorded()
        self.empty_log()

    async def mark_many(self, count):
        for _ in range(count):
            assert await self.mark() == 200

    async def cut_log(self, share, running):
        """Leaves a part of the write-ahead log, while the daemon runs or after it was killed."""
        if not running:
            await self.daemon.kill()
        log = self.database + "-wal"
        os.truncate(log, int(os.path.getsize(log) * share))

    def empty_log(self):
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert busy == 0

    async def expect_recorded(self, seconds=60):
        """Every comment that was given an id is in the database in the end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
                there = {id for (id,) in connection.execute("SELECT id FROM comment")}
            if there.issuperset(self.recorded):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{len(set(self.recorded) - there)} comments were not recorded; log {self.daemon.log}")

    async def until_refused(self, tries=2000):
        """Marks until one is refused; the status."""
        for _ in range(tries):
            if (status := await self.mark()) != 200:
                return status
        raise AssertionError(f"{tries} marks went through")

    async def expect_all_kept(self):
        """Nothing acknowledged is lost, now and after the process is killed; both models are those of a rebuild."""
        self.ledger.compare(self.database)
        expect_sound(self.database)
        await expect_model_of_rebuild(self.hamlet, self.database, self.daemon.port)
        await self.daemon.kill()
        await self.start()
        self.ledger.compare(self.database)
        expect_sound(self.database)
        await expect_model_of_rebuild(self.hamlet, self.database, self.daemon.port)


async def bear(site, words, refused, seconds=60):
    """What must hold while a fault lasts: marks are refused, readiness is red and says why, verdicts go on."""
    status = await site.until_refused()
    assert status in refused, f"{status}, not one of {refused}; log {site.daemon.log}"
    red = await site.daemon.ready(503, seconds)
    assert red["type"] == "urn:hamlet:problem:store-unavailable" and words in red["detail"], red
    await site.judge(200)
    await site.mark()
    await site.check_as_akismet()
    status = await site.report()
    assert status in refused, f"a report was answered with {status}; log {site.daemon.log}"
    return red["detail"].split(".")[0]


async def recover(site):
    """What must hold when the cause is gone: all by itself marks are taken and the comments that waited are written."""
    begun = time.monotonic()
    await site.daemon.ready(200, 60)
    duration = time.monotonic() - begun
    assert await site.mark() == 200
    site.reported = []
    assert await site.report() == 200
    await site.expect_recorded()
    await site.expect_all_kept()
    site.expect_reported()
    return f"{duration:.1f} s"


async def full_disk(hamlet, folder):
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True).returncode:
        raise Skipped("no file system may be mounted")
    try:
        site = Site(hamlet, disk)
        await site.start()
        await site.fill()
        old = await new_model_file(site, None)
        with contextlib.suppress(OSError), open(os.path.join(disk, "filler"), "wb", buffering=0) as file:
            while True:
                file.write(bytes(PAGE))
        said = await bear(site, "disk is full", [507])
        assert model_file(site) == old, "the model file was touched"
        os.remove(os.path.join(disk, "filler"))
        recovered = await recover(site)
        await new_model_file(site, old)
        yield site, said, recovered
        await site.daemon.kill()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def failing_library(folder):
    """The environment of a disk that can fail, and the file that says what fails."""
    library, switch = os.path.join(folder, "failing_disk.so"), os.path.join(folder, "fails")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "failing_disk.c")
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        raise Skipped("there is no C compiler")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": library, "FAILING_DISK": switch}, switch


async def failing_disk(hamlet, folder):
    environment, switch = failing_library(folder)
    for word, name in (("all", "writes fail"), ("sync", "only syncs fail")):
        home = os.path.join(folder, word)
        os.mkdir(home)
        site = Site(hamlet, home, environment)
        await site.start()
        await site.fill()
        with open(switch, "w") as file:
            file.write(word)
        said = await bear(site, "could not be read or written", [503])
        os.remove(switch)
        yield site, f"{said} ({name})", await recover(site)


async def until_logged(site, words, seconds=60):
    """Returns when the service has logged some words; how often it did."""
    end = time.monotonic() + seconds
    while not (count := sum(words in line for line in site.daemon.log)):
        assert time.monotonic() < end, f"“{words}” was not logged: {site.daemon.log}"
        await asyncio.sleep(0.05)
    return count


async def new_model_file(site, old, seconds=60):
    """Has the model refitted; the bytes of the model file as soon as they are others than the old ones."""
    await refit(site)
    end = time.monotonic() + seconds
    while (now := model_file(site)) == old:
        assert time.monotonic() < end, f"the model file was not written; log {site.daemon.log}"
        await asyncio.sleep(0.05)
    return now


async def refit(site):
    connection = Connection(site.daemon.port)
    status, answer = await connection.request("POST", "/v1/model/retrain?force=true")
    connection.close()
    assert status == 200 and answer["in_force"], (status, answer)


def model_file(site):
    """The bytes of the model file; none if it is not there."""
    with contextlib.suppress(FileNotFoundError), open(site.database + "-model", "rb") as file:
        return file.read()
    return None


async def failing_model_file(hamlet, folder):
    environment, switch = failing_library(folder)
    home = os.path.join(folder, "home")
    os.mkdir(home)
    site = Site(hamlet, home, environment)
    await site.start()
    await site.fill()
    old = await new_model_file(site, None)
    with open(switch, "w") as file:
        file.write("model")
    await site.mark_many(20)
    await refit(site)
    await until_logged(site, "The model file cannot be written; the one before stays.")
    # Marks and verdicts go on, and the file of before is whole: it waits beside a log that went on.
    await site.mark_many(20)
    await site.judge(200)
    await site.daemon.ready(200, 0.1)
    assert model_file(site) == old, "the old model file was touched"
    await expect_model_of_rebuild(hamlet, site.database, site.daemon.port)
    assert await until_logged(site, "The model file cannot be written") == 1, site.daemon.log
    begun = time.monotonic()
    os.remove(switch)
    await until_logged(site, "The model file is written again.")
    duration = f"{time.monotonic() - begun:.1f} s"
    assert model_file(site) != old, "the model file was not written"
    left = [name for name in os.listdir(home) if ".partial" in name]
    assert not left, left
    await site.expect_recorded()
    await site.expect_all_kept()
    yield site, "nothing: it costs time at the next start alone", duration


async def read_only(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    files = [site.database + ending for ending in ("", "-wal", "-shm")]
    if subprocess.run(["chattr", "+i", *files], capture_output=True).returncode:
        await site.daemon.kill()
        raise Skipped("no file may be made immutable")
    try:
        said = await bear(site, "read-only", [503])
    finally:
        subprocess.run(["chattr", "-i", *files], check=True)
    yield site, said, await recover(site)


async def locked(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    with contextlib.closing(sqlite3.connect(site.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = await bear(site, "locked", [503])
        other.execute("ROLLBACK")
    yield site, said, await recover(site)


async def moved_away(hamlet, folder):
    for ending, name in (("", "database"), ("-wal", "write-ahead log")):
        home = os.path.join(folder, name)
        os.mkdir(home)
        site = Site(hamlet, home)
        await site.start()
        await site.fill()
        os.rename(site.database + ending, site.database + ".away")
        said = await bear(site, "deleted or replaced", [503])
        with contextlib.suppress(FileNotFoundError):
            os.remove(site.database + ending)
        os.rename(site.database + ".away", site.database + ending)
        yield site, f"{said} ({name})", await recover(site)


async def replaced(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    backup = os.path.join(folder, "backup.sqlite")
    with contextlib.closing(sqlite3.connect(site.database)) as source:
        with contextlib.closing(sqlite3.connect(backup)) as copy:
            source.backup(copy)
    in_backup = Ledger(list(site.ledger.acknowledged))
    await site.mark_many(20)
    old = os.path.join(folder, "old.sqlite")
    os.link(site.database, old)
    os.replace(backup, site.database)
    said = await bear(site, "deleted or replaced", [503])
    assert await site.daemon.stop() == 0, site.daemon.log
    # The old database with its own log holds everything, and the new one what the backup held.
    os.rename(site.database + "-wal.of-replaced", old + "-wal")
    sqlite3.connect(old).execute("SELECT count(*) FROM comment").fetchone()
    site.ledger.compare(old)
    expect_sound(old)
    await site.start()
    site.ledger = in_backup
    site.recorded = []
    yield site, said, "a restart; " + await recover(site)


async def until_copied(database):
    """Returns when everything in the write-ahead log is in the database as well: so says its index."""
    for _ in range(1000):
        with open(database + "-shm", "rb") as index:
            header = index.read(100)
        last, copied = struct.unpack_from("=I", header, 16)[0], struct.unpack_from("=I", header, 96)[0]
        if last == copied:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the write-ahead log was not copied")


async def sites_to_cut(hamlet, folder, shares):
    """A filled site for each way to cut: how much is left, and whether the daemon runs."""
    for share in shares:
        for running in (True, False):
            home = os.path.join(folder, f"{share} {running}")
            os.mkdir(home)
            site = Site(hamlet, home)
            await site.start()
            await site.fill()
            yield site, share, running


async def cut_copied_log(hamlet, folder):
    # Not to a part: SQLite takes the older pages in what is left for newer than those in the database.
    async for site, share, running in sites_to_cut(hamlet, folder, [0]):
        await site.mark_many(40)
        await until_copied(site.database)
        await site.cut_log(share, running)
        if not running:
            await site.start()
        yield site, "nothing" if running else "nothing: it was not running", await recover(site)


async def cut_log(hamlet, folder):
    async for site, share, running in sites_to_cut(hamlet, folder, [0, 0.5]):
        kept = Ledger(list(site.ledger.acknowledged))
        with contextlib.closing(sqlite3.connect(site.database, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM feedback").fetchone()
            await site.mark_many(40)
            await site.cut_log(share, running)
        said = "nothing: it was not running"
        if running:
            before = len(site.ledger.acknowledged)
            said = await bear(site, "damaged", [503])
            assert len(site.ledger.acknowledged) == before, "a mark was acknowledged into the cut log"
            await site.daemon.kill()
        # What stood in the cut part alone is gone with it; what is left must hold together.
        site.recorded = []
        last = last_revision(site.database)
        cut = [mark for mark in site.ledger.acknowledged if mark.revision > last]
        assert len(cut) <= 40 and not any(mark in cut for mark in kept.acknowledged)
        site.ledger.acknowledged = [mark for mark in site.ledger.acknowledged if mark.revision <= last]
        await site.start()
        lost = f"{len(cut)} of 40 that stood in the cut part alone"
        yield site, said, "a restart; " + await recover(site), lost


def last_revision(database):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT coalesce(max(revision), 0) FROM feedback").fetchone()[0]


async def damaged_pages(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    await site.daemon.kill()
    await site.start()
    site.empty_log()
    whole = open(site.database, "rb").read()
    overwrite(site.database, whole[:PAGE] + b"\xaa" * (len(whole) - PAGE))
    for id in site.recorded[:20]:
        await site.mark_known(id, "ham")
    said = await bear(site, "damaged", [503])
    overwrite(site.database, whole)
    yield site, said, await recover(site)


async def damaged_page(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    await site.daemon.kill()
    await site.start()
    site.empty_log()
    # One in the middle: most marks do not need it, and what does not need it goes on.
    offset = os.path.getsize(site.database) // PAGE // 2 * PAGE
    with open(site.database, "rb") as file:
        file.seek(offset)
        whole = file.read(PAGE)
    bad = b"\xaa" * PAGE
    overwrite(site.database, bad, offset)
    await site.mark_many(10)
    await site.daemon.ready(200, 0.1)
    for id in site.recorded:
        if (status := await site.mark_known(id, "ham")) != 200:
            break
    assert status == 503, "no comment stood in the damaged page"
    said = await bear(site, "damaged", [503])
    with open(site.database, "rb") as file:
        file.seek(offset)
        assert file.read(PAGE) == bad, "the damaged page was written to"
    overwrite(site.database, whole, offset)
    yield site, said, await recover(site)


async def damaged_at_start(hamlet, folder):
    site = Site(hamlet, folder)
    await site.start()
    await site.fill()
    assert await site.daemon.stop() == 0
    whole = open(site.database, "rb").read()
    overwrite(site.database, whole[:PAGE] + b"\xaa" * (len(whole) - PAGE))
    code, _, errors = await asyncio.wait_for(
        run(hamlet, "serve", "--port", "0", "--starter-folder", "none", "--database", site.database), 60
    )
    assert code == 65 and errors.count("\n") == 1 and "restore a backup" in errors, (code, errors)
    overwrite(site.database, whole)
    await site.start()
    yield site, f"exit code {code}: restore a backup", "a start; " + await recover(site)


def overwrite(path, content, offset=0):
    """Writes into the file that is there, as a failing disk does."""
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(content)
        os.fsync(file.fileno())


FAULTS = [
    ("the disk is full", full_disk),
    ("the disk fails (EIO)", failing_disk),
    ("the model file cannot be written (EIO)", failing_model_file),
    ("the files may not be written", read_only),
    ("another process holds the lock", locked),
    ("a file is moved away, and put back", moved_away),
    ("the database is replaced by a backup", replaced),
    ("the write-ahead log is cut to nothing", cut_copied_log),
    ("the same, while a reader keeps the log from being copied", cut_log),
    ("pages are overwritten, and restored", damaged_pages),
    ("one page is overwritten, and restored", damaged_page),
    ("pages are overwritten before the start", damaged_at_start),
]


async def main():
    names = [fault.__name__ for _, fault in FAULTS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"one of {', '.join(names)}; all of them without")
    parser.add_argument("--no-skips", action="store_true", help="a fault that this machine cannot have is a failure")
    parser.add_argument("--may-skip", action="append", default=[], choices=names, help="but not if it is this one")
    arguments = parser.parse_args()
    if unknown := set(arguments.faults).difference(names):
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    rows, missed = [], []
    for name, fault in FAULTS:
        if arguments.faults and fault.__name__ not in arguments.faults:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                async for site, said, recovered, *lost in fault(program(), folder):
                    refused = ", ".join(f"{count} × {status}" for status, count in sorted(site.statuses.items()))
                    rows.append([name, refused or "none", said, recovered, *(lost or [0])])
                    print(f"ok  {name}: {said}; {recovered}", flush=True)
                    await site.daemon.kill()
            except Skipped as reason:
                rows.append([name, "skipped", reason, "", ""])
                if arguments.no_skips and fault.__name__ not in arguments.may_skip:
                    missed.append(f"{fault.__name__}: {reason}")
    table(
        "Faults under a running service; every verdict was answered with 200",
        ["fault", "marks refused", "`/readyz` said", "ready again after", "acknowledged marks lost"],
        rows,
    )
    if missed:
        raise SystemExit(f"skipped: {'; '.join(missed)}")


if __name__ == "__main__":
    # In a mount namespace of its own nothing stays mounted, whatever ends the process.
    if "FAULTS_INSIDE" not in os.environ:
        os.environ["FAULTS_INSIDE"] = "1"
        for options in (["-m"], ["-U", "-r", "-m"]):
            if subprocess.run(["unshare", *options, "true"], capture_output=True).returncode == 0:
                os.execvp("unshare", ["unshare", *options, sys.executable, *sys.argv])
    asyncio.run(main())
