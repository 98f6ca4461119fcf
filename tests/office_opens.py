"""Campaign: LibreOffice, which wrote none of it, opens the slides and workbooks of every shipped scenario.

``python tests/office_opens.py [SOFFICE] [FOLDER]``: the program to ask (``soffice``), and where the PDF files stay to
be looked at. Needs LibreOffice with Impress and Calc, and pdftotext; says so and fails where they are missing. Each
slide must be one page that says its message; each sheet of a workbook must be found by its caption.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from regroup.formats import rendered
from regroup.formats.slide_fit import parts
from regroup.paper.base import Paper, Table
from tests.campaign_line import tell
from tests.paper.told import LANGUAGES, SCENARIOS, told

BESIDE_THE_SLIDES = 1
"""The first slide is not one of the paper's."""


def converted(soffice: str, file: Path, profile: Path) -> list[str]:
    """The text of each page of the file as a PDF."""
    words = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", str(file.parent), str(file)], check=True, capture_output=True, timeout=300)
    made = file.with_suffix(".pdf")
    if not made.exists():
        sys.exit(f"{soffice} could not open {file.name}: is the part of LibreOffice for such files installed?")
    kept = made.rename(file.with_name(file.name + ".pdf"))
    told_by = subprocess.run(["pdftotext", "-layout", str(kept), "-"], check=True, capture_output=True, text=True)
    return told_by.stdout.split("\f")[:-1]


def faults_of(name: str, paper: Paper, pages: list[str]) -> list[str]:
    """What is not where it should be."""
    whole = _plain("".join(pages))
    if name == "xlsx":
        return [table.caption for table in (*paper.lists, *paper.tables()) if _plain(table.caption) not in whole]
    missing = [slide.message for slide in paper.slides if _plain(slide.message)[:60] not in whole]
    split = [len(parts(block)) - 1 for slide in paper.slides for block in slide.blocks if isinstance(block, Table)]
    wanted = BESIDE_THE_SLIDES + len(paper.slides) + sum(split)
    return missing + ([f"{len(pages)} pages, not {wanted}"] if len(pages) != wanted else [])


def _plain(text: str) -> str:
    return "".join(text.split())


def main() -> int:
    """Converts everything; 1 where anything is missing."""
    soffice = sys.argv[1] if len(sys.argv) > 1 else "soffice"
    for program in (soffice, "pdftotext"):
        if shutil.which(program) is None:
            print(f"NOTHING WAS TRIED: {program} is not installed", file=sys.stderr)
            return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else made)
        folder.mkdir(parents=True, exist_ok=True)
        faults = tried = 0
        began = time.monotonic()
        for scenario in SCENARIOS:
            for language in LANGUAGES:
                for name in ("pptx", "xlsx"):
                    file = folder / f"{scenario}.{language}.{name}"
                    file.write_bytes(rendered(told(scenario, language), name))
                    found = faults_of(name, told(scenario, language), converted(soffice, file, Path(made) / "profile"))
                    tried, faults = tried + 1, faults + len(found)
                    print(file.name, "fine" if not found else "; ".join(found), flush=True)
    tell("office_opens", tried, faults, began)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
