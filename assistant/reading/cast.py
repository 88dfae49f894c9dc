"""Who a story's sentences are about: "the baker phoned and …", "then Mrs Pugh, who …", "his wife was …".

Somebody new on the phone is another call.  The one told of before ("he", "the caller", "Bo again") isn't new, and
neither the machine, an agent nor one's own people are anybody that calls (kb/language/*/stories.toml).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant import toml
from assistant.reading.amountwords import english
from assistant.reading.observe import YES, Observed
from assistant.reading.text import WORD, Token

_SOON = 4  # tokens from "he would" to what he wants
_LONG = 6  # tokens that the words for somebody may take
_BEFORE = 7  # … and those that say when or where before them
_SOME = frozenset({"a", "an", "some", "another", "yet"})
_THE = frozenset({"the", "my", "our", "his", "her", "their", "that", "this"})
_WITH = frozenset("from with about of in for at after on wanting looking asking over by".split())
_ENDS = _WITH | {"to", "who", "and", "or", "that", "which"}
_LIKE = frozenset({"too", "also", "likewise", "ditto", "similarly", "well", "same"})
_HAVING = frozenset({"there", "i", "we"})
_JOINERS = frozenset({"and", "while", "whereas", "but", "then"})
_PARTING = frozenset({",", "while", "whereas", ":"})
_TRADES = (
    "er",
    "or",
    "ist",
    "man",
    "men",
    "woman",
    "wife",
    "lady",
    "guy",
    "ian",
    "ant",
    "ent",
    "eur",
    "maid",
    "folk",
)


@dataclass(frozen=True, slots=True)
class _Somebody:
    """The words for somebody: tokens up to `last`, the noun or name he is known by, and whether "the" or "a" led them."""

    last: int
    name: str
    the: bool
    some: bool


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    package = Path(__file__).parents[1]
    inside = package / "_kb"
    folder = (inside if inside.is_dir() else package.parent / "kb") / "language" / "en"
    return {name: frozenset(words) for name, words in toml.load(folder / "stories.toml")["cast"].items()}


def newcomers(observed: Observed, span: tuple[int, int]) -> dict[str, int]:
    """Everybody that a clause of the span begins with, by where the first such clause begins."""
    found: dict[str, int] = {}
    for first, last, inner in clauses_of(observed, span):
        who = _about(observed, first, last, inner)
        if who is not None and who.some and who.name in found:
            who = replace(who, name=f"{who.name} {len(found)}")  # "A tenant …. A tenant …"
        if who is not None and not _told_of(who, found) and not (inner and _apposed(observed, first, who)):
            found[who.name] = first
    return found


def _apposed(observed: Observed, first: int, who: _Somebody) -> bool:
    """ "A teacher, Ms. Vale, wanted to know …": the name of whoever stands before the comma."""
    tokens = observed.text.tokens
    if who.some or who.the or who.last >= len(tokens) or tokens[who.last].text != ",":
        return False
    led = (place for place in range(max(0, first - _LONG), first - 1) if tokens[place].text in _SOME | _THE)
    return any((other := _named(observed, p, first, False)) and other.last == first - 1 for p in led)


def clauses_of(observed: Observed, span: tuple[int, int]) -> Iterable[tuple[int, int, bool]]:
    """The sentences of a span, and what follows a comma or "while" in them."""
    tokens = observed.text.tokens
    for first, last in observed.sentences:
        if span[0] <= first < span[1]:
            yield first, last, False
            for place in range(first + 2, last - 2):
                if tokens[place].text in _PARTING and tokens[place - 1].text != ",":
                    yield place + 1, last, tokens[place].text != ":"


def somebody(observed: Observed, first: int, last: int) -> str:
    """The name of whom a clause is about; empty for nobody that calls."""
    only = observed.text.tokens[first].text in ("only", "just")  # "Only Gus wanted …"
    who = _about(observed, first + only, last, True)
    return who.name if who is not None else ""


def person_at(observed: Observed, place: int, last: int) -> tuple[str, int] | None:
    """Who is named at a place, and where the words for him end; None for nobody that calls."""
    who = _named(observed, place, last, False)
    return (who.name, who.last) if who is not None and _person(who) else None


def _about(observed: Observed, first: int, last: int, inner: bool) -> _Somebody | None:
    """Who a clause is about; None for nobody that calls."""
    tokens, words = observed.text.tokens, _words()
    place, led = first, False
    while place < last and tokens[place].text in words["leads"] | _JOINERS:
        led = led or tokens[place].text in words["leads"]
        place += 1
    if place + 1 < last and led and tokens[place].text in (",", ":", "of", "came", "up"):
        place += 2 if tokens[place].text == "of" else 1
    having = place + 3 < last and tokens[place].text in _HAVING and _acting(tokens[place + 1])
    if having and tokens[place + 2].text in _SOME:
        place, led = place + 2, True  # "there was a call from …", "we had a lady who …"
    again = _so_it_went(tokens, place, last)
    if again:
        return _named(observed, again, last, False)  # "the same for Ben"
    if place + 2 < last and tokens[place].text == "so" and _acting(tokens[place + 1]):
        return _named(observed, place + 2, last, False)  # "so did the butcher"
    opening = place < last and tokens[place].text in words["openings"]
    for start in range(place, min(last, place + 1 + _BEFORE * opening)):
        if _acting(tokens[start]):
            return None
        who = _named(observed, start, last, led)
        if who is not None and _calls(observed, who, last):
            return who
        if who is not None and not inner and (led or start == first) and _presented(tokens, who.last, last):
            return who if led or tokens[start].text in _SOME else None
    return None


def _so_it_went(tokens: Sequence[Token], place: int, last: int) -> int:
    """ "The same for …", "ditto with …", "same story for …": where the words for somebody begin; 0 for nowhere."""
    place += place < last and tokens[place].text == "the"
    if place >= last or tokens[place].text not in ("same", "ditto", "likewise", "similarly", "identical"):
        return 0
    ends = (p for p in range(place + 1, min(last - 1, place + 5)) if tokens[p].text in ("for", "with"))
    return next(ends, -1) + 1


def _named(observed: Observed, place: int, last: int, led: bool) -> _Somebody | None:
    """The words for somebody that begin at `place`."""
    tokens, words = observed.text.tokens, _words()
    the, some = tokens[place].text in _THE, tokens[place].text in _SOME
    if not (the or some or _proper(observed, place)):
        return None
    first = place + (the or some) + (tokens[place].text == "yet")
    noun: list[str] = []
    owner = ""
    for step in range(first, min(last, place + _LONG)):
        token = tokens[step]
        if token.text == "'s" and noun:
            owner, noun = f"{noun[-1]} ", []
            continue
        if owner and not noun and token.text in words["adverbs"]:
            continue  # "Ana's only caller"
        if token.kind != WORD or token.text in _ENDS or _acting(token) or token.text in words["adverbs"]:
            break
        if noun and not (
            the or some or _capital(observed, step) or noun == ["somebody"] or noun == ["someone"]
        ):
            break
        call = led and some and token.lemma == "call"
        owned = bool(owner) and token.lemma == "owner"  # "Rex's owner"
        if {token.text, token.lemma} & words["others"] and not (
            call or owned or _label(observed, noun, step)
        ):
            return None
        noun.append(token.text)
    else:
        step = min(last, place + _LONG)
    if not noun:
        return None
    name = " ".join((noun[0], noun[-1])) if noun[0] in words["titles"] or len(noun[-1]) == 1 else noun[-1]
    name = owner + name
    return _Somebody(step, name, the or (not some and name in words["anybody"]), some)


def _proper(observed: Observed, place: int) -> bool:
    """Whether a name begins at a token ("Rosa", "Mrs Pugh"), or "somebody"."""
    token = observed.text.tokens[place]
    if token.kind != WORD or token.text in _words()["others"] or _acting(token):
        return False
    if token.text in ("somebody", "someone") or token.text in _words()["titles"] - {"old", "big", "first"}:
        return True
    dated = {*english().weekdays, *english().months}
    plural = token.text.endswith("s") and token.lemma != token.text
    capital = _capital(observed, place)
    common = {token.text} & (_words()["leads"] | _words()["openings"] | _words()["adverbs"])
    return capital and not (plural or common or token.text in dated)


def _capital(observed: Observed, place: int) -> bool:
    return observed.text.message[observed.text.tokens[place].start].isupper()


def _label(observed: Observed, noun: Sequence[str], place: int) -> bool:
    """ "caller A": a letter that tells one from another."""
    token = observed.text.tokens[place]
    return bool(noun) and len(token.text) == 1 and _capital(observed, place)


def _acting(token: Token) -> bool:
    verb = token.text != token.lemma or token.text in ("would", "hit")
    return verb and bool({token.text, token.lemma} & _words()["acts"])


def _calls(observed: Observed, who: _Somebody, last: int) -> bool:
    """Whether somebody does what callers do, right behind the words for him."""
    tokens, words = observed.text.tokens, _words()
    place = _past_aside(tokens, who.last, last)
    while place < last and tokens[place].text in words["adverbs"] and not _acting(tokens[place]):
        place += 1
    if _likewise(tokens, place, last):
        return True
    if place >= last or not _acting(tokens[place]) or _theirs(tokens, who.last, place):
        return False
    if tokens[place].lemma in ("be", "have") and not _person(who):
        return False
    if not {tokens[place].text, tokens[place].lemma} & words["reports"]:
        return True
    near = place + _SOON if tokens[place].text == "would" else last  # "my husband would pay as she asked"
    asked = any(
        m.concept == "asked" and m.polarity == YES and place <= m.first < min(near, last)
        for m in observed.mentions
    )
    behind = tokens[place + 1].text if place + 1 < last else ""
    rings = tokens[place].lemma == "call" and behind not in ("it", "this", "that", "the", "me", "him", "her")
    return asked or rings or (tokens[place].lemma == "do" and behind in ("the", "exactly", "so", "likewise"))


def _likewise(tokens: Sequence[Token], place: int, last: int) -> bool:
    """ "Mr. Sato too.", "the plumber as well": somebody who did like the one before him."""
    if [token.text for token in tokens[place : place + 2]] == ["as", "well"]:
        return place + 2 >= last or tokens[place + 2].kind != WORD
    if tokens[place - 1].text not in _LIKE and not (place < last and tokens[place].text in _LIKE):
        return False
    end = min(place + 2, last) if place < last and tokens[place].text in _LIKE else place
    return end >= last or tokens[min(end, last - 1)].kind != WORD


def _person(who: _Somebody) -> bool:
    """Whether the words for somebody are surely a person's: a name, a trade, a relation."""
    words = _words()
    if who.name in ("person", "somebody", "someone"):
        return False
    known = words["people"] | words["he"] | words["she"] | words["anybody"] | words["titles"]
    trade = who.name.endswith(_TRADES) or who.name.split()[0].endswith(_TRADES)
    return trade or not known.isdisjoint(who.name.split()) or not (who.the or who.some)


def _theirs(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "A young woman from your live agents": nobody that calls."""
    return bool(_words()["ours"] & {token.text for token in tokens[first:last]})


def _past_aside(tokens: Sequence[Token], place: int, last: int) -> int:
    """Behind "(boiler out)" and ", a regular," and "from the bank"."""
    if place < last and tokens[place].text in _WITH:
        return next((p for p in range(place, min(last, place + _LONG)) if _acting(tokens[p])), place)
    for opening, closing in (("(", ")"), (",", ",")):
        if place < last and tokens[place].text == opening:
            end = range(place + 1, min(last, place + 2 * _LONG))
            return next((p + 1 for p in end if tokens[p].text == closing), place)
    return place


def _presented(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether somebody is only brought in: "a lady about a cake, who …", "a tenant with a leak: …"."""
    if place >= last or _theirs(tokens, place, min(last, place + _LONG)):
        return False
    return tokens[place].text in {",", ":", "(", "-", "–", "—", "who"} | _WITH - {"of"}


def _told_of(who: _Somebody, found: Collection[str]) -> bool:
    """Whether somebody is one told of before: the same name, or "the caller", "the man"."""
    words = _words()
    if who.name in ("he", "she"):
        return bool(set(found) - {"he", "she"}) or who.name in found
    if who.name in found or any(who.name.split()[-1] == other for other in found):
        return True
    if not who.the:
        return False
    if who.name in words["anybody"]:
        return True
    for kind, opposite in ((words["he"], words["she"]), (words["she"], words["he"])):
        if who.name in kind:
            return not set(found) & opposite
    return False
