"""Campaign: every document of every shipped scenario, made, converted, checked, and left as pages to look at.

``python tests/pages.py [FOLDER] [--only hamar,toy] [--lang nb] [--to docx,pptx] [--studies RESULT...]``: HTML, Word,
PDF, slides and workbooks in both languages. LibreOffice, which wrote none of it, opens what is for an office, and
Chromium, where it is installed, prints the page. Each PDF must have pages, none of them empty, hold the name of every
unit, and no key, brace, ``None`` or ``nan``; each slide must be a page that says its message, each sheet be found by
its caption; pictures must show something; nothing on a slide may stand outside it. Pages are left in FOLDER (``pages``)
as PNG files. Needs soffice, pdftotext and pdftoppm; exit code 2 where they are missing, 1
for any fault.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image
from pptx import Presentation

from regroup.formats import rendered
from regroup.formats.pixels import png
from regroup.paper import paper_of_all
from regroup.paper.base import Paper, Picture
from regroup.read.result_file import read_told
from tests.browser import installed
from tests.campaign_line import tell
from tests.office import converted, faults_of
from tests.paper.told import LANGUAGES, SCENARIOS, solved, told

FORMATS = ("html", "docx", "pdf", "pptx", "xlsx")
NEEDED = ("soffice", "pdftotext", "pdftoppm")
RESOLUTION = "60"
WRONG = re.compile(r"[{}]|\bNone\b|\bnan\b|\b(?:paper|report|slides|studies|formats)\.[a-z_]+\.[a-z_.]+")
"""What no reader should meet: a brace, a value of Python, a key without its text."""
FEWEST_LETTERS = 15
"""On a page that is not empty; pages of pictures alone hold the words of the foot."""


def main() -> int:
    given = _asked()
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        print(f"NOTHING WAS TRIED: {', '.join(missing)} not installed", file=sys.stderr)
        return 2
    given.folder.mkdir(parents=True, exist_ok=True)
    began, tried, faults = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as profile:
        for name, language, paper, units in _papers(given):
            for kind in given.to.split(","):
                found = list(_faults(given.folder / f"{name}.{language}.{kind}", paper, kind, units, Path(profile)))
                tried, faults = tried + 1, faults + len(found)
                print(f"{name}.{language}.{kind}", "fine" if not found else "; ".join(found), flush=True)
            found = list(_empty_pictures(paper))
            faults += len(found)
            print(f"{name}.{language} pictures", "fine" if not found else "; ".join(found), flush=True)
    tell("pages", tried, faults, began)
    return 1 if faults else 0


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?", default=Path("pages"))
    asked.add_argument("--only", default=",".join(SCENARIOS), help="scenarios")
    asked.add_argument("--lang", default=",".join(LANGUAGES))
    asked.add_argument("--to", default=",".join(FORMATS))
    asked.add_argument("--studies", type=Path, nargs="+", default=[], help="stored files: one document of all of them")
    return asked.parse_args()


def _papers(given: argparse.Namespace) -> Iterator[tuple[str, str, Paper, list[str]]]:
    """Name, language, document, and the names of the units that must be in it."""
    languages = given.lang.split(",")
    if given.studies:
        contents = [read_told(path) for path in given.studies]
        units = [unit["name"] for unit in contents[0]["inputs"]["scenario"]["units"]]
        yield from ((given.studies[0].stem, one, paper_of_all(contents, one, None), units) for one in languages)
        return
    for scenario in given.only.split(","):
        units = [unit.name for unit in solved(scenario).problem.scenario.units]
        yield from ((scenario, one, told(scenario, one), units) for one in languages)


def _faults(file: Path, paper: Paper, kind: str, units: list[str], profile: Path) -> Iterator[str]:
    """Writes the document, makes pages of it and says what is wrong with them."""
    made = rendered(paper, kind)
    file.write_bytes(made)
    if kind == "html":
        yield from _wrong_words(re.sub(r"<style>.*?</style>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL))
        if installed() is None:
            return
    pages = _pages(file, kind, profile)
    yield from _wrong_pages(pages)
    if kind == "pptx":
        yield from _outside(made)
    if kind in ("pptx", "xlsx"):
        yield from faults_of(kind, paper, pages)
    if kind != "pptx":  # a slide may say how many rows it leaves out
        whole = _plain("".join(pages))
        yield from (
            f"«{unit}» is not there" for unit in units if _plain(unit) not in whole and not _in_parts(unit, pages)
        )


def _pages(file: Path, kind: str, profile: Path) -> list[str]:
    """The text of each page; the pages stay as pictures beside the file."""
    pdf = file if kind == "pdf" else file.with_name(f"{file.name}.pdf")
    if kind == "html":
        browser = [installed() or "", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}/b"]
        words = [*browser, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", file.resolve().as_uri()]
        subprocess.run(words, check=True, capture_output=True, timeout=300)
    elif kind != "pdf":
        converted("soffice", file, profile / "office")
    for old in file.parent.glob(f"{pdf.name}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", RESOLUTION, "-png", pdf, pdf], check=True, timeout=300)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True, timeout=300)
    return text.stdout.split("\f")[:-1]


def _wrong_pages(pages: list[str]) -> Iterator[str]:
    if not pages:
        yield "no pages"
    yield from (f"page {at} is empty" for at, text in enumerate(pages, 1) if len(_plain(text)) < FEWEST_LETTERS)
    yield from _wrong_words("".join(pages))


def _wrong_words(text: str) -> Iterator[str]:
    yield from (f"{found!r} in the text" for found in sorted(set(WRONG.findall(text))))


def _in_parts(unit: str, pages: list[str]) -> bool:
    """Whether the name stands on several lines of a column: each of its words is on one page."""
    return any(all(word in text for word in re.split(r"\s+|(?<=-)", unit)) for text in pages)


def _plain(text: str) -> str:
    return "".join(text.split())


def _outside(made: bytes) -> Iterator[str]:
    """Shapes that reach beyond their slide."""
    deck = Presentation(io.BytesIO(made))
    for at, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            right, bottom = shape.left + shape.width, shape.top + shape.height
            if min(shape.left, shape.top) < 0 or right > deck.slide_width or bottom > deck.slide_height:
                yield f"slide {at}: «{shape.name}» reaches outside"


def _empty_pictures(paper: Paper) -> Iterator[str]:
    for block in paper.blocks():
        if isinstance(block, Picture):
            low, high = Image.open(io.BytesIO(png(block))).convert("L").getextrema()
            if high - low < 60:
                yield f"{block.key} shows nothing"


if __name__ == "__main__":
    sys.exit(main())
