"""Documents in a browser: accessibility, keyboard, silence: a slow campaign that needs Chromium and axe-core.

    npm pack axe-core && tar xzf axe-core-*.tgz                        in a folder of its own
    python3 run.py python tests/page_in_browser.py package/axe.min.js
    python3 run.py python tests/page_in_browser.py package/axe.min.js report.html

Each page is opened in light and in dark with no way out to the network. It fails for a violation that axe-core finds,
for anything in the console, for any request but the page itself, and for a link or scrolling region that Tab does not
reach. Exit 1 for any of these, 2 where the browser or axe-core is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser import Browser, installed
from tests.campaign_line import tell

REGROUP = (sys.executable, "-m", "regroup")
IMPOSSIBLE = 'rules=[{rule="area_size",least={share=0.6},why="w"}]'
CASES = (
    ("hamar", (), ("--lang", "nb")),
    ("hamar", (), ("--lang", "en")),
    ("example-60", (), ("--lang", "en")),
    ("toy", (), ("--lang", "nb")),
    ("toy", ("--set", IMPOSSIBLE), ("--lang", "nb")),
    ("kongsvinger", (), ("--public", "--lang", "nb")),
)
WRONG_IN_AXE = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
    one => one.id + ': ' + one.help + ' at ' + one.nodes.map(node => node.target.join(' ')).slice(0, 4).join(', ')))"""
PLANTED = """<!doctype html><html><head><title>x</title></head><body><img src="https://example.invalid/a.png">
<p style="color:#ccc">pale</p><a href="#x" tabindex="0" onfocus="this.blur()">out of reach</a>
<script>console.error("said")</script></body></html>"""
"""A page with every fault that is looked for: without them found, nothing else here would mean anything."""
FOUND = ("a request to", "in the console", "image-alt", "color-contrast", "html-has-lang", "Tab does not reach")
TO_REACH = """Array.from(document.querySelectorAll('a[href], [tabindex="0"]')).map((one, at) => {
    one.dataset.stop = at; return at })"""
REACHED = "document.activeElement && document.activeElement.dataset.stop"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("axe", type=Path)
    asked.add_argument("pages", type=Path, nargs="*")
    given = asked.parse_args()
    command = installed()
    if command is None or not given.axe.is_file():
        print(f"NOT RUN: {'no Chromium is installed' if command is None else f'no axe-core at {given.axe}'}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        pages = given.pages or list(_made(Path(folder)))
        return _looked_at(command, given.axe.read_text(encoding="utf-8"), pages)


def _made(folder: Path) -> Iterator[Path]:
    for at, (scenario, solving, telling) in enumerate(CASES):
        stored = folder / f"{at}-{scenario}.json"
        subprocess.run([*REGROUP, "solve", scenario, *solving, "--out", stored, "-q"], stdout=subprocess.DEVNULL)
        subprocess.run([*REGROUP, "report", stored, *telling, "-q"], check=True)
        yield next(folder.glob(f"{at}-{scenario}*.html"))


def _looked_at(command: str, axe: str, pages: list[Path]) -> int:
    browser, failed, began = Browser(command), 0, time.monotonic()
    try:
        missed = _missed(browser, axe)
        if missed:
            print(f"NOT RUN: planted faults are not found: {', '.join(missed)}")
            return 2
        for page in pages:
            for dark in (False, True):
                found = list(_wrong(browser, page, dark, axe))
                failed += len(found)
                print(f"{page.name} {'dark' if dark else 'light'}: {'; '.join(found) or 'fine'}", flush=True)
    finally:
        browser.close()
    tell("page_in_browser", 2 * len(pages), failed, began)
    return 1 if failed else 0


def _missed(browser: Browser, axe: str) -> list[str]:
    """Which planted faults are not found."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "planted.html"
        page.write_text(PLANTED, encoding="utf-8")
        found = list(_wrong(browser, page, False, axe))
    return [fault for fault in FOUND if not any(one.startswith(fault) for one in found)]


def _wrong(browser: Browser, page: Path, dark: bool, axe: str) -> Iterator[str]:
    browser.open(page, dark)
    stops = set(map(str, browser.value(TO_REACH)))
    yield from _heard(browser)
    for _ in range(len(stops) + 2):
        browser.press_tab()
        stops.discard(browser.value(REACHED))
    if stops:
        yield f"Tab does not reach {len(stops)} links or regions"
    browser.value(f"{axe}; 0")
    yield from browser.value(WRONG_IN_AXE)


def _heard(browser: Browser) -> Iterator[str]:
    """What the page asked for beside itself, and what it said in the console."""
    asked = [event["params"]["request"]["url"] for event in browser.events if event["method"].endswith("WillBeSent")]
    yield from (f"a request to {url}" for url in asked[1:])
    for event in browser.events:
        if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            yield f"in the console: {str(event['params'])[:200]}"


if __name__ == "__main__":
    sys.exit(main())
