"""Hostile texts in every free text of a scenario and a model, in every format: a slow campaign.

    python3 run.py python tests/injection.py                    94 texts; ten minutes
    python3 run.py python tests/injection.py --first 20 --count 10
    python3 run.py python tests/injection.py --without-office --without-browser

Each text goes into each field alone, where it is taken or refused by name; then into all fields that take it at once,
solved and told: html, docx, pdf, pptx, xlsx in both languages, the terminal, the page of `check` and of the model.
Past all reading, it is every text of a document, and every cell of a sweep's table (CSV, XLSX). Then LibreOffice opens
the workbooks and tables, calculates, and must find no formula; Chromium opens the pages, and must ask for nothing and
say nothing. One line per finding; exit 1 if there is any, 2 where a program is missing, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser import installed
from tests.campaign_line import tell
from tests.injection_opened import in_browser, in_office, office_installed
from tests.injection_payloads import PAYLOADS
from tests.injection_tried import Tried


def main() -> int:
    """Runs the campaign; findings decide the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="the first text")
    parser.add_argument("--count", type=int, default=len(PAYLOADS), help="how many texts")
    parser.add_argument("--without-office", action="store_true")
    parser.add_argument("--without-browser", action="store_true")
    asked = parser.parse_args()
    chosen, began = PAYLOADS[asked.first : asked.first + asked.count], time.monotonic()
    lacks = [] if asked.without_office or office_installed() else ["soffice"]
    lacks += [] if asked.without_browser or installed() else ["Chromium"]
    if lacks:
        print(f"NOT RUN: {' and '.join(lacks)} not installed")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        tried = Tried(Path(folder))
        for number, payload in enumerate(chosen, asked.first):
            tried.payload(number, payload)
            if not number % 10:
                print(f"{number}: {tried}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        opened = 0
        for wanted, look in ((not asked.without_office, in_office), (not asked.without_browser, in_browser)):
            if wanted:
                files, found = look(Path(folder))
                opened += files
                tried.found(found)
    print(f"{len(chosen)} texts: {tried}; {opened} files opened by other programs")
    tell("injection", tried.count + opened, len(tried.wrong), began)
    return 1 if tried.wrong else 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
