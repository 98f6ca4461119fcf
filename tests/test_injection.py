"""A sample of tests/injection.py, and that its checks see what they look for."""

from __future__ import annotations

import io
import zipfile

import pytest

from regroup.formats import pixels
from tests.injection_checks import faults_of, screen
from tests.injection_fields import fields, known, names_of, stated
from tests.injection_payloads import PAYLOADS, SAMPLE
from tests.injection_tried import Tried


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "ZOOM", 0.25)


def zipped(part: str, name: str = "xl/sheet1.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("html", b"<script>1</script>"),
        ("html", b"<img src=x onerror=alert(1)>"),
        ("html", b"<p onclick=x>"),
        ("html", b"<a href=javascript:x>x</a>"),
        ("html", "\u202ex".encode()),
        ("docx", zipped("<a><b></a>")),
        ("docx", zipped('<w:p xmlns:w="w"><w:instrText> DDEAUTO x</w:instrText></w:p>')),
        ("docx", zipped('<w:p xmlns:w="w"><w:fldSimple w:instr="includetext x"/></w:p>')),
        ("pptx", zipped('<r Target="x" TargetMode="External"/>')),
        ("xlsx", zipped('<c xmlns="s"><f>1+1</f></c>')),
        ("xlsx", zipped("<!DOCTYPE x><x/>")),
        ("xlsx", zipped("x", "xl/vbaProject.bin")),
        ("pdf", b"%PDF /JavaScript (x)"),
        ("csv", b"a,=1+1\n"),
        ("csv", b'a,"\t@SUM(1)"\n'),
        ("csv", "a,\ufeff\uff1d1\n".encode()),
    ],
)
def test_each_check_sees_what_it_looks_for(name: str, content: bytes) -> None:
    planted = faults_of(name, content)
    assert [fault for fault in planted if fault != "html: no policy"]


@pytest.mark.parametrize("text", ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "a\rb", "\u202ex", "\x1b[31", "\ud800"])
def test_what_acts_on_a_screen_is_seen(text: str) -> None:
    assert screen(text)
    assert not screen("\x1b[1;31mrødt\x1b[0m\n")


def test_every_free_text_of_the_schemas_is_tried() -> None:
    named = names_of(fields())
    assert len(named) > 40
    assert known() == named
    assert stated()["scenario"]["areas"][0]["why"]


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 80
    assert set(SAMPLE) <= set(PAYLOADS)


@pytest.mark.parametrize(("text", "formats"), [(SAMPLE[0], ("xlsx", "html")), (SAMPLE[4], ("docx",)), (SAMPLE[5], ())])
def test_a_text_is_only_text(text: str, formats: tuple[str, ...]) -> None:
    tried = Tried()
    tried.payload(0, text, formats)
    assert tried.wrong == []
    assert tried.count > 50
