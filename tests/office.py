"""LibreOffice, which wrote none of it, opens documents: their pages, and what of a document is not on them."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from regroup.formats.slide_fit import parts
from regroup.paper.base import Paper, Table

BESIDE_THE_SLIDES = 1
"""The first slide is not one of the paper's."""


def converted(soffice: str, file: Path, profile: Path) -> list[str]:
    """The text of each page of the file as a PDF."""
    words = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:  # NAME.pdf may be a document of its own
        subprocess.run([*words, "--outdir", folder, str(file)], check=True, capture_output=True, timeout=300)
        made = Path(folder, file.with_suffix(".pdf").name)
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
