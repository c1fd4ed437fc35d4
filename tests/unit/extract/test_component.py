from __future__ import annotations

import pytest
import spacy


@pytest.mark.models
@pytest.mark.parametrize(
    ("lang", "text", "relation"),
    [("fr", "Le Mali a condamné la France.", "condemns"), ("en", "Mali has condemned France.", "condemns")],
)
def test_a_document_gets_its_statements(lang: str, text: str, relation: str) -> None:
    nlp = spacy.blank(lang)
    nlp.add_pipe("irkg", config={"date": "2024-01-02"})
    (said,) = nlp(text)._.statements
    assert (said["subject"]["label"], said["relation"]["iri"].partition("#")[2]) == ("Mali", relation)
    assert text[said["start"] : said["end"]] == said["quote"]
    assert nlp("")._.statements == ()


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="irkg reads en and fr, not 'de'"):
        spacy.blank("de").add_pipe("irkg")
