"""The load that `serving.py` puts on servers: wrk with made-up comments, and a few requests at a steady pace."""

import collections
import http.client
import itertools
import json
import os
import random
import re
import subprocess
import threading
import time
import urllib.parse

Result = collections.namedtuple("Result", "rate requests cpu p50 p99")

SCRIPT = """
local bodies = dofile("{bodies}")
local requests, place = {{}}, {start}
local headers = {{["Content-Type"] = "{type}"}}
init = function(arguments)
    for i, each in ipairs(bodies) do requests[i] = wrk.format("{method}", each[1], headers, each[2]) end
end
request = function()
    place = place % #requests + 1
    return requests[place]
end
{delay}
done = function(summary, latency)
    local errors = summary.errors
    local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
    io.write(string.format("RESULT %d %d %d %d %d\\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
"""


def wrk(server, script, seconds, connections):
    """Loads a server; its figures. Requests that failed end the script."""
    before = server.cpu()
    command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "20s", "-s", script, server.url]
    output = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    requests, duration, half, tail, failed = map(int, re.search(r"RESULT (.*)", output).group(1).split())
    if failed or not requests:
        raise SystemExit(f"{failed} of {requests} requests failed: {script}\n{output}")
    return Result(requests / duration * 1e6, requests, server.cpu() - before, half / 1000, tail / 1000)


def comments(count):
    """Comments of ten words, about the median length, always the same."""
    numbers = random.Random(1)
    consonants, vowels = "bcdfghjklmnpqrstvwz", "aeiou"
    telling = ["casino", "free", "win", "click", "bonus", "song", "radio", "father", "remember", "thanks", "great"]

    def word():
        if numbers.random() < 0.25:
            return numbers.choice(telling)
        return "".join(numbers.choice(consonants) + numbers.choice(vowels) for _ in range(numbers.randint(2, 4)))

    return [
        {
            "content": " ".join(word() for _ in range(10)),
            "author": f"{word()} {word()}",
            "author_email": f"{word()}@mail.example",
            "author_ip": f"192.0.2.{numbers.randint(1, 254)}",
            "permalink": "https://blog.example/hello",
        }
        for _ in range(count)
    ]


def changes(ids):
    """Marks that change a label each, if they are made in a circle."""
    return [(id, label) for label in ("spam", "ham") for id in ids]


class Scripts:
    """The scripts for wrk, written into a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.numbers = itertools.count()
        self.ids, self.changes, self.before = [], None, None

    def _write(self, bodies, method="POST", kind="application/json", pause=0.0, start=0):
        name = os.path.join(self.folder, f"load{next(self.numbers)}")
        with open(name + "-bodies.lua", "w", encoding="utf-8") as file:
            file.write("return {\n")
            file.writelines(f"{{[==[{path}]==], [==[{body}]==]}},\n" for path, body in bodies)
            file.write("}\n")
        # Between nothing and twice the mean: requests come neither in step nor in bunches.
        delay = f"delay = function() return math.random(0, {round(2000 * pause)}) end" if pause else ""
        with open(name + ".lua", "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(bodies=name + "-bodies.lua", type=kind, method=method, delay=delay, start=start))
        return name + ".lua"

    def single(self, dry, pause=0.0):
        """A comment a request; with a mean pause of so many seconds on each connection before the next."""
        bodies = [json.dumps(comment | ({"dry_run": True} if dry else {})) for comment in comments(200)]
        return self._write([("/v1/comments", body) for body in bodies], pause=pause)

    def batch(self, lines, dry):
        """So many comments a request."""
        bodies = [json.dumps(comment | ({"dry_run": True} if dry else {})) for comment in comments(lines)]
        return self._write([("/v1/comments/batch", "\n".join(bodies))], kind="application/x-ndjson")

    def marks(self, done):
        """Marks that change a label each, all comments as one and then all as the other; so many were made before."""
        bodies = [(f"/v1/comments/{id}/label", json.dumps({"label": label})) for id, label in changes(self.ids[::2])]
        return self._write(bodies, "PUT", start=done % len(bodies))

    def rspamd(self):
        """The same comments as mails without a header."""
        bodies = [f"From: a@mail.example\nSubject: {each['author']}\n\n{each['content']}\n" for each in comments(200)]
        return self._write([("/checkv2", body) for body in bodies], kind="text/plain")


def request(connection, method, path, body=None):
    """The decoded answer; anything but 200 ends the script."""
    connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{method} {path}: {answer.status} {text}")
    return json.loads(text) if text else None


def connection(server):
    return http.client.HTTPConnection("127.0.0.1", urllib.parse.urlsplit(server.url).port, timeout=120)


def record(server, count):
    """Has comments judged and recorded; their ids."""
    client = connection(server)
    return [request(client, "POST", "/v1/comments", comment)["id"] for comment in comments(count)]


class Steady:
    """Does something again and again beside the block."""

    def __init__(self, server, interval):
        self.server, self.interval = server, interval
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(120)

    def _run(self):
        client, due = connection(self.server), time.monotonic()
        while not self.ended.is_set():
            self.step(client)
            due = max(due + self.interval, time.monotonic() - 1)
            self.ended.wait(max(0, due - time.monotonic()))


class Marks(Steady):
    """Marks so many comments a second."""

    def __init__(self, server, changes, rate):
        super().__init__(server, 1 / rate)
        self.changes = changes

    def step(self, client):
        comment, label = next(self.changes)
        request(client, "PUT", f"/v1/comments/{comment}/label", {"label": label})


class Retrains(Steady):
    """Refits the model, with a short rest in between."""

    def __init__(self, server):
        super().__init__(server, 0.1)

    def step(self, client):
        request(client, "POST", "/v1/model/retrain?force=true")
