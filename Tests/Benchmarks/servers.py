"""The servers that `serving.py` compares: started here, and ended here however the script ends."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A process that listens on loopback."""

    def __init__(self, process, url):
        self.process, self.url = process, url

    def cpu(self):
        """Seconds of processor time that the process and its children have used."""
        return sum(self._cpu(pid) for pid in [self.process.pid, *self._children()])

    def _children(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            return file.read().split()

    @staticmethod
    def _cpu(pid):
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def settle(server):
    """Waits until a server has nothing to do any more, ten seconds at most."""
    end = time.monotonic() + 10
    used = server.cpu()
    while time.monotonic() < end:
        time.sleep(0.3)
        now = server.cpu()
        if now - used < 0.04:
            return
        used = now


class Running:
    """Starts servers; all end with the block."""

    def __init__(self):
        self.processes = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()

    def _start(self, command, **options):
        # It ends with this script, however that ends.
        process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *command], stdout=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def _listening(self, command, **options):
        """Starts a program that says on its standard error where it listens."""
        process = self._start(command, stderr=subprocess.PIPE, text=True, **options)
        for line in process.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                return Server(process, found.group(0))
        raise SystemExit(f"{command[0]} ended")

    def bare(self):
        """A Hummingbird server that decodes and encodes JSON and does nothing else."""
        path = os.path.join(HERE, "Server/.build/release/BareServer")
        if not os.path.exists(path):
            raise SystemExit("build it first: swift build -c release --package-path Tests/Benchmarks/Server")
        return self._listening([path])

    def hamlet(self, folder, name, program="HAMLET"):
        """The service as it comes, with the starter comments and a database of its own."""
        database = os.path.join(folder, f"{name}.sqlite")
        program = os.path.abspath(os.environ[program])
        starter = os.path.join(HERE, "../../TrainingData")
        command = [program, "serve", "--port", "0", "--database", database, "--starter-folder", starter]
        server = self._listening(command, cwd=folder)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(server.url + "/readyz", timeout=5):
                    return server
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the service is not ready after a minute")

    def rspamd(self, folder):
        """rspamd with nothing but its Bayes classifier, in SQLite; `None` if it is not installed or does not start."""
        if not shutil.which("rspamd"):
            return None
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            other.bind(("127.0.0.1", 0))
            ports = one.getsockname()[1], other.getsockname()[1]
        os.mkdir(os.path.join(folder, "rspamd"))
        with open(os.path.join(folder, "rspamd", "tld"), "w", encoding="utf-8") as file:
            file.write("example\n")
        config = os.path.join(folder, "rspamd.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(RSPAMD.format(folder=os.path.join(folder, "rspamd"), normal=ports[0], controller=ports[1]))
        self._start(["rspamd", "-f", "-i", "-c", config], stderr=subprocess.DEVNULL)
        server, controller = Server(self.processes[-1], f"http://127.0.0.1:{ports[0]}"), f"http://127.0.0.1:{ports[1]}"
        try:
            _reach(server.url + "/ping")
            for number in range(30):
                for kind, words in (("spam", "casino bonus pills cheap"), ("ham", "recipe garden radio father")):
                    text = f"\r\n{words} number{number} and some more words that are learnt here\r\n".encode()
                    _learn(f"{controller}/learn{kind}", text)
        except OSError as error:
            print(f"rspamd is left out: {error}")
            return None
        return server


def _learn(url, text):
    """A text that is much like one that was learnt before may be refused."""
    try:
        with urllib.request.urlopen(url, text, timeout=10):
            pass
    except urllib.error.HTTPError as error:
        if b"already learned" not in error.read() + str(error).encode():
            raise


def _reach(url):
    end = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


RSPAMD = """
options {{
    pidfile = "{folder}/rspamd.pid"; filters = ""; dns {{ nameserver = ["127.0.0.1:1:1"]; }} hs_cache_dir = "{folder}";
    tempdir = "{folder}"; disable_hyperscan = true;
    url_tld = "{folder}/tld";
}}
logging {{ type = "file"; filename = "{folder}/log"; level = "error"; }}
actions {{ reject = 15; add_header = 6; }}
group "bayes" {{ symbol "BAYES_SPAM" {{ weight = 5; }} symbol "BAYES_HAM" {{ weight = -3; }} }}
worker "normal" {{ bind_socket = "127.0.0.1:{normal}"; count = 2; }}
worker "controller" {{ bind_socket = "127.0.0.1:{controller}"; count = 1; secure_ip = "127.0.0.1"; password = "q1"; }}
classifier "bayes" {{
    tokenizer {{ name = "osb"; }}
    backend = "sqlite3"; min_tokens = 1; min_learns = 10;
    statfile {{ symbol = "BAYES_HAM"; path = "{folder}/ham.sqlite"; spam = false; }}
    statfile {{ symbol = "BAYES_SPAM"; path = "{folder}/spam.sqlite"; spam = true; }}
}}
"""
