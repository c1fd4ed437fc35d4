"""What parsers stumble over and no rule needs: days between verb and object, "de son côté", French quotation marks.

They are left out of what the parser sees; offsets lead back to the full text, and dates are read from that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_PART = (
    r"(?: (?:matin|soir|après-midi|midi|dernier|prochain|(?:1er|\d{1,2})(?: "
    + _MONTH
    + r"(?: \d{4})?)?|à l'aube|dans la nuit|dans la soirée))*"
)

ASIDES = {
    "fr": re.compile(
        r",? ?\b(?:de (?:son|leur) côté|pour (?:sa|leur) part|en revanche|en outre|par ailleurs|quant à (?:lui|elle|eux|elles)|toutefois|cependant|"
        r"en effet|à (?:son|leur) tour|en contrepartie|à maintes reprises|précédemment|notamment|également|d'ores et déjà|de nouveau|au passage|"
        r"le même jour|le jour même|le lendemain|la veille|aussitôt|dans la foulée|selon toute vraisemblance)\b,?"
        r"|,? \bpar la voix d[eu'] ?[^,]+,"
        r"|,? \bà (?:l'unanimité|huis clos|plusieurs reprises|la hâte|une (?:\w+ )?majorité(?: absolue| écrasante)?)\b"
        r"|(?<=\w) (?:au contraire|une nouvelle fois|une fois (?:de plus|encore)|pour la (?:première|deuxième|troisième|énième) fois|"
        r"pour (?:l'heure|l'instant|le moment)|en début de (?:semaine|journée|soirée)|en fin de (?:semaine|journée)|à cette occasion|sur-le-champ)\b"
        r"|,? \b(?:en grande pompe|avec effet immédiat|sans délai|sans tarder|jusqu'à nouvel ordre)\b"
        r"|,? \bdans un communiqué(?: publié)?(?= |,|\.)"
        r"|, (?:elle|lui|eux|elles),"
        r"|,? (?:elle|lui|eux|elles) aussi\b,?"
        r"|(?<=\w),? (?<!\ble )(?<!\bde )(?<!\bdu )(?<!\bce )(?<!\bdès )(?<!\bdepuis )(?<!\bavant )(?<!\bà )(?<!\bjusqu'à )" + _DAY + _PART + r"\b(?! et\b),?"
        r"|(?<=\w) (?:plus de|près de|au moins|pas moins de|environ|quelque|jusqu'à)(?= \d)"
        r"|,? le (?:1er|\d{1,2}) " + _MONTH + r"(?: \d{4})?,"
        r"|(?<=\w)(?<!\bdepuis)(?<!\bdès)(?<!\bavant)(?<!\baprès)(?<!\bentre)(?<!\bque)(?<!\bet)(?<!\bsur) (?:le|au) (?:1er|\d{1,2}) " + _MONTH + r"(?: \d{4})?\b(?! et\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r", (?:however|meanwhile|for (?:its|his|her|their) part|in turn|too|for example|among others),"
        r"|(?<=\w) (?:up to|more than|at least|as many as|no fewer than|fewer than|less than|nearly|almost|around|about|roughly|an estimated)(?= (?:\d|(?:\w+ (?:million|thousand|hundred|dozen)|hundreds|thousands|dozens|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)\b))",
        re.IGNORECASE,
    ),
}  # fmt: skip


QUOTED_WORDS = re.compile(r"(?:(?<=\w )|(?<=['’]))\"([a-zà-ÿœ][^\".!?:;]{0,60})\"(?!,? (?:a|ont)\b)")
"""Words of a sentence that stand in quotation marks: ``a dénoncé l'"ingérence" de Londres``; what is said begins otherwise."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A text without its asides; `origin[i]` is where character `i` stands in the full text."""

    text: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the full text that a span of the reduced text came from.

        >>> r = reduce_text("Paris a expulsé lundi deux espions.", "fr")
        >>> r.text
        'Paris a expulsé deux espions.'
        >>> r.back(16, 20)
        (22, 26)
        """
        return self.origin[start], self.origin[end - 1] + 1


BARE_A = re.compile(r"""(?:(?<=^)|(?<=[.!?:»]\s))A(?=\s[^\W\d_])""")
"""A capital that agencies write without its accent: ``A Maputo, le gouvernement …``."""


def reduce_text(text: str, lang: str) -> Reduced:
    """Leave the asides of a language out of a text, and the marks around single words that are quoted."""
    gaps = [m.span() for m in ASIDES[lang].finditer(text) if m.start() and m.group().strip(", ")]
    if lang == "fr":
        gaps += [(i, i + 1) for m in QUOTED_WORDS.finditer(text) for i in (m.start(), m.end() - 1)]
    kept: list[int] = []
    position = 0
    for start, end in sorted(gaps):
        if start < position:
            continue
        kept.extend(range(position, start))
        position = end
    kept.extend(range(position, len(text)))
    if lang == "fr":  # the French parser reads quotations better without their marks
        kept = [i for i in kept if text[i] != '"']
    short = "".join(text[i] for i in kept)
    return Reduced(BARE_A.sub("À", short) if lang == "fr" else short, tuple(kept))
