"""Writes ontology/countries.csv: which state a three-letter code of event data means.

ISO 3166-1 codes come from rigour, matched by Wikidata item; the few that CAMEO has of its own are listed here.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from rigour.territories import get_territories

ONTOLOGY = Path(__file__).parent.parent / "ontology"
CAMEO = {
    "PSE": "palestine",
    "KSV": "kosovo",
    "XKX": "kosovo",
    "TWN": "taiwan",
    "ROM": "romania",
    "ZAR": "democratic-republic-of-the-congo",
}
EXACT, KIND = "http://www.w3.org/2004/02/skos/core#exactMatch", "https://w3id.org/irkg/ontology#State"


def states() -> dict[str, str]:
    """Wikidata item → slug."""
    found = {}
    kinds, matches = set(), {}
    for file in sorted((ONTOLOGY / "actors").glob("*.ttl")):
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            slug = str(quad.subject).strip("<>").rpartition("/")[2]
            if str(quad.object) == f"<{KIND}>":
                kinds.add(slug)
            if quad.predicate.value == EXACT:
                matches[slug] = str(quad.object).strip("<>").rpartition("/")[2]
    for slug in kinds:
        if slug in matches:
            found[matches[slug]] = slug
    return found


def main() -> None:
    """Write the table."""
    by_item = states()
    rows = {code: slug for code, slug in CAMEO.items() if slug in by_item.values()}
    for territory in get_territories():
        for item in territory.qids or []:
            if territory.alpha3 and item in by_item:
                rows[territory.alpha3.upper()] = by_item[item]
    lines = [f"{code},{slug}\n" for code, slug in sorted(rows.items())]
    (ONTOLOGY / "countries.csv").write_text("code,state\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
