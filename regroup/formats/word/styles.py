"""How a Word document looks: its styles, in one place, so that Word's own panes and tables of contents work.

Built-in styles are set anew in a document of ours; in a municipality's template they stay, and only those of ours that
are missing are added.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from regroup.formats.word.nodes import node

TYPEFACE = "Arial"
INK, SOFT, LINE, SHADE = "1B1F24", "555D66", "C9CED4", "F3F5F7"
TABLE = "RegroupTable"
LOCALES = {"nb": "nb-NO", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style: size in points, weight, colour, space around it in points."""

    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 6
    line: float = 1.15
    next_too: bool = False
    """Kept on the page of what follows."""


BUILT_IN = {
    "Normal": Look(10.5, after=7),
    "Title": Look(22, bold=True, after=2, line=1.05),
    "Subtitle": Look(12, colour=SOFT, after=12),
    "Heading 1": Look(15, bold=True, before=20, after=6, line=1.05, next_too=True),
    "Heading 2": Look(12, bold=True, before=12, after=4, line=1.05, next_too=True),
    "Caption": Look(9, bold=True, before=10, after=4, line=1.05),
    "List Bullet": Look(10.5, after=4),
    "Footer": Look(8, colour=SOFT, after=0, line=1.0),
}
OURS = {
    "Regroup Lead": Look(11.5, bold=True, before=8, after=8, next_too=True),
    "Regroup Note": Look(9, colour=SOFT, before=4, after=8),
    "Regroup Cell": Look(9, after=0, line=1.05),
    "Regroup Number": Look(9, after=0, line=1.05),
    "Regroup Gap": Look(1, after=4, line=1.0),  # nearly nothing, so that it never stands alone on a page
    "Regroup Picture": Look(9, before=10, after=0, line=1.0, next_too=True),
    "Regroup Contents": Look(10.5, after=2),
}

TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
<w:name w:val="Regroup Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{SOFT}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{SOFT}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{SOFT}"/></w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{SOFT}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def set_styles(document: Document, language: str) -> None:
    """Every style of a document of ours."""
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.style_id != "TableNormal":
            style.delete()
    for name, look in BUILT_IN.items():
        _set(document.styles[name], look)
    add_styles(document)
    set_language(document, language)


def add_styles(document: Document) -> None:
    """Those of ours that the document does not have."""
    names = {style.name for style in document.styles}
    for name, look in (BUILT_IN | OURS).items():
        if name not in names:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
            style.base_style = document.styles["Normal"] if name != "Normal" else None
            _set(style, look, typeface=name in BUILT_IN)
    if document.styles.element.find(f"w:style[@w:styleId='{TABLE}']", document.styles.element.nsmap) is None:
        document.styles.element.append(parse_xml(TABLE_STYLE))
    document.styles["Regroup Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_language(document: Document, language: str) -> None:
    """What the spelling checker and a screen reader take the text for."""
    code = LOCALES.get(language, language)
    for old in document.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            old.set(qn(name), code)
    for properties in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr[not(w:lang)]"):
        properties.append(node("lang", val=code, eastAsia=code))
    document.core_properties.language = code


def style_id(document: Document, name: str) -> str:
    """The id behind a style's name, which differs between language versions of Word."""
    return str(document.styles[name].style_id)


def _set(style: ParagraphStyle, look: Look, typeface: bool = True) -> None:
    font, space = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour)
    if typeface:
        _typeface(style)
    space.space_before, space.space_after, space.line_spacing = Pt(look.before), Pt(look.after), look.line
    space.keep_with_next = look.next_too
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _typeface(style: ParagraphStyle) -> None:
    """Named outright: a theme's typeface would win over it."""
    style.font.name = TYPEFACE
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), TYPEFACE)
    for spacing in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(spacing)
