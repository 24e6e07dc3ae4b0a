#!/usr/bin/env python3
"""Runs clients of the Akismet protocol from PyPI, unmodified, against a live hamlet and asserts their verdicts.

Usage: akismet_clients.py PROGRAM FOLDER; openssl and php must be there.

PROGRAM is hamlet; FOLDER takes the clients, which pip installs there one by one, for three of them have the same
name. Each client runs in a process of its own in which Akismet's names lead to loopback: HTTP to the service itself,
HTTPS to a small proxy with a certificate made for the run. The clients notice nothing.
"""

import contextlib
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLIENTS = {
    "akismet": ["akismet==25.10.1"],
    "python-akismet": ["python-akismet==0.4.3"],
    "pykismet3": ["pykismet3==0.1.1"],
    "akismet-async": ["akismet-async==0.0.1"],
}

# Loaded by every client's interpreter before anything else: the only change is where names lead.
SITE = """
import os
import socket

_getaddrinfo = socket.getaddrinfo
_connect = socket.socket.connect
_ports = {443: int(os.environ["TLS_PORT"]), 80: int(os.environ["HTTP_PORT"])}


def getaddrinfo(host, port, *rest, **named):
    name = host.decode() if isinstance(host, bytes) else host
    if name and name.endswith("rest.akismet.com"):
        name = "127.0.0.1"
    if name not in (None, "127.0.0.1"):
        raise socket.gaierror(f"{name} is not for tests")
    return _getaddrinfo(name, port, *rest, **named)


def connect(self, address):
    return _connect(self, (address[0], _ports.get(address[1], address[1])))


socket.getaddrinfo = getaddrinfo
socket.socket.connect = connect
"""


def run(*command, **more):
    return subprocess.run(command, check=True, text=True, capture_output=True, **more).stdout


def install(folder):
    for name, packages in CLIENTS.items():
        target = folder / name
        if not target.exists():
            run(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), *packages)


class Hamlet:
    """The daemon with a database of its own, which has learnt a few comments and has one key."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.database = str(folder / "hamlet.sqlite")
        self.key = self.command("keys", "create", "--akismet", "--site", "https://garden.example").strip()
        self.command("retrain", *(str(ROOT / "TrainingData" / f"english-{name}.jsonl") for name in ("ham", "spam")))
        self.log = open(folder / "serve.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", *self.options], stderr=self.log, stdout=subprocess.DEVNULL
        )
        self.port = self.wait()

    @property
    def options(self):
        return ["--database", self.database, "--starter-folder", "none"]

    def command(self, *arguments):
        return run(self.program, *arguments, *self.options)

    def wait(self):
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            self.log.flush()
            text = pathlib.Path(self.log.name).read_text(encoding="utf-8")
            if "http://127.0.0.1:" in text:
                port = int("".join(c for c in text.split("http://127.0.0.1:")[1][:5] if c.isdigit()))
                with contextlib.suppress(OSError):
                    if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).status == 200:
                        return port
            if self.process.poll() is not None:
                raise SystemExit(f"hamlet serve ended at once:\n{text}")
            time.sleep(0.1)
        raise SystemExit("hamlet serve did not get ready")

    def stats(self):
        return json.loads(self.command("stats", "--json"))

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0, "hamlet serve did not end well"


class Proxy:
    """Takes TLS off connections and passes them on, whole."""

    def __init__(self, folder, port):
        self.target = port
        self.certificate = str(folder / "akismet.crt")
        key = str(folder / "akismet.key")
        names = "subjectAltName=DNS:rest.akismet.com,DNS:*.rest.akismet.com"
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=rest.akismet.com",
            "-addext", names, "-keyout", key, "-out", self.certificate)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.certificate, key)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with contextlib.suppress(OSError), self.context.wrap_socket(connection, server_side=True) as client:
            with socket.create_connection(("127.0.0.1", self.target)) as server:
                threading.Thread(target=self.copy, args=(server, client), daemon=True).start()
                self.copy(client, server)

    @staticmethod
    def copy(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)


def client(name, script, hamlet, proxy, folder, work):
    """Runs a script with one client installed, and gives back what it printed as JSON."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([str(work / "site"), str(HERE / "scripts"), str(folder / name)]),
        "TLS_PORT": str(proxy.port), "HTTP_PORT": str(hamlet.port), "KEY": hamlet.key,
        "SSL_CERT_FILE": proxy.certificate, "REQUESTS_CA_BUNDLE": proxy.certificate,
        "URL": f"http://127.0.0.1:{hamlet.port}",
    }
    result = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "scripts" / script)], env=environment, text=True,
        capture_output=True, timeout=120,
    )
    if result.returncode != 0:
        raise SystemExit(f"FAILED: {name}\n{result.stdout}{result.stderr}")
    return json.loads(result.stdout)


def expect(name, got, wanted):
    if got != wanted:
        raise SystemExit(f"FAILED: {name}: {got} instead of {wanted}")
    print(f"ok  {name}: {', '.join(f'{key} {value}' for key, value in got.items())}")


def latency(hamlet, count=200):
    """When some calls of comment-check began and how long each took, in seconds."""
    body = f"api_key={hamlet.key}&blog=https%3A%2F%2Fgarden.example&is_test=1&comment_content=a+remark+about+beds"
    times = []
    for _ in range(count):
        start = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{hamlet.port}/1.1/comment-check", body.encode()) as answer:
            assert answer.read() in (b"true", b"false")
        times.append((start, time.monotonic() - start))
    return times


def main(program, folder):
    install(folder)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "site").mkdir()
        (work / "site" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
        hamlet = Hamlet(program, work)
        try:
            check(hamlet, folder, work)
        finally:
            hamlet.process.kill()


def check(hamlet, folder, work):
    proxy = Proxy(work, hamlet.port)
    common = (hamlet, proxy, folder, work)
    marks = hamlet.stats()["marks"].get("akismet", 0)
    assert marks == 0, marks

    expect("akismet 25.10.1", client("akismet", "akismet_sync.py", *common), {
        "verify": True, "verify_stranger": False, "spam": True, "ham": "HAM", "submit_spam": True,
        "submit_ham": True, "usage": "none", "key_sites": "APIKeyError", "test_spam": "SPAM", "stranger": "APIKeyError",
    })
    expect("akismet 25.10.1, asynchronous", client("akismet", "akismet_async.py", *common), {
        "verify": True, "spam": True, "ham": "HAM", "submit_spam": True, "submit_ham": True, "usage": "none",
    })
    expect("akismet 25.10.1, by the recipe of akismet-setup", recipe(*common), {"spam": True, "ham": "HAM"})
    expect("python-akismet 0.4.3", client("python-akismet", "python_akismet.py", *common), {
        "spam": True, "ham": False, "submit_spam": True, "submit_ham": True, "test_spam": True,
    })
    expect("pykismet3 0.1.1", client("pykismet3", "pykismet_plain.py", *common), {
        "spam": True, "ham": False, "submit_spam": True, "submit_ham": True, "stranger": "AkismetServerError",
    })
    expect("akismet-async 0.0.1", client("akismet-async", "akismet_async_entities.py", *common), {
        "verify": True, "spam": "spam", "ham": "ham", "submit_spam": True, "submit_ham": True,
    })

    # Each client reported two comments of its own once: five clients, ten marks.
    expect("marks", {"akismet": hamlet.stats()["marks"]["akismet"]}, {"akismet": 10})
    totals(hamlet)
    wordpress(hamlet, work)

    latencies(hamlet)
    hamlet.stop()


def latencies(hamlet):
    """How long comment-check takes at most: alone, and beside retrains in another process and in the service itself."""
    alone = latency(hamlet)
    admin = hamlet.command("keys", "create", "--role", "admin").strip()
    found = {
        "alone": (max(seconds for _, seconds in alone), len(alone)),
        "beside a retrain": beside(hamlet, lambda: command_retrain(hamlet)),
        "beside a retrain in the service": beside(hamlet, lambda: service_retrain(hamlet, admin)),
    }
    text = ", ".join(f"{longest * 1000:.0f} ms {what} ({count} answers)" for what, (longest, count) in found.items())
    if max(longest for longest, _ in found.values()) >= 1:
        raise SystemExit(f"FAILED: comment-check took too long: {text}")
    print(f"ok  comment-check, at most: {text}")


def beside(hamlet, work):
    """The longest of the answers that were given while some work was done, in seconds; at least one must have been."""
    failures, times = [], []

    def run_work():
        start = time.monotonic()
        try:
            work()
        except (subprocess.CalledProcessError, OSError) as error:
            failures.append(error)
        times.append((start, time.monotonic()))

    thread = threading.Thread(target=run_work)
    thread.start()
    answers = []
    while thread.is_alive():
        answers += latency(hamlet, 1)
        # What is timed is the service, not how it fares beside a client without rest.
        time.sleep(0.005)
    thread.join()
    if failures:
        raise SystemExit(f"FAILED: retrain: {failures[0]} {getattr(failures[0], 'stderr', '')}")
    start, end = times[0]
    within = [seconds for begun, seconds in answers if start <= begun and begun + seconds <= end]
    if not within:
        raise SystemExit(f"FAILED: no comment-check was answered within the {end - start:.1f} s of a retrain")
    # Those that the end of the work has delayed count as well.
    return max(seconds for _, seconds in answers + latency(hamlet)), len(within)


def command_retrain(hamlet):
    """Learns all comments that the service comes with."""
    hamlet.command("retrain", "--force", *map(str, sorted((ROOT / "TrainingData").glob("*.jsonl"))))


def service_retrain(hamlet, key):
    request = urllib.request.Request(
        f"http://127.0.0.1:{hamlet.port}/v1/model/retrain?force=true", b"", {"Authorization": f"Bearer {key}"}
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        assert json.load(answer)["in_force"], "the service put no new model in force"


def recipe(hamlet, proxy, folder, work):
    """The Python recipe as it is printed, with the key filled in, in front of two questions."""
    text = run(hamlet.program, "akismet-setup", "python", "--url", f"http://127.0.0.1:{hamlet.port}")
    text = text.replace('"KEY"', f'"{hamlet.key}"').replace("https://your-site.example", "https://garden.example")
    script = work / "recipe.py"
    questions = (HERE / "scripts" / "recipe_questions.py").read_text(encoding="utf-8")
    script.write_text(text + questions, encoding="utf-8")
    return client("akismet", str(script), hamlet, proxy, folder, work)


def wordpress(hamlet, work):
    """The must-use plugin by itself, and in front of the service."""
    run(hamlet.program, "akismet-setup", "wordpress", "--write", str(work))
    plugin = str(work / "hamlet-akismet.php")
    run("php", "-l", plugin)
    (work / "sdk.php").write_text(run(hamlet.program, "akismet-setup", "php"), encoding="utf-8")
    run("php", "-l", str(work / "sdk.php"))
    test = str(HERE / "wordpress_plugin_test.php")
    alone = run("php", test, plugin).splitlines()
    served = run("php", test, plugin, f"http://127.0.0.1:{hamlet.port}", hamlet.key).splitlines()
    unreachable = run("php", test, plugin, "http://127.0.0.1:1").splitlines()
    print(f"ok  WordPress plugin: {len(alone)} checks alone, {len(served)} before the service, {unreachable[-1][4:]}")


def totals(hamlet):
    """The figures of the protocol add up with those of the database."""
    def ask(route, fields=""):
        body = f"api_key={hamlet.key}&blog=https%3A%2F%2Fgarden.example{fields}"
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{hamlet.port}/{route}", body.encode()))

    # Judged comments are written behind the answers.
    for _ in range(100):
        verdicts = hamlet.stats()["verdicts"]
        stats = ask("1.1/get-stats", "&from=all")
        if stats["spam"] + stats["ham"] == sum(verdicts.values()) == 12:
            break
        time.sleep(0.1)
    got = {"spam": stats["spam"], "ham": stats["ham"], "usage": ask("1.2/usage-limit")["usage"]}
    spam = verdicts.get("spam", 0)
    expect("statistics", got, {"spam": spam, "ham": sum(verdicts.values()) - spam, "usage": sum(verdicts.values())})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve())
