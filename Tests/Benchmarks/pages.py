#!/usr/bin/env python3
"""Measures the pages of the dashboard's queue, and its overview, with many stored comments.

Usage: pages.py PROGRAM FOLDER [COMMENTS]; the default is 1,000,000. The database in FOLDER is made on the first run and kept.
Prints the time to the last byte of each page, the median and the longest of 15 requests over one connection, and the processor
time of the service for each, which says more than the other two where other work keeps the machine busy.
"""

import hashlib
import http.client
import os
import pathlib
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATABASE = FOLDER / "million.sqlite"
WORDS = ("the of and to a in is it you that he was for on are with as his they be at one have this from by hot word but what "
         "some we can out other were all your when up use how said each she which their time if will way about many then them "
         "video channel subscribe please watch money free click thanks great song love recipe bridge museum reader").split()
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def comment_id(milliseconds, chance):
    bits = milliseconds << 80 | chance.getrandbits(80)
    return "".join(DIGITS[bits >> 5 * (25 - place) & 31] for place in range(26))


def fill(database):
    """A year of comments: nine in ten judged surely, two in a hundred marked, one in twenty a copy of another."""
    chance = random.Random(1)
    start = 1_760_000_000_000
    sites = [1] + [database.execute("INSERT INTO site (name) VALUES (?) RETURNING id", (f"site{n}.example",)).fetchone()[0]
                   for n in range(9)]

    def rows():
        for number in range(COUNT):
            text = " ".join(chance.choices(WORDS, k=chance.randint(5, 60)))
            host = f"host{int(chance.paretovariate(0.7)) % 50_000}.example" if chance.random() < 0.3 else None
            if host:
                text += f" http://{host}/{number}"
            roll = chance.random()
            verdict, spam = (("unsure", chance.uniform(0.2, 0.97)) if roll < 0.1 else
                             ("spam", chance.uniform(0.97, 1)) if roll < 0.55 else ("ham", chance.uniform(0, 0.2)))
            label = chance.choice([0, 1]) if chance.random() < 0.02 else None
            alike = hashlib.md5(f"{number if chance.random() < 0.95 else chance.randint(0, 50)}".encode()).digest()
            name = comment_id(start + number * 31_000, chance)
            yield (name, chance.choice(sites), chance.randbytes(32), text, f"author{int(chance.paretovariate(0.7)) % 100_000}",
                   chance.choice(["en", "en", "en", "de", "da"]) if number % 2 else None, label, verdict, spam, 0, 0, alike, host)

    cursor = database.cursor()
    for batch in iter(lambda source=rows(): [row for _, row in zip(range(20_000), source)], []):
        cursor.executemany("INSERT INTO comment (id, siteID, digest, content, author, language, label, verdict, probability, "
                           "modelRevision, discard, likeness) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           [row[:12] for row in batch])
        cursor.executemany("INSERT INTO commentHost (host, commentID) VALUES (?, ?)",
                           [(row[12], row[0]) for row in batch if row[12]])
        database.commit()


def prepare():
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--database", str(DATABASE)]
    if not DATABASE.exists():
        subprocess.run([PROGRAM, "keys", "list", *options], cwd=ROOT, check=False, capture_output=True)
        key = subprocess.run([PROGRAM, "keys", "create", "--role", "moderate", *options], cwd=ROOT, check=True,
                             capture_output=True, text=True).stdout.split()[-1]
        (FOLDER / "key").write_text(key, encoding="utf-8")
        started = time.monotonic()
        with sqlite3.connect(DATABASE) as database:
            fill(database)
        database.close()
        print(f"{COUNT:,} comments written in {time.monotonic() - started:.0f} s, {DATABASE.stat().st_size:,} bytes", flush=True)


class Browser:
    """One connection that has logged in."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""
        page = self.get("/login")
        token = re.search(r'name="csrf" value="(\w+)"', page).group(1)
        key = (FOLDER / "key").read_text(encoding="utf-8")
        self.get("/login", urllib.parse.urlencode({"csrf": token, "key": key}))

    def get(self, path, form=None):
        headers = {"Accept": "text/html", "Cookie": self.cookie}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form else "GET", path, form, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = "; ".join(filter(None, [self.cookie, cookie.split(";")[0]]))
        return text


def processor_time(process):
    """What a process has used so far, in milliseconds."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def main():
    prepare()
    log = open(FOLDER / "serve.log", "w+", encoding="utf-8")
    starter = ["--starter-folder", os.environ["STARTER"]] if "STARTER" in os.environ else []
    daemon = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--database", str(DATABASE), *starter],
                              env={**os.environ, "HAMLET_UNLABELLED_DAYS": "0"}, cwd=ROOT, stderr=log, stdout=subprocess.DEVNULL)
    try:
        port = None
        while port is None:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", pathlib.Path(log.name).read_text(encoding="utf-8"))
            port = int(found.group(1)) if found else None
            assert daemon.poll() is None, "hamlet serve ended at once"
            time.sleep(0.2)
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                break
            time.sleep(1)
        browser = Browser(port)
        page = browser.get("/queue")
        one = re.search(r'id="c-(\w{26})"', page).group(1)
        following = re.search(r'href="([^"]+)" rel="next"', page).group(1).replace("&amp;", "&")
        for path in ["/queue", following, "/queue?pile=spam", "/queue?pile=ham", "/queue?pile=marked", "/queue?site=site3.example",
                     "/queue?pile=spam&site=site3.example", "/queue?author=author7", "/queue?pile=spam&host=host40.example",
                     "/queue?pile=ham&language=da", "/queue?pile=spam&since=2026-01-01&until=2026-01-31",
                     "/queue?since=2026-01-01&until=2026-01-02", "/queue?q=museum+bridge", "/queue?pile=spam&q=nowhere",
                     "/queue?pile=ham&q=nowhere&author=author1", "/queue?pile=ham&reason=author+noURL+1",
                     "/queue?pile=spam&reason=measure+links+9", f"/comments/{one}", "/overview", "/overview?site=%3Dsite3.example"]:
            times = []
            spent = processor_time(daemon)
            for _ in range(15):
                started = time.monotonic()
                page = browser.get(path)
                times.append((time.monotonic() - started) * 1000)
            assert "<main" in page and "problem" not in page[:2000], path
            spent = (processor_time(daemon) - spent) / len(times)
            print(f"{statistics.median(times):8.1f} ms  {max(times):8.1f} ms  {spent:8.1f} ms  {page.count('<article'):3} comments  {path[:80]}", flush=True)
    finally:
        daemon.terminate()
        daemon.wait(timeout=60)


main()
