"""A live hamlet with a database of its own, and the comments that it is asked about."""

import contextlib
import csv
import json
import os
import pathlib
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

MADE_UP = [
    ("Bernardo", "Who's there? Nay, answer me: stand, and unfold yourself."),
    ("Best Watches", "Great prices on watches, visit http://watches-4u.example/buy now"),
    ("Ophelia", "There's rosemary, that's for remembrance; pray, love, remember."),
    ("", "subscribe to my channel please http://channel.example/?v=1"),
    ("Vаlentina", "frее mоney, click hеre http://cash.example"),
]


class Hamlet:
    """The daemon, with one key for each role."""

    # A debug build is slow to learn the starter: STARTER names a smaller one.
    options = ["--starter-folder", os.environ["STARTER"]] if "STARTER" in os.environ else []

    def __init__(self, program, folder):
        self.program = program
        self.database = str(folder / "hamlet.sqlite")
        self.admin = self.command("keys", "create", "--role", "admin", "--name", "lead")
        self.moderator = self.command("keys", "create", "--role", "moderate", "--name", "desk")
        self.log = open(folder / "serve.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", self.database, *self.options],
            cwd=ROOT, stderr=self.log, stdout=subprocess.DEVNULL,
        )
        self.url = self.wait()

    def command(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments, "--database", self.database],
            cwd=ROOT, check=True, text=True, capture_output=True,
        )
        return done.stdout.split()[-1]

    def wait(self):
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            text = pathlib.Path(self.log.name).read_text(encoding="utf-8")
            if "http://127.0.0.1:" in text:
                port = "".join(c for c in text.split("http://127.0.0.1:")[1][:5] if c.isdigit())
                with contextlib.suppress(OSError):
                    if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).status == 200:
                        return f"http://127.0.0.1:{port}"
            assert self.process.poll() is None, f"hamlet serve ended at once:\n{text}"
            time.sleep(0.1)
        raise SystemExit("hamlet serve did not get ready")

    def call(self, method, path, body=None):
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data=data, method=method, headers={"Authorization": f"Bearer {self.admin}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def judge(self, comments):
        """Has comments judged and recorded; returns the ids."""
        ids = []
        for start in range(0, len(comments), 100):
            lines = "\n".join(json.dumps(comment) for comment in comments[start:start + 100]).encode()
            request = urllib.request.Request(
                self.url + "/v1/comments/batch", data=lines, method="POST",
                headers={"Authorization": f"Bearer {self.admin}", "Content-Type": "application/x-ndjson"},
            )
            with urllib.request.urlopen(request, timeout=120) as answer:
                ids += [json.loads(line)["id"] for line in answer.read().splitlines() if line.strip()]
        assert len(ids) == len(comments) and all(ids), "a comment was not recorded"
        return ids

    def label(self, comment):
        return self.call("GET", f"/v1/comments/{comment}").get("label")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=60) == 0, "hamlet serve did not end well"


def real_comments(folder, count):
    """Comments of a public collection where it is there, otherwise made-up ones."""
    comments = []
    for path in sorted(pathlib.Path(folder).glob("Youtube*.csv")) if folder else []:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))[:count // 5]
        comments += [{"content": row["CONTENT"], "author": row["AUTHOR"], "site": "video.example",
                      "permalink": f"https://video.example/{path.stem.lower()}"} for row in rows]
    while len(comments) < count:
        author, content = MADE_UP[len(comments) % len(MADE_UP)]
        comments.append({"content": f"{content} ({len(comments) // 7})", "author": author,
                         "permalink": "https://blog.example/elsinore"})
    return comments
