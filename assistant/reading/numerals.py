"""Numbers as written: digits, words, ordinals, dozens, halves, each with its place.

    scan(view)    # "a dozen and a half, the 3rd, 1.2k" → 18, 3 (ordinal), 1200

What a number counts is another matter (numbers.py).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from assistant.reading.amountwords import View
from assistant.reading.regex import regex
from assistant.reading.text import NUMBER, WORD

_ORDINAL = regex(r"(\d{1,9})(?:st|nd|rd|th)")
_ARTICLES = frozenset({"a", "an"})
_LONGEST = 15  # digits; longer strings are no quantities


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at token places [first, last); `digits` when written in figures, with `decimals` of them
    behind the point; `ordinal` for "third" and "3rd" ("last" is -1)."""

    value: Fraction
    first: int
    last: int
    digits: bool = True
    ordinal: bool = False
    decimals: int = 0

    @property
    def whole(self) -> int | None:
        """The value as an int, None when it isn't one."""
        return self.value.numerator if self.value.denominator == 1 else None


def scan(view: View) -> list[Numeral]:
    """All numbers of a text in order, the longest reading at each place."""
    found: list[Numeral] = []
    place = 0
    while place < view.size:
        numeral = read(view, place)
        if numeral is None:
            place += 1
        else:
            found.append(numeral)
            place = numeral.last
    return found


def read(view: View, place: int) -> Numeral | None:
    """The number that begins at `place`, or None."""
    kind = view.kind(place)
    if kind == NUMBER:
        return _figures(view, place)
    if kind != WORD:
        return None
    word = view.at(place)
    numbers, ordinals = view.words.numbers, view.words.ordinals
    if word in numbers or word in _ARTICLES or word in view.words.magnitudes or word == "half":
        return _spelled(view, place)
    if word in ordinals:
        return Numeral(Fraction(ordinals[word]), place, place + 1, digits=False, ordinal=True)
    match = _ORDINAL.fullmatch(word)
    if match:
        return Numeral(Fraction(match.group(1)), place, place + 1, ordinal=True)
    if len(word) == 1 and not word.isascii():
        return _single(word, place)
    return None


def _single(word: str, place: int) -> Numeral | None:
    """One character with a value of its own: ½, ⅓."""
    value = unicodedata.numeric(word, None)
    if value is None:
        return None
    return Numeral(Fraction(value).limit_denominator(1000), place, place + 1)


def _figures(view: View, place: int) -> Numeral | None:
    text = view.at(place)
    if len(text) > _LONGEST or not text.isascii():
        return None
    value, decimals = Fraction(text), len(text.partition(".")[2])
    last = place + 1
    if view.at(last) == "000" and not decimals and view.starts[last] == view.ends[place] + 1:
        return Numeral(value * 1000, place, last + 1)
    following = view.at(last)
    if view.glued(last) and following == "k":
        return Numeral(value * 1000, place, last + 1)
    if view.glued(last) and following == "½":
        return Numeral(value + Fraction(1, 2), place, last + 1)
    if following in ("dozen", "hundred", "thousand", "million"):
        scaled = Numeral(value * view.words.magnitudes[following], place, last + 1)
        return _and_a_half(view, scaled, view.words.magnitudes[following])
    half = Numeral(value, place, last, decimals=decimals)
    return _in_groups(view, half) or _and_a_half(view, half, 1)


_WHEN = frozenset("at on in around about by before after yesterday today tonight".split())
_GROUPS = {"pairs": 2, "twosomes": 2, "trios": 3, "threesomes": 3, "foursomes": 4, "quartets": 4}


def _in_groups(view: View, numeral: Numeral) -> Numeral | None:
    """ "Three pairs of callers": six callers."""
    size = _GROUPS.get(view.at(numeral.last), 0)
    counted = view.role(numeral.last + 2) in ("calls", "people", "interactions")
    if not size or view.at(numeral.last + 1) != "of" or not counted or numeral.ordinal:
        return None
    return Numeral(numeral.value * size, numeral.first, numeral.last + 2, digits=numeral.digits)


def _and_a_half(view: View, numeral: Numeral, unit: int) -> Numeral:
    """ "two and a half", "a dozen and a half": half of the last unit more."""
    if tuple(view.texts[numeral.last : numeral.last + 3]) != ("and", "a", "half"):
        return numeral
    value = numeral.value + Fraction(unit, 2)
    return Numeral(value, numeral.first, numeral.last + 3, digits=numeral.digits)


def _spelled(view: View, place: int) -> Numeral | None:
    """A number in words: "two hundred and five", "half a dozen", "a baker's dozen", "twenty-first"."""
    dozen = _dozen(view, place)
    if dozen is not None:
        return dozen
    if view.at(place) in _ARTICLES:
        if view.at(place + 1) not in ("hundred", "thousand", "million"):
            return None
        return _sum(view, place + 1, place)
    if view.at(place) in view.words.numbers:
        return _inverted(view, place) or _sum(view, place, place)
    if view.at(place) == "hundred" and view.role(place + 1) == "calls":
        return Numeral(Fraction(100), place, place + 1, digits=False)  # "hundred calls"
    return None


def _inverted(view: View, place: int) -> Numeral | None:
    """ "five and twenty ladies"."""
    numbers = view.words.numbers
    one, ten = numbers[view.at(place)], numbers.get(view.at(place + 2), 0)
    if not 0 < one < 10 or view.at(place + 1) != "and" or ten < 20 or ten % 10:
        return None
    if (
        view.role(place + 3) not in ("calls", "people", "interactions")
        and view.lemma(place + 3) not in _LADIES
    ):
        return None
    return Numeral(Fraction(ten + one), place, place + 3, digits=False)


_LADIES = frozenset({"call", "time", "more"})


def _dozen(view: View, place: int) -> Numeral | None:
    texts, last = view.texts, place
    factor = Fraction(1)
    if view.at(last) == "half":
        factor, last = Fraction(1, 2), last + 1
    if view.at(last) in _ARTICLES:
        last += 1
        if view.at(last) == "half":
            factor, last = Fraction(1, 2), last + 1
    baker = texts[last : last + 2] == ("baker", "'s") or view.at(last) == "bakers"
    if baker:
        last += 2 if view.at(last) == "baker" else 1
    couples = {"couple": 2, "pair": 2, "trio": 3}
    word = view.at(last)
    if word == "gross" and view.at(last + 1) == "of" and last > place:
        return Numeral(view.words.magnitudes[word] * factor, place, last + 2, digits=False)
    if word == "dozen":
        value = Fraction(13 if baker else 12) * factor
        return _and_a_half(view, Numeral(value, place, last + 1, digits=False), 12)
    if word in couples and factor == 1 and not baker and view.at(place) != "half":
        return _couple(view, place, last, couples[word])
    return None


def _couple(view: View, place: int, last: int, value: int) -> Numeral | None:
    """ "a couple of calls", "couple dozen"; not "the couple", two people who belong together."""
    following = view.at(last + 1)
    if following == "dozen":
        return Numeral(Fraction(value * 12), place, last + 2, digits=False)
    if following in ("hundred", "thousand"):
        return Numeral(Fraction(value * view.words.magnitudes[following]), place, last + 2, digits=False)
    if view.at(last) != "couple" and following in _WHEN and view.at(place) in _ARTICLES:
        return Numeral(Fraction(value), place, last + 1, digits=False)  # "a pair at seven"
    plural = following != view.lemma(last + 1) and view.role(last + 1) in ("calls", "people", "interactions")
    if following == "of" or (plural and view.at(last + 2) not in ("us", "me", "him", "her", "the", "to")):
        end = last + 2 if following == "of" else last + 1
        return Numeral(Fraction(value), place, end, digits=False)
    return None


def _sum(view: View, place: int, first: int) -> Numeral | None:
    """English number words from `place` on; "a hundred" begins one place earlier, at `first`."""
    numbers, magnitudes = view.words.numbers, view.words.magnitudes
    total, current, last = 0, 0, place
    room = 100 if place == first else 1  # what may still be added: below ten after tens
    if place != first:
        current = 1
    while last < view.size:
        word, step = view.at(last), last
        if word == "and" and room >= 100 and last > place and current % 100 == 0 and current:
            step, word = last + 1, view.at(last + 1)
        if word in numbers and numbers[word] < room and (step == last or numbers[word] > 0):
            value = numbers[word]
            if word in view.words.soundalikes and step > place:
                break
            current += value
            room = 10 if value >= 20 and value % 10 == 0 else 0
        elif word == "hundred" and 0 < current < 100 and step == last:
            current, room = current * 100, 100
        elif word in ("thousand", "million") and current and step == last:
            total, current, room = total + current * magnitudes[word], 0, 100
        else:
            break
        last = step + 1
    return _tail(view, first, last, total + current, room)


def _tail(view: View, first: int, last: int, value: int, room: int) -> Numeral | None:
    """An ordinal's end ("twenty first", "hundred and fifth"), a dozen or a half behind the words."""
    if last == first:
        return None
    word = view.at(last)
    ordinal = view.words.ordinals.get(word, 0)
    if 0 < ordinal < room and room == 10 and value > 0:
        return Numeral(Fraction(value + ordinal), first, last + 1, digits=False, ordinal=True)
    if word == "dozen":
        return Numeral(Fraction(value * 12), first, last + 1, digits=False)
    plain = Numeral(Fraction(value), first, last, digits=False)
    return _in_groups(view, plain) or _and_a_half(view, plain, 1)
