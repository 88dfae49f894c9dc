"""Follow-ups that tell of further calls: the next of a list, more of the same, the next bit of a call."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.changes import patched
from assistant.reading.nextcall import next_by_name
from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.scenario import Described
from assistant.reading.targets import NUMBERED, among, refers, targets
from assistant.reading.turns import Followed, Turn, all_of, rated
from assistant.reading.units import WHO, WHY

_EARLY = 2  # tokens
_ENDS = frozenset({"", ".", ",", ";", "only", "alone"})
_WHOSE = frozenset({"smith", "own", "someone", "alone", "no_human"})


def instanced(turn: Turn) -> Followed | None:
    """ "There were nine of those last month" of what was told in general: that many calls like it."""
    before = turn.before
    if not turn.dripping or not before or before[-1].count != 1 or turn.changing or turn.says("further"):
        return None
    number = next((int(q.value) for q in turn.quantities if q.value and q.value > 1 and _of_such(turn, q)), 0)
    if not number or turn.moves & {"merge", "remove"}:
        return None
    such = replace(before[-1], count=number)
    beside = any(d.facts.keys() & (WHY | {"own"}) for d in turn.new)
    return all_of((*before[:-1], such.doubted() if beside else such), "count.such")


def _of_such(turn: Turn, q: Quantity) -> bool:
    """ "Nine of those", "five such calls", "that happened with nine callers", "that was 5 times"."""
    if q.kind != "count" or not (q.role in NUMBERED or q.partitive or q.role == "times"):
        return False
    said = [m for m in turn.matches if m.concept == "repeated"]
    near = any(0 <= m.first - q.first <= _EARLY or 0 <= q.first - m.last <= 1 for m in said)
    return near or (q.role == "times" and turn.begins("pronouns"))


def same_again(turn: Turn) -> Followed | None:
    """ "And one more like that", "same again on Tuesday"; "what if there were 4 like it" is another number."""
    before = turn.before
    if "same_again" not in turn.moves or turn.complete or not before:
        return None
    concepts = {m.concept for m in turn.observed.mentions}
    if "merge" in turn.moves or ("same_call" in concepts and "next_call" not in concepts):
        return None
    if next_by_name(turn):  # "there was a sixth, same kind"
        return all_of((*before, replace(before[-1], count=1, on=None)), "add.next")
    number, further = _more(turn), turn.says("more")
    beside = (
        turn.states
        or turn.scenario.when
        or "total" in turn.moves
        or turn.says("more_calls", "others", "adding_to", "days", "also")
    )
    supposed = number and not beside and len(before) == 1  # "and with two such callers?"
    if supposed or (turn.changing and not further):
        return (
            all_of([replace(before[0], count=number)], "count.like") if number and len(before) == 1 else None
        )
    another = turn.says("jointly") or turn.at(0) in ("a", "an", "another")
    another = another or bool(number and turn.is_a(0, "adding_first") and "total" in turn.moves)
    if not (_labelled(turn) or "add" in turn.moves or turn.says("further") or another):
        return None
    places = targets(turn)
    pattern = before[places[-1] if places else -1]
    one = turn.says("single") or another or next_by_name(turn)
    on = turn.new[0].on if turn.new and turn.scenario.when else None
    copy = replace(pattern, count=number or (1 if one else pattern.count), on=on)
    only = turn.only or (turn.says("pointing") and turn.says("next"))
    return Followed((*before, copy), (copy,) if only else (*before, copy), "add.same")


def listed_on(turn: Turn) -> Followed | None:
    """The next call of a list, or a fragment of the call being told."""
    if not turn.told:
        return None
    labelled = _labelled(turn)
    same = not labelled and any(m.concept == "same_call" for m in turn.observed.mentions)
    if turn.changing or same or turn.same_person:
        return None
    before, extra = turn.before, rated(turn.new, turn.before)
    untold = _untold(turn)
    if untold is not None and len(extra) == 1:
        filled = replace(patched(before[untold], extra[0], also=True), listed=True)
        return all_of((*before[:untold], filled, *before[untold + 1 :]), "fill")
    whole = turn.complete or (turn.says("further") and any(d.facts.keys() & WHY for d in turn.new))
    goes_on = turn.dripping and bool(before) and _goes_on(turn)  # "and then the AI connected my mother"
    more = ("add" in turn.moves and not goes_on) or turn.says("more_calls")
    if before and (labelled or (more and whole)):
        summed = (
            turn.moves & {"total", "omitted"}
            or turn.dripping
            or turn.says("adding", "more_calls")
            or turn.at(0) == "+"
        )
        alone = (turn.asks_price and not summed) or turn.asks_that_alone
        return Followed((*before, *extra), extra if alone else (*before, *extra), "add")
    return _dripped(turn, extra)


def _dripped(turn: Turn, extra: tuple[Described, ...]) -> Followed | None:
    """The next bit of what is told bit by bit: another call, or more of the last one."""
    before = turn.before
    if not turn.dripping or not before or not (turn.states or turn.asks_price or "total" in turn.moves):
        return None
    if turn.complete and before[-1].deduced().missing is None and not (_same_people(turn) or _goes_on(turn)):
        return all_of((*before, *extra), "add.next")
    if len(extra) == 1:
        return all_of((*before[:-1], _added(before[-1], extra[0])), "fragment")
    return None


def _goes_on(turn: Turn) -> bool:
    """ "Your AI got him a live agent", "so the AI said hold on and she got your agent": who took the call that
    was told last, or what is known of it told again, and no other caller."""
    first = next((place for place in range(_EARLY + 1) if not turn.is_a(place, "lead_ins")), 0)
    known = turn.before[-1].facts.keys()
    told = {key for d in turn.new for key, value in d.facts.items() if value == YES and key in WHO | WHY}
    called = any(m.concept == "next_call" for m in turn.observed.mentions)
    if len(turn.new) != 1 or turn.new[0].count > 1 or called or not turn.is_a(first, "going_on"):
        return False
    return told <= known or not (told & WHY or known & _WHOSE)


def _same_people(turn: Turn) -> bool:
    """ "They get your agent right away" of callers for whom nobody was told to have come on."""
    spoken = turn.is_a(0, "pronouns") or (turn.is_a(0, "lead_ins") and turn.is_a(1, "pronouns"))
    called = any(m.concept == "next_call" for m in turn.observed.mentions)
    return spoken and not called and not turn.before[-1].facts.keys() & _WHOSE


def _added(old: Described, new: Described) -> Described:
    """The next fragment of the call being told: both hold."""
    both = patched(old, new, also=True)
    kept = {key: value for key, value in old.facts.items() if key in WHO and key not in new.facts}
    if "someone" in kept and new.facts.keys() & {"smith", "own"}:
        kept.pop("someone")
    return replace(both, facts={**kept, **both.facts})


def _untold(turn: Turn) -> int | None:
    """The call that the message numbers, when it was counted before and nothing was told of it."""
    for q in turn.quantities:
        if q.first <= 2 and q.kind == "ordinal" and q.value is not None and 0 < q.value <= len(turn.before):
            place = int(q.value) - 1
            return None if turn.before[place].facts.keys() & (WHO | WHY) else place
    return None


def _more(turn: Turn) -> int | None:
    """The number of "one more", "3 others", "ten calls like it"."""
    numbers = [q for q in turn.quantities if q.value is not None and q.kind == "count"]
    numbers = [q for q in numbers if q.role in NUMBERED or q.partitive]
    near = [q for q in numbers if any(turn.is_a(place, "more") for place in range(q.first, q.last + 1))]
    beside = [q for q in numbers if not refers(turn, q) and (q.role == "calls" or _beside(turn, q))]
    found = near or beside
    return int(found[0].value or 0) if found else None


def told_on(turn: Turn) -> Followed | None:
    """ "And 4 AI only": said first, "and" adds calls that are told of in full."""
    counted = any(d.count > 1 for d in turn.new) or any(q.first <= _EARLY for q in turn.quantities)
    another = _opens_another(turn)
    if not turn.before or not turn.told or not (another or turn.adds_on):
        return None
    if turn.changing or not turn.complete:
        return None
    counted = counted or another
    if not counted or any(m.concept == "same_call" for m in turn.observed.mentions):
        return None
    extra = rated(turn.new, turn.before)
    return Followed(
        (*turn.before, *extra), extra if turn.asks_that_alone else (*turn.before, *extra), "add.on"
    )


def summed_up(turn: Turn) -> Followed | None:
    """A whole story whose question is of the calls before as well: "both?", "all three?", "mother, son, and
    grandmother: how much?"; in doubt where it tells of one as "the same" without more."""
    if not turn.before or turn.reply or (turn.states and "total" not in turn.moves):
        return None
    first = turn.observed.sentences[-1][0]
    new = _without_asked(turn, first)
    together = (*turn.before, *rated(new, turn.before))
    told, total = (sum(d.count for d in some) for some in (new, together))
    of_all = [q for q in turn.quantities if q.first >= first and _of_all(turn, q)]
    said = {int(q.value) for q in of_all if q.value} - {told}
    jointly = told == 1 and not of_all and turn.says("jointly")
    if total in said or jointly or (not said and _names_earlier(turn, first)):
        return all_of(together, "add.sum")
    if said or "same_again" in turn.moves:
        return all_of([d.doubted() for d in together], "add.unclear")
    return None


def _without_asked(turn: Turn, first: int) -> tuple[Described, ...]:
    """The calls told now, where the number of them stands only in the question put last: "his wife got our own
    secretary. Both calls?" tells of one."""
    new, before = turn.new, sum(d.count for d in turn.before)
    counting = [q for q in turn.quantities if q.kind in ("count", "both") and q.value and q.value > 1]
    lone = len(new) == 1 and first and new[0].count == before + 1
    if lone and counting and all(q.first >= first and q.value == new[0].count for q in counting):
        return (replace(new[0], count=1),)
    return new


def _of_all(turn: Turn, q: Quantity) -> bool:
    """ "Both", "all three", "the three together"."""
    return q.kind == "both" or (q.kind == "count" and q.role in NUMBERED and refers(turn, q))


def _names_earlier(turn: Turn, first: int) -> bool:
    """Whether the question, from this place on, names every call told before by words of its own."""
    tokens = turn.observed.text.tokens
    if not first:
        return False
    now = {token.lemma for token in tokens[:first]} | turn.words["plain"] | turn.words["periods"]
    asked = {token.lemma for token in tokens[first:] if len(token.lemma) > _EARLY} - now
    return all(asked & d.words for d in turn.before)


def _opens_another(turn: Turn) -> bool:
    """ "A second new caller, …", "Another one, …": told after the answer, with nothing asked of it alone."""
    following = sum(d.count for d in turn.before)
    names = turn.language.nth
    second = following < len(names) and turn.at(1) == names[following]
    return turn.states and (turn.at(0) == "another" or (turn.at(0) in ("a", "the") and second))


def on_days(turn: Turn) -> Followed | None:
    """ "Tuesday twice.": so many more of what was told last; in doubt where more is told beside it."""
    if not turn.before or turn.changing or "remove" in turn.moves:
        return None
    said = [q for q in turn.quantities if q.role == "times" and q.value and _of_day(turn, q)]
    if not said:
        return None
    such = next((d for d in reversed(turn.before) if d.facts.keys() & WHY), turn.before[-1])
    more = [replace(such, count=int(q.value or 1), on=None) for q in said]
    if not turn.told and len(said) == 1 and said[0].first <= _EARLY:
        return all_of((*turn.before, *more), "add.day")
    return all_of([d.doubted() for d in (*turn.before, *more, *turn.new)], "add.day")


def _of_day(turn: Turn, q: Quantity) -> bool:
    """Whether a day's name stands right before a number: "Tuesday twice", "Wed: 3 times"."""
    return turn.is_a(q.first - 1, "days") or (
        turn.at(q.first - 1) in _LINKS and turn.is_a(q.first - 2, "days")
    )


_LINKS = frozenset({":", ",", "-", "–", "—", "it"})


def _beside(turn: Turn, q: Quantity) -> bool:
    """Whether a number stands before words like "of the same", "like that", or right at the beginning."""
    same = [m.first for m in turn.matches if m.concept == "same_again"]
    return q.first <= _EARLY or any(0 <= first - q.last <= _EARLY for first in same)


def _labelled(turn: Turn) -> bool:
    """Whether the message begins with a call's number or name ("2:", "Call B:", "Tue:", "second one …")."""
    first = [q for q in turn.quantities if q.first <= 2]
    ordinals = [q.value for q in first if q.kind == "ordinal" and q.value is not None]
    lettered = len(turn.at(1)) == 1 and turn.at(1).isalnum() and turn.at(2) == ":"  # "Lead B: …"
    if (
        turn.at(0) == "+"
        or (lettered and not among(turn, (0, 2)))
        or any(value > sum(d.count for d in turn.before) for value in ordinals)
    ):
        return True
    if ordinals:
        return False
    if next_by_name(turn):
        return True
    if first and turn.at(first[0].last) in (":", ".", ")"):
        return True
    place = 1 if turn.at(0) == "then" else 0
    return turn.is_a(place, "days") and not _told_by_day(turn, turn.at(place))


def _told_by_day(turn: Turn, day: str) -> bool:
    """Whether some, not all, of the calls were told by a day's name: "Tuesday's were to our own desk"."""
    names = {day, *turn.days.get(day, ())}
    told = [bool(names & d.words) for d in turn.before]
    return any(told) and not all(told)
