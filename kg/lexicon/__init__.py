"""How a language says things: loads and checks `ontology/lexicon/<lang>.yaml`.

It knows the form of an entry, not what any word means. All scalars are read as text (YAML's ``no`` and ``on`` are words here).
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kg.errors import LexiconError
from kg.lexicon.form import LexiconModel, PeopleFile
from kg.lexicon.index import indexed
from kg.lexicon.records import Lexicon

_Model = TypeVar("_Model", bound=BaseModel)


def load_lexicon(lang: str, folder: Path) -> Lexicon:
    """Read and check ``<folder>/lexicon/<lang>.yaml`` and the files of ``<folder>/lexicon/<lang>/`` if there are any.

    Raises:
        LexiconError: the file is missing, is no YAML, or an entry has a wrong key or an unknown class.
    """
    main = folder / "lexicon" / f"{lang}.yaml"
    parts = [main, *sorted((folder / "lexicon" / lang).glob("*.yaml"))]
    models = [_read(path, LexiconModel) for path in parts]
    return indexed(lang, models, main, _read(folder / "lexicon" / "people.yaml", PeopleFile))


def _read(path: Path, form: type[_Model]) -> _Model:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}). Each language needs this file.") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not valid YAML: {error}") from error
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        entry = _entry_at(raw, first["loc"])
        raise LexiconError(
            f"{path}: {place}: {first['msg']}{entry}. See ontology/lexicon/README.md for the keys."
        ) from error


def _loader() -> type[yaml.BaseLoader]:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C loader is ten times faster where it was built


def _entry_at(raw: object, place: tuple[int | str, ...]) -> str:
    if isinstance(raw, dict) and len(place) > 1 and place[0] == "entries" and isinstance(place[1], int):
        return f" (in {raw['entries'][place[1]]!r})"
    return ""
