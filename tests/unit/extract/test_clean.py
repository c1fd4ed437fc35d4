"""Cleaning: what a parser gets to see, and where each character stood."""

from __future__ import annotations

import time

import pytest

from kg.extract.clean import Paragraph, clean
from kg.extract.furniture import dateline_length, is_furniture


def texts(given: str, lang: str = "fr") -> list[str]:
    return [paragraph.text for paragraph in clean(given, lang)]


class TestCharacters:
    @pytest.mark.parametrize(
        ("given", "cleaned"),
        [
            ("l’Otan et l‘Alliance", "l'Otan et l'Alliance"),
            ("un « pas en arrière » de Riga", 'un "pas en arrière" de Riga'),
            ("un «\u202fpas\u202f» de Riga", 'un "pas" de Riga'),
            ("a “firm” reply", 'a "firm" reply'),
            ("a ``firm'' reply", 'a "firm" reply'),
            ("10\u00a0000\u202fsoldats", "10 000 soldats"),
            ("né\u00adgo\u200bcia\u2060tions", "négociations"),
            ("ne\u0301gociations", "négociations"),
            ("Oslo &amp; Riga&nbsp;: l&#39;accord", "Oslo & Riga : l'accord"),
            ("Oslo &amp;amp; Riga", "Oslo & Riga"),
            ("AT&T; R&D; &unknown; stay", "AT&T; R&D; &unknown; stay"),
            ("Riga  \t et   Oslo", "Riga et Oslo"),
            ("non‑alignés", "non-alignés"),
            ("Riga -- et Oslo", "Riga – et Oslo"),
            ("Akhoundi , le ministre", "Akhoundi, le ministre"),
            ("l' Iran et qu' il", "l'Iran et qu'il"),
            ("[Riga](https://example.org/riga) et **Oslo**", "Riga et Oslo"),
            ("![carte](https://example.org/c.png) Riga répond", "Riga répond"),
            ("la +méfiance de l'ours+, dit-il", "la méfiance de l'ours, dit-il"),
            ("Canal+ et la Riga", "Canal+ et la Riga"),
            ("le texte[12] final", "le texte final"),
            ("<b>Riga</b> a <a href='x'>répondu</a>", "Riga a répondu"),
            ("œuvre de Łódź à Kœnigsberg", "œuvre de Łódź à Kœnigsberg"),
        ],
    )
    def test_one_paragraph(self, given: str, cleaned: str) -> None:
        assert texts(given) == [cleaned]

    def test_elision_is_french(self) -> None:
        assert texts("Riga's ministers' s words d' accord", "en") == ["Riga's ministers' s words d' accord"]


class TestParagraphs:
    def test_blank_lines_part(self) -> None:
        assert texts("Un titre\n\nUne phrase.\n \nUne autre.") == ["Un titre", "Une phrase.", "Une autre."]

    def test_headline_and_lede_are_apart(self) -> None:
        given = "Riga ferme son ambassade\nLa Lettonie a fermé son ambassade à Minsk, a annoncé lundi son ministère."
        assert len(texts(given)) == 2

    def test_wrapped_lines_are_joined(self) -> None:
        given = (
            "La Lettonie a fermé son ambassade à Minsk, a annoncé lundi à\n"
            "Riga le ministre des Affaires étrangères. La décision vaut dès\n"
            "maintenant."
        )
        assert texts(given) == [given.replace("\n", " ")]

    def test_a_line_that_goes_on_in_lower_case_is_joined(self) -> None:
        assert texts("Riga a fermé\r\nson ambassade.") == ["Riga a fermé son ambassade."]

    def test_an_abbreviation_at_the_end_of_a_line_ends_nothing(self) -> None:
        given = (
            "Latvia said on Monday that it had heard from Mr.\nBraun and from the other ambassadors who live\nin Riga."
        )
        assert texts(given, "en") == [given.replace("\n", " ")]

    def test_lines_of_a_list_are_apart(self) -> None:
        given = "Décisions :\n- la Lettonie ferme son ambassade\n- la Norvège rappelle le sien"
        assert texts(given) == ["Décisions :", "la Lettonie ferme son ambassade", "la Norvège rappelle le sien"]

    def test_markdown_headings_and_block_tags_part(self) -> None:
        assert texts("# Un titre\nUne phrase.<p>Une autre.</p><br/>La fin.") == [
            "Un titre",
            "Une phrase.",
            "Une autre.",
            "La fin.",
        ]

    @pytest.mark.parametrize("empty", ["", " \n\t\n", "…", "* * *\n---", "\u200b"])
    def test_nothing_gives_nothing(self, empty: str) -> None:
        assert clean(empty, "fr") == []


class TestGlued:
    @pytest.mark.parametrize(
        ("given", "parts"),
        [
            ('un pas "en avant".Il ajoute', ['un pas "en avant".', "Il ajoute"]),
            ('à Minsk."La Norvège est là", dit-il', ["à Minsk.", '"La Norvège est là", dit-il']),
            ('"Non, jamais."La Norvège refuse', ['"Non, jamais."', "La Norvège refuse"]),
            ("a-t-il noté.L’accordPetra Holm a conseillé", ["a-t-il noté.", "L'accord", "Petra Holm a conseillé"]),
            ("en 2021.Oslo refuse", ["en 2021.", "Oslo refuse"]),
            ("Pourquoi ?Oslo refuse", ["Pourquoi ?Oslo refuse"]),
            ("à la frontièreLe président parle", ["à la frontière", "Le président parle"]),
            ("crise à OsloLe roi parle", ["crise à Oslo", "Le roi parle"]),
            ("La Norvège dit non à OsloMinsk. À Minsk et Oslo, oui", ["La Norvège dit non à Oslo", "Minsk. À Minsk et Oslo, oui"]),
        ],
    )  # fmt: skip
    def test_lost_paragraph_breaks_are_found(self, given: str, parts: list[str]) -> None:
        assert texts(given) == parts

    @pytest.mark.parametrize(
        "given",
        [
            "TotalEnergies, AstraZeneca, LinkedIn et YouTube",
            "McDonald, MacKay, DeSantis, LaRouche et iPhone",
            "easyJet et bioMérieux",
            "les U.S. Navy Seals et l'O.N.U. à Genève",
            "J.-C. Juncker et le no. 10",
            "voir https://example.org/a.Bonjour.Le/leMonde ou www.Riga.Le ou a.Bc@Example.Org",
            "#StopGuerre et @MinistereEtranger",
            "3.5 millions et 2,5 millions",
            "GlaxoSmithKline",
        ],
    )
    def test_names_and_addresses_are_left_alone(self, given: str) -> None:
        assert texts(given) == [given]

    @pytest.mark.parametrize(
        ("given", "cleaned"),
        [
            ("Oslo,Minsk et Riga", "Oslo, Minsk et Riga"),
            ("selon V.Holm à Riga", "selon V. Holm à Riga"),
            ("at the U.N.Security Council", "at the U.N. Security Council"),
            ("le gén.Holm est là", "le gén. Holm est là"),
        ],
    )
    def test_lost_spaces_are_put_back(self, given: str, cleaned: str) -> None:
        assert texts(given) == [cleaned]


class TestFurniture:
    @pytest.mark.parametrize(
        "line",
        [
            "date 2021-10 https://example.org/20211030/titre.html",
            "https://example.org/",
            "14.03.2022, Dakar Matin",
            "30 octobre 2021",
            "Publié le 30 octobre 2021 à 12h00",
            "Updated: 12:30, March 3, 2022",
            "Photo AFP",
            "Photo : Anna Holm / AFP",
            "© Reuters",
            "Getty Images",
            "Lire aussi : La Lettonie ferme son ambassade",
            "Read more: Latvia closes its embassy",
            "Par Anna Holm et Petra Braun, à Riga",
            "By Anna Holm",
            "(avec AFP)",
            "(Reporting by Anna Holm; editing by Petra Braun)",
            "Publicité",
            "* * *",
        ],
    )
    def test_is_dropped(self, line: str) -> None:
        assert is_furniture(line)
        assert texts(f"Riga refuse.\n{line}\nOslo accepte.") == ["Riga refuse.", "Oslo accepte."]

    @pytest.mark.parametrize(
        "line",
        [
            "Par cette décision, Riga ferme son ambassade.",
            "By closing its embassy, Latvia protests.",
            "Le 30 octobre 2021, Oslo a refusé.",
            "Sources close to Riga accuse Oslo.",
            "Photos of the camp shocked Oslo, which called for an inquiry.",
            "L'AFP a été expulsée de Minsk.",
            "See also how Riga refused the offer.",
            "Reuters was banned by Riga.",
            "Le partage de l'île a été refusé.",
            "Watch dogs accused Riga.",
        ],
    )
    def test_a_sentence_is_not(self, line: str) -> None:
        assert not is_furniture(line)

    def test_the_credit_after_a_lede_is_cut(self) -> None:
        assert texts("car la trêve... 14.03.2022, Dakar Matin") == ["car la trêve..."]


class TestDateline:
    @pytest.mark.parametrize(
        ("given", "dateline"),
        [
            ("YEREVAN - Armenia agreed to a truce.", "YEREVAN -"),
            ("PARIS (Reuters) — La France a refusé.", "PARIS (Reuters) —"),
            ("MOSCOU, 3 mars (AFP) - La Russie a refusé.", "MOSCOU, 3 mars (AFP) -"),
            ("WASHINGTON, Oct 30 (Reuters) - The envoy left.", "WASHINGTON, Oct 30 (Reuters) -"),
            ("KYIV, Ukraine (AP) — Troops left.", "KYIV, Ukraine (AP) —"),
            ("Paris, le 3 mars 2021 (AFP) – La France a refusé.", "Paris, le 3 mars 2021 (AFP) –"),
            ("24 janvier 2016 . – Le ministre a refusé.", "24 janvier 2016. –"),
            ("Riga – La Lettonie a refusé.", "Riga –"),
            ("(AFP) - La France a refusé.", "(AFP) -"),
        ],
    )
    def test_is_split_off(self, given: str, dateline: str) -> None:
        [paragraph] = clean(given, "fr")
        assert paragraph.dateline == dateline
        start, _ = paragraph.origin(0, len(paragraph.text))
        assert given[start:] == paragraph.text

    @pytest.mark.parametrize(
        "given",
        [
            "Anna Holm – la ministre – a refusé.",
            "Iran – EU talks resume",
            "La Lettonie – un pays balte – a refusé.",
            "NATO - Russia council meets",
            "Riga-Oslo : un accord.",
            "L'ONU a refusé (AFP).",
        ],
    )
    def test_is_not_seen_where_there_is_none(self, given: str) -> None:
        assert dateline_length(given) == 0


class TestOrigin:
    def test_leads_back_through_everything(self) -> None:
        given = "Photo AFP\n\nPARIS (AFP) — L’Otan&nbsp;a dit «\u00a0non\u00a0».Riga,Oslo  et l' Alliance [refusent](https://example.org)."
        first, second = clean(given, "fr")
        assert first.text == 'L\'Otan a dit "non".'
        assert second.text == "Riga, Oslo et l'Alliance refusent."
        for paragraph, words, origin in (
            (first, "L'Otan a", "L’Otan&nbsp;a"),
            (first, '"non"', "«\u00a0non\u00a0»"),
            (second, "Riga, Oslo", "Riga,Oslo"),
            (second, "Oslo et", "Oslo  et"),
            (second, "l'Alliance", "l' Alliance"),
            (second, "refusent", "refusent"),
        ):
            at = paragraph.text.index(words)
            start, end = paragraph.origin(at, at + len(words))
            assert given[start:end] == origin

    def test_a_wrapped_line(self) -> None:
        given = "Riga a fermé\r\nson ambassade."
        [paragraph] = clean(given, "fr")
        assert paragraph.origin(8, 16) == (8, 17)

    def test_an_empty_span_and_one_that_is_not_there(self) -> None:
        paragraph = Paragraph("abc", (4, 5, 6))
        assert paragraph.origin(0, 3) == (4, 7)
        assert paragraph.origin(1, 1) == (5, 5)
        assert paragraph.origin(3, 3) == (7, 7)
        with pytest.raises(IndexError, match="2:4"):
            paragraph.origin(2, 4)


HOSTILE = {
    "a byline in capitals": "By " + "A" * 290 + "!",
    "dashes": "A-" * 2000,
    "stops": "a.A" * 5000,
    "brackets": "[a" * 5000,
    "stars": "*a" * 5000,
    "tags": "<a " + "x" * 9000,
    "accents": "a" + "\u0301" * 9000,
    "spaces": "a" + " " * 20000 + "b",
    "lines": "a\n" * 10000,
    "quotes": "«" * 5000,
    "datelines": "AB " * 3000 + "x",
}


@pytest.mark.parametrize("given", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_takes_long(given: str) -> None:
    start = time.process_time()
    clean(given, "fr")
    assert time.process_time() - start < 3, "a pattern that goes back and forth"
