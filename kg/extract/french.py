"""What the French parser gets wrong in ways that hide whole clauses, mended in place; English has `kg.extract.english`.

It looks at shapes and order, never at what words mean.
"""

from __future__ import annotations

from kg.extract.coordination import (
    finite,
    mend_absolutes,
    mend_as_said,
    mend_coordination,
    mend_gaps,
    mend_likewise,
    mend_second_names,
)
from kg.extract.objects import (
    FRENCH_DAYS,
    mend_called,
    mend_causatives,
    mend_crossed,
    mend_dated_objects,
    mend_far_objects,
    mend_lost_objects,
    mend_participle_objects,
    mend_partitives,
    mend_predicates,
)
from kg.extract.participles import mend_participles
from kg.extract.prepositions import fold_french
from kg.extract.tree import Sentence

RELATIVE_WORDS = frozenset(
    {"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels"}
)
INTENTIONS = frozenset({
    "décision", "refus", "intention", "volonté", "projet", "promesse", "choix", "engagement", "proposition", "menace", "offre", "souhait", "tentative",
    "autorisation", "demande", "interdiction", "possibilité", "droit",
})  # fmt: skip
"""Nouns whose infinitive says what is decided, refused or promised."""
FINITE_E_EXCEPTIONS = frozenset({"rencontre", "montre", "entre", "administre", "enregistre", "illustre", "démontre"})


def mend_french(sentence: Sentence) -> None:
    """Mend one French sentence in place; later steps need what earlier ones have put right."""
    _mend_clitics(sentence)
    fold_french(sentence)
    _mend_headlines(sentence)
    _mend_lemmas(sentence)
    mend_participles(sentence)
    _mend_numerals(sentence)
    _lift_infinitives(sentence)
    _mend_named_relatives(sentence)
    _mend_nominal_roots(sentence)
    _mend_lost_subjects(sentence)
    mend_partitives(sentence)
    mend_coordination(sentence)
    mend_gaps(sentence)
    mend_lost_objects(sentence)
    mend_dated_objects(sentence)
    mend_causatives(sentence)
    mend_crossed(sentence)
    mend_far_objects(sentence)
    mend_predicates(sentence)
    mend_called(sentence)
    mend_participle_objects(sentence)
    _mend_appositions(sentence)
    _mend_relatives(sentence)
    mend_second_names(sentence)
    mend_as_said(sentence)
    mend_likewise(sentence)
    mend_absolutes(sentence)


def _mend_clitics(sentence: Sentence) -> None:
    """Object clitics read as articles (``les a appelés``), and days read as objects (``a décidé mardi``)."""
    for token in sentence.tokens[:-1]:
        following = sentence.tokens[token.i + 1]
        if following.lower == "est" and token.lower == "l'" and following.pos == "AUX":
            following.pos, following.lemma = "NOUN", "est"  # the east
        if (
            token.lower in {"l'", "le", "la", "les"}
            and following.pos in {"AUX", "VERB"}
            and token.head > token.i
            and token.dep != "det"
        ):
            token.pos, token.dep = "PRON", "obj"
        if token.lower in {"lui", "leur"} and token.dep in {"nsubj", "nsubj:pass"} and following.pos in {"AUX", "VERB"}:
            token.dep = "iobj"  # "la Russie, qui …, leur a proposé"
        if (
            token.lower in FRENCH_DAYS
            and token.dep in {"obj", "iobj", "nsubj", "nmod"}
            and sentence.tokens[token.head].pos == "VERB"
        ):
            token.dep = "obl:mod"
        if (
            token.pos == "NUM"
            and token.dep in {"obl:mod", "obl:arg", "obl"}
            and token.i > 0
            and token.head == token.i - 1
            and sentence.tokens[token.i - 1].pos == "VERB"
        ):
            token.dep = "obj"  # "a libéré 700 de leurs combattants"


def _mend_headlines(sentence: Sentence) -> None:
    """``Raids israéliens sur le Liban``: a plural that opens a headline without a verb is a noun, whatever it was read as."""
    sentence.link()
    first = sentence.tokens[0]
    kids = sentence.children(0)
    if (
        first.head != 0
        or first.pos not in {"ADV", "VERB", "ADJ", "X", "INTJ", "PROPN"}
        or not first.lower.endswith("s")
    ):
        return
    adjective = next((t for t in kids if t.i == 1 and t.dep == "amod" and t.text[0].islower()), None)
    described = (
        adjective is not None
        and (first.pos != "PROPN" or adjective.morph.get("Number") == "Plur")
        and not any(t.dep.startswith(("nsubj", "obj")) for t in kids)
    )
    if described and not any(t.pos in {"VERB", "AUX"} and t.i for t in sentence):
        first.pos, first.lemma, first.morph = "NOUN", first.lower.removesuffix("s"), {"Number": "Plur"}


def _mend_lemmas(sentence: Sentence) -> None:
    """The lemmatiser keeps the form of present-tense verbs that are also nouns: ``accuse`` → ``accuser``."""
    for token in sentence:
        if token.lower == "non-recevoir":
            token.pos, token.dep, token.lemma = "NOUN", "nmod", token.lower
            for child in sentence.children(token.i):
                child.head = token.head if child.case else child.head
            sentence.link()
        before = sentence.tokens[token.i - 1] if token.i else token
        article = before.dep == "det" and before.head == token.i and before.pos == "DET"
        if article and token.pos == "VERB" and token.morph.get("VerbForm") == "Fin":
            several = before.lower in {"les", "des", "ces", "ses", "leurs"}
            token.pos, token.morph = "NOUN", {"Number": "Plur" if several else "Sing"}  # "l'offre"
            token.lemma = token.lower.removesuffix("s") if several else token.lower
        if token.pos in {"VERB", "AUX"}:
            if token.morph.get("VerbForm") == "Inf" and not token.lower.endswith(("er", "ir", "re")):
                token.morph = {"VerbForm": "Fin", "Tense": "Pres"}  # "négocie" is no infinitive
            if token.lemma.endswith("ir") and token.lower.endswith("it") and token.morph.get("VerbForm") == "Part":
                token.morph = {"VerbForm": "Fin", "Tense": "Pres"}  # nor is "avertit" a participle
            lemma = token.lemma.lower()
            if lemma in FINITE_E_EXCEPTIONS or (lemma.endswith("e") and not lemma.endswith("re")):
                lemma += "r"
            elif lemma.endswith("ent") and token.morph.get("VerbForm") == "Fin":
                lemma = lemma[:-3] + "er"
            token.lemma = lemma
            if lemma == "disposer" and token.lower.startswith("disposé") and token.dep == "xcomp":
                token.pos, token.lemma = "ADJ", "disposé"  # "se dit disposé à", as "prêt à"


def _mend_numerals(sentence: Sentence) -> None:
    """``deux cents instructeurs russes`` read as hundreds that are "instructeurs": the noun is the head."""
    sentence.link()
    for number in sentence.tokens[:-1]:
        noun = sentence.tokens[number.i + 1]
        if number.lower not in {"cent", "cents", "mille"} or noun.pos != "NOUN" or noun.head != number.i or noun.case:
            continue
        noun.head, noun.dep, noun.case = (noun.i if number.head == number.i else number.head), number.dep, number.case
        for child in sentence.children(number.i):
            if child.i != noun.i:
                child.head = noun.i
        number.head, number.dep, number.case = noun.i, "nummod", ""
        sentence.link()


def _lift_infinitives(sentence: Sentence) -> None:
    """``la décision d'Oslo de reconnaître``: what Oslo decided, no infinitive completes a name."""
    sentence.link()
    for token in sentence:
        verb = sentence.head(token.i)
        if token.dep != "xcomp" or token.case != "de" or token.morph.get("VerbForm") != "Inf" or verb.pos != "VERB":
            continue
        left = reversed(sentence.tokens[verb.i + 1 : token.i - 1])
        noun = next((t for t in left if t.pos in {"NOUN", "VERB"} or t.text == ","), None)
        if noun is not None and noun.lemma in INTENTIONS and noun.pos == "NOUN":
            token.head, token.dep = noun.i, "acl"  # "s'est félicité de la décision d'autoriser"
            sentence.link()
    for token in sentence:
        name = sentence.head(token.i)
        noun = sentence.head(name.i)
        if (
            token.dep == "acl"
            and token.case == "de"
            and token.morph.get("VerbForm") == "Inf"
            and name.pos in {"PROPN", "PRON"}
            and name.case == "de"
            and noun.pos == "NOUN"
            and noun.i < name.i
        ):
            token.head = noun.i
            sentence.link()


def _mend_named_relatives(sentence: Sentence) -> None:
    """``a dit à Riyad qu'il devait partir``: no clause with a subject of its own narrows down a name; it is what is said."""
    sentence.link()
    for clause in sentence:
        name = sentence.head(clause.i)
        verb = sentence.head(name.i)
        kids = sentence.children(clause.i)
        opens = next((t for t in kids if t.dep == "mark" and t.lower in {"que", "qu'"}), None)
        if (
            clause.dep.startswith("acl")
            and opens is not None
            and name.pos == "PROPN"
            and verb.pos == "VERB"
            and any(t.dep.startswith("nsubj") for t in kids)
            and all(t.text != "," for t in sentence.tokens[name.i : opens.i])
        ):
            clause.head, clause.dep = verb.i, "ccomp"
            sentence.link()


def _mend_nominal_roots(sentence: Sentence) -> None:
    """A sentence whose verb was read as a relative clause without relative pronoun of its subject."""
    sentence.link()
    root = next((t for t in sentence if t.head == t.i), None)
    if root is None or root.pos not in {"NOUN", "PROPN"}:
        return
    for clause in sentence.children(root.i):
        pronouns = [
            t for t in sentence.children(clause.i) if t.morph.get("PronType") == "Rel" or t.lower in RELATIVE_WORDS
        ]
        if (
            clause.dep in {"acl:relcl", "acl", "amod"}
            and clause.pos == "VERB"
            and finite(sentence, clause)
            and not pronouns
        ):
            if sentence.child(clause.i, "nsubj", "nsubj:pass") is None:
                clause.head, clause.dep = clause.i, "root"
                root.head, root.dep = clause.i, "nsubj"
                for behind in sentence.children(root.i):
                    if behind.i > clause.i and behind.case:
                        behind.head, behind.dep = clause.i, "obl:mod"
                sentence.link()
            return


def _mend_lost_subjects(sentence: Sentence) -> None:
    """A subject hung on the apposition behind it: ``L'accord, fruit de …, a été paraphé``."""
    sentence.link()
    for token in sentence:
        above = sentence.head(token.i)
        if token.dep == "dislocated" and token.pos == "PROPN" and token.i < above.i and above.pos == "VERB":
            if sentence.child(above.i, "nsubj", "nsubj:pass") is None:
                token.dep = "nsubj:pass" if sentence.child(above.i, "aux:pass") is not None else "nsubj"
            continue
        if token.dep not in {"nsubj", "nsubj:pass"} or above.pos not in {"NOUN", "PROPN"} or above.i < token.i:
            continue
        if any(t.dep == "cop" for t in sentence.children(above.i)):
            continue
        verb = next((t for t in sentence.ancestors(above.i) if t.pos == "VERB" and t.i > above.i), None)
        if verb is not None and sentence.child(verb.i, "nsubj", "nsubj:pass") is None:
            passive = any(t.dep == "aux:pass" for t in sentence.children(verb.i))
            token.head, token.dep = verb.i, "nsubj:pass" if passive else "nsubj"
            above.head, above.dep = token.i, "appos"
            sentence.link()


def _mend_appositions(sentence: Sentence) -> None:
    """``le M23, un groupe armé``: the indefinite phrase right behind a name and a comma describes the name."""
    sentence.link()
    for token in sentence:
        if token.pos != "NOUN" or token.dep not in {"obj", "conj", "nmod"} or token.case or token.i < 3:
            continue
        det = sentence.tokens[token.i - 1]
        if det.lower not in {"un", "une"} or sentence.tokens[token.i - 2].text != ",":
            continue
        name = sentence.tokens[token.i - 3]
        others = [t for t in sentence.children(token.head) if t.dep == "obj" and t.i < name.i]
        if name.pos == "PROPN" and name.i != token.head and (token.dep != "obj" or others):
            token.head, token.dep = name.i, "appos"
            sentence.link()


def _mend_relatives(sentence: Sentence) -> None:
    """``l'ELN, qu'il accuse``, ``Minsk, qui a condamné``: a relative clause right behind a comma describes the noun before it."""
    sentence.link()
    for word in sentence.tokens[2:]:
        verb = sentence.head(word.i)
        if word.lower == "dont" and verb.pos in {"NOUN", "PROPN"}:
            verb = sentence.head(verb.i)
        if (
            word.lower not in {"que", "qu'", "qui", "dont"}
            or sentence.tokens[word.i - 1].text != ","
            or verb.i < word.i
        ):
            continue
        stray = verb.dep in {"ccomp", "advcl", "acl", "dep", "parataxis", "conj"} or (
            verb.dep == "acl:relcl" and sentence.head(verb.i).pos == "VERB"
        )
        if verb.pos != "VERB" or verb.head == verb.i or not stray:
            continue
        noun = next((t for t in reversed(sentence.tokens[: word.i - 1]) if t.text not in {")", '"', "»"}), None)
        if noun is not None and noun.head == verb.i and noun.dep == "nsubj" and verb.head > verb.i:
            noun.head = verb.head  # "la Russie, qui siège avec eux, a proposé": of the verb behind
            sentence.link()
        while noun is not None and noun.dep in {"flat:name", "flat", "appos", "conj", "amod"} and noun.head < noun.i:
            noun = sentence.head(noun.i)
        if noun is None or noun.pos not in {"NOUN", "PROPN"} or verb.i in {a.i for a in sentence.ancestors(noun.i)}:
            continue
        verb.head, verb.dep = noun.i, "acl:relcl"
        if word.lower != "dont":
            word.pos, word.dep = "PRON", "nsubj" if word.lower == "qui" else "obj"
        sentence.link()
