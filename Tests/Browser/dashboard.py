#!/usr/bin/env python3
"""Drives the moderation dashboard of a live hamlet with a real browser: chromium and chromedriver of Debian.

Usage: dashboard.py FOLDER [PART …], with HAMLET as the program. FOLDER takes the screenshots, which somebody should look at.
Without parts it does all: login, keyboard, without_script, pages, enemies.
The packages selenium and axe-playwright-python (for the axe-core in it) must be there. DATASETS names a folder with the YouTube
Spam Collection; without it comments are made up. HOSTILE is the number of hostile comments.
"""

import importlib.util
import os
import pathlib
import sys
import tempfile
import time
import urllib.error

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import hostile
from service import Hamlet, real_comments

PROGRAM = os.environ["HAMLET"]
FOLDER = pathlib.Path(sys.argv[1])
DATASETS = os.environ.get("DATASETS", "")
HOSTILE = int(os.environ.get("HOSTILE", "1000"))
WIDTHS = [390, 1280]
SCHEMES = ["light", "dark"]
# What a page weighs in all, in bytes.
WEIGHT = 100_000


def check(condition, message):
    if not condition:
        raise SystemExit(f"dashboard: {message}")


def said(message):
    print(f"  {time.strftime('%H:%M:%S')} {message}", flush=True)


def browser(has_script=True):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for option in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]:
        options.add_argument(option)
    if not has_script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(120)
    driver.set_script_timeout(120)
    return driver


class Visit:
    """A person with a browser."""

    def __init__(self, hamlet, has_script=True):
        self.hamlet = hamlet
        self.driver = browser(has_script)
        self.resize(1280, "light")

    def resize(self, width, scheme):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 844 if width < 700 else 900, "deviceScaleFactor": 1, "mobile": width < 700})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme},
                         {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def go(self, path):
        self.driver.get(self.hamlet.url + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def until(self, condition, what):
        # An element may go with its page while it is being looked at.
        waiting = WebDriverWait(self.driver, 30, ignored_exceptions=[NoSuchElementException, StaleElementReferenceException])
        waiting.until(lambda _: condition(), message=what)

    def press(self, keys):
        self.driver.switch_to.active_element.send_keys(keys)

    def log_in(self, key):
        self.go("/")
        self.one("#key").send_keys(key + Keys.ENTER)
        self.until(lambda: "/queue" in self.driver.current_url, "login leads to the queue")

    def text(self):
        return self.one("main").text

    def complaints(self):
        """What the browser complained about: blocked scripts and styles, errors, missing files."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def overflow(self):
        """By how many pixels the page is wider than the window."""
        return self.driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")

    def quit(self):
        self.driver.quit()


def axe():
    package = importlib.util.find_spec("axe_playwright_python")
    return pathlib.Path(package.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")


def accessible(visit, name):
    """Everything that axe-core finds at fault."""
    result = visit.driver.execute_async_script(
        AXE + "; const done = arguments[0]; axe.run(document).then(done, (error) => done({error: String(error)}));"
    )
    check("error" not in result, f"axe did not run: {result.get('error')}")
    faults = [f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
              for fault in result["violations"] for node in fault["nodes"]]
    check(not faults, f"{name} has {len(faults)} faults:\n" + "\n".join(faults[:10]))


def pictures(visit, name):
    for scheme in SCHEMES:
        for width in WIDTHS:
            visit.resize(width, scheme)
            overflow = visit.overflow()
            visit.driver.save_screenshot(str(FOLDER / f"{name}-{width}-{scheme}.png"))
            check(overflow <= 0, f"{name} at {width} is {overflow} pixels too wide")
            accessible(visit, f"{name} at {width}, {scheme}")
    visit.resize(1280, "light")


def weight(visit, path):
    visit.driver.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    visit.go(path)
    sizes = visit.driver.execute_script(
        "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
        ".map((entry) => [entry.name, entry.transferSize])")
    total = sum(size for _, size in sizes)
    check(total < WEIGHT, f"{path} weighs {total} bytes: {sizes}")
    foreign = [name for name, _ in sizes if not name.startswith(visit.hamlet.url)]
    check(not foreign, f"{path} loads {foreign}")
    return total


def login(hamlet):
    visit = Visit(hamlet)
    visit.go("/queue?pile=spam")
    check("/login?next=" in visit.driver.current_url, "a stranger is sent to log in")
    pictures(visit, "login")
    visit.one("#key").send_keys("hml_wrong" + Keys.ENTER)
    visit.until(lambda: visit.all("[role=alert]"), "a wrong key is refused with words")
    visit.one("#key").send_keys(hamlet.moderator + Keys.ENTER)
    visit.until(lambda: "pile=spam" in visit.driver.current_url, "login leads where one wanted to go")
    cookie = visit.driver.get_cookie("hamlet")
    check(cookie and cookie["httpOnly"] and cookie["sameSite"] == "Strict", f"the cookie is guarded: {cookie}")
    check(visit.driver.execute_script("return document.cookie") == "", "no script reads the cookie")
    visit.quit()
    said("log in: refused with a wrong key, let in with a good one")


def keyboard(hamlet):
    visit = Visit(hamlet)
    visit.log_in(hamlet.moderator)
    visit.go("/queue")
    ids = [item.get_attribute("data-id") for item in visit.all(".item")]
    check(len(ids) > 10, f"the queue has comments: {len(ids)}")
    visit.press("jj")
    visit.press("k")
    current = visit.one(".item.current").get_attribute("data-id")
    check(current == ids[0], "j and k move")
    visit.press("s")
    visit.until(lambda: hamlet.label(ids[0]) == "spam", "s marks as spam")
    check(not visit.one(f"#c-{ids[0]}").is_displayed(), "what is marked leaves the queue")
    visit.press("u")
    visit.until(lambda: hamlet.label(ids[0]) is None, "u takes it back")
    visit.until(lambda: visit.one(f"#c-{ids[0]}").is_displayed(), "what is taken back is there again")
    worked = 0
    started = time.monotonic()
    while visit.driver.find_elements(By.CSS_SELECTOR, "li:not([hidden]) > .item") and worked < 20:
        item = visit.one(".item.current")
        mine = item.get_attribute("data-id")
        visit.press("h" if worked % 3 == 0 else "s")
        visit.until(lambda: not visit.one(f"#c-{mine}").is_displayed(), "a mark shows at once")
        worked += 1
    visit.until(lambda: hamlet.label(mine) is not None, "the last mark arrives")
    said(f"keys: {worked} comments marked in {time.monotonic() - started:.1f} s")
    visit.go("/queue")
    visit.press("?")
    visit.until(lambda: visit.one("#keys").is_displayed(), "? shows the keys")
    pictures(visit, "keys")
    visit.press(Keys.ESCAPE)
    visit.press("j")
    ids = [item.get_attribute("data-id") for item in visit.all(".item")]
    hamlet.call("DELETE", f"/v1/comments/{ids[0]}")
    visit.press("s")
    visit.until(lambda: visit.all(f"#c-{ids[0]} .failed:not([hidden])"), "a failed mark comes back")
    check("No comment with the id" in visit.one(f"#c-{ids[0]} .failed").text, "with its reason")
    for _ in range(3):
        visit.press("j")
        visit.press("x")
    visit.one(".bulk button[value=spam]").click()
    visit.until(lambda: hamlet.label(ids[1]) == "spam" and hamlet.label(ids[3]) == "spam", "what is selected is marked")
    visit.one("[data-undo-last]").click()
    visit.until(lambda: hamlet.label(ids[1]) is None and hamlet.label(ids[3]) is None, "and taken back at once")
    complaints = [text for text in visit.complaints() if "favicon" not in text]
    check(not complaints, f"the browser complains: {complaints}")
    visit.quit()
    said("keys: undo, help, a failed mark, bulk marks and their undoing")


def without_script(hamlet):
    visit = Visit(hamlet, has_script=False)
    visit.log_in(hamlet.admin)
    item = visit.one(".item")
    mine = item.get_attribute("data-id")
    item.find_element(By.CSS_SELECTOR, "button.to-spam").click()
    visit.until(lambda: hamlet.label(mine) == "spam", "a button marks")
    visit.until(lambda: "1 comment marked as spam" in visit.text(), "and the page says so")
    visit.one("[data-undo]").click()
    visit.until(lambda: hamlet.label(mine) is None, "a button takes it back")
    visit.until(lambda: "Taken back" in visit.text(), "and the page says so")
    boxes = visit.all(".item input[name=id]")[:3]
    chosen = [box.get_attribute("value") for box in boxes]
    for box in boxes:
        box.click()
    visit.one(".bulk button[value=ham]").click()
    visit.until(lambda: [hamlet.label(each) for each in chosen] == ["ham"] * 3, "what is selected is marked")
    visit.until(lambda: "3 comments marked as ham" in visit.text(), "and the page says so")
    visit.go("/queue?pile=marked")
    boxes = visit.all(".item input[name=id]")[:2]
    gone = [box.get_attribute("value") for box in boxes]
    for box in boxes:
        box.click()
    visit.one(".bulk button[value=erase]").click()
    visit.until(lambda: "Erase 2 comments?" in visit.text(), "erasing asks first")
    visit.one("button.danger-fill").click()
    visit.until(lambda: "2 comments erased" in visit.text(), "and answers with a receipt")
    for each in gone:
        try:
            hamlet.call("GET", f"/v1/comments/{each}")
            check(False, "an erased comment is gone")
        except urllib.error.HTTPError as error:
            check(error.code == 404, f"an erased comment is gone: {error.code}")
    rare = hamlet.judge([{"content": "Yorick's channel has a zebra, free of charge"}])[0]
    found = []
    for pile in ["unsure", "spam", "ham"]:
        visit.go(f"/queue?pile={pile}")
        visit.one("#q").send_keys("A ZEBRA" + Keys.ENTER)
        visit.until(lambda: "q=A+ZEBRA" in visit.driver.current_url, "the filter stands in the address")
        found += [item.get_attribute("data-id") for item in visit.all(".item")]
    check(found == [rare], f"the filter finds the one comment: {found}")
    visit.quit()
    said("without JavaScript: mark, undo, bulk, erase, filter")


def pages(hamlet):
    visit = Visit(hamlet)
    visit.log_in(hamlet.admin)
    visit.go("/queue")
    pictures(visit, "queue")
    visit.go("/queue?pile=marked&author=x&q=a")
    pictures(visit, "filters")
    visit.go("/queue?q=nothing-is-like-this")
    pictures(visit, "empty")
    odd = hamlet.judge([{
        "content": "Frее w\u200bin \u202eevil\u202c 𝐜𝐚𝐬𝐡 at <a href=\"http://cash.example/x\">http://cash.example</a>!\n\nReally great prices, "
                   "subscribe to my channel and check out my new video today.",
        "author": "Best Offers", "author_email": "win@offers.example", "author_url": "https://offers.example/",
        "author_ip": "192.0.2.7", "user_agent": "Mozilla/5.0", "permalink": "https://blog.example/elsinore", "site": "blog.example",
    }])[0]
    hamlet.call("PUT", f"/v1/comments/{odd}/label", {"label": "ham"})
    hamlet.call("PUT", f"/v1/comments/{odd}/label", {"label": "spam"})
    visit.go(f"/comments/{odd}")
    check(len(visit.all("mark.hidden")) == 3 and len(visit.all("mark.lookalike")) >= 5, "what hides is shown")
    pictures(visit, "comment")
    total = visit.driver.execute_script("""
        const number = (cell) => Number(cell.textContent.replace('−', '-').replace('+', ''));
        const rows = [...document.querySelectorAll('.evidence tbody td.number')].map(number);
        return [rows.reduce((a, b) => a + b, 0), number(document.querySelector('.evidence tfoot td.number')), rows.length]""")
    check(abs(total[0] - total[1]) < 0.005 * total[2] + 0.01, f"the bars add up to the sum: {total}")
    visit.go("/comments/nothing")
    pictures(visit, "problem")
    said(f"weight: queue {weight(visit, '/queue'):,} bytes, comment {weight(visit, f'/comments/{odd}'):,} bytes")
    complaints = [text for text in visit.complaints() if "404" not in text]
    check(not complaints, f"the browser complains: {complaints}")
    visit.quit()


INNOCENT = """
    const said = [...document.querySelectorAll('.said *')].filter((element) => element.tagName !== 'MARK' && !element.matches('.nothing'));
    const all = [...document.querySelectorAll('*')];
    return {
        hit: window.hit ?? null, said: said.length, scripts: document.scripts.length,
        handlers: all.filter((element) => [...element.attributes].some((attribute) => attribute.name.startsWith('on'))).length,
        strange: document.querySelectorAll('iframe, object, embed, img, style, base, plaintext, [style], [autofocus]').length,
        links: [...document.links].filter((link) => link.origin !== location.origin).length,
        forms: [...document.forms].filter((form) => new URL(form.getAttribute('action') ?? '', location).origin !== location.origin).length,
        overflow: document.documentElement.scrollWidth - window.innerWidth,
        main: document.querySelector('main').getBoundingClientRect().width > 200,
    }"""


def innocent(visit, path):
    found = visit.driver.execute_script(INNOCENT)
    wanted = {"hit": None, "said": 0, "scripts": 1, "handlers": 0, "strange": 0, "links": 0, "forms": 0, "main": True}
    overflow = found.pop("overflow")
    check(found == wanted, f"{path}: {found}")
    check(overflow <= 0, f"{path} is {overflow} pixels too wide")


def enemies(hamlet):
    ids = hamlet.judge(hostile.comments(HOSTILE))
    for body in hostile.BROKEN:
        try:
            hamlet.call("POST", "/v1/comments", body)
            check(False, "a body that is no text is refused")
        except urllib.error.HTTPError as error:
            check(error.code in (400, 422), f"a body that is no text is refused: {error.code}")
    visit = Visit(hamlet)
    visit.log_in(hamlet.admin)
    listed = set()
    for pile in ["unsure", "spam", "ham"]:
        path = f"/queue?pile={pile}"
        while path:
            visit.go(path)
            innocent(visit, path)
            listed.update(item.get_attribute("data-id") for item in visit.all(".item"))
            following = visit.all("a[rel=next]")
            path = following[0].get_attribute("href").removeprefix(hamlet.url) if following else None
    said(f"hostile: {len(listed & set(ids))} of {len(ids)} listed by themselves, the others with those that say the same")
    for number, each in enumerate(ids):
        visit.resize(WIDTHS[number % 2], SCHEMES[number // 2 % 2])
        visit.go(f"/comments/{each}")
        innocent(visit, f"/comments/{each}")
        if number == 6:
            pictures(visit, "hostile")
    complaints = visit.complaints()
    check(not complaints, f"the browser complains: {complaints[:5]}")
    visit.go("/queue")
    pictures(visit, "hostile-queue")
    visit.quit()
    said(f"hostile: {len(ids)} opened, nothing ran, nothing broke out, no report of the content security policy")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        hamlet = Hamlet(PROGRAM, pathlib.Path(folder))
        try:
            hamlet.judge(real_comments(DATASETS, 150))
            for part in [login, keyboard, without_script, pages, enemies]:
                if part.__name__ in sys.argv[2:] or len(sys.argv) == 2:
                    part(hamlet)
        except BaseException:
            hamlet.process.kill()
            raise
        hamlet.stop()
    print(f"The dashboard holds. Look at {FOLDER}/*.png.")


AXE = axe()
if __name__ == "__main__":
    main()
