"""Two dependency schemes to one: English ClearNLP and French UD trees become `Sentence`s with the same labels.

It also mends what the parsers are known to get wrong in a way that hides whole clauses; it does not look at words' meaning.
"""

from __future__ import annotations

from kg.extract.coordination import finite, mend_coordination
from kg.extract.english import mend_english
from kg.extract.tree import Sentence, Token

CLEARNLP = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "dobj": "obj", "dative": "iobj", "auxpass": "aux:pass",
    "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "neg", "nmod": "compound", "npadvmod": "obl:npmod", "oprd": "xcomp",
}  # fmt: skip
"""ClearNLP label → ours, where renaming is enough."""

FRENCH_CASE = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à", "de l'": "de"}
COMPOUND_PREPOSITIONS = tuple(
    tuple(p.split())
    for p in (
        "face à", "près de", "au large de", "en direction de", "à l' encontre de", "à l' égard de", "à l' adresse de", "à l' intention de",
        "à l' endroit de", "en provenance de", "à destination de", "aux abords de", "le long de", "autour de", "aux portes de",
        "à proximité de", "au-dessus de", "de la part de", "vis-à-vis de", "auprès de",
    )
)  # fmt: skip
RELATIVE_WORDS = frozenset(
    {"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels"}
)
LINKING = frozenset(
    {"devenir", "rester", "demeurer", "sembler", "paraître", "être", "passer", "constituer", "représenter"}
)
"""Verbs with a predicate instead of an object."""
FRENCH_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})
PREDICATING = frozenset({"qualifier", "traiter", "taxer"})
"""Verbs that call their object what stands behind ``de``."""
INTENTIONS = frozenset({
    "décision", "refus", "intention", "volonté", "projet", "promesse", "choix", "engagement", "proposition", "menace", "offre", "souhait", "tentative",
    "autorisation", "demande", "interdiction", "possibilité", "droit",
})  # fmt: skip
"""Nouns whose infinitive says what is decided, refused or promised."""
PARTICIPLES = {"ées": "er", "és": "er", "ée": "er", "é": "er", "ies": "ir", "is": "ir", "ie": "ir", "i": "ir"}
"""Endings of regular past participles → ending of the infinitive."""
FINITE_E_EXCEPTIONS = frozenset({"rencontre", "montre", "entre", "administre", "enregistre", "illustre", "démontre"})


def normalise(sentence: Sentence) -> Sentence:
    """Give the tree of one parsed sentence our labels, in place."""
    if sentence.lang == "en":
        _rename(sentence, CLEARNLP)
        _fold_english_prepositions(sentence)
        _raise_english_predicates(sentence)
        mend_english(sentence)
    else:
        _rename(sentence, {"ROOT": "root", "aux:tense": "aux", "aux:caus": "aux:caus"})
        _mend_french_clitics(sentence)
        _fold_french_prepositions(sentence)
        _lift_compound_prepositions(sentence)
        _join_prepositions(sentence)
        _mend_french_lemmas(sentence)
        _mend_compound_tenses(sentence)
        _mend_participles(sentence)
        _mend_opening_participle(sentence)
        _mend_numerals(sentence)
        _lift_infinitives(sentence)
        _mend_nominal_roots(sentence)
        _mend_lost_subjects(sentence)
        _mend_partitives(sentence)
        mend_coordination(sentence)
        mend_lost_objects(sentence)
        _mend_predicates(sentence)
        _mend_participle_objects(sentence)
        _mend_appositions(sentence)
        _mend_relatives(sentence)
    sentence.link()
    return sentence


def joined(left: Sentence, right: Sentence, text: str) -> Sentence:
    """Two parts of one sentence that the parser split: a lone name or phrase on the left becomes the subject of the right."""
    offset = len(left.tokens)
    root_left = next(t for t in left if t.head == t.i)
    root_right = next(t for t in right if t.head == t.i)
    for token in right:
        token.i += offset
        token.head += offset
    both = Sentence([*left.tokens, *right.tokens], text, left.start, right.end, left.lang)
    nominal = root_left.pos in {"NOUN", "PROPN", "PRON"}
    if nominal and root_right.pos in {"VERB", "AUX"}:
        subject = both.child(root_right.i, "nsubj", "nsubj:pass")
        if subject is not None and right.tokens[0].text == ",":
            subject.head, subject.dep = root_left.i, "appos"
            root_left.head, root_left.dep = root_right.i, "nsubj"
        elif subject is None:
            root_left.head, root_left.dep = root_right.i, "nsubj"
        else:
            root_left.head, root_left.dep = root_right.i, "dislocated"
    else:
        root_right.head, root_right.dep = root_left.i, "conj" if root_right.pos == root_left.pos else "parataxis"
    both.link()
    return both


def _rename(sentence: Sentence, table: dict[str, str]) -> None:
    for token in sentence:
        if not (token.dep == "dative" and token.pos == "ADP"):
            token.dep = table.get(token.dep, token.dep)


def _fold_english_prepositions(sentence: Sentence) -> None:
    """``prep`` → ``pobj`` becomes ``obl``/``nmod`` with `Token.case`; ``pcomp`` becomes a marked clause."""
    for token in sentence:
        if token.dep not in {"pobj", "pcomp"}:
            continue
        chain: list[str] = []
        preposition = sentence.head(token.i)
        first = preposition
        while preposition.dep in {"prep", "agent", "dative", "pcomp"} and preposition.pos in {
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
        }:
            if preposition.dep == "pcomp" and preposition.pos == "VERB":
                break
            chain.insert(0, preposition.lower)
            first = preposition
            if preposition.head == preposition.i:
                break
            preposition = sentence.head(preposition.i)
        if not chain:
            token.dep = "obl"
            continue
        governor = sentence.head(first.i)
        token.case = " ".join(chain)
        if governor.lower in {"close", "next"} and chain == ["to"] and governor.head != governor.i:
            token.case, governor = "near", sentence.head(governor.i)
        if token.dep == "pcomp":
            token.dep = "advcl" if token.pos in {"VERB", "AUX"} else "obl"
        else:
            verbal = governor.pos in {"VERB", "AUX", "ADJ", "ADV"}
            token.dep = "obl:agent" if first.dep == "agent" else "obl" if verbal else "nmod"
        token.head = governor.i
    for token in sentence:  # the prepositions themselves, once every object is lifted
        if token.dep in {"prep", "agent"} and token.pos in {"ADP", "SCONJ"}:
            lifted = next(
                (t for t in sentence.tokens[token.i + 1 :] if t.case.endswith(token.lower) and t.head == token.head),
                None,
            )
            if lifted is not None:
                token.head, token.dep = lifted.i, "case"
    sentence.link()


def _raise_english_predicates(sentence: Sentence) -> None:
    """``be`` + ``attr``/``acomp``: the predicate becomes the head and ``be`` its copula, as in UD."""
    sentence.link()
    for be in sentence:
        if be.lemma != "be" or be.dep.startswith("aux"):
            continue
        predicate = sentence.child(be.i, "attr", "acomp")
        if predicate is None:
            continue
        predicate.head, predicate.dep = (predicate.i, "root") if be.head == be.i else (be.head, be.dep)
        for child in sentence.children(be.i):
            if child.i != predicate.i:
                child.head = predicate.i
        be.head, be.dep = predicate.i, "cop"
        sentence.link()


def _fold_french_prepositions(sentence: Sentence) -> None:
    sentence.link()
    for token in sentence:
        cases = [
            c
            for c in sentence.children(token.i)
            if c.dep in {"case", "mark"} and c.pos in {"ADP", "DET", "ADV"} and c.i < token.i
        ]
        words: list[str] = []
        for case in cases:
            words.append(FRENCH_CASE.get(case.lower, case.lower))
            words.extend(FRENCH_CASE.get(f.lower, f.lower) for f in sentence.children(case.i) if f.dep == "fixed")
        if token.dep == "obl:arg" and words == ["par"]:
            token.dep = "obl:agent"
        before = sentence.tokens[cases[0].i - 1] if cases and cases[0].i else None
        if before is not None and before.lower in {"auprès", "vis-à-vis", "contre", "hors", "lors"} and words == ["de"]:
            words.insert(0, before.lower)
        token.case = " ".join(dict.fromkeys(words))


def _lift_compound_prepositions(sentence: Sentence) -> None:
    """``auprès de X`` with ``auprès`` read as an adverb that X depends on: X goes up, with the whole preposition."""
    sentence.link()
    for token in sentence:
        above = sentence.head(token.i)
        if (
            above.lower in {"auprès", "près", "vis-à-vis", "lors", "hors"}
            and above.pos == "ADV"
            and above.i < token.i
            and above.head != above.i
        ):
            noun = sentence.head(above.i).pos in {"NOUN", "PROPN"}
            token.head, token.dep = above.head, "nmod" if noun else "obl"
        if (
            token.case == "de"
            and token.i > 2
            and "près" in {t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]}
        ):
            token.case = "près de"


def _join_prepositions(sentence: Sentence) -> None:
    """``au large de``, ``face à``, ``à l'encontre de``: several words that are one preposition, whatever the parser made of them."""
    tokens = sentence.tokens
    for first in tokens:
        words = next((w for w in COMPOUND_PREPOSITIONS if _stands_at(sentence, first.i, w)), None)
        if words is None:
            continue
        end = first.i + len(words)
        noun = next((t for t in tokens[end : end + 5] if t.pos in {"NOUN", "PROPN", "PRON"}), None)
        if noun is None or any(t.pos in {"VERB", "AUX", "PUNCT"} for t in tokens[end : noun.i]):
            continue
        noun.case = " ".join(words).replace("l' ", "l'")
        inside = range(first.i, end)
        above = noun
        while above.head in inside and above.head != above.i:
            above = tokens[above.head]
        if above is not noun:
            noun.head = above.head if above.head not in inside else noun.head
        governor = tokens[noun.head]
        noun.dep = "nmod" if governor.pos in {"NOUN", "PROPN"} else "obl"
        for i in inside:
            tokens[i].head, tokens[i].dep, tokens[i].case = noun.i, "case", ""
        sentence.link()


def _stands_at(sentence: Sentence, i: int, words: tuple[str, ...]) -> bool:
    """A preposition's words at a place, the last one perhaps with an article in it (``face aux``)."""
    found = [t.lower for t in sentence.tokens[i : i + len(words)]]
    return len(found) == len(words) and (*found[:-1], FRENCH_CASE.get(found[-1], found[-1])) == words


def _mend_french_clitics(sentence: Sentence) -> None:
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


def _mend_compound_tenses(sentence: Sentence) -> None:
    """``d'avoir violé``: a participle right behind ``avoir`` that was read as its object."""
    sentence.link()
    for have, told in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        ending = next((e for e in ("ées", "és", "ée", "é") if told.lower.endswith(e)), None)
        if have.lemma != "avoir" or ending is None or told.pos not in {"NOUN", "ADJ", "PROPN"} or told.head != have.i:
            continue
        told.pos, told.lemma = "VERB", told.lower.removesuffix(ending) + "er"
        told.morph = {"VerbForm": "Part", "Tense": "Past"}
        told.head, told.dep, told.case = (told.i if have.head == have.i else have.head), have.dep, have.case
        for child in sentence.children(have.i):
            if child.i != told.i:
                child.head = told.i
        have.pos, have.head, have.dep, have.case = "AUX", told.i, "aux", ""
        sentence.link()


def _mend_participles(sentence: Sentence) -> None:
    """Participles read as adjectives: ``sera fermé``, ``isolé par …`` are passive verbs."""
    for token in sentence:
        ending = next((e for e in PARTICIPLES if token.lower.endswith(e) and len(token.text) > len(e) + 2), None)
        if token.pos not in {"ADJ", "NOUN", "X"} or ending is None:
            continue
        sentence.link()
        if any(
            t.dep in ({"aux", "aux:pass"} if "é" in ending else {"aux"})  # "est partie à un traité" is no verb
            and t.lemma in {"avoir", "être"}
            and t.i < token.i
            for t in sentence.children(token.i)
        ):
            token.pos, token.lemma = "VERB", token.lower.removesuffix(ending) + PARTICIPLES[ending]
            token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
            for child in sentence.children(token.i):
                child.dep = {"nmod": "obl"}.get(child.dep, child.dep)
            continue
        if token.pos != "ADJ" or PARTICIPLES[ending] != "er":
            continue
        copulas = [t for t in sentence.children(token.i) if t.dep == "cop" and t.lemma == "être"]
        agent = _agent_follows(sentence, token)
        if not copulas and not agent:
            continue
        token.pos, token.lemma = "VERB", token.lower.removesuffix(ending) + "er"
        token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
        for copula in copulas:
            copula.dep = "aux:pass"
        for child in sentence.children(token.i):
            if child.dep == "nsubj" and copulas:
                child.dep = "nsubj:pass"
        if not copulas and token.dep in {"amod", "xcomp", "appos", "advcl"}:
            left = next((t for t in reversed(sentence.tokens[: token.i]) if t.pos in {"NOUN", "PROPN"}), None)
            if left is not None:
                token.head, token.dep = left.i, "acl"
                for other in sentence.tokens[token.i + 1 : token.i + 9]:
                    if other.case == "par":
                        other.head = token.i


def _mend_opening_participle(sentence: Sentence) -> None:
    """``Critiquée par plusieurs ONG, l'Italie …`` read as a noun."""
    first = sentence.tokens[0]
    ending = next((e for e in PARTICIPLES if first.lower.endswith(e)), None)
    if (
        len(sentence) < 4
        or first.pos not in {"NOUN", "ADJ", "PROPN"}
        or ending is None
        or sentence.tokens[1].lower not in {"par", "de"}
    ):
        return
    verb = sentence.head(0)
    if verb.i < 3 or verb.pos != "VERB" or PARTICIPLES[ending] != "er":
        return
    first.pos, first.lemma, first.dep = "VERB", first.lower.removesuffix(ending) + "er", "advcl"
    first.morph = {"VerbForm": "Part", "Tense": "Past"}
    for child in sentence.children(0):
        child.dep = "obl:agent" if child.case == "par" else {"nmod": "obl"}.get(child.dep, child.dep)


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


def _agent_follows(sentence: Sentence, token: Token) -> bool:
    """``par`` close behind, before any other participle that it could belong to."""
    for other in sentence.tokens[token.i + 1 : token.i + 6]:
        if other.lower == "par":
            return True
        if other.pos == "VERB":
            return False
    return False


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
        while noun is not None and noun.dep in {"flat:name", "flat", "appos", "conj", "amod"} and noun.head < noun.i:
            noun = sentence.head(noun.i)
        if noun is None or noun.pos not in {"NOUN", "PROPN"} or verb.i in {a.i for a in sentence.ancestors(noun.i)}:
            continue
        verb.head, verb.dep = noun.i, "acl:relcl"
        if word.lower != "dont":
            word.pos, word.dep = "PRON", "nsubj" if word.lower == "qui" else "obj"
        sentence.link()


def _mend_participle_objects(sentence: Sentence) -> None:
    """``accusant Israël de …``: what stands behind a present participle, or behind a verb with its subject, is its object."""
    for token in sentence:
        verb = sentence.head(token.i)
        if token.dep != "nsubj" or token.i < verb.i or verb.pos != "VERB" or sentence.child(verb.i, "obj") is not None:
            continue
        present = verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Pres"
        left = any(t.dep == "nsubj" and t.i < verb.i for t in sentence.children(verb.i))
        if present or (left and token.pos in {"NOUN", "PROPN"}):
            token.dep = "obj"


def _mend_partitives(sentence: Sentence) -> None:
    """``s'est retiré des pourparlers``: behind a reflexive verb ``des`` is the preposition, not the article."""
    for token in sentence:
        if token.dep != "obl:arg" or token.case or sentence.head(token.i).pos != "VERB":
            continue
        reflexive = any(t.lower in {"se", "s'"} for t in sentence.children(token.head))
        if reflexive and any(t.lower in {"des", "du"} and t.dep == "det" for t in sentence.children(token.i)):
            token.case = "de"


def _mend_predicates(sentence: Sentence) -> None:
    """``suspendait le traité``, ``ne reconnaît pas Chypre``: a noun with its article or a name, read as a predicate, is an object, unless the verb links."""
    sentence.link()
    for token in sentence:
        verb = sentence.head(token.i)
        nominal = token.pos in {"NOUN", "PROPN"} and not token.case
        if token.dep != "xcomp" or not nominal or verb.pos != "VERB" or verb.i > token.i:
            continue
        whole = token.pos == "PROPN" or any(t.dep in {"det", "nummod"} for t in sentence.children(token.i))
        if whole and verb.lemma not in LINKING and sentence.child(verb.i, "obj", "nsubj:pass") is None:
            token.dep = "obj"


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


def mend_lost_objects(sentence: Sentence) -> None:
    """An object hung on the time or place before it: ``a rouvert lundi soir ses frontières``."""
    sentence.link()
    for token in sentence:
        below = sentence.head(token.i)
        verb = sentence.head(below.i)
        called = (
            verb.lemma in PREDICATING and below.case == "de" and verb.i < below.i < token.i and token.i - below.i < 5
        )
        if called and token.pos == "NOUN" and not token.case and sentence.child(token.i, "det") is not None:
            if sentence.child(verb.i, "obj", "nsubj:pass") is None:
                token.head, token.dep = verb.i, "obj"  # a qualifié de "crime" l'offensive
                sentence.link()
            continue
        if token.dep == "obj" and not token.case and below.pos == "NOUN" and below.case and below.i < token.i:
            verb = sentence.head(below.i)  # "a mis à la porte un diplomate"
            if verb.pos == "VERB" and verb.i < below.i and sentence.child(verb.i, "obj", "nsubj:pass") is None:
                token.head = verb.i
                sentence.link()
            continue
        if token.dep != "nmod" or token.pos != "NOUN":
            continue
        plain = not token.case or (
            token.case == "de" and any(t.lower == "des" for t in sentence.children(token.i) if t.dep == "case")
        )
        marked = not token.case and any(t.dep in {"det", "nummod"} for t in sentence.children(token.i))
        above = sentence.head(token.i)
        verb = sentence.head(above.i)
        adverbial = above.dep in {"obl", "obl:mod", "obl:arg", "nmod"} and (above.case or above.lower in FRENCH_DAYS)
        if (
            (marked or (plain and token.case))
            and adverbial
            and verb.pos == "VERB"
            and verb.i < above.i < token.i
            and sentence.child(verb.i, "obj", "nsubj:pass") is None
            and above.case not in {"de"}
        ):
            token.head, token.dep, token.case = verb.i, "obj", ""
            sentence.link()


def _mend_french_lemmas(sentence: Sentence) -> None:
    """The lemmatiser keeps the form of present-tense verbs that are also nouns: ``accuse`` → ``accuser``."""
    for token in sentence:
        if token.pos in {"VERB", "AUX"}:
            if token.morph.get("VerbForm") == "Inf" and not token.lower.endswith(("er", "ir", "re")):
                token.morph = {"VerbForm": "Fin", "Tense": "Pres"}  # "négocie" is no infinitive
            lemma = token.lemma.lower()
            if lemma in FINITE_E_EXCEPTIONS or (lemma.endswith("e") and not lemma.endswith("re")):
                lemma += "r"
            elif lemma.endswith("ent") and token.morph.get("VerbForm") == "Fin":
                lemma = lemma[:-3] + "er"
            token.lemma = lemma
            if lemma == "disposer" and token.lower.startswith("disposé") and token.dep == "xcomp":
                token.pos, token.lemma = "ADJ", "disposé"  # "se dit disposé à", as "prêt à"
