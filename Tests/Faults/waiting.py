#!/usr/bin/env python3
"""Clients that keep the service waiting: connections that say nothing, uploads and headers that come byte by byte, bodies
without an end, batches whose answers nobody reads.

Each crowd must be cut off in time and cost a bounded amount of memory; meanwhile `/livez`, `/readyz`, verdicts and
marks are answered. Memory is the resident set, read from /proc while the crowd is there. Exits with 1 when anything of
this does not hold.

HAMLET names the program. Connections are made on loopback only.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import tempfile
import time

from daemon import Connection, Daemon, program, resident, table

# The most memory that a client of each kind may take: a connection in kibibytes; for uploads the bound of a body, and
# room for the pieces that it arrives in.
IDLE_KIB, BUSY_KIB = 32, 4 * 1024
BODY = 1 << 20
LINE = json.dumps({"content": "cheap watches and money " * 40, "dry_run": True}).encode() + b"\n"
# How long after its time a client may still be there, and how long a crowd may go on being served: the buffers between two
# programs hold megabytes of each client, and a slow machine takes its time to work on them.
GRACE, PATIENCE = 5, 120


class Client:
    """One connection that somebody opens and does little with."""

    # What the system keeps for a client that does not read: little, so that the service soon has to wait for it.
    RECEIVE_BUFFER = 16_384

    def __init__(self, port):
        self.port, self.begun, self.ended, self.answer = port, None, None, b""
        # What lies between this client and the service, and when that last changed: something was sent, taken or given.
        self.between, self.served = None, None
        self.reader = self.writer = None

    async def open(self):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.RECEIVE_BUFFER)
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", self.port))
        self.own = connection.getsockname()[1]
        self.reader, self.writer = await asyncio.open_connection(sock=connection)
        self.begun = self.served = time.monotonic()

    async def watch(self):
        """Reads until the service ends the connection."""
        try:
            while piece := await self.reader.read(1 << 16):
                self.answer = (self.answer + piece)[:4096]
        except OSError:
            pass
        self.ended = time.monotonic()
        self.writer.close()

    async def send(self, piece):
        """Whether the piece could be sent."""
        if self.ended or self.writer.is_closing():
            return False
        try:
            self.writer.write(piece)
            await self.writer.drain()
        except OSError:
            return False
        return True

    def look(self, queues):
        """Notes whether anything moved between this client and the service since the last look."""
        if queues.get(self.own) != self.between:
            self.between, self.served = queues.get(self.own), time.monotonic()

    async def silent(self):
        """Says nothing; every second one after a request."""

    async def polite(self):
        await self.send(b"GET /livez HTTP/1.1\r\nHost: hamlet\r\n\r\n")

    async def headers(self):
        await self.send(b"GET /livez HTTP/1.1\r\nHost: hamlet\r\nX-Slow: ")
        while await self.send(b"x"):
            await asyncio.sleep(0.5)

    async def upload(self):
        await self.send(b"POST /v1/comments HTTP/1.1\r\nHost: hamlet\r\nContent-Length: %d\r\n\r\n" % BODY)
        await self.send(b'{"content": "' + b"a" * (BODY - 4096))
        while await self.send(b"a"):
            await asyncio.sleep(0.5)

    async def endless(self):
        await self.send(b"POST /v1/comments HTTP/1.1\r\nHost: hamlet\r\nTransfer-Encoding: chunked\r\n\r\n")
        while await self.send(b"10000\r\n" + b"a" * 65536 + b"\r\n"):
            await asyncio.sleep(0.2)

    async def unread(self):
        """Sends a batch for as long as it is taken; the answers are not read (see `Crowd`)."""
        await self.send(b"POST /v1/comments/batch?explain=true HTTP/1.1\r\nHost: hamlet\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"%x\r\n" % (len(LINE) * 64) + LINE * 64 + b"\r\n"
        while await self.send(piece):
            await asyncio.sleep(0.05)


def queues(port):
    """How many bytes wait at the service's end of each connection, to be sent and to be read, by the port of the client."""
    with open("/proc/net/tcp") as file:
        rows = [line.split() for line in file.readlines()[1:]]
    end = f":{port:04X}"
    return {int(row[2].split(":")[1], 16): row[4] for row in rows if row[1].endswith(end)}


class Probes:
    """What people want of the service meanwhile."""

    REQUESTS = [
        ("/livez", "GET", "/livez", None),
        ("/readyz", "GET", "/readyz", None),
        ("verdict", "POST", "/v1/comments", {"content": "thanks for the recipe", "dry_run": True}),
        ("mark", "POST", "/v1/labels", None),
    ]

    def __init__(self, port):
        self.connection, self.longest, self.count = Connection(port), {}, 0

    async def once(self):
        for name, method, path, body in self.REQUESTS:
            if name == "mark":
                label = ("spam", "ham")[self.count % 2]
                body = {"comment": {"content": "cheap watches for money"}, "label": label}
            begun = time.monotonic()
            status, answer = await self.connection.request(method, path, body)
            assert status == 200, (name, status, answer)
            self.longest[name] = max(self.longest.get(name, 0), time.monotonic() - begun)
            self.count += name == "mark"


class Crowd:
    """Many clients of one kind, and what they cost until all of them are cut off."""

    def __init__(self, daemon, name, behaviours, count, seconds, kibibytes, reads=True):
        """`seconds` is the time in which a client is cut off: after it came, or where nothing is read after it was last served."""
        self.daemon, self.name, self.seconds = daemon, name, seconds
        self.kibibytes, self.reads = kibibytes, reads
        self.clients = [(Client(daemon.port), behaviours[number % len(behaviours)]) for number in range(count)]

    async def run(self):
        pid, probes = self.daemon.process.pid, Probes(self.daemon.port)
        await probes.once()
        before = peak = resident(pid)
        tasks = []
        for number, (client, behaviour) in enumerate(self.clients):
            await client.open()
            tasks.append(asyncio.create_task(behaviour(client)))
            if self.reads:
                tasks.append(asyncio.create_task(client.watch()))
            if number % 500 == 499:
                await probes.once()
        peak = max(peak, resident(pid))
        opened = time.monotonic()
        while not all(task.done() for task in tasks) and time.monotonic() < self.deadline(opened):
            await probes.once()
            peak = max(peak, resident(pid))
            if not self.reads:
                waiting = queues(self.daemon.port)
                for client, _ in self.clients:
                    client.look(waiting)
            await asyncio.sleep(0.25)
        left = sum(not task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for client, _ in self.clients:
            client.writer.close()
        probes.connection.close()
        each = (peak - before) * 1024 / len(self.clients)
        begin = "the last one came" if self.reads else "they were last served"
        assert not left, f"{self.name}: {left} are not cut off {self.seconds + GRACE} s after {begin}"
        assert each <= self.kibibytes, f"{self.name}: {each:.0f} KiB each, more than {self.kibibytes}"
        last = max((client.ended or time.monotonic()) - client.begun for client, _ in self.clients)
        return [
            self.name, len(self.clients), f"{before:.0f}", f"{peak:.0f}", f"{each:.0f}", f"{last:.0f}",
            *(f"{1000 * probes.longest[name]:.0f}" for name in ("/livez", "/readyz", "verdict", "mark")),
        ]

    def deadline(self, opened):
        """When all must be cut off."""
        if self.reads:
            return opened + self.seconds + GRACE
        last = max(client.served for client, _ in self.clients)
        return min(last + self.seconds + GRACE, opened + PATIENCE)


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--uploads", type=int, default=64)
    parser.add_argument("--idle-seconds", type=int, default=20)
    parser.add_argument("--body-seconds", type=int, default=10)
    arguments = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard < arguments.connections + 200:
        raise SystemExit(f"{arguments.connections} connections need more files than the {hard} that this shell may open")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    settings = {
        "HAMLET_IDLE_SECONDS": str(arguments.idle_seconds),
        "HAMLET_BODY_SECONDS": str(arguments.body_seconds),
    }
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(program(), os.path.join(folder, "hamlet.sqlite"), settings)
        await daemon.start()
        await daemon.ready()
        idle, body, many = arguments.idle_seconds, arguments.body_seconds, arguments.uploads
        crowds = [
            Crowd(daemon, "headers, two bytes a second", [Client.headers], many, idle, BUSY_KIB),
            Crowd(daemon, "uploads, two bytes a second", [Client.upload], many, body, BUSY_KIB),
            Crowd(daemon, "uploads without an end, 320 KiB a second", [Client.endless], many, body, BUSY_KIB),
            Crowd(daemon, "batches whose answers are not read", [Client.unread], many // 4, idle, BUSY_KIB, reads=False),
            # Last, because memory that was given back stays with the process, and would hide what the others take.
            Crowd(daemon, "silent", [Client.silent, Client.polite], arguments.connections, idle, IDLE_KIB),
        ]
        rows = [await crowd.run() for crowd in crowds]
        after = resident(daemon.process.pid)
        assert await daemon.stop() == 0
    table(
        f"Clients that keep the service waiting; idleSeconds {idle}, bodySeconds {body}",
        ["clients", "how many", "MiB before", "MiB at most", "KiB each", "cut off after, s",
         "/livez, ms at most", "/readyz", "verdict", "mark"],
        rows,
    )
    print(f"\nResident afterwards: {after:.0f} MiB.")


if __name__ == "__main__":
    asyncio.run(main())
