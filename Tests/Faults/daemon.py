"""The program under test: a daemon that can be killed, and connections to it."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sqlite3
import tempfile
import time


class Lost(Exception):
    """The connection ended before an answer arrived."""


class Connection:
    """One connection that is kept open, for one request at a time."""

    def __init__(self, port, key=None):
        self.port, self.key = port, key
        self.reader = self.writer = None
        self.waiting = False
        # The headers of the last answer, their names in lower case.
        self.headers = {}

    async def request(self, method, path, body=None):
        """The status and the decoded body of the answer; `Lost` if none came."""
        status, text = await self.exchange(method, path, b"" if body is None else json.dumps(body).encode())
        return status, json.loads(text)

    async def exchange(self, method, path, payload=b"", headers=""):
        """The status and the bytes of the answer; `Lost` if none came. Further headers end with a line break each."""
        try:
            if self.writer is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            if self.key:
                headers += f"Authorization: Bearer {self.key}\r\n"
            head = f"{method} {path} HTTP/1.1\r\nHost: hamlet\r\nContent-Length: {len(payload)}\r\n{headers}\r\n"
            self.writer.write(head.encode() + payload)
            self.waiting = True
            await self.writer.drain()
            lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            pairs = (line.split(": ", 1) for line in lines[1:] if ": " in line)
            self.headers = {name.lower(): value for name, value in pairs}
            length = self.headers.get("content-length")
            text = await self.chunks() if length is None else await self.reader.readexactly(int(length))
            return int(lines[0].split(" ")[1]), text
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            raise Lost() from error
        finally:
            self.waiting = False

    async def chunks(self):
        """A body that is sent in pieces."""
        text = b""
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            text += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readexactly(2)
        return text

    def close(self):
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class Daemon:
    """`hamlet serve` on a port that the system chooses, without starter comments."""

    def __init__(self, program, database, environment=None):
        self.program, self.database = program, database
        self.environment = os.environ | (environment or {})
        self.process = None
        self.port = None
        self.log = []
        self.listener = None

    async def start(self):
        """Returns when it listens; it may not be ready yet."""
        # It ends with this script, however that ends.
        self.process = await asyncio.create_subprocess_exec(
            "setpriv", "--pdeathsig", "KILL",
            self.program, "serve", "--port", "0", "--starter-folder", "none", "--database", self.database,
            stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, env=self.environment,
        )
        async for line in self.process.stderr:
            self.log.append(line.decode().rstrip())
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", self.log[-1]):
                self.port = int(found.group(1))
                self.listener = asyncio.create_task(self._listen())
                return
        await self.process.wait()
        raise RuntimeError(f"the service ended with {self.process.returncode}: {self.log}")

    async def _listen(self):
        async for line in self.process.stderr:
            self.log.append(line.decode().rstrip())

    async def ready(self, expected=200, seconds=60):
        """Returns the answer of `/readyz` as soon as it has the expected status."""
        connection = Connection(self.port)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status, body = await connection.request("GET", "/readyz")
            if status == expected:
                connection.close()
                return body
            await asyncio.sleep(0.01)
        raise RuntimeError(f"/readyz did not answer {expected} in {seconds} s; last {status} {body}; log {self.log}")

    async def kill(self):
        """SIGKILL: nothing of the process runs after this."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        if self.listener:
            await self.listener

    async def stop(self):
        """SIGTERM; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(self.process.wait(), 60)
        if self.listener:
            await self.listener
        return code


async def run(program, *arguments):
    """Runs a command to its end; its exit code, its output and its errors."""
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, errors = await process.communicate()
    return process.returncode, output.decode(), errors.decode()


PROBES = [
    "cheap watches for sale, visit http://watches.example/buy now",
    "thanks for the recipe, it worked well for us",
    "the bridge in the photo is cheap money",
    "comment 3 about the third paragraph",
]


async def verdicts_of_daemon(port, key=None):
    """What the service in force gives the probes, with the revision it had learnt."""
    connection = Connection(port, key)
    answers = []
    for text in PROBES:
        status, body = await connection.request("POST", "/v1/comments", {"content": text, "dry_run": True})
        assert status == 200, (status, body)
        answers.append((body["revision"], body["probability"]))
    connection.close()
    return answers


@contextlib.contextmanager
def bare_copy(database):
    """A copy of the database in a folder of its own: no model file is beside it, so that its model can only be rebuilt."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy.sqlite")
        with contextlib.closing(sqlite3.connect(database)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield copy


async def model_of_daemon(port, key=None):
    """What the model in force rests on, its bounds and its digest; not its memory, which depends on how it came about."""
    connection = Connection(port, key)
    status, model = await connection.request("GET", "/v1/model?digest=true")
    connection.close()
    assert status == 200, (status, model)
    return {name: value for name, value in model.items() if name != "bytes"}


async def digest_of_rebuild(program, database):
    """The revision and the digest of the model that a process of its own rebuilds from the log."""
    with bare_copy(database) as copy:
        return await digest_of_command(program, copy)


async def digest_of_command(program, database):
    """The revision and the digest of the model that a process of its own finds, in the model file where it fits."""
    code, output, errors = await run(
        program, "stats", "--digest", "--json", "--starter-folder", "none", "--database", database
    )
    assert code == 0, errors
    statistics = json.loads(output)
    return statistics["model_revision"], statistics["digest"]


async def verdicts_of_rebuild(program, database):
    """What a process of its own gives them, which rebuilds the model from the log."""
    with bare_copy(database) as copy:
        probes = copy + ".probes.jsonl"
        with open(probes, "w") as file:
            file.writelines(json.dumps({"content": text}) + "\n" for text in PROBES)
        code, output, errors = await run(
            program, "check", "--json", "--starter-folder", "none", "--database", copy, "--file", probes
        )
    assert code == 0, errors
    return [(answer["revision"], answer["probability"]) for answer in map(json.loads, output.splitlines())]


async def expect_model_of_rebuild(program, database, port, key=None):
    """Expects the model in force and a rebuilt one to agree to the last bit, at one revision of the log.

    Compared are the verdicts on the probes, and the digest of all that the model holds. The service may refit between two
    looks, so a few looks are allowed for the revisions to meet.
    """
    for _ in range(50):
        live = await verdicts_of_daemon(port, key)
        model = await model_of_daemon(port, key)
        rebuilt, digest = await verdicts_of_rebuild(program, database), await digest_of_rebuild(program, database)
        if len({revision for revision, _ in [*live, *rebuilt, digest]} | {model["revision"]}) == 1:
            assert live == rebuilt, f"the models differ at one revision: {live} and {rebuilt}"
            assert digest == (model["revision"], model["digest"]), f"the digests differ: {model} and {digest}"
            return model
    raise AssertionError(f"the revisions do not meet: {live}, {model}, {rebuilt} and {digest}")


async def expect_same_model(ports):
    """Expects services of one database to have the same model, which one of them may have learnt a little later."""
    for _ in range(50):
        models = [await model_of_daemon(port) for port in ports]
        if len({model["revision"] for model in models}) == 1:
            assert all(model == models[0] for model in models), f"the models differ at one revision: {models}"
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the revisions do not meet: {models}")


async def expect_totals_of_rebuild(program, database, port):
    """Expects comments, features, thresholds and digest of the model in force to be those of a service that rebuilds it."""
    for _ in range(20):
        live = await model_of_daemon(port)
        with bare_copy(database) as copy:
            other = Daemon(program, copy)
            await other.start()
            await other.ready()
            rebuilt = await model_of_daemon(other.port)
            await other.kill()
        if live["revision"] == rebuilt["revision"]:
            assert live == rebuilt, f"the models differ at one revision: {live} and {rebuilt}"
            return live
    raise AssertionError(f"the revisions do not meet: {live} and {rebuilt}")


def expect_sound(database):
    """Expects SQLite to find nothing wrong with the file."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def resident(pid):
    """Mebibytes that a process has in memory."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


def table(title, head, rows):
    """Prints a table in Markdown."""
    print(f"\n{title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def program():
    """The program under test, from the environment."""
    path = os.environ.get("HAMLET")
    if not path:
        raise SystemExit("set HAMLET to the program")
    return os.path.abspath(path)
