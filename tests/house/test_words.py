"""What is written is executed: help, its examples, the README and its commands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.conftest import ROOT, Desk

COMMANDS = sorted(main.commands)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _examples(command: click.Command) -> list[str]:
    return [line.strip() for line in (command.epilog or "").splitlines() if line.strip().startswith("kg ")]


EXAMPLES = [example for command in (main, *main.commands.values()) for example in _examples(command)]


def _readme_commands() -> list[str]:
    """The kg commands of the README's shell blocks, without prompt, path and comment."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    calls = (line.removeprefix(".venv/bin/") for line in lines)
    return [re.sub(r"\s+# .*", "", call) for call in calls if call.startswith("kg ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    text = CliRunner().invoke(main, [name, "--help"]).stdout
    assert re.search(r"^  Examples:\n    kg ", text, re.MULTILINE), "an example, on a line of its own"
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
            assert parameter.help, f"kg {name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"\bkg {name}\b", README), f"kg {name} is not in the README"


def test_the_readme_names_only_what_exists() -> None:
    for name in set(re.findall(r"`(?:\.venv/bin/)?kg (\w+)", README)):
        assert name in COMMANDS
    targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for target in set(re.findall(r"\bmake (\w+)", README)):
        assert target in targets
    for path in set(re.findall(r"\]\(([^):]+)\)", README)):
        assert (ROOT / path).exists(), f"the README links to {path}"


def test_the_first_screen_of_the_readme_is_one_screen() -> None:
    first = README.split("\n## Commands")[0]
    assert len(first.splitlines()) <= 40


@pytest.mark.models
def test_the_output_shown_in_the_readme_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"^    \$ (?:\.venv/bin/)?kg (.*\n(?:    .+\n)+)", README, re.MULTILINE)
    command, *shown = (line.strip() for line in block.splitlines())
    printed = [line.strip() for line in CliRunner().invoke(main, shlex.split(command)).stdout.splitlines()]
    for line in shown:
        assert re.sub(r"\s+… and .*", "", line) in printed, line
    assert len(shown) >= 3


@pytest.mark.models
class TestCommandsRun:
    """In a folder that holds what the examples name, each example and each command of the README does what it says."""

    @pytest.fixture
    def here(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        path = desk.path
        monkeypatch.chdir(path)
        shutil.copy(path / "news" / "feed.jsonl", path)
        shutil.copy(path / "news" / "fr-poland.md", path / "article.txt")
        shutil.copytree(path / "news", path / "seeds")
        (path / "mine.rq").write_text(
            "ASK { id:algeria ir:breaksDiplomaticRelationsWith id:morocco }", encoding="utf-8"
        )
        (path / "mine.ttl").write_text(
            "@prefix id: <https://w3id.org/irkg/id/> .\n@prefix ir: <https://w3id.org/irkg/ontology#> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            'id:freedonia a ir:State ; rdfs:label "Freedonia"@en, "Freedonie"@fr .\n',
            encoding="utf-8",
        )
        event = ["1", "20240311", *[""] * 3, "USA", "UNITED STATES", "USA", *[""] * 7, "RUS", "RUSSIA", "RUS"]
        (path / "events.export.CSV").write_text(
            "\t".join([*event, *[""] * 8, "163", *[""] * 34]) + "\n", encoding="utf-8"
        )
        (path / "mine.csv").write_text("day,who,whom,code\n2024-03-11,Mali,France,111\n", encoding="utf-8")
        (path / "mapping.yaml").write_text("date: day\nactor: who\nrecipient: whom\ncameo: code\n", encoding="utf-8")
        gold = '{"id": "g1", "lang": "fr", "text": "Le Mali a condamné la France.", "statements": []}\n'
        (path / "gold.jsonl").write_text(gold, encoding="utf-8")
        mention = '{"start": 0, "end": 7, "surface": "Le Mali", "entity": ["mali"], "category": "state"}'
        mentions = f'{{"id": "m1", "lang": "fr", "text": "Le Mali a condamné la France.", "mentions": [{mention}]}}\n'
        (path / "mentions.jsonl").write_text(mentions, encoding="utf-8")
        bin_ = path / "bin"
        bin_.mkdir()
        (bin_ / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
        (bin_ / "kg").chmod(0o755)
        monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
        yield

    @pytest.mark.slow
    @pytest.mark.parametrize("line", list(dict.fromkeys(EXAMPLES)))
    def test_an_example_of_the_help(self, here: None, line: str) -> None:
        self._run(line)

    @pytest.mark.slow
    @pytest.mark.parametrize("line", list(dict.fromkeys(_readme_commands())))
    def test_a_command_of_the_readme(self, here: None, line: str) -> None:
        self._run(line)

    @pytest.mark.slow
    def test_the_python_of_the_readme(self, here: None) -> None:
        (code,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "mali" in done.stdout

    def _run(self, line: str) -> None:
        if set(line) & set("|<>"):
            done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return
        _, *arguments = shlex.split(line)
        if arguments[0] == "serve":
            _stop_once_it_serves(arguments)
            return
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output


def _stop_once_it_serves(arguments: list[str]) -> None:
    """Start the server, and interrupt it as one does."""
    with subprocess.Popen([sys.executable, "-m", "kg", *arguments], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert "serving graph at http://127.0.0.1:" in said


def test_the_readme_has_commands_to_run() -> None:
    assert len(_readme_commands()) >= 5


def test_no_file_names_a_path_of_this_machine() -> None:
    told = re.compile(r"(?<![\w./])/(?:home|root|work|Users)/\w+")
    suffixes = {".py", ".md", ".toml", ".ttl", ".yaml", ".rq", ".lock", ".js", ".html", ".css", ".json"}
    here = Path(__file__)
    files = [
        f
        for d in ("kg", "ontology", "tests", "scripts", "seeds")
        for f in (ROOT / d).rglob("*")
        if f.suffix in suffixes and f.is_file() and "node_modules" not in f.parts
    ]
    files += [f for f in ROOT.iterdir() if f.is_file() and (f.suffix in suffixes or f.name in ("Makefile", "LICENSE"))]
    assert [f"{f}: {m[0]}" for f in files if f != here and (m := told.search(f.read_text(encoding="utf-8")))] == []
