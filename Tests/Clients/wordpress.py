#!/usr/bin/env python3
"""Real WordPress with its real, unmodified Akismet plugin before a live hamlet, as a visitor and a moderator use them.

HAMLET names the program, WORDPRESS the folder of WordPress with the plugin in it: without it /usr/share/wordpress, where Debian's
package has both. `mariadb-server-core`, `mariadb-client-core`, `php-cli` and `php-mysql` must be there. Everything runs on
loopback, with a database and a folder of its own. The only files that are added are the must-use plugin that `hamlet
akismet-setup` writes, a theme that shows a comment form, and a few lines that keep WordPress from sending mail and from
asking visitors to slow down.
"""

import contextlib
import html
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "scripts"))
os.environ.setdefault("KEY", "")
from questions import HAM, SPAM  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGE = pathlib.Path(os.environ.get("WORDPRESS", "/usr/share/wordpress"))

CONFIGURATION = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:@SOCKET@' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'AUTH_KEY', 'a' );
define( 'SECURE_AUTH_KEY', 'b' );
define( 'LOGGED_IN_KEY', 'c' );
define( 'NONCE_KEY', 'd' );
define( 'WP_HOME', '@URL@' );
define( 'WP_SITEURL', '@URL@' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEFAULT_THEME', 'plain' );
// Nothing but this machine is asked.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
"""

# No mail, and no pause between the comments of one visitor.
QUIET = """<?php
function wp_mail() {
	return true;
}
add_filter( 'wp_is_comment_flood', '__return_false', 100 );
"""

THEME = """<?php
wp_head();
while ( have_posts() ) {
	the_post();
	the_content();
	comment_form();
}
wp_footer();
"""

INSTALLATION = """<?php
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '@AUTHORITY@';
require '@SITE@/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Garden', 'admin', 'admin@garden.example', true, '', 'secret' );
update_option( 'active_plugins', array( 'akismet/akismet.php' ) );
// Whoever writes for the first time is published as well, unless the spam filter says otherwise.
update_option( 'comment_previously_approved', 0 );
update_option( 'comment_moderation', 0 );
echo $wp_version, ' ', get_plugin_data( WP_PLUGIN_DIR . '/akismet/akismet.php' )['Version'];
"""


def run(*command, **more):
    result = subprocess.run([str(part) for part in command], text=True, capture_output=True, **more)
    if result.returncode != 0:
        raise SystemExit(f"FAILED: {command}\n{result.stdout}{result.stderr}")
    return result.stdout


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if result := condition():
                return result
        time.sleep(0.1)
    raise SystemExit(f"FAILED: {what} did not come about in {seconds} s")


class Hamlet:
    """The service with a database of its own, which has learnt a few comments and has one key."""

    def __init__(self, program, folder, site):
        self.program, self.folder, self.port, self.process = program, folder, free_port(), None
        self.options = ["--database", folder / "hamlet.sqlite", "--starter-folder", "none"]
        self.key = self.command("keys", "create", "--akismet", "--site", site).strip()
        self.command("retrain", *(ROOT / "TrainingData" / f"english-{name}.jsonl" for name in ("ham", "spam")))

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments):
        return run(self.program, *arguments, *self.options)

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--port", str(self.port), *map(str, self.options)],
            stderr=open(self.folder / "serve.log", "a"), stdout=subprocess.DEVNULL,
        )
        until(lambda: urllib.request.urlopen(self.url + "/readyz", timeout=5).status == 200, "the service")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0, "hamlet serve did not end well"
        self.process = None

    def statistics(self):
        return json.loads(self.command("stats", "--json"))

    def marks(self):
        return self.statistics()["marks"].get("akismet", 0)


class Site:
    """WordPress on PHP's own server, with MariaDB."""

    def __init__(self, folder):
        self.folder, self.files, self.socket = folder, folder / "site", folder / "db.sock"
        self.authority = f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.authority}"
        self.processes = []

    def copy(self):
        """The files as the package has them, but for its configuration."""
        shutil.copytree(PACKAGE, self.files, ignore_dangling_symlinks=True)
        content = self.files / "wp-content"
        for path, text in {
            self.files / "wp-config.php": self.filled(CONFIGURATION), content / "mu-plugins" / "quiet.php": QUIET,
            content / "themes" / "plain" / "index.php": THEME,
            content / "themes" / "plain" / "style.css": "/* Theme Name: Plain */",
        }.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_text(text)

    def filled(self, text):
        for name, value in {"SOCKET": self.socket, "URL": self.url, "AUTHORITY": self.authority, "SITE": self.files}.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def start(self):
        """Starts both servers; returns the versions of WordPress and of the plugin."""
        data, user = self.folder / "db", ["--user=root"] if os.getuid() == 0 else []
        run("mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--auth-root-authentication-method=normal",
            "--skip-test-db")
        self.spawn("mariadbd", "--no-defaults", *user, f"--datadir={data}", f"--socket={self.socket}", "--skip-networking",
                   f"--pid-file={self.folder / 'db.pid'}", "--innodb-flush-log-at-trx-commit=0")
        until(self.socket.exists, "the database")
        until(lambda: self.query("SELECT 1", "mysql") == [["1"]], "an answer of the database")
        self.query("CREATE DATABASE wordpress CHARACTER SET utf8mb4", "mysql")
        (self.folder / "install.php").write_text(self.filled(INSTALLATION))
        versions = run("php", self.folder / "install.php")
        self.spawn("php", "-S", self.authority, "-t", self.files, env=os.environ | {"PHP_CLI_SERVER_WORKERS": "4"})
        until(lambda: urllib.request.urlopen(self.url + "/wp-login.php", timeout=30).status == 200, "WordPress")
        return versions.splitlines()[-1].split()

    def spawn(self, *command, **more):
        log = open(self.folder / f"{command[0]}.log", "w")
        self.processes.append(subprocess.Popen(
            list(map(str, command)), stdout=log, stderr=log, start_new_session=True, **more
        ))

    def stop(self):
        # The workers of PHP's server outlive it, so the whole group is ended.
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def query(self, sql, database="wordpress"):
        output = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "-N", "-B", database, "-e", sql],
            text=True, capture_output=True,
        )
        if output.returncode != 0:
            raise OSError(output.stderr)
        return [line.split("\t") for line in output.stdout.splitlines()]

    def status(self, comment):
        """How a comment stands: `1` for published, `0` for held, `spam`."""
        return self.query(f"SELECT comment_approved FROM wp_comments WHERE comment_ID = {comment}")[0][0]

    def history(self, comment):
        """What the plugin noted of a comment, oldest first."""
        rows = self.query(
            f"SELECT meta_value FROM wp_commentmeta WHERE comment_id = {comment} AND meta_key = 'akismet_history' ORDER BY meta_id"
        )
        return [match.group(1) for row in rows if (match := re.search(r's:5:"event";s:\d+:"([^"]+)"', row[0]))]


class Browser:
    """Somebody who reads pages and sends their forms."""

    def __init__(self, site):
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener.addheaders = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")]

    def open(self, path, fields=None):
        url = path if path.startswith("http") else self.site.url + path
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        with self.opener.open(url, data, timeout=60) as answer:
            return answer.read().decode()

    def log_in(self):
        self.open("/wp-login.php")
        page = self.open("/wp-login.php", {"log": "admin", "pwd": "secret", "testcookie": "1"})
        assert 'id="loginform"' not in page, "the administrator is not let in"

    def comment(self, text, author):
        """Fills in the form under the first post; the number of the new comment."""
        page = self.open("/?p=1")
        nonce = re.search(r'name="akismet_comment_nonce" value="(\w+)"', page).group(1)
        last = self.site.query("SELECT coalesce(max(comment_ID), 0) FROM wp_comments")[0][0]
        self.open("/wp-comments-post.php", {
            "comment": text, "author": author, "email": "visitor@mail.example", "url": "", "comment_post_ID": "1",
            "comment_parent": "0", "akismet_comment_nonce": nonce, "ak_js": str(int(time.time() * 1000)),
        })
        found = self.site.query(f"SELECT comment_ID FROM wp_comments WHERE comment_ID > {last}")
        assert len(found) == 1, f"{len(found)} comments came of one"
        return int(found[0][0])

    def act(self, action, comment, status="all"):
        """Follows the link of an action in the list of comments."""
        page = self.open(f"/wp-admin/edit-comments.php?comment_status={status}")
        link = re.search(rf"href=[\"'](comment\.php\?[^\"']*c={comment}&#038;action={action}[^\"']*"
                         rf"|comment\.php\?[^\"']*action={action}[^\"']*c={comment}(?!\d)[^\"']*)", page)
        assert link, f"the list of comments has no {action} for {comment}"
        self.open("/wp-admin/" + html.unescape(link.group(1)))


checks = 0


def expect(words, got, wanted):
    global checks
    if got != wanted:
        raise SystemExit(f"FAILED: {words}: {got!r} instead of {wanted!r}")
    checks += 1
    print(f"ok {checks:2}  {words}", flush=True)


def check(site, hamlet):
    visitor, moderator = Browser(site), Browser(site)
    moderator.log_in()
    settings = "/wp-admin/admin.php?page=akismet-key-config"
    page = moderator.open(settings)
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', page).group(1)
    for key, stored in (("ffffffffffff", []), (hamlet.key, [[hamlet.key]])):
        moderator.open(settings, {"_wpnonce": nonce, "action": "enter-key", "key": key, "submit": "Connect"})
        rows = site.query("SELECT option_value FROM wp_options WHERE option_name = 'wordpress_api_key' AND option_value <> ''")
        expect(f"a key that is {'good is stored' if stored else 'unknown is refused'} on the settings page", rows, stored)

    ham = visitor.comment(HAM, "Renée")
    expect("honest talk is published", (site.status(ham), site.history(ham)), ("1", ["check-ham"]))
    spam = visitor.comment(SPAM, "Best Offers")
    expect("spam is put away", (site.status(spam), site.history(spam)), ("spam", ["check-spam"]))
    sure = visitor.comment("It's a \"trial\" & no more", "akismet-guaranteed-spam")
    expect("the test of Akismet's documentation is spam", site.status(sure), "spam")

    expect("nothing is marked yet", hamlet.marks(), 0)
    missed = visitor.comment("It's \"so\" <b>simple</b>: I've read it & liked it, O'Neill", "Conan O'Brien")
    before = site.status(missed)
    moderator.act("spamcomment", missed)
    expect("a report of spam by a moderator is a mark", (before, site.status(missed), hamlet.marks()), ("1", "spam", 1))
    moderator.act("unspamcomment", missed, status="spam")
    expect("taking it back is one of the same comment", (site.status(missed), hamlet.marks()), ("1", 2))
    moderator.act("unspamcomment", spam, status="spam")
    expect("spam that was none is a mark", (site.status(spam), hamlet.marks()), ("0", 3))
    moderator.act("spamcomment", spam)
    expect("and of contradicting reports the last one holds", (site.status(spam), hamlet.marks()), ("spam", 4))
    expect("no report made a comment of its own", hamlet.statistics()["comments"], 3)

    hamlet.stop()
    begun = time.monotonic()
    held = [visitor.comment(SPAM + " again", "Best Offers"), visitor.comment(HAM + " Again.", "Renée")]
    took = time.monotonic() - begun
    expect("while the service is down comments are held", [site.status(comment) for comment in held], ["0", "0"])
    expect("and nobody waits longer than the plugin's patience", took < 25, True)
    hamlet.start()
    page = moderator.open("/wp-admin/edit-comments.php?comment_status=moderated")
    nonce = re.search(r'data-nonce="(\w+)"', page).group(1)
    fields = {"action": "akismet_recheck_queue", "nonce": nonce, "offset": "0", "limit": "100"}
    counts = json.loads(moderator.open("/wp-admin/admin-ajax.php", fields))["counts"]
    expect("“Check for spam” has them judged when it is back", counts, {"processed": 2, "spam": 1, "ham": 1, "error": 0})
    expect("and puts the spam away", [(site.status(comment), site.history(comment)[-1]) for comment in held],
           [("spam", "recheck-spam"), ("0", "recheck-ham")])

    until(lambda: hamlet.statistics()["verdicts"].get("spam") == 2, "two verdicts of spam on record")
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", moderator.open(settings)))
    # Versions word it otherwise; the figures stand behind these words in all of them.
    figures = [int(re.search(pattern, page).group(1)) for pattern in (
        r"Past six months\D*(\d+)", r"All time\D*(\d+)", r"Accuracy\D*(\d+)%", r"(\d+) missed spam", r"(\d+) false positive",
    )]
    expect("the settings page shows the spam that was stopped, the accuracy and the mistakes", figures, [2, 2, 100, 0, 0])
    expect("and an active subscription", "Hamlet" in page and "Active" in page, True)


def check_notices(site, hamlet):
    """A mark that is made at the service reaches the site: by the plugin itself from 5.5 on."""
    hamlet.command("sites", "webhook", "--akismet", "--site", site.url, "--allow-private")
    comment = Browser(site).comment(HAM + " And once more.", "Renée")
    before = site.status(comment)
    meta = "SELECT meta_value FROM wp_commentmeta WHERE meta_key = 'akismet_guid' AND comment_id = "
    number = int(site.query(meta + str(comment))[0][0], 16)
    identifier = "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(125, -1, -5))
    until(lambda: identifier in hamlet.command("export"), "the comment on record")
    hamlet.command("mark", "spam", identifier)
    until(lambda: site.status(comment) != before, "a notice to the site")
    expect("a mark at the service reaches the site", (before, site.status(comment), site.history(comment)[-1]),
           ("1", "spam", "webhook-spam"))


def main():
    program = os.environ.get("HAMLET")
    if not program:
        raise SystemExit("set HAMLET to the program")
    # Whoever ends the script ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        site = Site(pathlib.Path(name))
        site.copy()
        hamlet = Hamlet(os.path.abspath(program), site.folder, site.url)
        run(hamlet.program, "akismet-setup", "wordpress", "--url", hamlet.url, "--write", site.files / "wp-content" / "mu-plugins")
        try:
            hamlet.start()
            versions = site.start()
            print(f"WordPress {versions[0]} with Akismet {versions[1]}")
            check(site, hamlet)
            if tuple(int(part) for part in versions[1].split(".")) >= (5, 5):
                check_notices(site, hamlet)
        finally:
            if hamlet.process:
                hamlet.process.kill()
            site.stop()
    print(f"{checks} passed, 0 failed")


if __name__ == "__main__":
    main()
