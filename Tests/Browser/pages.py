#!/usr/bin/env python3
"""Drives the pages about the filter itself, of a live hamlet, with a real browser: chromium and chromedriver of Debian.

Usage: pages.py FOLDER, with HAMLET as the program; FOLDER takes the screenshots that somebody should look at. The package selenium
must be there. HAMLET_STARTER=none does without the starter comments, which a debug build is slow to learn.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

import history
from service import Hamlet

PROGRAM = os.environ["HAMLET"]
FOLDER = pathlib.Path(sys.argv[1])
WIDTHS = [390, 1280]
SCHEMES = ["light", "dark"]
# What a page weighs in all, in bytes.
WEIGHT = 100_000


def check(condition, message):
    if not condition:
        raise SystemExit(f"pages: {message}")


def said(message):
    print(f"  {time.strftime('%H:%M:%S')} {message}", flush=True)


class Visit:
    """A person with a browser."""

    def __init__(self, hamlet, downloads, has_script=True):
        self.hamlet = hamlet
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for option in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]:
            options.add_argument(option)
        settings = {"download.default_directory": str(downloads), "download.prompt_for_download": False}
        if not has_script:
            settings["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", settings)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(120)
        self.resize(1280, "light")

    def resize(self, width, scheme):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 844 if width < 700 else 900, "deviceScaleFactor": 1, "mobile": width < 700})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def go(self, path):
        self.driver.get(self.hamlet.url + path)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self):
        return self.one("main").text

    def press(self, words):
        found = [button for button in self.all("main button, main a.button") if words in (button.text or "")]
        check(found, f"no button “{words}” on {self.driver.current_url}:\n{self.text()}")
        found[0].click()

    def wait(self, condition, what, seconds=300):
        # A page that is just being left has parts that are gone when they are asked.
        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.1, ignored_exceptions=[WebDriverException])
        waiting.until(lambda _: condition(), f"waited for {what}")

    def log_in(self, key):
        self.go("/login?next=%2Foverview")
        self.one("#key").send_keys(key)
        self.one("main button").click()
        self.wait(lambda: "/login" not in self.driver.current_url or self.all("#refusal"), "the login")

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def sees_charts(visit):
    """The overview has charts with titles, axes and tables, and is not heavy."""
    visit.go("/overview")
    charts = visit.all("figure.chart")
    check(len(charts) == 5, f"the overview has {len(charts)} charts")
    for chart in charts:
        title = chart.find_element(By.CSS_SELECTOR, "figcaption strong").text
        drawing = chart.find_element(By.CSS_SELECTOR, "svg")
        check(title and drawing.get_attribute("aria-label").startswith(title), f"a chart has no title: {title}")
        check(len(drawing.find_elements(By.CSS_SELECTOR, "text")) >= 6, f"“{title}” has no axes")
        check(drawing.find_elements(By.CSS_SELECTOR, "rect, circle"), f"“{title}” shows nothing")
        chart.find_element(By.CSS_SELECTOR, "summary").click()
        rows = chart.find_elements(By.CSS_SELECTOR, "tbody tr")
        check(rows and rows[0].is_displayed(), f"“{title}” has no table")
    weight = visit.driver.execute_script(
        "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
        ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)")
    check(weight < WEIGHT, f"the overview weighs {weight} bytes")
    elsewhere = visit.driver.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))")
    check(not elsewhere, f"the overview loads {elsewhere}")
    site = Select(visit.one("#site"))
    site.select_by_visible_text("shop.example")
    visit.press("Show")
    visit.wait(lambda: "site=%3Dshop" in visit.driver.current_url, "one site")
    check("False-positive budget" not in visit.text(), "a single site shows the budget of all")
    said(f"overview: five charts with titles, axes and tables; {weight:,} bytes in all")


def retrains(visit, has_script):
    """A retrain shows its progress, and then before and after."""
    visit.go("/model")
    visit.press("Retrain now")
    steps = []

    def is_done():
        bar = visit.driver.execute_script(
            "const bar = document.querySelector('progress'); return bar ? [bar.value, location.search] : null"
        ) if has_script else [(bar.get_attribute("value"), "") for bar in visit.all("progress")]
        if bar:
            steps.append(bar)
        return "The model was retrained" in visit.one("body").text

    visit.wait(is_done, "the end of the retrain")
    check(steps, "no progress was seen")
    check("Last retrain" in visit.text() and visit.all("#trial tbody tr"), "no table of before and after")
    values = [float(step[0] if has_script else step[0][0]) for step in steps]
    check(values == sorted(values), f"progress went back: {values}")
    if has_script:
        check(any("live" in step[1] for step in steps), "the script did not listen to events")
    said(f"retrain {'with events' if has_script else 'without JavaScript'}: progress {sorted(set(values))}")


def looks_for_wrong_labels(visit):
    visit.go("/model/suspects")
    visit.press("Look for wrong labels")
    visit.wait(lambda: "/model/suspects" in visit.driver.current_url and visit.all(".suspects li"), "suspects")
    count = len(visit.all(".suspects li"))
    visit.one(".suspects button").click()
    visit.wait(lambda: "Marked as" in visit.one("body").text, "the mark of a suspect")
    check(len(visit.all(".suspects li")) < count or count == 20, "the suspect is still there")
    said(f"wrong labels: {count} shown, one marked otherwise")


def erases(visit):
    visit.go("/model/erasures")
    visit.one("#email").send_keys("person7@example.org")
    visit.press("Look what would go")
    visit.wait(lambda: "This would forget" in visit.text(), "the dry run")
    words = visit.one("#found").text
    visit.press("Forget")
    visit.wait(lambda: "Receipt 1" in visit.text(), "the receipt")
    count = words.split("forget ")[1]
    check(f"{count} forgotten" in visit.text(), f"the receipt differs from “{words}”")
    visit.one("#email").send_keys("person7@example.org")
    visit.press("Look what would go")
    visit.wait(lambda: "Nothing is found" in visit.text(), "nothing left")
    said(f"erasure: {count}, with a receipt, and nothing is left")


def downloads_export(visit, downloads):
    visit.go("/model")
    visit.press("With texts and authors")
    visit.wait(lambda: list(downloads.glob("hamlet-*.jsonl")), "the download")
    lines = next(downloads.glob("hamlet-*.jsonl")).read_text(encoding="utf-8").splitlines()
    header = json.loads(lines[0])
    check(header["format"] == "hamlet-export" and header["comments"] == len(lines) - 1, f"a torn export: {lines[0]}")
    check(not any("person7@example.org" in line for line in lines), "the export holds what was forgotten")
    said(f"export: {len(lines) - 1:,} comments downloaded")


def keeps_keys(visit):
    visit.go("/model/keys")
    visit.one("#name").send_keys("second desk")
    Select(visit.one("#role")).select_by_value("moderate")
    visit.press("Create")
    visit.wait(lambda: visit.all("#secret"), "the new key")
    secret = visit.one("#secret").text
    visit.go("/model/keys")
    check(secret not in visit.driver.page_source, "the secret is shown twice")
    revoke = visit.one("button[aria-label='Revoke second desk']")
    revoke.click()
    visit.wait(lambda: "is revoked" in visit.one("body").text, "the key to be revoked")
    visit.go("/model/audit")
    check("key revoked" in visit.text() and "key created" in visit.text(), "the audit log does not tell of keys")
    return secret


def is_readable(visit, path, width):
    """No page is wider than the screen, every control has a name, every text enough contrast."""
    problems = visit.driver.execute_script("""
        const problems = [];
        if (document.documentElement.scrollWidth > arguments[0]) problems.push("wider than the screen");
        for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
            if (!control.labels.length && !control.ariaLabel) problems.push("no label: " + control.name);
        for (const button of document.querySelectorAll("button, a"))
            if (!button.textContent.trim() && !button.ariaLabel) problems.push("no words: " + button.outerHTML);
        const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
        for (const id of ids) if (ids.filter(other => other === id).length > 1) problems.push("twice: " + id);
        let level = 0;
        for (const heading of document.querySelectorAll("h1, h2, h3")) {
            if (+heading.tagName[1] > level + 1) problems.push("skipped a level: " + heading.textContent);
            level = +heading.tagName[1];
        }
        const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
        const colour = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
        const under = (element) => {
            for (let e = element; e; e = e.parentElement) {
                const c = colour(getComputedStyle(e).backgroundColor);
                if (c.length === 3 || c[3] === 1) return c;
            }
            return [255, 255, 255];
        };
        for (const element of document.querySelectorAll("main *, header *, footer *")) {
            if (![...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || element.closest("svg, option, meter, progress, .visually-hidden"))
                continue;
            const style = getComputedStyle(element);
            if (!element.getClientRects().length || style.color.startsWith("color(")) continue;
            const [a, b] = [light(colour(style.color)), light(under(element))].sort((x, y) => y - x);
            if ((a + .05) / (b + .05) < 4.5) problems.push("contrast " + ((a + .05) / (b + .05)).toFixed(2) + ": " + element.textContent.slice(0, 40));
        }
        for (const text of document.querySelectorAll("svg text")) {
            const box = text.getBoundingClientRect(), frame = text.closest("svg").getBoundingClientRect();
            if (box.left < frame.left - 1 || box.right > frame.right + 1) problems.push("cut: " + text.textContent);
        }
        return problems;
    """, width)
    check(not problems, f"{path}: {problems[:6]}")


def takes_pictures(visit):
    paths = ["/overview", "/model", "/model/evaluation", "/model/suspects", "/model/erasures", "/model/keys", "/model/sites", "/model/audit", "/privacy"]
    for path in paths:
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit.resize(width, scheme)
                visit.go(path)
                size = visit.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
                picture = visit.driver.execute_cdp_cmd("Page.captureScreenshot", {
                    "captureBeyondViewport": True,
                    "clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 5_000), "scale": 1}})
                name = path.strip("/").replace("/", "-")
                (FOLDER / f"{name}-{width}-{scheme}.png").write_bytes(base64.b64decode(picture["data"]))
                is_readable(visit, f"{path} {width} {scheme}", width)
    visit.resize(1280, "light")
    said(f"{len(paths) * len(WIDTHS) * len(SCHEMES)} pictures in {FOLDER}")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        downloads = folder / "downloads"
        downloads.mkdir()
        history.write(folder / "history.jsonl", int(os.environ.get("COMMENTS", "2000")))
        subprocess.run(
            [PROGRAM, "import", str(folder / "history.jsonl"), "--database", str(folder / "hamlet.sqlite")],
            check=True, stdout=subprocess.DEVNULL,
        )
        hamlet = Hamlet(PROGRAM, folder)
        try:
            visit = Visit(hamlet, downloads)
            visit.go("/privacy")
            check("How to be forgotten" in visit.text(), "the page for commenters asks for a key")
            visit.log_in(hamlet.admin)
            sees_charts(visit)
            retrains(visit, has_script=True)
            looks_for_wrong_labels(visit)
            erases(visit)
            downloads_export(visit, downloads)
            secret = keeps_keys(visit)
            takes_pictures(visit)
            complaints = visit.complaints()
            check(not complaints, f"the browser complains: {complaints}")
            plain = Visit(hamlet, downloads, has_script=False)
            plain.log_in(secret)
            check("/login" in plain.driver.current_url, "a revoked key lets somebody in")
            plain.log_in(hamlet.admin)
            retrains(plain, has_script=False)
            for one in (visit, plain):
                one.driver.quit()
        finally:
            hamlet.stop()
    print("pages: all seen")


if __name__ == "__main__":
    main()
