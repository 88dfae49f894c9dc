"""What a number counts: its head noun, and which kind of thing that is.

head(view, place)    # behind "six" in "six first-time callers asked" → ("caller", "people", …)
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.amountwords import View
from assistant.reading.lists import listed
from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD

BARE, OTHER = "bare", "other"
_FAR = 9  # tokens a head noun may stand behind its number
_INSIDE = frozenset({"-", "/", "'", '"', "–", "'s", "“", "”", "&", "*"})


@dataclass(frozen=True, slots=True)
class Head:
    """A counted noun: its lemma (None when there is none), role, and the place behind it.  `partitive`: the
    number takes its part of a group ("two of the six calls")."""

    noun: str | None
    role: str
    last: int
    partitive: bool = False


def head(view: View, place: int, one: bool = False) -> Head:
    """The noun that a number ending before `place` counts; `one`: the number is one (a singular noun)."""
    return view.once(("head", place, one), lambda: _head(view, place, one))


def _head(view: View, place: int, one: bool) -> Head:
    if view.at(place) == "of":
        return _partitive(view, place)
    if view.at(place) in ("more", "such", "additional", "extra", "separate") and view.at(place + 1) == "of":
        return _partitive(view, place + 1)
    step = place + (view.at(place) == "-")
    if view.at(step) in view.words.counting["lengths"]:  # "a 20-minute call"
        return Head(view.at(step), "duration", step + 1)
    if view.at(place).endswith("days") and view.at(place).removesuffix("s") in view.words.weekdays:
        return Head("day", "duration", place + 1)  # "three Saturdays running"
    return _noun(view, place, one)


def _partitive(view: View, place: int) -> Head:
    """ "of them", "of the callers", "of our 12 calls", "of which"."""
    step = place + 1
    kind = _of_that_kind(view, step)
    if kind:
        return Head("such", "calls", kind)
    if view.at(step) in view.words.counting["pronouns"] and _ends_pronoun(view, step):
        return Head(None, BARE, step + 1, partitive=True)
    if view.at(step) in ("mine", "hers", "his") and view.said(step + 1, "predicates"):
        return Head(None, BARE, step + 1, partitive=True)  # "six of mine had an agent"
    if view.at(step) in ("you", "yours", "ours", "mine", "theirs"):
        return Head(None, "people_not_calls", step + 1, partitive=True)
    step = _owner(view, step)
    numeral = view.numeral(step)
    if numeral is not None and not numeral.ordinal:
        step = numeral.last
    found = _noun(view, step, one=False)
    if found.role == BARE and view.at(step - 1) in ("'s", "s") and not _dated(view, step - 2):
        return Head(None, "people_not_calls", step, partitive=True)  # "one of Smith.ai's"
    return Head(found.noun, found.role, found.last, partitive=True)


def _of_that_kind(view: View, place: int) -> int:
    """The place behind "(two of) the very same kind": more such calls, no part of a group; 0 elsewhere."""
    step = place
    while view.said(step, "before_kind"):
        step += 1
    kind = step > place and view.said(step, "kinds") and view.at(step + 1) != "of"
    return step + 1 if kind else 0


def _owner(view: View, place: int) -> int:
    """The place behind "our", "all the", "Smith.ai's", "saturday's"."""
    while place < view.size:
        if view.at(place + 1) == "'s":
            place += 2
        elif view.at(place + 1) == "'" and view.at(place + 2) == "s" and view.glued(place + 2):
            place += 3
        elif view.at(place) in view.words.counting["determiners"] or _dated(view, place):
            place += 1
        else:
            break
    return place


def _dated(view: View, place: int) -> bool:
    """Whether a word of time stands here ("of our December 2025 calls", "of saturday's two")."""
    word = view.at(place)
    year = len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")
    return word in view.words.months or word in view.words.weekdays or word in ("today", "yesterday") or year


def _ends_pronoun(view: View, place: int) -> bool:
    """Whether "these" in "of these" stands alone, not before a noun ("of these calls")."""
    if view.at(place + 2) == "'s":
        return False  # "both of this morning's calls"
    return view.at(place) not in ("these", "those", "this", "that") or (
        view.words.roles.get(view.lemma(place + 1)) is None and view.kind(place + 1) != NUMBER
    )


def _measured(view: View, place: int) -> Head | None:
    """ "a 7-minute call", "three-bedroom tenants": a measure of what follows, which the number doesn't count."""
    joined = view.at(place) == "-" and view.glued(place) and view.glued(place + 1)
    step = place + joined
    if view.kind(step) != WORD or not view.said(step, "measures"):
        return None
    if joined or _hyphened(view, step):
        return Head(view.at(step), OTHER, step + 1)
    alone = view.said(step, "time_measures") and view.role(step + 1) in ("calls", "people")
    return Head(view.at(step), "duration", step + 1) if alone else None


def _noun(view: View, place: int, one: bool) -> Head:
    """The last known noun of the noun phrase that begins at `place`."""
    if (measure := _measured(view, place)) is not None:
        return measure
    best: Head | None = None
    plural: Head | None = None
    step = place
    while step < min(view.size, place + _FAR):
        kind = view.kind(step)
        length = _length(view, step)
        if length and kind == NUMBER:
            step = length  # "two 40-second calls"
            continue
        if kind in (BREAK, NUMBER) or (kind == PUNCT and not _inside(view, step)):
            break
        if kind == WORD:
            unit = _unit_end(view, step)
            known = _known(view, step, unit)
            if known is not None:
                best = known
                if known.noun == "call" or _plural(view, known.last - 1):
                    break  # nothing more is counted: what follows a plural, or "call", begins something new
            elif view.at(step) in view.words.weekdays and view.role(step + 1) == "calls":
                pass  # "our six Sunday calls"
            elif _stops(view, step) or (best is not None and not _modifier(view, step, unit, one)):
                break
            elif _plural(view, step) and view.at(step) not in ("others", "ones"):
                plural = plural or Head(view.lemma(step), OTHER, step + 1)
            step = unit
        else:
            step += 1
    if best is not None:
        return _singular(view, best, place)
    if plural is not None:
        return plural
    return _unknown(view, place, one)


def _length(view: View, place: int) -> int:
    """The place behind "40-second", "twenty minute" before a noun; 0 where no such length begins."""
    numeral = view.numeral(place)
    if numeral is None or numeral.ordinal:
        return 0
    step = numeral.last + (view.at(numeral.last) == "-")
    return step + 1 if view.at(step) in view.words.counting["lengths"] else 0


def _plural(view: View, place: int) -> bool:
    return view.at(place) != view.lemma(place) and view.at(place).endswith("s")


def _modifier(view: View, first: int, last: int, one: bool) -> bool:
    """Whether a participle goes on with the phrase: "six caller requested handoffs", "caller-requested"."""
    if last - first > 1:
        return True
    return not one and _verb(view, first) and view.words.roles.get(view.lemma(last)) is not None


def _inside(view: View, place: int) -> bool:
    """Whether a mark stands inside a noun phrase ("AI-only", "public/open link")."""
    return view.at(place) in _INSIDE and (view.glued(place) or view.glued(place + 1))


def _unit_end(view: View, place: int) -> int:
    """The place behind the words that one written word ("HV") stands for."""
    last = place + 1
    while last < view.size and (view.starts[last] == view.starts[place] or _hyphened(view, last)):
        last += 1
    return last


def _hyphened(view: View, place: int) -> bool:
    """Whether a hyphen, which is no token of its own between letters, joins a word to the one before."""
    return view.starts[place] == view.ends[place - 1] + 1 and view.text.message[view.ends[place - 1]] == "-"


def _known(view: View, first: int, last: int) -> Head | None:
    """The known noun that a written word is or ends in."""
    roles = view.words.roles
    size = view.phrase("nouns", first)
    if size > 1:
        phrase = " ".join(view.lemmas[first : first + size])
        role = roles.get(phrase) or roles.get(" ".join(view.texts[first : first + size]))
        if role:
            return Head(phrase, role, first + size)
    place = last - 1
    role = roles.get(view.lemma(place)) or roles.get(view.at(place))
    if role is None or _verb(view, place):
        return None
    return Head(view.lemma(place), role, last)


def _verb(view: View, place: int) -> bool:
    """Whether a noun's lemma is a verb's past or -ing form here ("two transferred", not "two transfers")."""
    text = view.at(place)
    return text != view.lemma(place) and (text.endswith("ed") or text in ("rang", "rung"))


def acting(view: View, place: int) -> bool:
    """ "One fell to …", "the second never …": a word that no single thing is called by."""
    text = view.at(place)
    inflected = text != view.lemma(place) and not text.endswith(("s", "ing"))
    fit = text in listed("unchanged_past") and view.kind(place + 1) == WORD
    return inflected or fit or view.said(place, "after_one") or _verb(view, place)


def _stops(view: View, place: int) -> bool:
    words = view.words.counting["stop"]
    return view.at(place) in words or view.lemma(place) in words or view.at(place) in view.words.numbers


_TAKERS = frozenset({"live", "agent", "agents", "smith.ai", "smith", "ai"})  # "people your live agent took"


def _singular(view: View, found: Head, place: int) -> Head:
    """A people word before a verb stands; "two people at the desk" counts staff."""
    whom = view.at(found.last) in ("your", "a", "the") and view.at(found.last + 1) in _TAKERS
    if (
        found.role == "people"
        and not whom
        and any(
            view.lemma(step) in view.words.counting["staff_signs"]
            for step in range(found.last, found.last + 4)
        )
    ):
        return Head(found.noun, "people_not_calls", found.last)
    return found


def _unknown(view: View, place: int, one: bool) -> Head:
    """After "one", a single unknown word is the noun ("one consultation"); else the number stands alone."""
    word = view.at(place)
    if view.said(place, "fewer") or word in view.words.weekdays or word in view.words.months:
        return Head(None, BARE, place)
    if one and view.kind(place) == WORD and not (_stops(view, place) or acting(view, place) or word == "ai"):
        following = place + 1
        if following >= view.size or view.kind(following) in (PUNCT, BREAK) or _stops(view, following):
            return Head(view.lemma(place), OTHER, place + 1)
    return Head(None, BARE, place)
