#!/usr/bin/env python3
"""A site that is told of changed verdicts by a real service, and checks the signatures as the documentation says.

HAMLET names the program. The checks in Python and PHP are those of the article “Webhooks”, as they stand there.
"""

import http.server
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ARTICLE = os.path.join(ROOT, "Sources/SpamFilterService/SpamFilterService.docc/Webhooks.md")
HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


def snippet(language):
    with open(ARTICLE, encoding="utf-8") as file:
        return re.search(rf"```{language}\n(.*?)```", file.read(), re.S).group(1)


namespace = {}
exec(snippet("python"), namespace)
is_genuine = namespace["is_genuine"]


def is_genuine_in_php(secret, headers, body):
    """The check in PHP; `None` where there is no PHP."""
    if not shutil.which("php"):
        return None
    program = "<?php " + snippet("php") + (
        "$input = json_decode(file_get_contents('php://stdin'), true);"
        "echo is_genuine($input[0], $input[1], $input[2]) ? 'yes' : 'no';"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".php", delete=False) as file:
        file.write(program)
    given = json.dumps([secret, {name: headers[name] for name in HEADERS}, body.decode()])
    answer = subprocess.run(["php", file.name], input=given, capture_output=True, text=True, check=True).stdout
    os.remove(file.name)
    return answer == "yes"


class Site(http.server.ThreadingHTTPServer):
    """Takes notices, and says no while it is asked to."""

    daemon_threads = True

    def __init__(self):
        self.notices = queue.Queue()
        self.status = 200
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def authority(self):
        return f"127.0.0.1:{self.server_address[1]}"

    def next(self):
        return self.notices.get(timeout=30)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.notices.put((self.path, self.headers, body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Service:
    def __init__(self, hamlet, folder):
        self.hamlet, self.folder = hamlet, folder
        self.start()

    def start(self):
        log = open(os.path.join(self.folder, "serve.log"), "w")
        arguments = [self.hamlet, "serve", "--port", "0", "--starter-folder", "none"]
        self.process = subprocess.Popen(arguments, cwd=self.folder, stderr=log)
        for _ in range(600):
            with open(log.name) as text:
                found = re.search(r"http://127\.0\.0\.1:\d+", text.read())
            if found:
                self.url = found.group()
                try:
                    self.call("GET", "/readyz")
                    return
                except OSError:
                    pass
            time.sleep(0.1)
        raise SystemExit("the service did not get ready")

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(timeout=30)

    def call(self, method, path, body=None, headers={}):
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.headers, answer.read()

    def judge(self, content, **fields):
        return json.loads(self.call("POST", "/v1/comments", {"content": content, **fields})[1])

    def mark(self, identifier, label):
        self.call("PUT", f"/v1/comments/{identifier}/label", {"label": label})

    def run(self, *arguments, code=0):
        outcome = subprocess.run([self.hamlet, *arguments], cwd=self.folder, capture_output=True, text=True)
        assert outcome.returncode == code, f"{arguments}: {outcome.stderr}"
        return outcome


checks = 0


def passed(words):
    global checks
    checks += 1
    print(f"ok {checks:2}  {words}", flush=True)


def main():
    hamlet = os.path.abspath(os.environ["HAMLET"])
    with tempfile.TemporaryDirectory() as folder:
        service, site = Service(hamlet, folder), Site()
        try:
            check(service, site)
        finally:
            if service.process.poll() is None:
                service.process.kill()
    print(f"{checks} passed, 0 failed")


def check(service, site):
    url = f"http://{site.authority}/hamlet"
    service.run("sites", "webhook", url, "--site", "blog.example")
    refused = service.run("sites", "test", "--site", "blog.example", code=69)
    assert "not one of the public network" in refused.stderr and site.notices.empty(), refused.stderr
    passed("an address of this machine is not called unless that is allowed")

    secret = service.run("sites", "webhook", url, "--site", "blog.example", "--allow-private").stdout.strip()
    assert secret.startswith("whsec_"), secret
    service.run("sites", "test", "--site", "blog.example")
    path, headers, body = site.next()
    assert path == "/hamlet" and json.loads(body)["type"] == "test", body
    passed("a trial arrives")

    assert is_genuine(secret, headers, body)
    assert not is_genuine(secret, headers, body + b" ")
    assert not is_genuine("whsec_" + "A" * 44, headers, body)
    old = dict.fromkeys(HEADERS) | {name: headers[name] for name in HEADERS}
    old["webhook-timestamp"] = str(int(time.time()) - 600)
    assert not is_genuine(secret, old, body)
    passed("the signature is genuine, and nothing else is, as the article has it in Python")
    if is_genuine_in_php(secret, headers, body) is None:
        print("skipped: PHP is not here")
    else:
        assert is_genuine_in_php(secret, headers, body) and not is_genuine_in_php(secret, headers, body + b" ")
        assert not is_genuine_in_php(secret, old, body)
        passed("the same in PHP")

    verdict = service.judge("a question about the recipe", site="blog.example", author="Ophelia")
    other = "ham" if verdict["verdict"] == "spam" else "spam"
    service.mark(verdict["id"], other)
    _, headers, body = site.next()
    notice = json.loads(body)
    assert is_genuine(secret, headers, body)
    assert (notice["comment"], notice["verdict"], notice["outcome"]) == (verdict["id"], verdict["verdict"], other)
    assert b"recipe" not in body and b"Ophelia" not in body
    passed("a mark against the verdict is told, without text or name")

    renewed = service.run("sites", "rotate", "--site", "blog.example").stdout.strip()
    service.run("mark", "spam" if other == "ham" else "ham", verdict["id"])
    _, headers, body = site.next()
    assert is_genuine(secret, headers, body) and is_genuine(renewed, headers, body) and secret != renewed
    passed("a mark in a shell is told as well, signed with the new secret and the old one")

    site.status = 400
    lost = service.judge("another question", site="blog.example")
    service.mark(lost["id"], "ham" if lost["verdict"] == "spam" else "spam")
    first = site.next()
    # A notice whose attempt was cut off is left alone for a minute; here the refusal is to be known.
    while "failing: the answer was 400" not in service.run("sites").stdout:
        time.sleep(0.1)
    assert service.end(signal.SIGKILL) != 0
    site.status = 200
    service.start()
    second = site.next()
    assert first[1]["webhook-id"] == second[1]["webhook-id"] and json.loads(second[2])["comment"] == lost["id"]
    passed("a notice that was refused survives kill -9, and comes again with the same id")

    gone = service.judge("to be forgotten", site="blog.example")
    service.run("sites", "remove", "--site", "blog.example")
    service.mark(gone["id"], "ham" if gone["verdict"] == "spam" else "spam")
    assert "is not told" in service.run("sites").stdout
    passed("a site without a webhook is not told")

    address = f"http://{site.authority}"
    key = service.run("keys", "create", "--akismet", "--site", address).stdout.strip()
    admin = service.run("keys", "create", "--role", "admin").stdout.strip()
    service.run("sites", "webhook", "--akismet", "--site", address, "--allow-private")
    fields = {"api_key": key, "blog": address, "user_ip": "192.0.2.1", "comment_content": "a third question"}
    fields["callback"] = f"{address}/wp-json/akismet/v1/webhook"
    answer = service.call("POST", "/1.1/comment-check", urllib.parse.urlencode(fields).encode())
    guid = answer[0]["X-akismet-guid"]
    listed = service.call("GET", f"/v1/comments?site={site.authority}", headers={"Authorization": f"Bearer {admin}"})
    comment = json.loads(listed[1])["comments"][0]
    other = "ham" if answer[1] == b"true" else "spam"
    service.run("mark", other, comment["id"])
    path, headers, body = site.next()
    notice = json.loads(body)
    assert path == "/wp-json/akismet/v1/webhook" and headers["X-akismet-webhook"] == "1"
    assert notice["key"] == key and notice["endpoint"] == "comment-check"
    assert notice["comments"] == [{"guid": guid, "result": "true" if other == "spam" else "false"}], notice
    passed("an Akismet client is told at its callback, with its key and the guid")
    assert service.end() == 0 and site.notices.empty()
    passed("nothing else was sent, and the service ends when it is asked to")


if __name__ == "__main__":
    sys.exit(main())
