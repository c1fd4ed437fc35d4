"""Labels of actors that only a phrase names ("armée malienne", "Russian mission to NATO"); French agrees and contracts.

It makes words, never entities: whose a body is and where it is accredited is `kg.extract.bodies`' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity

VOWELS = frozenset("aeiouyàâéèêëîïôöùûüœæ")


@dataclass(frozen=True, slots=True)
class _Adjective:
    """``{demonym:fp}`` in a template: the adjective of nationality in that gender and number."""

    forms: tuple[str, ...]
    otherwise: str

    def __format__(self, spec: str) -> str:
        return agreed(self.forms, spec or "m") if self.forms else self.otherwise


def body_label(template: str, owner: Entity, demonyms: Sequence[str], gender: str, lang: str) -> str:
    """The label of a body of `owner`, whose adjectives in the language are `demonyms`, the masculine first.

    >>> mali = Entity("mali", "State", {"en": "Mali", "fr": "Mali"})
    >>> body_label("armée {demonym:f}", mali, ["malien", "maliens", "malienne", "maliennes"], "m", "fr")
    'armée malienne'
    >>> nato = Entity("nato", "Organisation", {"en": "NATO", "fr": "OTAN"})
    >>> body_label("mission {demonym:f}", nato, [], "f", "fr"), body_label("{demonym} mission", nato, [], "f", "en")
    ("mission de l'OTAN", 'NATO mission')
    """
    name = owner.labels[lang]
    return template.format(demonym=_Adjective(tuple(demonyms), of(owner, gender) if lang == "fr" else name), owner=name)


def agreed(forms: Sequence[str], gender: str) -> str:
    """The form of a French adjective for ``m``, ``f``, ``mp`` or ``fp``, among all forms that are known of it.

    >>> agreed(["turc", "turcs", "turque", "turques"], "fp"), agreed(["libanais", "libanaise", "libanaises"], "mp")
    ('turques', 'libanais')
    >>> agreed(["burkinabè", "burkinabès"], "f")
    'burkinabè'
    """
    masculine = forms[0]
    stem = masculine[:3]
    feminine = next((f for f in forms if f.endswith("e") and f[:3] == stem), masculine)
    single = masculine if gender.startswith("m") or masculine.endswith("è") else feminine
    return single if not gender.endswith("p") or f"{single}s" not in forms else f"{single}s"


def of(entity: Entity, gender: str) -> str:
    """French "of" before a name: only states, organisations, groups and bodies have an article.

    >>> of(Entity("hamas", "Group", {"en": "Hamas", "fr": "Hamas"}), "m")
    'du Hamas'
    >>> of(Entity("goma", "Place", {"en": "Goma", "fr": "Goma"}), "f")
    'de Goma'
    """
    name = entity.labels["fr"]
    vowel = name[0].lower() in VOWELS
    if entity.kind in {"Person", "Place"} or not gender:
        return f"d'{name}" if vowel else f"de {name}"
    if gender.endswith("p"):
        return f"des {name}"
    return f"de l'{name}" if vowel else f"du {name}" if gender == "m" else f"de la {name}"


def accredited(to: Entity, gender: str, lang: str) -> str:
    """``to NATO``, ``in Prague``; ``auprès de l'OTAN``, ``au Mali``.

    >>> accredited(Entity("mali", "State", {"en": "Mali", "fr": "Mali"}), "m", "fr")
    'au Mali'
    """
    name = to.labels[lang]
    if lang == "en":
        return f"{'in' if to.kind in {'Place', 'State'} else 'to'} {name}"
    if to.kind == "Place":
        return f"à {name}"
    if to.kind != "State":
        return f"auprès {of(to, gender)}"
    if gender.endswith("p"):
        return f"aux {name}"
    return f"au {name}" if gender == "m" and name[0].lower() not in VOWELS else f"en {name}"
