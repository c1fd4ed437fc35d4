"""What the command line promises: data on one side, talk on the other, and an exit status that means something."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg import __version__, pipeline
from kg.cli import main
from kg.commands.export import FORMATS
from tests.conftest import Desk, write_articles

KG = [sys.executable, "-m", "kg"]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KG_")]:
        monkeypatch.delenv(name)

    def run(*arguments: object, **options: Any) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], **options)

    return run


def test_version(kg: Callable[..., Result]) -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["biuld"], ["build"], ["query", "--format", "xml"], ["export", "pdf"], ["view", "x"]]
)
def test_wrong_usage_is_2(kg: Callable[..., Result], arguments: list[str]) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr


class TestBuild:
    pytestmark = pytest.mark.models

    def test_says_what_it_did_on_standard_error(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        write_articles(tmp_path / "news")
        result = kg("build", "news")
        assert result.exit_code == 0, result.stderr
        assert result.stdout == ""
        assert "4 articles read: 4 new or changed with " in result.stderr
        assert "0 unchanged; 0 skipped" in result.stderr
        assert sorted(path.name for path in (tmp_path / "exports").iterdir()) == ["graph.html", "graph.ttl"]
        again = kg("build", "news")
        assert "4 articles read: nothing changed, 4 unchanged" in again.stderr

    def test_skips_are_named_and_strict_makes_them_count(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        write_articles(tmp_path / "news")
        (tmp_path / "news" / "empty.txt").write_text("", encoding="utf-8")
        lax = kg("build", "news", "--no-exports")
        assert lax.exit_code == 0
        assert "skipped: news/empty.txt" in lax.stderr
        assert "1 skipped" in lax.stderr
        assert not (tmp_path / "exports").exists()
        assert kg("build", "news", "--no-exports", "--strict").exit_code == 1

    def test_nothing_readable_is_1(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_text("", encoding="utf-8")
        result = kg("build", "empty.txt")
        assert result.exit_code == 1
        assert "no article could be read" in result.stderr
        assert not (tmp_path / "exports").exists(), "an empty graph is not what anybody asked for"

    def test_standard_input_and_environment(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        text = "---\ndate: 2024-01-02\n---\nMali has condemned France. It did so in public.\n"
        result = kg("build", "-", input=text, env={"KG_STORE": "elsewhere", "KG_EXPORTS": "out"})
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / "elsewhere").is_dir()
        assert (tmp_path / "out" / "graph.ttl").is_file()

    def test_only_the_first_doubts_are_printed(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        lines = "".join(json.dumps({"text": f"Mali condemned France {n} times."}) + "\n" for n in range(15))
        (tmp_path / "many.jsonl").write_text(lines, encoding="utf-8")
        few = kg("build", "many.jsonl", "--no-exports")
        assert few.stderr.count("no date") == 10
        assert "5 more of this kind" in few.stderr
        assert kg("-v", "build", "many.jsonl", "--no-exports").stderr.count("no date") == 15


def test_a_wrong_file_is_one_line_and_1(kg: Callable[..., Result]) -> None:
    for command in (["build", "nowhere.txt"], ["extract", "nowhere.txt"]):
        result = kg(*command)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("kg: nowhere.txt: no such file")
        assert result.stderr.count("\n") == 1


def test_no_graph_is_1_and_says_what_to_do(kg: Callable[..., Result], tmp_path: Path) -> None:
    for command in (["query", "ASK {}"], ["export", "turtle"], ["view"]):
        result = kg(*command)
        assert result.exit_code == 1
        assert "kg build" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_is_130(kg: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stop)
    result = kg("build", "x")
    assert result.exit_code == 130
    assert "what was stored stays" in result.stderr


def test_a_bug_keeps_its_traceback(kg: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "build", fail)
    assert isinstance(kg("build", "x").exception, ZeroDivisionError)


@pytest.mark.models
class TestExtract:
    def test_one_object_a_line(self, kg: Callable[..., Result], built: Desk) -> None:
        result = kg("extract", built.news)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.exit_code == 0
        assert {"Poland", "European Union", "Algeria"} <= {line["subject"]["label"] for line in lines}
        texts = {"f2": "L'Algérie a rompu ses relations diplomatiques avec le Maroc."}
        for line in lines:
            if line["document"] in texts:
                assert texts[line["document"]][line["start"] : line["end"]] == line["quote"]

    def test_standard_input_as_a_table(self, kg: Callable[..., Result]) -> None:
        result = kg("extract", "-", "--format", "table", input="La Pologne a expulsé trois diplomates russes.\n")
        assert result.exit_code == 0
        assert "Poland – expels diplomats of – Rus" in result.stdout

    def test_confidence_is_a_floor(self, kg: Callable[..., Result], built: Desk) -> None:
        everything = kg("extract", built.news).stdout.splitlines()
        confidences = sorted(json.loads(line)["confidence"] for line in everything)
        floor = confidences[len(confidences) // 2]
        kept = kg("extract", built.news, "--min-confidence", floor).stdout.splitlines()
        assert len(kept) == sum(c >= floor for c in confidences) < len(everything)

    def test_nothing_readable_is_1(self, kg: Callable[..., Result]) -> None:
        assert kg("extract", "-", input="").exit_code == 1


class TestQuery:
    pytestmark = pytest.mark.models

    def test_lists_the_names_without_a_graph(self, kg: Callable[..., Result]) -> None:
        result = kg("query")
        assert result.exit_code == 0
        assert any(line.startswith("sanctions ") for line in result.stdout.splitlines())
        assert "--a ACTOR --b ACTOR" in kg("query", "--list").stdout

    def test_named_queries_take_names_as_people_write_them(self, kg: Callable[..., Result], built: Desk) -> None:
        asked = ("query", "dyad-timeline", "--store", built.store, "--a", "Algérie", "--b=Maroc", "--format", "csv")
        assert "breaks diplomatic relations with" in kg(*asked).stdout
        shown = kg(*asked, "--show").stdout
        assert "https://w3id.org/irkg/id/algeria" in shown
        assert "SELECT" in shown

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--a", "Mali"], "--b is missing (the other)"),
            (["--a"], "--a wants a value"),
            (["--a", "Mali", "--a", "Mali"], "--a is given twice"),
            (["--colour", "red"], "--colour: is no parameter; kg query dyad-timeline takes --a ACTOR --b ACTOR"),
        ],
    )
    def test_wrong_parameters_are_2(
        self, kg: Callable[..., Result], built: Desk, words: list[str], message: str
    ) -> None:
        result = kg("query", "dyad-timeline", "--store", built.store, *words)
        assert result.exit_code == 2
        assert message in result.stderr

    def test_by_name_text_file_and_standard_input(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        ask = "SELECT ?whom WHERE { id:algeria ir:breaksDiplomaticRelationsWith ?whom }"
        (tmp_path / "mine.rq").write_text(ask, encoding="utf-8")
        answers = [
            kg("query", ask, "--store", built.store, "--format", "csv").stdout,
            kg("query", "mine.rq", "--store", built.store, "--format", "csv").stdout,
            kg("query", "-", "--store", built.store, "--format", "csv", input=ask).stdout,
        ]
        rows = list(csv.reader(io.StringIO(answers[0])))
        assert rows == [["whom"], ["https://w3id.org/irkg/id/morocco"]]
        assert answers == [answers[0]] * 3
        assert "European Union" in kg("query", "sanctions", "--store", built.store).stdout

    def test_a_pipe_gets_all_of_a_long_cell(self, kg: Callable[..., Result], built: Desk) -> None:
        quote = "Russia condemned the sanctions of the European Union against Mali."
        ask = f'SELECT ?a ?b ?c WHERE {{ BIND("{quote}" AS ?a) BIND(?a AS ?b) BIND(?a AS ?c) }}'
        assert kg("query", ask, "--store", built.store).stdout.count(quote) == 3

    @pytest.mark.parametrize("query", ["sanctionz", "SELECT * WHERE {", "INSERT DATA { <a:a> <a:b> <a:c> }"])
    def test_what_cannot_be_asked_is_1(self, kg: Callable[..., Result], built: Desk, query: str) -> None:
        result = kg("query", query, "--store", built.store)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("kg: ")

    def test_says_when_conclusions_are_old(self, kg: Callable[..., Result], desk: Desk) -> None:
        (desk.store / "stale").write_text("", encoding="utf-8")
        assert "interrupted" in kg("query", "ASK {}", "--store", desk.store).stderr


@pytest.mark.models
class TestExportAndView:
    @pytest.mark.parametrize("form", FORMATS)
    def test_to_a_file_or_standard_output(
        self, kg: Callable[..., Result], built: Desk, tmp_path: Path, form: str
    ) -> None:
        to_file = kg("export", form, "--store", built.store, "-o", tmp_path / "out")
        assert (to_file.exit_code, to_file.stdout) == (0, "")
        assert kg("export", form, "--store", built.store).stdout == (tmp_path / "out").read_text(encoding="utf-8")

    def test_turtle_is_what_build_wrote(self, kg: Callable[..., Result], built: Desk) -> None:
        written = (built.path / "exports" / "graph.ttl").read_text(encoding="utf-8")
        assert kg("export", "turtle", "--store", built.store).stdout == written

    def test_the_page_is_what_build_wrote(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        assert kg("view", "--store", built.store, "-o", tmp_path / "page.html").exit_code == 0
        assert (tmp_path / "page.html").read_bytes() == (built.path / "exports" / "graph.html").read_bytes()

    def test_the_page_of_one_article(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        ask = "SELECT ?a { ?a a <https://schema.org/NewsArticle> } ORDER BY ?a LIMIT 1"
        article = kg("query", "--store", built.store, "--format", "csv", ask).stdout.split()[-1]
        assert kg("view", "--store", built.store, "--graph", article, "-o", tmp_path / "page.html").exit_code == 0
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        (count,) = kg(
            "query", "--store", built.store, "--format", "csv",
            f"SELECT (COUNT(?s) AS ?n) {{ ?s <http://www.w3.org/ns/prov#wasQuotedFrom> <{article}> }}",
        ).stdout.split()[1:]  # fmt: skip
        assert f"1 article · 1 source · {count} statement" in page

    def test_a_place_that_cannot_be_written_is_1(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        result = kg("view", "--store", built.store, "-o", tmp_path)
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr


@pytest.mark.models
class TestCheck:
    def test_a_sound_graph(self, kg: Callable[..., Result], built: Desk) -> None:
        result = kg("check", "--store", built.store)
        assert result.exit_code == 0, result.stdout
        assert result.stdout.splitlines()[-1].startswith("graph: ")
        assert result.stdout.endswith("all sound\n")

    def test_without_a_graph(self, kg: Callable[..., Result]) -> None:
        result = kg("check")
        assert result.exit_code == 0, result.stdout
        assert "relations" in result.stdout

    def test_actors_that_contradict_themselves_are_1(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "mine.ttl").write_text("id:x a ir:State .\n", encoding="utf-8")
        result = kg("check", "--actors", "mine.ttl")
        assert result.exit_code == 1
        assert "mine.ttl" in result.stderr


@pytest.mark.models
class TestExplain:
    def test_text_file_and_standard_input_say_the_same(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        text = "La Pologne a expulsé trois diplomates russes."
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        said = kg("explain", text, "--lang", "fr").stdout
        assert "expels diplomats of" in said
        assert kg("explain", "one.txt").stdout == said
        assert kg("explain", "-", input=text).stdout == said

    def test_another_language_is_1(self, kg: Callable[..., Result]) -> None:
        result = kg("explain", "Die Bundesregierung hat gestern die Sanktionen gegen Russland verlängert.")
        assert result.exit_code == 1
        assert "--lang" in result.stderr

    def test_a_date_must_be_one(self, kg: Callable[..., Result]) -> None:
        assert kg("explain", "x", "--date", "yesterday").exit_code == 2


GOLD = {
    "id": "g1", "lang": "fr", "text": "La Pologne a expulsé trois diplomates russes.",
    "statements": [
        {"subject": ["Poland"], "object": ["Russian diplomats", "Russia"], "type": "SANCTION", "status": "actual",
         "quote": "a expulsé trois diplomates russes"},
    ],
}  # fmt: skip


@pytest.mark.models
class TestEvaluate:
    def test_scores_as_text_and_as_json(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
        figures = json.loads(kg("evaluate", "gold.jsonl", "--json").stdout)
        assert (figures["gold"], figures["events"]["tp"]) == ("gold.jsonl", 1)
        assert "precision" in kg("evaluate", "gold.jsonl").stdout

    def test_a_file_that_is_no_gold_is_1(self, kg: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "gold.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
        result = kg("evaluate", "gold.jsonl")
        assert result.exit_code == 1
        assert "gold.jsonl:1" in result.stderr


@pytest.mark.models
class TestAsAProcess:
    """What only a real process shows."""

    @pytest.fixture(autouse=True)
    def _here(self, built: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.chdir(built.path)
        yield

    def test_a_reader_that_has_seen_enough(self) -> None:
        with subprocess.Popen([*KG, "export", "nquads"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
        assert (process.returncode, said) == (0, b"")

    def test_data_are_utf_8_whatever_the_locale(self) -> None:
        environment = {
            **os.environ,
            "LC_ALL": "C",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "",
        }
        done = subprocess.run([*KG, "export", "csv"], capture_output=True, env=environment, check=True)
        assert "L'Algérie" in done.stdout.decode("utf-8")

    @pytest.mark.slow
    def test_an_interrupted_build_leaves_a_sound_store(self, tmp_path: Path) -> None:
        news = tmp_path / "news"
        write_articles(news)
        many = [
            json.dumps({"id": str(n), "date": "2024-01-02", "text": "Mali has condemned France. " * 40})
            for n in range(400)
        ]
        (news / "zz.jsonl").write_text("\n".join(many), encoding="utf-8")
        command = [*KG, "-v", "build", str(news), "--store", str(tmp_path / "graph"), "--no-exports"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if line.startswith("kg.pipeline: ") and "zz.jsonl" in line:  # the first of many is stored
                    break
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
        assert process.returncode == 130, rest
        assert "interrupted" in rest
        shutil.rmtree(news)
        write_articles(news)
        done = subprocess.run([*command, "--strict"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "4 unchanged" in done.stderr


@pytest.mark.models
class TestStatusAndForget:
    def test_status_counts(self, kg: Callable[..., Result], built: Desk) -> None:
        found = json.loads(kg("status", "--store", built.store, "--json").stdout)
        assert found["articles"] == 4
        assert found["statements"] >= 5
        assert (found["stale"], found["writer"]) == (False, None)
        assert found["last_build"]["version"] == __version__
        shown = kg("status", "--store", built.store).stdout
        assert "articles" in shown
        assert "last build" in shown

    def test_a_forgotten_article_leaves_nothing(self, kg: Callable[..., Result], desk: Desk) -> None:
        asked = ("query", "ASK { id:algeria ir:breaksDiplomaticRelationsWith id:morocco }", "--store", desk.store)
        assert kg(*asked).stdout == "true\n"
        result = kg("forget", "https://example.org/f2", "--store", desk.store)
        assert result.exit_code == 0, result.stderr
        assert kg(*asked).stdout == "false\n"
        assert json.loads(kg("status", "--store", desk.store, "--json").stdout)["articles"] == 3
        again = kg("forget", "f2", "--store", desk.store)
        assert again.exit_code == 1
        assert "no such article" in again.stderr

    def test_forgetting_needs_a_graph_and_all_its_articles(self, kg: Callable[..., Result], desk: Desk) -> None:
        assert kg("forget", "x").exit_code == 1
        assert kg("forget", "f1", "nothing", "--store", desk.store).exit_code == 1
        assert json.loads(kg("status", "--store", desk.store, "--json").stdout)["articles"] == 4


@pytest.mark.models
class TestView:
    def test_holds_what_the_options_let_through(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        result = kg("view", "--store", built.store, "--actor", "Algérie", "--from", "2024-05", "--type", "sanction",
                    "--title", "A < B", "--lang", "fr", "--theme", "dark", "-o", "page.html")  # fmt: skip
        assert (result.exit_code, result.stdout) == (0, "")
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert "<title>A &lt; B</title>" in page
        assert '<html lang="fr" data-theme="dark">' in page
        assert "relations diplomatiques avec le Maroc" in page
        assert "diplomates russes" not in page

    def test_says_when_nothing_passes(self, kg: Callable[..., Result], built: Desk) -> None:
        result = kg("view", "--store", built.store, "--to", "1900", "-o", "page.html")
        assert (result.exit_code, "no statement passes" in result.stderr) == (0, True)

    @pytest.mark.parametrize(
        ("options", "status", "words"),
        [
            (["--actor", "Atlantis"], 1, "kg: --actor Atlantis: "),
            (["--from", "05/11/2021"], 1, "kg: --from 05/11/2021: "),
            (["--type", "WAR"], 1, "kg: --type WAR: "),
            (["--max-actors", "1"], 2, "1 is not in the range"),
        ],
    )
    def test_what_makes_no_sense(
        self, kg: Callable[..., Result], built: Desk, options: list[str], status: int, words: str
    ) -> None:
        result = kg("view", "--store", built.store, *options)
        assert (result.exit_code, result.stdout, words in result.stderr) == (status, "", True)

    def test_opens_the_page_on_request(
        self, kg: Callable[..., Result], built: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        monkeypatch.setattr("click.launch", lambda url: opened.append(url))
        kg("view", "--store", built.store, "-o", "a page.html", "--open")
        assert opened == [(tmp_path / "a page.html").as_uri()]

    def test_pictures_for_print(self, kg: Callable[..., Result], built: Desk, tmp_path: Path) -> None:
        result = kg("view", "--store", built.store, "--picture", "pictures")
        assert (result.exit_code, result.stdout) == (0, "")
        names = {f"{name}.{form}" for name in ("network", "heatmap", "timeline") for form in ("svg", "png")}
        assert {file.name for file in (tmp_path / "pictures").iterdir()} == names
        assert not (tmp_path / "exports").exists()

    def test_pictures_that_cannot_be_written_are_1(
        self, kg: Callable[..., Result], built: Desk, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        result = kg("view", "--store", built.store, "--picture", "file/pictures")
        assert (result.exit_code, result.stderr.startswith("kg: file/pictures: cannot be written")) == (1, True)
