#!/usr/bin/env python3
"""Runs the commands that a document shows, and expects the answers that it shows.

usage: session.py DOCUMENT [--write]

Between `<!-- session -->` and `<!-- end -->` every line of a code block that begins with `$ ` is a command, which goes on
for as long as its quotation marks are open; what stands below it is its answer. All commands run in one shell, in
a folder of their own, with the service on a port that the system chooses. Answers that are JSON are compared as
values, others word by word. Ids, keys, times, decimal fractions and sizes in bytes differ from run to run: each stands for the one that came
in its place, also in later commands. An answer of `…` is not looked at. With `--write` the answers that came
are written into the document.

HAMLET names the program.
"""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
VARYING = re.compile(
    r"(?P<key>hml_[0-9A-Za-z_-]+…?)"
    r"|(?P<time>\d{4}-\d\d-\d\dT[\d:.]+Z)"
    r"|(?P<id>\b(?=[0-9a-z]*\d)[0-9a-hjkmnp-tv-z]{26}\b)"
    r"|(?P<date>\d{4}-\d\d-\d\d)"
    r"|(?P<digits>\b[0-9a-f]{12,32}\b)"
    r"|(?P<bytes>(?<=\"bytes\": )\d+)"
    r"|(?P<fraction>-?\b\d+\.\d+(?:e-?\d+)?\b)"
)
# Of these the same one stands for the same one.
NAMES = ("key", "id", "digits")
ADDRESS = "localhost:8711"


class Command:
    """A command of the document, and the lines of its answer."""

    def __init__(self, line, text):
        self.line, self.text, self.answer = line, text, []
        self.begin = self.end = None


def commands(lines):
    """The commands between the marks; with the places of their answers."""
    inside = fenced = False
    found = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith("<!-- session"):
            inside = True
        elif line.startswith("<!-- end"):
            inside = False
        elif inside and line.startswith("```"):
            fenced = not fenced
        elif inside and fenced and line.startswith("$ "):
            command = Command(number + 1, line[2:])
            while is_open(command.text):
                number += 1
                command.text += "\n" + lines[number]
            command.begin = number + 1
            while not lines[number + 1].startswith(("$ ", "```")):
                number += 1
                command.answer.append(lines[number])
            command.end = number + 1
            found.append(command)
        number += 1
    return found


def is_open(text):
    try:
        shlex.split(text, comments=True)
    except ValueError:
        return True
    return False


class Shell:
    """One shell for all commands."""

    END = "--- the end of the answer, "

    def __init__(self, folder, program):
        self.folder, self.port = folder, None
        bin = os.path.join(folder, "root/usr/local/bin")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("HAMLET")} | {
            "PATH": f"{bin}:{os.environ['PATH']}", "DESTDIR": os.path.join(folder, "root"), "COLUMNS": "80",
        }
        self.program = program
        self.process = subprocess.Popen(
            ["bash"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            cwd=folder, env=environment, start_new_session=True,
        )

    def run(self, text):
        """The output of a command, and its exit code."""
        text = text.replace("sudo ", "").replace(".build/release/hamlet", shlex.quote(self.program))
        text = text.replace("Config/install", shlex.quote(os.path.join(ROOT, "Config/install")))
        serves = text.rstrip().endswith("&")
        if serves:
            text = "HAMLET_PORT=0 " + text.rstrip()[:-1] + ">serve.log 2>&1 &"
        elif self.port:
            text = text.replace(ADDRESS, f"localhost:{self.port}")
        self.process.stdin.write(f"{{ {text}\n}}\nprintf '\\n{self.END}%s\\n' $?\n")
        self.process.stdin.flush()
        lines = []
        while not (line := self.process.stdout.readline()).startswith(self.END):
            if not line:
                raise SystemExit("the shell ended")
            lines.append(line)
        if serves:
            self.wait_for_service()
        return "".join(lines).removesuffix("\n").strip("\n"), int(line[len(self.END):])

    def wait_for_service(self):
        text, path = "", os.path.join(self.folder, "serve.log")
        for _ in range(1200):
            if os.path.exists(path):
                with open(path) as log:
                    text = log.read()
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", text):
                self.port = found.group(1)
                ready = ["curl", "-fs", f"http://127.0.0.1:{self.port}/readyz"]
                if subprocess.run(ready, stdout=subprocess.DEVNULL).returncode == 0:
                    return
            time.sleep(0.1)
        raise SystemExit(f"the service did not get ready:\n{text}")

    def end(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Comparison:
    """What in the document stands for what in this run."""

    def __init__(self):
        self.names = {}

    def translated(self, text):
        """A command of the document with this run's ids and keys."""
        for shown, real in self.names.items():
            text = text.replace(shown, real)
        return text

    def agree(self, shown, real):
        """Whether an answer is the one that the document shows."""
        if shown.strip() == "…":
            return True
        shown_skeleton, shown_values = self.skeleton(shown)
        real_skeleton, real_values = self.skeleton(real)
        if shown_skeleton != real_skeleton:
            return False
        for (kind, value), (_, came) in zip(shown_values, real_values, strict=True):
            if kind in NAMES:
                if self.names.setdefault(value, came) != came:
                    return False
        return True

    def pair(self, shown, real):
        """Lets the names of an answer that is not the one that is shown stand for those that came in their order."""
        for kind in NAMES:
            before = [value for what, value in self.skeleton(shown)[1] if what == kind]
            after = [value for what, value in self.skeleton(real)[1] if what == kind]
            for value, came in zip(before, after):
                self.names.setdefault(value, came)

    def named(self, text):
        """An answer of this run with the document's ids and keys."""
        for shown, real in self.names.items():
            text = text.replace(real, shown)
        return text

    @staticmethod
    def skeleton(text):
        """The text with a mark for each value that varies, and those values."""
        values = []

        def mark(found):
            values.append((found.lastgroup, found.group()))
            return f"<{found.lastgroup}>"

        try:
            text = " ".join(json.dumps(json.loads(line)) for line in documents(text))
        except ValueError:
            pass
        return VARYING.sub(mark, text).split(), values


def documents(text):
    """The JSON documents of a text, one after the other."""
    decoder, rest = json.JSONDecoder(), text.strip()
    while rest:
        _, end = decoder.raw_decode(rest)
        yield rest[:end]
        rest = rest[end:].strip()


def folded(answer, width=110):
    """An answer as the document shows it: long JSON with a line for each member."""
    if len(answer) <= width:
        return answer.splitlines()
    try:
        values = [json.loads(text) for text in documents(answer)]
    except ValueError:
        return answer.splitlines()
    return [line for value in values for line in pretty(value, width).splitlines()]


def pretty(value, width, indent=""):
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= width or not isinstance(value, (dict, list)) or not value:
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(key)}: {pretty(member, width, inner)}" for key, member in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + pretty(member, width, inner) for member in value) + f"\n{indent}]"


def main():
    path, writes = sys.argv[1], "--write" in sys.argv[2:]
    program = os.path.abspath(os.environ.get("HAMLET") or sys.exit("set HAMLET to the program"))
    with open(path) as file:
        lines = file.read().split("\n")
    found, failures, changes = commands(lines), [], []
    if not found:
        sys.exit(f"{path} has no session")
    comparison = Comparison()
    with tempfile.TemporaryDirectory() as folder:
        # What is not installed by the document is found like this.
        os.makedirs(os.path.join(folder, "root/usr/local/bin"))
        if not any("Config/install" in command.text for command in found):
            os.symlink(program, os.path.join(folder, "root/usr/local/bin/hamlet"))
        shell = Shell(folder, program)
        try:
            for command in found:
                answer, code = shell.run(comparison.translated(command.text))
                # Something with a port is the same with the one that the document has.
                answer = answer.replace(f":{shell.port}", ":8711") if shell.port else answer
                shown = "\n".join(command.answer)
                if not comparison.agree(shown, answer):
                    failures.append(f"{path}:{command.line}: $ {command.text}\n--- shown\n{shown}\n--- came\n{answer}\n")
                    comparison.pair(shown, answer)
                    changes.append((command, folded(comparison.named(answer))))
                elif code >= 128:
                    failures.append(f"{path}:{command.line}: $ {command.text}\nended with {code}\n")
        finally:
            shell.end()
    if writes:
        for command, answer in reversed(changes):
            lines[command.begin:command.end] = answer
        with open(path, "w") as file:
            file.write("\n".join(lines))
        print(f"{path}: {len(changes)} of {len(found)} answers written")
    elif failures:
        sys.exit("\n".join(failures))
    else:
        print(f"{path}: {len(found)} commands, each with the answer that is shown")


if __name__ == "__main__":
    main()
