"""Numbers that name rather than count: the third call, #9–#12, "a)", ticket 7731, 8:05."""

from __future__ import annotations

from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.headnouns import head
from assistant.reading.numerals import Numeral
from assistant.reading.quantity import Quantity
from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD

_DASHES = frozenset({"-", "–", "—", "--"})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_OPEN, _CLOSE = frozenset({"(", "["}), frozenset({")", "]", ".", ":", "/"})


def clock(view: View, place: int) -> Quantity | None:
    """ "8:05", "7 am", "at 1430", "0912", "ten past four"."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal or numeral.decimals:
        return None
    last, hours = numeral.last, numeral.whole or 0
    after = view.at(last)
    if after == ":" and view.glued(last) and view.glued(last + 1) and view.kind(last + 1) == NUMBER:
        while (
            view.at(last) == ":"
            and view.kind(last + 1) == NUMBER
            and view.glued(last)
            and view.glued(last + 1)
        ):
            last += 2
        return _clock(place, last)
    if hours <= 24 and view.raw(last).lower() in ("am", "pm", "a", "p") and _meridiem(view, last):
        return _clock(place, _meridiem(view, last))
    if hours <= 24 and (after in ("oclock", "noon") or view.at(last + 1) in ("clock", "'clock")):
        return _clock(place, last + 1)
    text = view.at(place)
    hhmm = len(text) == 4 and text.isdigit() and int(text[:2]) < 24 and int(text[2:]) < 60
    starts = place == 0 or view.kind(place - 1) == BREAK
    if hhmm and (
        view.at(place - 1) in ("at", "around") or (text[0] == "0" and starts) or (starts and after == "|")
    ):
        return _clock(place, last)
    if hours <= 60 and after in ("past", "to") and (hour := view.numeral(last + 1)) and hours % 5 == 0:
        if after == "past" and hour.whole and hour.whole <= 12 and not hour.ordinal:
            return _clock(place, hour.last)
    if hours <= 12 and after == "in" and view.at(last + 2) in view.words.counting["part_of_day"]:
        return _clock(place, last)
    bare = view.kind(last) in (PUNCT, BREAK, "") or after in ("every", "today", "on", "and", "when", "sharp")
    if (
        hours <= 12
        and view.at(place - 1) in ("at", "until", "till")
        and bare
        and after not in ("%", "$", "-", "x")
    ):
        return _clock(place, last)
    return None


def _clock(first: int, last: int) -> Quantity:
    return Quantity("count", None, None, first, last, "clock")


def _meridiem(view: View, place: int) -> int:
    """The place behind "am", "p.m.", or 0."""
    raw = view.raw(place).lower()
    if raw in ("am", "pm"):
        glued = view.glued(place)
        return (
            place + 1
            if glued or raw == "pm" or view.at(place - 2) in view.words.counting["before_clock"]
            else 0
        )
    if raw in ("a", "p") and view.at(place + 1) == "." and view.raw(place + 2).lower() == "m":
        return place + 4 if view.at(place + 3) == "." else place + 3
    return 0


def identifier(view: View, place: int) -> Quantity | None:
    """Order, room and agent numbers, labels such as W1, house numbers, ages."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal:
        return None
    last, text = numeral.last, view.at(place)
    digits = view.kind(place) == NUMBER
    counted = head(view, last).role in ("calls", "people", "interactions", "times", "duration")
    named = _named(view, place)
    if named and not (counted and digits is False):
        return _name(place, last) if not counted or view.at(place - 1) == "#" else None
    if not digits:
        return _name(place, last) if _age(view, place, last) else None
    if view.glued(place) and view.kind(place - 1) == WORD and not _unit_glue(view, place - 1):
        return Quantity("ordinal", numeral.value, None, place - 1, last, "identifier", view.at(place - 1))
    after = view.at(last)
    if (
        view.glued(last)
        and view.kind(last) == WORD
        and len(after) <= 2
        and after not in view.words.counting["glued"]
    ):
        return _name(place, last + 1)
    plain = "," not in view.raw(place)
    if plain and (len(text) >= 5 or (len(text) > 1 and text[0] == "0" and "." not in text)) and not counted:
        return _name(place, last)
    if plain and len(text) == 4 and "." not in text and not counted and not 1900 <= int(text) <= 2099:
        return _name(place, last) if head(view, last).role == "bare" else None
    if _house(view, last) or _age(view, place, last):
        return _name(place, last)
    return None


def _name(first: int, last: int) -> Quantity:
    return Quantity("count", None, None, first, last, "identifier")


def _unit_glue(view: View, place: int) -> bool:
    """Whether the letters before a glued number don't make it a label: "x3", "nov20"."""
    word = view.at(place)
    return (
        word in ("x", "nov", "no")
        or word in view.words.months
        or word in view.words.currencies
        or len(word) > 4
    )


def _named(view: View, place: int) -> bool:
    """Whether a word such as "order", "ticket", "suite" or "agent #" stands before the number."""
    before = place - 1
    if (
        view.at(before) == "."
        and len(view.raw(before - 1)) <= 4
        and view.raw(before - 1) not in ("line", "LA")
    ):
        before -= 1  # "ext. 31", "acct. 12"
    if view.at(before) in ("-", "–", "to") and view.numeral(before - 1) and view.kind(before - 1) == NUMBER:
        return _named(view, before - 1)  # "ext. 30-36"
    marked = view.at(before) in ("#", "number", "no", "nr", "num", "id")
    if marked and view.at(before) != "#" and view.kind(place) != NUMBER:
        return False
    if marked:
        before -= 1
        if view.at(before) in (":", "(", ")", "#", "-") and view.kind(before - 1) == WORD:
            before -= 1
    lemma = view.lemma(before)
    if marked and len(view.at(place)) >= 4:
        return True
    if not marked and view.at(before) != lemma and lemma not in ("end",):
        return False  # a plural ("agents 5") names nothing
    return lemma in view.words.counting["identifier"] and not (lemma in ("number",) and marked)


def _house(view: View, place: int) -> bool:
    """ "412 Maple Court": a house number."""
    for step in (place + 1, place + 2):
        capital = view.raw(place)[:1].isupper() and not view.text.message.isupper()
        if capital and view.lemma(step) in view.words.counting["street"] and view.raw(step)[:1].isupper():
            return True
    return False


def _age(view: View, place: int, last: int) -> bool:
    """ "he's 86", "she was ninety-four"."""
    before, subject = view.at(place - 1), view.at(place - 2)
    after = view.kind(last) in (PUNCT, BREAK, "") or view.at(last) in ("and", "now", "years")
    return (
        after
        and before in ("is", "was", "'s", "am", "aged", "turned")
        and subject in ("he", "she", "i", "who", "dad")
    )


# ---------------------------------------------------------------- ordinals


def ordinal(view: View, place: int) -> Quantity | None:
    """ "the third call", "#3", "call 4", "call B", "calls #1 through #8", "[2/4]", "a)" at a line's start."""
    return (
        _numbered(view, place)
        or _call_number(view, place)
        or _spelled(view, place)
        or _marker(view, place)
        or _page(view, place)
    )


def _number_at(view: View, place: int) -> Numeral | None:
    """A whole number, with or without "#", that can be an ordinal."""
    start = place + 1 if view.at(place) in ("#", "№") else place
    numeral = view.numeral(start)
    if numeral is None or numeral.whole is None or numeral.decimals or not 0 < numeral.whole < 10_000:
        return None
    return numeral


def _numbered(view: View, place: int) -> Quantity | None:
    """ "#3", "#9–#12"."""
    if view.at(place) not in ("#", "№") or not view.glued(place + 1):
        return None
    numeral = _number_at(view, place)
    if numeral is None:
        return None
    before = view.lemma(place - 1)
    names = before in view.words.counting["identifier"] or view.words.roles.get(before) == "people_not_calls"
    if names or (numeral.whole or 0) >= 1000:
        return _name(place, numeral.last)
    return _span(view, place, numeral, "calls")


def _span(view: View, first: int, numeral: Numeral, role: str, noun: str | None = None) -> Quantity:
    """An ordinal, or two that a "to" or a dash joins."""
    step = numeral.last
    through = view.at(step) in view.words.counting["span_marks"] or view.at(step) in _DASHES
    if through and view.at(step + 1) in ("number", "call", "the", "row"):
        step += 1
    other = _number_at(view, step + 1) if through else None
    if other is not None and other.value > numeral.value:
        return Quantity("span", numeral.value, other.value, first, other.last, role, noun)
    return Quantity("ordinal", numeral.value, None, first, numeral.last, role, noun)


def _call_number(view: View, place: int) -> Quantity | None:
    """ "call 4", "calls 1 to 8", "call no. 2", "call A", "number 3"."""
    lemma = view.lemma(place)
    if lemma not in view.words.counting["call_words"] or _verb_call(view, place):
        return None
    plural = view.at(place) != lemma
    counted = any((one := view.numeral(before)) and one.last == place for before in (place - 1, place - 2))
    if counted or (plural and view.at(place + 1) in view.words.numbers):
        return None  # "45 calls, ten were": two counts
    step = place + 1
    while view.at(step) in ("number", "no", ".", "#", "nr", "num") and step < place + 4:
        step += 1
    numeral = _number_at(view, step)
    if numeral is not None and not numeral.ordinal and view.at(step - 1) != ".":
        role = view.words.roles.get(view.lemma(numeral.last))
        single = lemma in ("number", "nr", "case", "item", "log", "record", "line")
        if _glued_name(view, numeral) or (single and (numeral.whole or 0) > 9 and lemma in ("number", "nr")):
            return None
        if view.at(numeral.last) in ("by", "at") and numeral.whole == 1:
            return None  # "one by one"
        if role in ("calls", "people", "interactions", "times", "duration") or (
            single and step == place + 1 and (numeral.whole or 0) > 99
        ):
            return None
        if view.at(numeral.last) in ("%", "times", "x") or (
            view.at(numeral.last) == ":"
            and view.kind(numeral.last + 1) == NUMBER
            and view.glued(numeral.last + 1)
        ):
            return None
        noun = "call" if lemma in ("number", "nr") else lemma
        return _span(
            view, place, numeral, "people" if view.words.roles.get(lemma) == "people" else "calls", noun
        )
    letter = view.raw(step)
    if (
        step == place + 1
        and len(letter) == 1
        and "A" <= letter <= "J"
        and letter != "I"
        and lemma in ("call", "row")
    ):
        letter_after = view.at(step + 1)
        if letter != "A" or letter_after not in view.words.roles:
            return Quantity("ordinal", Fraction(ord(letter) - 64), None, place, step + 1, "calls", lemma)
    return None


def _glued_name(view: View, numeral: Numeral) -> bool:
    """ "5f-2290", "77-c": a number that is part of a name."""
    last = numeral.last
    if not view.glued(last):
        return False
    if view.kind(last) == WORD:
        return view.at(last) not in view.words.counting["glued"]
    return view.at(last) == "-" and view.glued(last + 1) and view.kind(last + 1) == WORD


def _verb_call(view: View, place: int) -> bool:
    """ "he called three times", "calls us twice": the verb."""
    return view.at(place).endswith(("ed", "ing")) or view.at(place - 1) in ("he", "she", "they", "to", "who")


def _spelled(view: View, place: int) -> Quantity | None:
    """ "the third call", "the second one", "1st:", "the first two", "the last one", "2nd to 5th"."""
    numeral = view.numeral(place)
    if numeral is None or not numeral.ordinal:
        return None
    counting, last, value = view.words.counting, numeral.last, numeral.value
    after = view.at(last)
    if value == 1 and after in counting["not_first"]:
        return None
    if (
        value == 2
        and (after in counting["not_second"] or view.at(place - 1) in ("a", "per", "split"))
        and after not in ("call", "one")
    ):
        return None
    if after in counting["not_ordinal"] or view.lemma(last) in counting["not_ordinal"]:
        return None
    span = view.numeral(last + 1) if after in view.words.counting["span_marks"] or after in _DASHES else None
    if span is not None and span.ordinal and span.value > value > 0:
        return Quantity("span", value, span.value, place, span.last, "calls")
    several = view.numeral(last)
    if several is not None and not several.ordinal and several.whole and 1 < several.whole <= 50:
        return _first_several(view, place, value, several)
    if value == -1:
        return _last(view, place, last)
    if (
        value == 1
        and view.at(place) != "1st"
        and after in ("of", "he", "she", "they", "the", "we", "i", "your")
    ) and (view.at(place - 1) not in ("the", "on", "in", BREAK, "\n", ".", ":", "") or after == "of"):
        return None
    noun = _ordinal_noun(view, last)
    if noun[0] in ("bare", "other") and not _picks(view, place):
        return None
    return Quantity("ordinal", value, None, place, last, noun[0], noun[1])


def _picks(view: View, place: int) -> bool:
    """Whether an ordinal without a noun picks one of several ("the first", "First: …"), rather than saying
    when ("she verified him first")."""
    before = view.at(place - 1)
    return view.kind(place - 1) in (PUNCT, BREAK, "") or before in (
        "the",
        "on",
        "in",
        "and",
        "of",
        "for",
        "my",
        "our",
        "his",
        "her",
        "that",
        "plus",
        "with",
        "at",
        "then",
        "or",
        "to",
    )


def _ordinal_noun(view: View, last: int) -> tuple[str, str | None]:
    """Role and noun of what an ordinal picks out."""
    if view.at(last) in view.words.counting["one_nouns"]:
        return "calls", "one"
    found = head(view, last, one=True)
    if found.role == "people_not_calls":
        return "other", found.noun
    return found.role, found.noun


def _first_several(view: View, place: int, value: Fraction, several: Numeral) -> Quantity | None:
    """ "the first two": the span 1–2; "the last three": the last, three of them (value -3 to -1)."""
    found = head(view, several.last)
    if found.role in ("duration", "people_not_calls", "other", "times", "date"):
        return None
    count = Fraction(several.whole or 0)
    low, high = (Fraction(1), count) if value == 1 else (-count, Fraction(-1))
    if value not in (1, -1):
        return None
    return Quantity("span", low, high, place, several.last, found.role, found.noun)


def _last(view: View, place: int, last: int) -> Quantity | None:
    """ "the last one", "the last call", "and the last, …"; not "last week"."""
    after, role = view.at(last), view.words.roles.get(view.lemma(last))
    picked = after in view.words.counting["one_nouns"] or role in ("calls", "people", "interactions")
    alone = view.at(place - 1) == "the" and (
        view.kind(last) in (PUNCT, BREAK, "") or view.at(place) == "latter"
    )
    if not (picked or alone):
        return None
    return Quantity(
        "ordinal", Fraction(-1), None, place, last, role or "calls", view.lemma(last) if picked else None
    )


def _marker(view: View, place: int) -> Quantity | None:
    """A list's mark at a line's start: "1.", "2)", "a)", "(b)", "(iii)", "1 |"."""
    opened = view.at(place) in _OPEN
    start = place + 1 if opened else place
    line = place == 0 or view.kind(place - 1) == BREAK or view.at(place - 1) in (">", "*", ";")
    if not line and not opened:
        return None
    closing = view.at(start + 1)
    if opened and closing not in (")", "]"):
        return None
    if not opened and (closing not in _CLOSE or (not view.glued(start + 1) and closing != "/")):
        return None
    number = view.at(start)
    if view.glued(start + 2) and view.kind(start + 2) in (WORD, NUMBER):
        return None
    if view.kind(start) == NUMBER and number.isdigit() and len(number) <= (3 if line else 1):
        if closing in (":", ".") and view.kind(start + 2) == NUMBER and view.glued(start + 2):
            return None
        value = int(number)
    elif (
        view.kind(start) == WORD
        and closing != "/"
        and closing != ":"
        and ((number in _ROMAN and opened) or (len(number) == 1 and "a" <= number <= "j"))
    ):
        value = _ROMAN[number] if opened and number in _ROMAN else ord(number[0]) - 96
    else:
        return None
    if not 0 < value < 1000:
        return None
    return Quantity("ordinal", Fraction(value), None, place, start + 2, "bare", None)


def _page(view: View, place: int) -> Quantity | None:
    """ "[2/4]", "(1/3)": one of several messages."""
    if view.at(place) not in _OPEN or view.at(place + 2) != "/" or view.at(place + 4) not in (")", "]"):
        return None
    if view.kind(place + 1) != NUMBER or view.kind(place + 3) != NUMBER or not view.at(place + 1).isdigit():
        return None
    return Quantity("ordinal", Fraction(view.at(place + 1)), None, place, place + 5, "bare")
