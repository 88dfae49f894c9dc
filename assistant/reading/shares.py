"""Shares: 15%, half, a third of, one in six, every second call."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE, Head, head
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import KNOWN, Quantity, made
from assistant.reading.text import PUNCT

_RANKED = ("fourth", "4th", "3rd")
_ORDERED = frozenset({"second", "first", "2nd", "1st", "fourth"})
_LEFT = ("rest", "others", "remainder", "else", "remaining")
_SHARES = ("half", "quarter", "quarters", "thirds", "fifths", "sixths", "eighths", "%")
_HALF = Fraction(1, 2)
_MOST = 1000  # "one in …"
_BACK = 30  # tokens before "every other call" in which a single call may have been told


def share(view: View, place: int) -> Quantity | None:
    """The share that begins at `place`."""
    return (
        _percent(view, place)
        or _half(view, place)
        or _slashed(view, place)
        or _fraction(view, place)
        or _one_in(view, place)
        or _every_nth(view, place)
        or _parity(view, place)
    )


def _share(view: View, value: Fraction, first: int, last: int) -> Quantity | None:
    """A share and what it is of; none of something is "none", more than all is nothing we know."""
    if view.at(last) == "of" and _of_one_thing(view, last):
        return None
    step = last
    while view.said(step, "determiners"):
        step += 1
    found = head(view, last if view.at(last) == "of" else step)
    found = of_calls(view, found)
    return None if value > 1 else made("share" if value else "none", value or None, first, last, found)


def of_calls(view: View, found: Head) -> Head:
    """ "A quarter live agent on request", "the other 40% live agent": a part of the calls, no part of an agent."""
    single = found.noun == "agent" and view.at(found.last - 1) == "agent"
    return Head(None, BARE, found.last) if single else found


def _of_one_thing(view: View, place: int) -> bool:
    """ "A quarter of an hour", "half of it", "two thirds of the conversation": no calls are shared out."""
    found = head(view, place)
    single = found.noun is not None and view.at(found.last - 1) == found.noun
    one = single and found.noun in view.words.counting["one_thing"]
    bare = view.said(place + 1, "one_whole") and found.role not in KNOWN
    return bare or found.role == "duration" or one


def _percent(view: View, place: int) -> Quantity | None:
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal:
        return None
    size = view.phrase("counting.percent", numeral.last)
    return _share(view, numeral.value / 100, place, numeral.last + size) if size else None


def _half(view: View, place: int) -> Quantity | None:
    """ "half", "the other half of them", "½ of"; not "half an hour", "an hour and a half"."""
    first = place
    numeral = view.numeral(place)
    if numeral is not None and numeral.value == _HALF and numeral.digits and not numeral.decimals:
        return None if view.said(numeral.last, "not_half") else _share(view, _HALF, first, numeral.last)
    while view.at(place) in ("a", "one", "the", "other") and place < first + 2:
        place += 1
    if view.at(place) != "half" or view.said(place + 1, "not_half") or view.role(place + 1) == "duration":
        return None
    joined = view.at(first - 1) in ("and", "second", "first") and first != place and view.at(first) != "the"
    if view.at(place + 1) in ("that", "those") and view.ends_at(place + 2):
        return None  # "Saturday half that"
    if joined or view.at(place - 1) in ("second", "first", "better"):
        return None
    return _share(view, _HALF, first, place + 1)


def _slashed(view: View, place: int) -> Quantity | None:
    """ "2/3 of them", "3/10 calls"."""
    top, bottom, last = view.at(place), view.at(place + 2), place + 3
    if view.at(place + 1) != "/" or not (top.isdecimal() and bottom.isdecimal()):
        return None
    if not (view.glued(place + 1) and view.glued(place + 2)) or not 0 < int(top) < int(bottom) <= 20:
        return None
    if head(view, last).role not in KNOWN and not view.said(last, "after_share"):
        return None
    return _share(view, Fraction(int(top), int(bottom)), place, last)


def _fraction(view: View, place: int) -> Quantity | None:
    """ "one third", "two thirds", "a quarter of", "last third"."""
    numeral = view.numeral(place)
    if view.at(place) == "quarter" and view.at(place + 1) == "of":
        return _share(view, Fraction(1, 4), place, place + 1)
    if numeral is not None and 0 < numeral.value < 1 and view.at(numeral.last) == "of":
        return _share(view, numeral.value, place, numeral.last)
    if numeral is not None and not numeral.ordinal and numeral.whole:
        top, last = numeral.whole, numeral.last
    elif view.said(place, "before_fraction"):
        top, last = 1, place + 1
    else:
        return None
    bottom, after = view.words.fractions.get(view.lemma(last), 0), last + 1
    if top >= bottom or view.at(last) in ("half", "second") or view.said(after, "not_fraction"):
        return None
    if top > 1 and view.at(last) == view.lemma(last):
        return None
    if view.at(place) == "the" and view.at(last) != "quarter":
        return None  # "the ninth was an outage"
    certain = top > 1 or view.at(after) == "of" or view.at(place) == "one"
    certain = certain or (_repeated(view, last) and not _counted_behind(view, after))
    if not certain and not _told_as_share(view, place, last, after):
        return None
    return _share(view, Fraction(top, bottom), place, after)


def _told_as_share(view: View, place: int, last: int, after: int) -> bool:
    """ "half …, a quarter by playbook", "a third were …": "a third" alone may be the third one."""
    if view.at(last) == "quarter" and not {"half", "thirds"}.isdisjoint(view.texts):
        return True
    if {"first", "second"} <= set(view.texts):
        return False  # "the first and the third were …, the second …"
    if view.at(place) in ("a", "an", "one", "final", "last", "remaining", "other") and view.says(_SHARES):
        return view.role(after) not in ("calls", "people")
    parted = view.says(_LEFT) and not _counted_behind(
        view, after
    )  # "…; a fifth never left the AI, the others …"
    ends = (
        parted
        or view.ends_at(after)
        or view.said(after, "after_share")
        or view.at(after) in ("asked", "wanted")
    )
    if ends and _dividing(view, place, view.words.fractions[view.lemma(last)]):
        return True
    several = view.at(after) in ("were", "are", "asked", "wanted")
    return ends and (view.at(last) == "quarter" or several or _among_shares(view, place))


def _counted_behind(view: View, place: int) -> bool:
    """ "A third caller …", not "a third rang …"."""
    verb = view.at(place) in ("rang", "rung") or view.at(place).endswith("ed")
    return view.role(place) in ("calls", "people") and not verb


def _repeated(view: View, last: int) -> bool:
    """ "A third asked …, a third were …, the last third …": no third one is told of twice."""
    word = view.at(last)
    told = [at for at in range(1, view.size) if view.at(at) == word and view.said(at - 1, "before_fraction")]
    return len(told) > 1 and view.at(told[0] - 1) in ("a", "an", "one") and not view.says(_RANKED)


def _dividing(view: View, place: int, bottom: int) -> bool:
    """ "A dozen calls; a third had …": a number that can be so divided, and nothing numbered second."""
    if any(word in _ORDERED and view.at(at + 1) != "time" for at, word in enumerate(view.texts)):
        return False
    told = [one for step in range(place) if (one := view.numeral(step)) is not None and not one.ordinal]
    return any(
        one.whole and one.whole > bottom and one.whole % bottom == 0 and view.role(one.last) in KNOWN
        for one in told
    )


def _among_shares(view: View, place: int) -> bool:
    """Whether "a third went to …" is a share, by other shares told: else it is the third one."""
    if view.at(place) in ("last", "remaining", "final", "other"):
        return True
    told = view.words.counting["among_shares"]
    return view.said(place - 1, "pronouns") or not told.isdisjoint(view.texts)


def _one_in(view: View, place: int) -> Quantity | None:
    """ "one in six", "1 out of every 4", "three of every five"; "9 times out of 10" is how often."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or not numeral.whole:
        return None
    step = numeral.last + 1 if view.lemma(numeral.last) in ("call", "time") else numeral.last
    often = view.lemma(numeral.last) == "time"
    every = view.at(step + 1) in ("every", "each")
    if view.at(step) == "out" and view.at(step + 1) == "of":
        step += 2
    elif view.at(step) == "in" or (view.at(step) == "of" and every):
        step += 1
    else:
        return None
    every = view.at(step) in ("every", "each")
    other = view.numeral(step + 1 if every else step)
    if other is None or not _whole(view, numeral, other):
        return None
    value = Fraction(numeral.whole, other.whole or 1)
    if often or view.lemma(other.last) == "time":
        return Quantity("share", value, None, place, other.last, "times")
    found = _share(view, value, place, other.last)
    if found is None or every or view.at(numeral.last) == "in":
        return found
    return replace(found, high=other.value)  # "seven out of ten callers": it may be the ten there were


def _whole(view: View, part: Numeral, whole: Numeral) -> bool:
    """Whether `whole` can be what `part` is a part of ("one in six"), not a time ("two in 10 minutes")."""
    if whole.ordinal or not whole.whole or not part.value < whole.whole <= _MOST:
        return False
    return view.role(whole.last) != "duration" and view.at(whole.last) not in (":", "am", "pm", "%")


def _every_nth(view: View, place: int) -> Quantity | None:
    """ "every second call"; "every other call" is half of them, or else all the others (kind "rest")."""
    if view.at(place) != "every":
        return None
    if view.at(place + 1) == "other":
        return _every_other(view, place)
    numeral = view.numeral(place + 1)
    if numeral is None or not numeral.ordinal or not numeral.whole or numeral.whole < 2:
        return None
    found = head(view, numeral.last, one=True)
    if found.role == "duration":
        return None
    return made("share", Fraction(1, numeral.whole), place, numeral.last, found)


def _parity(view: View, place: int) -> Quantity | None:
    """ "the odd-numbered ones", "even-numbered calls", "the odd ones … the even ones": half of them, the odd ones
    one more where they don't divide (`noun` tells which)."""
    word, step = view.at(place), place + 1
    if not view.said(place, "parity"):
        return None
    numbered = view.at(step + (view.at(step) == "-")) in ("numbered", "number", "numbers")
    if numbered:
        step += 1 + (view.at(step) == "-")
    elif not view.says(("odd",)) or not view.says(("even",)):
        return None  # "the odd call", "even callers who …"
    listed = view.said(step, "one_nouns") or view.role(step) in ("calls", "people")
    if not (listed or numbered):
        return None
    noun = "even" if word == "even" else "odd"
    return Quantity("share", _HALF, None, place, step + listed, "calls", noun)


def _every_other(view: View, place: int) -> Quantity | None:
    last = place + 2
    found = Head(None, "calls", last + 1) if view.at(last) == "one" else head(view, last, one=True)
    if found.role not in KNOWN:
        return None
    if view.at(found.last) not in ("out", "of") and _single_told(view, place):
        return made("rest", None, place, last, found)
    return made("share", _HALF, place, last, found)


def _single_told(view: View, place: int) -> bool:
    """Whether one call was told of before, so that "every other call" means all but that."""
    for step in range(max(0, place - _BACK), place):
        numeral = view.numeral(step) if view.kind(step) != PUNCT else None
        if numeral is None:
            continue
        if numeral.value == 1 and view.role(numeral.last) in KNOWN:
            return True
        led = view.at(step - 2) == "of" and view.at(step - 1) in ("which", "these", "those", "them", "whom")
        if led or (view.at(numeral.last) == "of" and view.said(numeral.last + 1, "pronouns")):
            return True  # "nine calls, of which four …; every other call"
    return False
