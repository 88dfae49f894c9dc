"""Words that quantify without being numbers: half, every second, all but two, both, none, the rest, some."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import BARE, Head, head
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD

_KNOWN = frozenset({"calls", "people", "interactions"})


def _made(kind: str, value: Fraction | None, first: int, last: int, found: Head | None = None) -> Quantity:
    role, noun, partitive = (found.role, found.noun, found.partitive) if found else (BARE, None, False)
    return Quantity(kind, value, None, first, last, role, noun, partitive=partitive)


# ---------------------------------------------------------------- shares


def share(view: View, place: int) -> Quantity | None:
    """ "15%", "a third of", "half", "one in six", "every second call", "2/3 of"."""
    return (
        _percent(view, place)
        or _half(view, place)
        or _fraction(view, place)
        or _one_in(view, place)
        or _every_nth(view, place)
    )


def _share(view: View, value: Fraction, first: int, last: int) -> Quantity | None:
    """A share and what it is of; none of something is "none", more than all is nothing we know."""
    step = last
    while view.at(step) in view.words.counting["determiners"]:
        step += 1
    found = head(view, step if view.at(last) != "of" else last)
    if value > 1:
        return None
    return _made("share" if value else "none", value or None, first, last, found)


def _percent(view: View, place: int) -> Quantity | None:
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal:
        return None
    last = numeral.last
    if view.at(last) in ("%", "percent", "pct", "prct"):
        return _share(view, numeral.value / 100, place, last + 1)
    if view.at(last) == "per" and view.at(last + 1) == "cent":
        return _share(view, numeral.value / 100, place, last + 2)
    return None


def _half(view: View, place: int) -> Quantity | None:
    first = place
    if view.at(place) in ("a", "one", "the", "other"):
        if view.at(place) in ("a", "the") and view.at(place + 1) == "other":
            place += 1
        place += 1
    if view.at(place) != "half":
        single = view.numeral(first)
        half = single is not None and single.value == Fraction(1, 2) and single.digits
        if half and single and view.at(single.last) not in view.words.counting["not_half"]:
            return _share(view, Fraction(1, 2), first, single.last)
        return None
    after = view.at(place + 1)
    if after in view.words.counting["not_half"] or view.words.roles.get(view.lemma(place + 1)) == "duration":
        return None
    if after == "of" and view.at(place + 2) in ("a", "an", "it", "her", "his", "that"):
        return None
    if after in ("a", "an") or (
        view.at(first - 1) in ("and", "second", "first") and view.at(first) != "the" and first != place
    ):
        return None
    if view.at(first - 2) in ("year", "hour", "dozen") or view.at(place - 1) in ("second", "first", "better"):
        return None
    return _share(view, Fraction(1, 2), first, place + 1)


def _fraction(view: View, place: int) -> Quantity | None:
    """ "one third", "two thirds", "a quarter of", "last third", "2/3 of"."""
    numeral = view.numeral(place)
    if numeral is not None and numeral.digits and view.at(numeral.last) == "/":
        return _slashed(view, place)
    if numeral is not None and not numeral.ordinal and numeral.whole:
        top, last = numeral.whole, numeral.last
    elif view.at(place) in ("a", "the", "another", "last", "remaining", "final"):
        top, last = 1, place + 1
    else:
        return None
    bottom = view.words.fractions.get(view.lemma(last), 0)
    if bottom < 2 or top >= bottom or view.at(last) == "half" or view.at(last) == "second":
        return None
    plural = view.at(last) != view.lemma(last)
    if top > 1 and not plural:
        return None
    after = last + 1
    certain = view.at(after) == "of" or view.at(place) == "one" or top > 1
    if not certain:
        ends = view.kind(after) in (PUNCT, BREAK, "") or view.at(after) in (
            "were",
            "was",
            "got",
            "had",
            "went",
            "are",
        )
        if not ends or (view.at(last) != "quarter" and not _among_shares(view, place)):
            return None
    if view.lemma(after) in ("past", "to", "hour", "dollar", "call", "statement") and view.at(after) != "to":
        return None
    return _share(view, Fraction(top, bottom), place, after)


def _among_shares(view: View, place: int) -> bool:
    """Whether "a third went to …" is a share, by other shares told: else it is the third one."""
    if view.at(place) in ("last", "remaining", "final", "one"):
        return True
    told = {"half", "quarter", "%", "percent", "thirds", "fifth", "quarters", "fifths"}
    return view.at(place - 1) in ("which", "them", "those", "these") or not told.isdisjoint(view.texts)


def _slashed(view: View, place: int) -> Quantity | None:
    top, bottom, last = view.at(place), view.at(place + 2), place + 3
    if not (top.isdigit() and bottom.isdigit() and view.glued(place + 1) and view.glued(place + 2)):
        return None
    if not 0 < int(top) < int(bottom) <= 20:
        return None
    counted = view.words.roles.get(view.lemma(last)) in _KNOWN and int(top) < int(bottom)
    if not counted and view.at(last) not in ("of", "were", "was", "the", "are", "rd", "got", "went", "had"):
        return None
    return _share(view, Fraction(int(top), int(bottom)), place, last + (view.at(last) == "rd"))


def _one_in(view: View, place: int) -> Quantity | None:
    """ "one in six", "1 out of every 4", "three of every five"."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or not numeral.whole:
        return None
    step = numeral.last
    if view.at(step) == "call" or view.at(step) == "calls":
        step += 1
    if view.at(step) == "out" and view.at(step + 1) == "of":
        step += 2
    elif view.at(step) == "in" or (view.at(step) == "of" and view.at(step + 1) in ("every", "each")):
        step += 1
    else:
        return None
    every = view.at(step) in ("every", "each")
    other = view.numeral(step + 1 if every else step)
    if other is None or other.ordinal or not other.whole or not numeral.whole < other.whole <= 1000:
        return None
    if view.words.roles.get(view.lemma(other.last)) == "duration" or view.at(other.last) in (
        ":",
        "am",
        "pm",
        "%",
    ):
        return None
    idiom = view.lemma(other.last) == "time" or (numeral.whole, other.whole) == (9, 10)
    if idiom and not every:
        return Quantity("share", Fraction(numeral.whole, other.whole), None, place, other.last, "times")
    return _share(view, Fraction(numeral.whole, other.whole), place, other.last)


def _every_nth(view: View, place: int) -> Quantity | None:
    """ "every second call"; "every other call" is half of them, or else all the others (`rest`)."""
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
    return _made("share", Fraction(1, numeral.whole), place, numeral.last, found)


def _every_other(view: View, place: int) -> Quantity | None:
    last = place + 2
    found = Head(None, "calls", last + 1) if view.at(last) == "one" else head(view, last, one=True)
    if found.role not in _KNOWN:
        return None
    told_before = any(
        numeral is not None
        and not numeral.ordinal
        and view.words.roles.get(view.lemma(numeral.last)) in _KNOWN
        for step in range(max(0, place - 30), place)
        if view.kind(step) in (NUMBER, WORD)
        and (numeral := view.numeral(step)) is not None
        and numeral.value == 1
    )
    if view.at(found.last) not in ("out", "of") and told_before:
        return _made("rest", None, place, last, found)
    return _made("share", Fraction(1, 2), place, last, found)


# ---------------------------------------------------------------- all, both, none


def every(view: View, place: int) -> Quantity | None:
    """ "all", "every", "each (of them)", "both", and "all but two"."""
    word = view.at(place)
    if word == "both":
        found = head(view, place + 1)
        return _made("both", Fraction(2), place, place + 1, found)
    if word not in view.words.counting["all_words"] and word not in ("none", "everything", "any"):
        return None
    excepted = _except(view, place)
    if excepted is not None:
        return excepted
    if word in ("everything", "any", "none"):
        return None
    if word == "all":
        return _all(view, place)
    return _each(view, place)


def _except(view: View, place: int) -> Quantity | None:
    """ "all but one", "every call except two", "none of them but #3"."""
    step = place + 1
    if view.at(step) == "of":
        step += 1
    while step < place + 7 and (
        view.at(step) in view.words.counting["determiners"]
        or view.at(step) in view.words.counting["pronouns"]
        or view.words.roles.get(view.lemma(step)) in _KNOWN
        or view.at(step) in ("single", "one")
        or view.kind(step) == NUMBER
    ):
        step += 1
    size = view.phrase("counting.except_words", step)
    if not size:
        return None
    found = head(view, place + 1)
    step += size
    while view.at(step) in ("for", "from", ":", "only", "the", "these", "those"):
        step += 1
    numeral = view.numeral(step)
    if numeral is not None and not numeral.ordinal and numeral.whole is not None and view.at(step - 1) != "#":
        return _made("except", numeral.value, place, numeral.last, found)
    listed = (
        view.at(step) == "#"
        or view.lemma(step) in ("call", "row")
        or (numeral is not None and numeral.ordinal)
    )
    return _made("except", None, place, step, found) if listed else None


def _all(view: View, place: int) -> Quantity | None:
    counting = view.words.counting
    before, after = view.at(place - 1), view.at(place + 1)
    if before in ("we", "they", "these", "those", "them", "you", "which") and after not in (
        "in",
        "by",
        "over",
        "alone",
    ):
        return _made("all", None, place, place + 1, head(view, place + 1))
    if after in counting["after_all"]:
        found = head(view, place + 1) if after == "of" else _after_determiner(view, place + 1)
        if found.noun in counting["one_thing"] and found.noun != "call":
            return None
        if (
            found.noun == "call"
            and view.at(found.last - 1) == "call"
            and after in ("of", "the", "this", "that")
        ):
            return None  # "all of the call": one call
        return _made("all", None, place, place + 1, found)
    numeral = view.numeral(place + 1)
    if numeral is not None and not numeral.ordinal and numeral.whole and numeral.whole > 1:
        return _made("all", None, place, place + 1, head(view, numeral.last))
    found = head(view, place + 1)
    plural = found.noun is not None and found.role in _KNOWN and view.at(found.last - 1) != found.noun
    return _made("all", None, place, place + 1, found) if plural or found.noun == "people" else None


def _after_determiner(view: View, place: int) -> Head:
    while view.at(place) in view.words.counting["determiners"]:
        place += 1
    numeral = view.numeral(place)
    return head(view, numeral.last if numeral and not numeral.ordinal else place)


def _each(view: View, place: int) -> Quantity | None:
    """ "each of them", "every single call", "each call", "everyone", "each was"."""
    word, step = view.at(place), place + 1
    if word in ("everyone", "everybody"):
        return Quantity("all", None, None, place, step, "people", word)
    while view.at(step) in ("single", "last", "such"):
        step += 1
    if view.at(step) == "one":
        step += 1
    if view.at(step) == "of":
        found = head(view, step)
        if found.role in ("duration", "people_not_calls", "other"):
            return None
        return Quantity("all", None, None, place, step, found.role, found.noun, each=True, partitive=True)
    found = head(view, step, one=True)
    if found.role in ("duration", "people_not_calls", "other") or found.noun == "time":
        return None
    if found.role in _KNOWN or (word == "each" and step == place + 1) or view.at(step - 1) == "one":
        return Quantity("all", None, None, place, step, found.role, found.noun, each=True)
    return None


def none(view: View, place: int) -> Quantity | None:
    """ "none", "no calls", "not one of them", "zilch", "neither", "0 humans"."""
    counting, word = view.words.counting, view.at(place)
    if word in counting["none_words"]:
        if word == "zip" and view.kind(place + 1) == NUMBER:
            return None
        return _made("none", None, place, place + 1, head(view, place + 1))
    size = view.phrase("counting.no_words", place)
    zero = view.at(place) in ("0", "zero") and view.kind(place) in (NUMBER, WORD)
    if not size and not zero:
        return None
    last = place + (size or 1)
    if word == "not" and view.at(place - 1) in ("is", "was", "are", "were", "'s"):
        return None
    if word == "no" and view.at(place + 1) in (
        "one",
        ",",
        ".",
        "?",
        "more",
        "longer",
        "idea",
        "clue",
        "wait",
    ):
        return None
    found = head(view, last, one=True)
    if word == "not" and view.at(last) != "of" and found.role not in (*_KNOWN, "people_not_calls"):
        return None
    if found.noun in ("person", "people", "soul", "body", "human"):
        found = Head(found.noun, "people_not_calls", found.last, found.partitive)
    if found.role in (*_KNOWN, "people_not_calls") or (word == "not" and view.at(last) == "of"):
        return _made("none", None, place, last, found)
    if zero and not view.at(last).startswith(("%", ":", "-")):
        return _made("none", None, place, last, found) if found.role == BARE else None
    return None


# ---------------------------------------------------------------- the rest, multiples, some


def rest(view: View, place: int) -> Quantity | None:
    """ "the rest", "the remaining 3", "the other two", "balance 2", "the 12 others", "everything else"."""
    counting = view.words.counting
    size = view.phrase("counting.everything_else", place)
    if size:
        return _made("rest", None, place, place + size, head(view, place + size))
    word = view.at(place)
    if word in counting["rest"]:
        return _remainder(view, place)
    if word in counting["others"]:
        return _other(view, place)
    return _left_over(view, place)


def _remainder(view: View, place: int) -> Quantity | None:
    counting, last = view.words.counting, place + 1
    while view.at(last) in ("of", "the", "those", "these", "my", "our") and view.at(last) != "of":
        last += 1
    numeral = view.numeral(last)
    if numeral is not None and not numeral.ordinal and numeral.whole is not None:
        return _made("rest", numeral.value, place, numeral.last, head(view, numeral.last))
    if view.at(place) == "remaining":
        found = head(view, last, one=True)
        if view.at(last) == "one":
            return Quantity("rest", Fraction(1), None, place, last + 1, "calls", "one")
        return _made("rest", None, place, last, found) if found.role in (*_KNOWN, BARE) else None
    if view.at(last) == "of":
        found = head(view, last)
        single = found.noun is not None and view.at(found.last - 1) == found.noun
        if view.at(last + 1) in ("it", "this", "that") or (single and found.noun in counting["one_thing"]):
            return None
        return _made("rest", None, place, last, found)
    if view.at(place) == "balance" and view.at(place - 1) not in ("the", "\n", ".", ",", ";", ""):
        return None
    if (
        view.at(place - 1) not in ("the", "and", ",", "\n", ".", ";", ":", "all", "")
        and view.at(place) == "rest"
    ):
        return None
    return _made("rest", None, place, last, head(view, last))


def _other(view: View, place: int) -> Quantity | None:
    """ "the other two", "other 6", "the others", "the other (one)"."""
    last = place + 1
    numeral = view.numeral(last)
    if numeral is not None and not numeral.ordinal and numeral.whole:
        if view.at(place - 1) in ("any", "no"):
            return None
        found = head(view, numeral.last)
        if found.role in ("duration", "people_not_calls", "other", "times"):
            return None
        if found.role == BARE and view.at(place - 1) == "the" and _lasted(view, place):
            return Quantity("rest", Fraction(1), None, place, last, BARE, None)
        return _made("rest", numeral.value, place, numeral.last, found)
    if view.at(place) == "others":
        return (
            _made("rest", None, place, last, None)
            if view.at(place - 1) in ("the", "all", "and", ",", "")
            else None
        )
    if view.at(place - 1) != "the" or view.at(place) != "other":
        return None
    if view.at(last) in ("one", "call", "caller"):
        return Quantity("rest", Fraction(1), None, place, last, "calls", view.at(last))
    if view.at(last) in ("ones", "calls", "callers", "people", "leads", "clients"):
        return Quantity("rest", None, None, place, last, "calls", view.lemma(last))
    after = view.at(last)
    if view.kind(last) in (PUNCT, BREAK, "") or after in view.words.counting["after_one"]:
        return Quantity("rest", Fraction(1), None, place, last, BARE, None)
    return None


def _lasted(view: View, place: int) -> bool:
    """ "one lasted two minutes, the other fifty": what follows is a length, not a count."""
    return any(
        view.words.roles.get(view.lemma(step)) == "duration" for step in range(max(0, place - 4), place)
    )


def _left_over(view: View, place: int) -> Quantity | None:
    """ "the 16 left over", "the 12 others", "3 remaining"."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or not numeral.whole:
        return None
    last = numeral.last
    if view.words.roles.get(view.lemma(last)) == "calls":
        last += 1
    if view.at(last) in ("others", "remaining", "leftover") or (
        view.at(last) == "left" and view.at(last + 1) in ("over", ",", ".", "were", "are")
    ):
        end = last + 2 if view.at(last + 1) == "over" else last + 1
        return Quantity("rest", numeral.value, None, place, end, BARE if last == numeral.last else "calls")
    return None


def multiple(view: View, place: int) -> Quantity | None:
    """ "twice that many", "three times as many", "double", "the same number"."""
    same = view.phrase("counting.same_number", place)
    if same and (view.at(place) != "same" or view.at(place + same) == "of"):
        return _made("multiple", Fraction(1), place, place + view.phrase("counting.same_number", place))
    factor, last = Fraction(0), place + 1
    if view.at(place) == "half" or view.at(place) in view.words.multiples:
        factor = Fraction(view.words.multiples.get(view.at(place), 0)) or Fraction(1, 2)
    else:
        numeral = view.numeral(place)
        if numeral is not None and not numeral.ordinal and view.at(numeral.last) in ("times", "x"):
            factor, last = numeral.value, numeral.last + 1
    if not factor:
        return None
    if view.at(last) in ("the", "exactly"):
        last += 1
    size = view.phrase("counting.as_many", last)
    if not size or (view.at(last) in ("that", "those") and size == 1 and factor < 2):
        return None
    if (
        view.at(last) in ("that", "those")
        and size == 1
        and view.at(place) not in ("double", "triple", "twice")
    ):
        return None
    return _made("multiple", factor, place, last + size)


def vague(view: View, place: int) -> Quantity | None:
    """ "some calls", "a few of them", "several", "most"."""
    word = view.at(place)
    if word not in view.words.counting["vague"]:
        return None
    found = head(view, place + 1)
    counted = found.role in _KNOWN
    if (
        word in ("some", "most", "many", "multiple", "various", "few")
        and not counted
        and view.at(place + 1) != "of"
    ):
        return None
    if word == "some" and view.at(found.last - 1) == found.noun and found.noun != "people":
        return None  # "some guy called"
    if word == "many" and view.at(place - 1) in ("how", "that", "as", "so", "too"):
        return None
    return _made("vague", None, place, place + 1, found)
