"""Days of something else than a call: of the client's own history, of what a caller had bought, of a paper.

"We came over to you in August", "a subscriber since 1 September", "her order of Nov 3", "the haircut she'd had on
Oct 28", "our licence dates from …", "the November 10 invoice".
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.amountwords import View
from assistant.reading.datemention import DateMention
from assistant.reading.lists import listed
from assistant.reading.text import BREAK, PUNCT, WORD

_BY_DATE = frozenset({"of", "from", "dated", "on", "for", "in", "since", "as", ":", "per"})
_ONE = frozenset({"i", "we"})


def of_other_things(view: View, mention: DateMention, clause: Sequence[int]) -> bool:
    """Whether the date is of something else than a call; `clause` are the places before it, nearest first."""
    return (
        _in_a_history(view, mention, clause)
        or _thing_before(view, mention)
        or _made_then(view, mention)
        or _paper_behind(view, mention)
    )


def _in_a_history(view: View, mention: DateMention, clause: Sequence[int]) -> bool:
    """ "We signed up in March", "a client since March", "in March we moved to you"."""
    for place in clause:
        if view.lemma(place) in ("call", "caller") and not view.phrase("dating.history", place):
            break
        if view.phrase("dating.history", place):
            return True
    step = mention.last + (view.at(mention.last) == ",")
    return view.at(step) in _ONE and any(
        view.phrase("dating.history", place) for place in range(step, min(step + 4, view.size))
    )


def _thing_before(view: View, mention: DateMention) -> bool:
    """ "Her order of Nov 3", "date of birth as Nov 2", "the warranty ran out on …"."""
    place = mention.first - 1
    if view.at(mention.first) not in _BY_DATE:  # "since March" begins with its "since"
        while view.at(place) in ("the", "back", "last", "early", "late", "mid"):
            place -= 1
        if view.at(place) not in _BY_DATE:
            return False
        place -= 1
    by = view.at(place + 1)
    if view.phrase("dating.ran", place) or view.phrase("dating.ran", place - 1):
        place -= 1
        while place > mention.first - 7 and view.kind(place) == WORD and view.lemma(place) != "call":
            if view.lemma(place) in listed("lasting_things"):
                return True
            place -= 1
        return False
    named = {view.at(place), view.at(place).removesuffix("s")} & listed("dated_things")
    return bool(named) and _belongs(view, place, by in ("on", "in", "for"))


_ARTICLES = frozenset({"the", "a", "an", "that", "some", "any", "this"})


def _belongs(view: View, place: int, closely: bool = False) -> bool:
    """Whether a noun is somebody's, or the one spoken of: "her last order", "about an order"; `closely`: an article
    doesn't tell it."""
    whose = listed("whose") - _ARTICLES if closely else listed("whose")
    return any(view.at(before) in whose for before in range(place - 3, place))


def _made_then(view: View, mention: DateMention) -> bool:
    """ "Work we did in September", "the haircut she'd had on Oct 28", "the sofa he bought last May"."""
    place = mention.first - 1
    while view.at(place) in ("the", "back", "in", "on", "last", "from", "you", "us", "them", "for", "up"):
        place -= 1
    if view.at(place) not in listed("made"):
        return False
    place -= 1
    while view.at(place) in ("had", "would", "have", "has", "did"):
        place -= 1
    if view.at(place) not in ("i", "we", "he", "she", "they", "you"):
        return False
    noun = view.lemma(place - 1)
    plain = view.kind(place - 1) == WORD and noun not in listed("no_made_thing")
    return plain and (_belongs(view, place - 1) or view.at(place - 2) in ("about", "over", "of", "with"))


def _paper_behind(view: View, mention: DateMention) -> bool:
    """ "The November 10 invoice": the day it was made out."""
    if mention.grain != "day" or view.kind(mention.last) in (PUNCT, BREAK):
        return False
    return view.lemma(mention.last) in view.words.dating["not_call_after"]
