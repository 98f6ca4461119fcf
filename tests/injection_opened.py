"""Files as other programs take them: LibreOffice, which calculates, and Chromium, which runs what it finds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.browser import Browser, installed
from tests.injection_checks import office

CALCULATING = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
"""How LibreOffice reads a CSV file: with commas, UTF-8, and formulas calculated."""
SAVED = {"xlsx": "xlsx", "csv": "xlsx", "docx": "docx", "pptx": "pptx"}
CALLS = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening")


def office_installed() -> bool:
    """Whether LibreOffice is there."""
    return shutil.which("soffice") is not None


def in_office(folder: Path) -> tuple[int, list[str]]:
    """Opens, calculates and saves every workbook and table of a folder; how many, and what became a formula."""
    made, found, count = folder / "saved", list[str](), 0
    for ending, saved in (("csv", "xlsx"), ("xlsx", "xlsx")):
        files = sorted(folder.glob(f"*.{ending}"))
        out = made / ending
        _convert(files, saved, out, folder / "profile", [f"--infilter={CALCULATING}"] if ending == "csv" else [])
        for file in files:
            opened = out / f"{file.stem}.{saved}"
            if not opened.is_file():
                found.append(f"{file.name}: LibreOffice does not open it")
                continue
            count += 1
            found += [
                f"{file.name} in LibreOffice: {one}" for one in office(opened.read_bytes()) if one.endswith("<f>")
            ]
    return count, found


def _convert(files: list[Path], ending: str, out: Path, profile: Path, more: list[str]) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *more]
    for at in range(0, len(files), 40):
        some = [str(file) for file in files[at : at + 40]]
        words = [*command, "--convert-to", ending, "--outdir", str(out), *some]
        subprocess.run(words, check=False, capture_output=True, timeout=900)


def in_browser(folder: Path) -> tuple[int, list[str]]:
    """Opens every page of a folder; how many, and what one asked for or said."""
    pages = sorted(folder.glob("*.html"))
    browser, found = Browser(installed() or ""), list[str]()
    try:
        for page in pages:
            browser.open(page, dark=False)
            browser.value("0")
            found += [f"{page.name} in Chromium: {one}" for one in _heard(browser)]
    finally:
        browser.close()
    return len(pages), found


def _heard(browser: Browser) -> Iterator[str]:
    asked = [event["params"]["request"]["url"] for event in browser.events if event["method"].endswith("WillBeSent")]
    yield from (f"asks for {url}" for url in asked[1:])
    yield from (
        f"{event['method']} {str(event['params'])[:150]}" for event in browser.events if event["method"] in CALLS
    )
