"""Where things are and what the IRIs start with; built once by the command line and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BASE = "https://w3id.org/irkg/"


def ontology_dir() -> Path:
    """The folder of the ontology: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "_ontology"
    return inside if inside.is_dir() else package.parent / "ontology"


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths and names that a run may change."""

    base: str = BASE
    store: Path | str = Path("graph")
    """A folder, or the address of a SPARQL 1.1 server."""
    exports: Path = Path("exports")
    ontology: Path | None = None
    actors: tuple[Path, ...] = ()

    @property
    def ontology_path(self) -> Path:
        return self.ontology or ontology_dir()
