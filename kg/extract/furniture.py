"""Tells the furniture of a news page (credits, links, bylines, datelines) from what the article says.

It only recognises; it changes no text and decides nothing about meaning.
"""

from __future__ import annotations

import re

UPPER = "A-ZÀ-ÖØ-ÞŒŠŽ"
NAME = rf"[{UPPER}][\w'’.-]*"
MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    r"janv\.?|févr\.?|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|déc\.?|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|dec\.?"
)
WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
)
NUMBERED_DATE = r"(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
DAY_AND_MONTH = (
    rf"(?i:(?:1er|\d{{1,2}})(?:st|nd|rd|th)? +(?:{MONTHS})|(?:{MONTHS}) +\d{{1,2}}(?:st|nd|rd|th)?)(?:,? +\d{{4}})?"
)
DATE = rf"(?:(?i:{WEEKDAYS}),? +)?(?:le +)?(?:{NUMBERED_DATE}|{DAY_AND_MONTH})"
TIME = r"(?:\d{1,2} ?[h:] ?\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|CET|CEST|EST|EDT|BST|[+]\d{2}:?\d{2}))?)"
AGENCY = (
    "AFP|Reuters|AP|EFE|dpa|DPA|ANSA|Xinhua|TASS|ITAR-TASS|RIA Novosti|Sputnik|Interfax|Anadolu|AA|Belga|ATS|UPI|Kyodo|"
    "Yonhap|KCNA|IRNA|SANA|APS|MAP|PAP|ANI|PTI|BBC|CNN|Wikinews|Bloomberg|Al Jazeera|IANS|MENA|WAM|SPA|AGI|RFI|VOA|UN News"
)

# A line is furniture when all of it matches one of these.
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:date:? +)?(?:{DATE}[ ,:–|-]*)?(?:https?://|www\.)\S+",
        rf"(?i:(?:publié|paru|modifié|mis à jour|actualisé|posted|published|updated|last updated|first published|date)\b"
        rf"[^.!?\n]{{0,40}}?)(?:{DATE}|\d{{1,2}}[h:]\d{{2}})[^.!?\n]{{0,60}}",
        rf"{DATE}(?:[ ,|·–-]*(?i:à|at)? *{TIME})?[ .,–-]*",
        rf"{DATE}(?:[ ,|·–-]*{TIME})?\s*[,|·–-]\s*{NAME}(?: {NAME}){{0,4}}",
        r"(?i:photos?|image|images|vidéo|video|crédits? ?photos?|crédits?|credits?|photo credit|illustration|légende|caption)"
        r"(?: ?[:/©|] ?.{1,160}| +(?:AFP|AP|Reuters|REUTERS|EPA|Getty.{0,40}|DR)\.?)",
        r"[©(] ?(?:©|[Cc]opyright|AFP|AP|REUTERS|Reuters|EPA|Getty)[^.!?\n]{0,120}",
        r"©.{1,160}",
        r"(?:AFP|AP|REUTERS|EPA|Getty Images)(?: ?/ ?[^.!?\n]{1,60})?",
        rf"[-–—(\s]*(?:(?i:avec|with|source ?:|sources ?:|via) ?)(?:{AGENCY})(?:(?:,| et| and| &| avec) ?(?:{AGENCY}))*[).]*",
        r"(?i:(?:à )?lire (?:aussi|également|la suite|plus)|voir (?:aussi|également)|read (?:more|also|next)|see also|related|"
        r"also read|recommended|sur le même sujet|more on this(?: story)?|à voir aussi|watch|regarder)"
        r"(?: ?(?::|>|»|\||–).{0,250})?",
        r"(?i:advertisement|publicité|annonce publicitaire|continue reading|story continues below.{0,40}|skip to content|"
        r"share(?: this(?: article| story)?)?|partager(?: (?:cet article|sur .{1,40}))?|imprimer|print|facebook|twitter|"
        r"abonnez-vous\b.{0,120}|subscribe\b.{0,120}|sign up (?:for|to)\b.{0,120}|follow us on\b.{0,100}|suivez-nous\b.{0,100}|"
        r"inscrivez-vous à (?:notre|la) newsletter.{0,80}|all rights reserved.{0,40}|tous droits réservés.{0,40}|"
        r"article réservé (?:à nos|aux) abonnés.{0,60}|temps de lecture ?:.{0,30}|\d+ min(?:utes?)? (?:read|de lecture))\.?",
        # Names are parted by a space at least: a pattern that may cut a word anywhere would never come to an end.
        rf"(?:Par|By|BY|PAR|De notre correspondant.{{0,3}}|Propos recueillis par|Reporting by|Editing by) {NAME}"
        rf"(?:,? (?:(?:et|and|&|in|à|avec|with) )?{NAME}){{0,7}}(?:,? \([^)]{{1,60}}\))?\.?",
        r"\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled) by .{3,200}",
        rf"\((?:{AGENCY})\)",
        r"[-–—*_=#.·• ]+",
    )
)
LONGEST_LINE = 300
LONGEST_DATELINE = 120

TRAILER = re.compile(rf"(?<=[.…!?\"])\s+{NUMBERED_DATE},\s+{NAME}(?: {NAME}){{0,4}}\s*$")
"""Date and publisher at the end of a lede: ``… le dialogue... 30.10.2021, Sputnik France``."""

_DASH = r"(?:\s*[–—]\s*|\s+-{1,2}\s+)"
_PLACE = rf"{NAME}(?:[ /](?:{NAME}|de|la|le|sur|of|the|al-\w+)){{0,4}}"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_PLACE}(?:, ?{_PLACE})?[,.]? ?)?(?:,? ?(?:le )?{DATE})?,? ?\((?:{AGENCY})(?: ?[/,-] ?[\w .]{{1,30}})?\){_DASH}",
        rf"{_PLACE}, {DATE},? \((?:{AGENCY})\):? (?=[{UPPER}])",
        rf"(?:[{UPPER}][{UPPER}'’. /-]{{2,40}}(?:, {NAME}(?: {NAME})?)?,? ?(?:le )?{DATE}|(?:{_PLACE}, )?(?:le )?{DATE}) ?\.?{_DASH}",
    )
)
# Without agency or date, a headline may look the same ("NATO - Russia council meets"): a sentence has to follow.
_BARE_CAPITALS = re.compile(rf"[{UPPER}][{UPPER}'’. /-]{{2,40}}(?:, {NAME}(?: {NAME})?)? ?{_DASH}(?=[{UPPER}\"])")
_BARE_PLACE = re.compile(rf"{NAME}(?: {NAME}){{0,2}}(?:, {NAME})? [–—] (?=[{UPPER}\"])")


def is_furniture(line: str) -> bool:
    """Whether a whole line is a link, a credit, a byline, a bare date or an invitation to read on.

    >>> is_furniture("30.10.2021, Sputnik France"), is_furniture("Paris condamne le coup d'État.")
    (True, False)
    """
    line = line.strip()
    return not line or (len(line) <= LONGEST_LINE and any(pattern.fullmatch(line) for pattern in _LINES))


def dateline_length(text: str) -> int:
    """How many characters of a paragraph are its dateline, 0 when it has none.

    >>> dateline_length("PARIS (Reuters) — La France condamne.")
    18
    """
    for pattern in _DATELINES:
        match = pattern.match(text, 0, LONGEST_DATELINE)
        if match and match.end() < len(text):
            return match.end()
    if not re.search(r"[.!?…]\"?$", text):
        return 0
    match = _BARE_CAPITALS.match(text)
    if match is None and (match := _BARE_PLACE.match(text)):
        # "Emmanuel Macron – le président – a…" is no dateline.
        match = None if re.search(r" [–—] ", text[match.end() : match.end() + 120]) else match
    return match.end() if match else 0
