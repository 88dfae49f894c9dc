"""Ordinals: the third call, #9–#12, calls 1 to 8, call B, "a)" at a line's start, [2/4]."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.firstly import to_begin_with
from assistant.reading.headnouns import head
from assistant.reading.itemmarks import marker, page
from assistant.reading.names import name
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import Quantity
from assistant.reading.text import NUMBER, WORD

_DASHES = frozenset({"-", "–", "—", "--"})
_NUMBER_MARKS = frozenset({"number", "no", ".", "#", "nr", "num"})
_COUNTED = frozenset({"calls", "people", "interactions", "times", "duration"})
_LETTERS = "ABCDEFGHJ"  # call A … call J; a lone I is a pronoun


def ordinal(view: View, place: int) -> Quantity | None:
    """The ordinal, or the span of ordinals, that begins at `place`; none in "a 40-second call"."""
    numeral = view.numeral(place - 1 - (view.at(place - 1) == "-")) if view.at(place) == "second" else None
    if numeral is not None and not numeral.ordinal and view.at(place - 2) != "call":
        return None
    if view.at(place) == "middle" and _middle(view, place):
        return Quantity("ordinal", Fraction(2), None, place, place + 1, "calls")  # "the middle one"
    return (
        _numbered(view, place)
        or _call_number(view, place)
        or _call_letter(view, place)
        or _spelled(view, place)
        or marker(view, place)
        or page(view, place)
    )


def _middle(view: View, place: int) -> bool:
    """Whether three calls are told of, and this is the second; "what the middle one costs" tells nothing of it."""
    told = view.at(place + 1) in _ONE_OF and view.at(place + 2) not in ("cost", "costs")
    return told and not _THREE.isdisjoint(view.texts)


_ONE_OF = frozenset({"one", "call", "caller", "was", "got", "asked", "wanted"})
_THREE = frozenset({"three", "3"})


def _number_at(view: View, place: int) -> Numeral | None:
    """A whole number, with or without "#", that can be an ordinal."""
    start = place + 1 if view.at(place) in ("#", "№") else place
    numeral = view.numeral(start)
    if numeral is None or numeral.whole is None or numeral.decimals or not 0 < numeral.whole < 10_000:
        return None
    return numeral


def _numbered(view: View, place: int) -> Quantity | None:
    """ "#3", "#9–#12"; "agent #204" is a name."""
    if view.at(place) not in ("#", "№") or not view.glued(place + 1):
        return None
    numeral = _number_at(view, place)
    if numeral is None:
        return None
    named = view.lemma(place - 1) in view.words.counting["identifier"]
    if named or view.role(place - 1) == "people_not_calls" or numeral.value >= 1000:
        return name(place, numeral.last)
    return _span(view, place, numeral, "calls")


def _span(view: View, first: int, numeral: Numeral, role: str, noun: str | None = None) -> Quantity:
    """An ordinal, or two that a "to" or a dash joins."""
    step = numeral.last
    through = view.said(step, "span_marks") or view.at(step) in _DASHES
    if through and view.at(step + 1) in ("number", "call", "the", "row"):
        step += 1
    other = _number_at(view, step + 1) if through else None
    if other is not None and other.value > numeral.value:
        return Quantity("span", numeral.value, other.value, first, other.last, role, noun)
    return Quantity("ordinal", numeral.value, None, first, numeral.last, role, noun)


# ---------------------------------------------------------------- call 4, call B


def _call_number(view: View, place: int) -> Quantity | None:
    """ "call 4", "calls 1 to 8", "call no. 2", "caller #3", "number 3"."""
    lemma = view.lemma(place)
    if not _call_word(view, place):
        return None
    step = place + 1
    while view.at(step) in _NUMBER_MARKS and step < place + 4:
        step += 1
    numeral = _number_at(view, step)
    if numeral is None or numeral.ordinal or view.at(step - 1) == "." or not _is_label(view, numeral):
        return None
    number = lemma in ("number", "nr")
    if (number and numeral.value > 9) or (lemma != "call" and step == place + 1 and numeral.value > 99):
        return None
    role = "people" if view.role(place) == "people" else "calls"
    return _span(view, place, numeral, role, "call" if number else lemma)


def _call_word(view: View, place: int) -> bool:
    """Whether the word is one that numbers label; not "45 calls, ten were", "he called three times"."""
    lemma, word = view.lemma(place), view.at(place)
    if lemma not in view.words.counting["call_words"] or word.endswith(("ed", "ing")):
        return False
    if view.at(place - 1) in ("he", "she", "they", "to", "who"):
        return False
    counted = any((one := view.numeral(before)) and one.last == place for before in (place - 1, place - 2))
    through = view.said(place + 2, "span_marks")  # "calls one through eight"
    return not counted and not (word != lemma and view.at(place + 1) in view.words.numbers and not through)


def _is_label(view: View, numeral: Numeral) -> bool:
    """Whether the number behind "call" labels it: nothing is counted, and it is no part of a longer name."""
    last = numeral.last
    if view.role(last) in _COUNTED or view.at(last) in ("%", "times", "x"):
        return False
    if view.at(last) in ("by", "at") and numeral.value == 1:
        return False  # "one by one"
    if not view.glued(last):
        return True
    if view.kind(last) == WORD:
        return view.said(last, "glued")
    if view.at(last) == ":":
        return not (view.glued(last + 1) and view.kind(last + 1) == NUMBER)
    return not (view.at(last) == "-" and view.glued(last + 1) and view.kind(last + 1) == WORD)


def _call_letter(view: View, place: int) -> Quantity | None:
    """ "call B", "row C"."""
    letter = view.raw(place + 1)
    if len(letter) != 1 or letter not in _LETTERS or view.at(place) not in ("call", "row"):
        return None
    if letter == "A" and view.at(place + 2) in view.words.roles:
        return None
    value = Fraction(ord(letter) - ord("A") + 1)
    return Quantity("ordinal", value, None, place, place + 2, "calls", view.lemma(place))


# ---------------------------------------------------------------- first, second, last


def _spelled(view: View, place: int) -> Quantity | None:
    """ "the third call", "the second one", "1st:", "the first two", "the last one", "2nd to 5th"."""
    numeral = view.numeral(place)
    if numeral is None or not numeral.ordinal or not _orders(view, numeral):
        return None
    last, value = numeral.last, numeral.value
    if value == 1 and to_begin_with(view, numeral):
        return None
    joined = view.said(last, "span_marks") or view.at(last) in _DASHES
    other = view.numeral(last + 1 + (view.at(last + 1) == "the")) if joined else None
    if other is not None and other.ordinal and other.value > value > 0:
        return Quantity("span", value, other.value, place, other.last, "calls")
    if value == 1 and view.at(last) == "and" and _and_last(view, last + 1):
        return Quantity("count", Fraction(2), None, place, last + 2, "calls", "one", partitive=True)
    several = view.numeral(last) if view.at(last) not in view.words.soundalikes else None
    if several is not None and not several.ordinal and 1 < several.value <= 50:
        return _first_several(view, numeral, several)
    if value == -1:
        return _last_time(view, place, last) or _last(view, place, last)
    role, noun = _picked(view, last)
    begins = view.ends_at(place - 1) or view.said(place - 1, "before_pick") or _one_further(view, numeral)
    if role in ("bare", "other") and not (begins or numeral.digits):
        return None
    if role == "other" and numeral.digits and not view.said(place - 1, "determiners"):
        role, noun = "bare", None  # "1st AI 2nd agent": labels of what was told
    return Quantity("ordinal", value, None, place, last, role, noun)


def _and_last(view: View, place: int) -> bool:
    """ "First and last: …", "the first and the last one …": two of them."""
    numeral = view.numeral(place)
    behind = view.at(place + 1)
    return (
        numeral is not None
        and numeral.ordinal
        and numeral.value == -1
        and (
            behind in (":", "-", "–", "—", "=", "were", "had", "asked", "got", "wanted")
            or _call_like(view, place + 1)
        )
    )


def _call_like(view: View, place: int) -> bool:
    return view.role(place) in ("calls", "people") or view.said(place, "one_nouns")


def _one_further(view: View, numeral: Numeral) -> bool:
    """ "3 calls …, and a fourth that …"."""
    if view.at(numeral.first - 1) != "a" or numeral.value < 2:
        return False
    if numeral.value == 2 and (view.ends_at(numeral.last) or view.at(numeral.last) == "and"):
        return view.at(numeral.first - 2) in ("then", "and", "later", ",", "plus", "afterwards")
    told = [view.numeral(step) for step in range(numeral.first - 1)]
    spelled = numeral.value > 2 and (view.ends_at(numeral.last) or view.at(numeral.last) == "and")
    return any(one and (not one.ordinal or spelled) and one.value == numeral.value - 1 for one in told)


def _orders(view: View, numeral: Numeral) -> bool:
    """Whether an ordinal picks one of several; not "first-time", "second opinion", "first she asked"."""
    place, last = numeral.first, numeral.last
    if view.said(last, "not_ordinal") or view.lemma(last) in view.words.counting["not_ordinal"]:
        return False
    if numeral.value == 2 and not numeral.digits and view.at(last) not in ("call", "one"):
        further = view.at(place - 1) == "a" and _one_further(view, numeral)
        aside = view.at(place - 1) in ("a", "per", "split") and not further
        return not (view.said(last, "not_second") or aside)
    if numeral.value != 1:
        return True
    if view.said(last, "not_first"):
        return view.at(last) == "time" and _time_told(view, last)
    if view.at(last) == "of" and view.at(last + 1) in ("the", "these", "those") and view.numeral(last + 2):
        return True  # "on the first of the two"
    when = view.said(last, "after_when") and view.at(place) != "1st"
    clause = view.ends_at(place - 1) or view.at(place - 1) in ("the", "on", "in")
    return not when or (clause and view.at(last) != "of")


def _time_told(view: View, place: int) -> bool:
    """Whether a second time is told of as well: "first time …, second time …"."""
    texts = view.texts
    later = [(texts[step], texts[step + 1 : step + 3]) for step in range(place, view.size)]
    places = ("second", "2nd", "other", "next", "last", "remaining")
    return any(word in places and not {"time", "times"}.isdisjoint(behind) for word, behind in later)


def _time_of_several(view: View, last: int) -> bool:
    """ "first time …, second time …": the first of the times somebody called."""
    places = (place for place, text in enumerate(view.texts) if text == "time" and place > last)
    times = (view.numeral(place - 1) for place in places)
    alone = view.at(last) == "time" and view.role(last + 1) is None
    return alone and any(numeral is not None and numeral.ordinal for numeral in times)


def _last_time(view: View, place: int, last: int) -> Quantity | None:
    """ "The second and third …, and the last time she …", "in the last the AI …"."""
    if view.at(last) == "time" and not {"times", "second", "third", "2nd", "3rd"}.isdisjoint(view.texts):
        return Quantity("ordinal", Fraction(-1), None, place, last, "times", "time")
    within = view.at(place - 2) in _IN and view.at(place - 1) in _ITS and view.at(last) in _WHO
    return Quantity("ordinal", Fraction(-1), None, place, last, "calls") if within else None


_IN, _ITS = frozenset({"in", "on", "during", "with"}), frozenset({"the", "his", "her", "their", "my"})
_WHO = frozenset("a an the he she they it your our my somebody someone his her we nobody".split())


def _picked(view: View, last: int) -> tuple[str, str | None]:
    """Role and noun of what an ordinal picks out."""
    if view.said(last, "one_nouns"):
        return "calls", "one"
    found = head(view, last, one=True)
    return ("other" if found.role == "people_not_calls" else found.role), found.noun


def _first_several(view: View, numeral: Numeral, several: Numeral) -> Quantity | None:
    """ "the first two": the span 1 to 2; "the last three": the span -3 to -1."""
    found = head(view, several.last)
    if found.role not in ("calls", "people", "interactions", "bare") or numeral.value not in (1, -1):
        return None
    count = several.value
    low, high = (Fraction(1), count) if numeral.value == 1 else (-count, Fraction(-1))
    return Quantity("span", low, high, numeral.first, several.last, found.role, found.noun)


def _last(view: View, place: int, last: int) -> Quantity | None:
    """ "the last one", "the last call", "and the last, …"; not "last week"."""
    role = None if view.at(last).endswith("ed") else view.role(last)  # "the last requested a person"
    one = view.said(last, "one_nouns")
    known = role if role in ("calls", "people", "interactions") else None
    ends = view.ends_at(last) or view.at(place) == "latter" or _of_several(view, last)
    acts = (view.said(last, "predicates") or view.at(last).endswith("ed")) and view.says(_SEVERAL)
    alone = view.at(place - 1) == "the" and (ends or acts)
    if not (one or known or alone):
        return None
    noun = view.lemma(last) if one or known else None
    return Quantity("ordinal", Fraction(-1), None, place, last, known or "calls", noun)


_SEVERAL = frozenset({"first", "second", "third", "calls", "times", "next", "1st", "2nd"})


def _of_several(view: View, last: int) -> bool:
    """ "the last of the three", "the last of our calls": one of so many."""
    steps = range(last + 1, last + 4) if view.at(last) == "of" else range(0)
    return any(view.numeral(step) or view.role(step) in ("calls", "people") for step in steps)
