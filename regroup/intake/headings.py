"""What the heading of a column is likely to mean, by the words that municipalities use."""

from __future__ import annotations

import re

ROLES = ("name", "today", "fte", "employees", "leaders", "budget", "fields", "source", "why", "id")
"""What a column can be taken as; "code" besides, for numbers of the municipality's own, which are not used."""
MEASURES = ("fte", "employees", "leaders", "budget")

_RANKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("skip", (r".*\.(basis|why|source|low|likely|high|counted_in)", r"(nr|nummer|løpenr|#)\.?")),
    ("leaders", (r".*\b(leder|lederstilling|leaders?|leader posts?|managers?)\w*\b.*", r".*(leder|sjefs?)stilling.*")),
    (
        "fte",
        (
            r".*\bavtalte årsverk\b.*|size\.fte\.value",
            r".*\b(årsverk|fte|ftes|full[- ]time equivalents?)\b.*",
            r".*(årsverk|stillingsstørrelse|stillingsprosent|stillingshjem\w+).*|.*\bstillinger\b.*|.*\båv\b.*",
        ),
    ),
    ("employees", (r".*\b(ansatte|tilsatte|medarbeidere|employees|headcount|staff)\b.*", r".*\bhoder\b.*")),
    ("budget", (r".*(budsjett|budget).*", r".*(netto drift|driftsutgift|regnskap|kostnad|utgift|expenditure).*")),
    (
        "code",
        (r".*(kommunen|orgn|organisasjonsn)(umme)?r.*|.*(kode|code).*", r"(ansvar|enhets?)s?(nr|nummer)\.?"),
    ),
    ("id", (r"id",)),
    (
        "today",
        (
            r"(kommunal|hoved|ramme|tjeneste)?områder?( i dag)?|.*\bområde i dag|areas?( today)?|today|i dag",
            r"(sektor|etat|direktørområde|division|sector|tjenesteområde|overordnet( enhet)?).*",
        ),
    ),
    ("fields", (r"fagfelt|fagområder?|fag|fields?( of work)?|tjenestetyper?|kostra-?funksjon(er)?|funksjon",)),
    ("source", (r"kilder?|source",)),
    ("why", (r"merknad(er)?|kommentar(er)?|comments?|notes?|why|hvorfor",)),
    (
        "name",
        (
            r"(organisasjons|resultat)?enhet(er|ens)?( ?navn)?|navn på enhet(en)?|units?( name)?",
            r"(avdeling|seksjon|team|department|section)(er|s)?( ?navn)?",
            r"(virksomhet|institusjon)(er|s)?( ?navn)?|establishment",
            r"(tjeneste|tjenestested|arbeidssted|ansvar|service|workplace)(er|s)?( ?navn)?",
            r"navn|name|beskrivelse|betegnelse|description|tekst",
        ),
    ),
)
_COMPILED = tuple((role, tuple(re.compile(pattern) for pattern in patterns)) for role, patterns in _RANKED)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERCENT = re.compile(r"%|prosent|percent|\bpst\b")


def plain(heading: str) -> str:
    """A heading as it is compared: spaces of any kind, case and marks around it do not count."""
    text = heading.replace("\u00ad", "").replace("-\n", "").replace("_", " ")
    return " ".join(text.split()).casefold().strip(" :*.()[]")


def meaning(heading: str) -> tuple[str, int] | None:
    """What the heading is taken as, and how far from the usual word it is; None where nothing is recognised."""
    text = plain(heading)
    bare = re.sub(r"\s*[(\[].*$", "", text).strip() or text
    for role, patterns in _COMPILED:
        for rank, pattern in enumerate(patterns):
            if pattern.fullmatch(text) or pattern.fullmatch(bare) or pattern.fullmatch(text.replace("-", "")):
                return role, rank
    return None


def year(heading: str) -> int:
    """The latest year that a heading names; 0 where it names none."""
    return max((int(found) for found in _YEAR.findall(heading)), default=0)


def is_percent(heading: str) -> bool:
    """Whether the column counts in per cent."""
    return bool(_PERCENT.search(plain(heading)))


def money_unit(heading: str) -> str:
    """What a budget is counted in, by its heading."""
    text = plain(heading)
    if re.search(r"\bmill|\bmnok", text):
        return "mill. kr"
    return "1 000 kr" if re.search(r"1[ .]?000|\btusen|\bthousand|\btkr", text) else "kr"
