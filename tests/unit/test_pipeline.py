"""The order of the stages, and what is not done twice; the extractor is a stand-in, so no model is loaded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import InputError, KGError, StoreError
from kg.graph import Store
from kg.model import Article, Entity, Reference, Relation, Statement
from kg.settings import Settings, ontology_dir

MALI = Entity("mali", "State", {"en": "Mali", "fr": "Mali"})
FRANCE = Entity("france", "State", {"en": "France", "fr": "France"})
CONDEMNS = Relation("condemns", "ACCUSE", {"en": "condemns", "fr": "condamne"})
TEXT = "Mali condemned France on Monday. This is an English sentence about two states."


class Extractor:
    """Finds one statement in each article, and remembers which articles it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.stop_after: int | None = None

    def __call__(
        self, articles: Iterable[Article], ontology: object, **_: Any
    ) -> Iterator[tuple[Article, list[Statement]]]:
        for article in articles:
            if self.stop_after is not None and len(self.seen) >= self.stop_after:
                raise KeyboardInterrupt
            self.seen.append(article.id)
            yield article, [_statement(article)]


def _statement(article: Article) -> Statement:
    return Statement(
        document=article.id, article=article.sha256, lang=article.lang,
        subject=Reference(MALI, "Mali", 0, 4), relation=CONDEMNS, object=Reference(FRANCE, "France", 15, 21),
        status="actual", field="text", start=0, end=32, quote=article.text[:32], trigger="condemned",
        confidence=0.9, date="2024-01-01",
    )  # fmt: skip


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> Extractor:
    stand_in = Extractor()
    monkeypatch.setattr(pipeline, "extract", stand_in)
    return stand_in


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_text(
            f"---\ndate: 2024-01-02\ntitle: Piece {name}\n---\n{TEXT}\n", encoding="utf-8"
        )
    return folder


@pytest.fixture(scope="session")
def informed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without articles: loading the ontology takes longer than any test here."""
    path = tmp_path_factory.mktemp("informed") / "graph"
    with Store.open(path) as store:
        store.load_known(ontology_dir())
        store.derive()
    return path


@pytest.fixture
def settings(tmp_path: Path, informed: Path) -> Settings:
    shutil.copytree(informed, tmp_path / "graph")
    return Settings(store=tmp_path / "graph", exports=tmp_path / "out")


def _articles(settings: Settings) -> set[str]:
    with Store.open(settings.store, read_only=True) as store:
        return {article.id for article in store.articles()}


def _direct(settings: Settings) -> int:
    with Store.open(settings.store, read_only=True) as store:
        return len(store.query("SELECT ?s WHERE { GRAPH ?g { id:mali ir:condemns id:france } BIND(1 AS ?s) }"))


def test_a_build_stores_every_article_and_concludes(extractor: Extractor, news: Path, settings: Settings) -> None:
    report = pipeline.build([news], settings)
    assert (report.read, report.new, report.unchanged, report.statements, report.skipped) == (3, 3, 0, 3, 0)
    assert _articles(settings) == {"a.md", "b.md", "c.md"}
    assert _direct(settings) == 1, "three reports, one conclusion"


def test_what_did_not_change_is_not_extracted_again(extractor: Extractor, news: Path, settings: Settings) -> None:
    pipeline.build([news], settings)
    extractor.seen.clear()
    report = pipeline.build([news], settings)
    assert extractor.seen == []
    assert (report.read, report.new, report.unchanged) == (3, 0, 3)


def test_a_changed_article_replaces_its_older_version(extractor: Extractor, news: Path, settings: Settings) -> None:
    pipeline.build([news], settings)
    extractor.seen.clear()
    (news / "b.md").write_text(f"---\ndate: 2024-01-03\n---\n{TEXT} More was said.\n", encoding="utf-8")
    report = pipeline.build([news], settings)
    assert extractor.seen == ["b.md"]
    assert (report.new, report.unchanged) == (1, 2)
    with Store.open(settings.store, read_only=True) as store:
        assert {a.id: a.date for a in store.articles()}["b.md"] == "2024-01-03"


def test_force_extracts_everything_again(extractor: Extractor, news: Path, settings: Settings) -> None:
    pipeline.build([news], settings)
    extractor.seen.clear()
    report = pipeline.build([news], settings, force=True)
    assert extractor.seen == ["a.md", "b.md", "c.md"]
    assert (report.new, report.unchanged) == (3, 0)
    assert _articles(settings) == {"a.md", "b.md", "c.md"}


def test_an_interrupted_build_goes_on_where_it_stopped(extractor: Extractor, news: Path, settings: Settings) -> None:
    extractor.stop_after = 2
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([news], settings)
    assert _articles(settings) == {"a.md", "b.md"}
    extractor.stop_after = None
    extractor.seen.clear()
    report = pipeline.build([news], settings)
    assert extractor.seen == ["c.md"]
    assert (report.new, report.unchanged) == (1, 2)
    assert _direct(settings) == 1, "conclusions cover what the interrupted build had stored, too"


def test_progress_hears_of_each_article(extractor: Extractor, news: Path, settings: Settings) -> None:
    heard: list[str] = []
    pipeline.build([news], settings, progress=lambda article: heard.append(article.id))
    assert heard == ["a.md", "b.md", "c.md"]


def test_two_articles_of_one_identity_do_not_stop_a_build(
    extractor: Extractor, news: Path, settings: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text(f"---\ndate: 2024-02-02\n---\nAnother text. {TEXT}\n", encoding="utf-8")
    report = pipeline.build([news, other], settings)
    assert (report.read, report.new, report.skipped) == (4, 3, 1)
    (skip,) = [skip for skip in report.skips if skip.severity == "error"]
    assert skip.origin == str(other / "a.md")
    assert not skip.reason.startswith(skip.origin), "the place is said once"


def test_what_cannot_be_read_is_told_and_counted(extractor: Extractor, news: Path, settings: Settings) -> None:
    (news / "empty.txt").write_text("", encoding="utf-8")
    (news / "undated.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    report = pipeline.build([news], settings)
    assert (report.read, report.skipped) == (4, 1)
    assert {Path(skip.origin).name: skip.severity for skip in report.skips} == {
        "empty.txt": "error",
        "undated.txt": "warning",
    }


def test_a_wrong_name_leaves_no_store_behind(extractor: Extractor, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        pipeline.build([tmp_path / "nowhere"], Settings(store=tmp_path / "graph"))
    assert list(tmp_path.iterdir()) == []


def test_a_store_in_use_is_an_error(extractor: Extractor, news: Path, settings: Settings) -> None:
    with Store.open(settings.store), pytest.raises(StoreError, match="in use"):
        pipeline.build([news], settings)


class TestFingerprint:
    def test_is_stable(self) -> None:
        assert pipeline.fingerprint(Settings()) == pipeline.fingerprint(Settings(store=Path("elsewhere")))

    @pytest.mark.parametrize("file", ["lexicon/fr.yaml", "relations.ttl", "actors/states.ttl"])
    def test_follows_the_ontology(self, tmp_path: Path, file: str) -> None:
        folder = tmp_path / "ontology"
        shutil.copytree(ontology_dir(), folder)
        before = pipeline.fingerprint(Settings(ontology=folder))
        assert before == pipeline.fingerprint(Settings()), "a copy says the same"
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write("\n# changed\n")
        assert pipeline.fingerprint(Settings(ontology=folder)) != before

    def test_follows_more_actors(self, tmp_path: Path) -> None:
        extra = tmp_path / "mine.ttl"
        extra.write_text("# nobody yet\n", encoding="utf-8")
        assert pipeline.fingerprint(Settings(actors=(extra,))) != pipeline.fingerprint(Settings())
        assert pipeline.fingerprint(Settings(actors=(tmp_path,))) == pipeline.fingerprint(Settings(actors=(extra,)))

    def test_does_not_hear_of_queries_and_shapes(self, tmp_path: Path) -> None:
        folder = tmp_path / "ontology"
        shutil.copytree(ontology_dir(), folder)
        (folder / "queries" / "mine.rq").write_text("# Mine.\nASK {}\n", encoding="utf-8")
        assert pipeline.fingerprint(Settings(ontology=folder)) == pipeline.fingerprint(Settings())

    def test_hears_of_every_module_that_extraction_imports(self) -> None:
        """What statements are made by is named in `_CODE`; errors, settings and how statements are printed change none."""
        package = Path(pipeline.__file__).parent
        named = {path for pattern in pipeline._CODE for path in package.glob(pattern)}
        imported = {
            package / f"{match[1].replace('.', '/')}.py"
            for path in named
            for match in re.finditer(r"^from kg\.([a-z_.]+) import", path.read_text(encoding="utf-8"), re.MULTILINE)
        }
        missing = {path.name for path in imported if path.is_file() and path not in named}
        assert missing <= {"errors.py", "jsonl.py", "settings.py"}

    def test_knows_the_versions_of_the_models(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = pipeline.fingerprint(Settings())
        versions = pipeline._version
        monkeypatch.setattr(pipeline, "_version", lambda name: "9.9" if name.startswith("fr_") else versions(name))
        assert pipeline.fingerprint(Settings()) != before

    def test_a_model_that_is_not_there_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pipeline, "MODELS", {"fr": "no_such_model"})
        with pytest.raises(KGError, match="no_such_model"):
            pipeline.fingerprint(Settings())


def test_exports_are_the_same_bytes_each_time(
    extractor: Extractor, news: Path, settings: Settings, informed: Path
) -> None:
    pipeline.build([news], settings)
    paths = pipeline.write_exports(settings)
    assert [path.name for path in paths] == ["graph.ttl", "graph.html"]
    first = [path.read_bytes() for path in paths]
    shutil.copytree(informed, settings.store.with_name("other"))
    backwards = Settings(store=settings.store.with_name("other"), exports=settings.exports)
    pipeline.build(sorted(news.iterdir(), reverse=True), backwards)
    assert [path.read_bytes() for path in pipeline.write_exports(backwards)] == first
    assert sorted(path.name for path in settings.exports.iterdir()) == ["graph.html", "graph.ttl"]


def test_exports_are_written_only_when_they_would_differ(extractor: Extractor, news: Path, settings: Settings) -> None:
    pipeline.build([news], settings)
    page, turtle = settings.exports / "graph.html", settings.exports / "graph.ttl"
    assert pipeline.write_exports(settings) == [turtle, page]
    assert pipeline.write_exports(settings) == []
    good = page.read_bytes()
    page.write_text("edited", encoding="utf-8")
    assert pipeline.write_exports(settings) == [turtle, page]
    assert page.read_bytes() == good
    turtle.unlink()
    assert pipeline.write_exports(settings) == [turtle, page]
    (news / "a.md").write_text(f"---\ndate: 2024-01-09\n---\n{TEXT}\n", encoding="utf-8")
    pipeline.build([news], settings)
    assert pipeline.write_exports(settings) == [turtle, page]


def test_compiled_code_beside_the_sources_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    assert pipeline._matches(tmp_path, ("*",)) == [tmp_path / "a.py"]
