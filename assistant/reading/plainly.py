"""Follow-ups that plainly say what to do with which calls: "add two more of the bookings", "leave out the outage
calls", "three of the new callers went to our office, it turns out".

The message is a frame (frames.py) around a phrase that names calls told before (kindnamed.py), or that tells of
further calls in full.  What is told of them is read as a message of its own ("3 calls went to our office"), so that
it is read as a first message would be.  Whatever isn't as plain as that is left to the other rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.enlarged import extra_told
from assistant.reading.frames import Counted, Frame, counted_at, counted_last, counted_word, framed, joins
from assistant.reading.kindnamed import kinds_named, kinds_of, places_named
from assistant.reading.lists import listed
from assistant.reading.scenario import Described
from assistant.reading.turns import Followed, Turn, all_of

_LONG = 40  # tokens of a message that does more than one thing
_FEW = 4  # words of a question that is nothing but the name of calls
_FACTORS = {"double": 2, "doubled": 2, "twice": 2, "triple": 3, "tripled": 3, "thrice": 3}


def plainly(turn: Turn) -> Followed | None:
    """The calls after a message that plainly says what to do with which; None for any other."""
    before = turn.before
    if not before or len(turn.observed.text.tokens) > _LONG or any(d.doubt for d in before):
        return None
    if turn.scenario.when or turn.scenario.base_rate is not None or turn.scenario.claims:
        return None
    if turn.is_a(extra_told(turn) - 1, "definite", "pointing_at"):
        return None  # "13 calls, the extra one was …"
    frame = framed(turn)
    if joins(turn) and not frame.led(listed("plain_adding")):
        return None
    if frame.begin >= frame.end or any(turn.at(place) in _STOPS for place in range(frame.begin, frame.end)):
        return None
    return _two(frame) or _one(frame)


def _one(frame: Frame) -> Followed | None:
    return next((after for rule in _RULES if (after := rule(frame)) is not None), None)


def _two(frame: Frame) -> Followed | None:
    """ "Leave out the bookings and add two outage calls": one after the other."""
    for place in range(frame.begin + 2, frame.end - 1):
        if frame.at(place) not in ("and", ",", "but", "then"):
            continue
        head = frame.led(listed("plain_adding"), place + 1) or frame.led(listed("plain_removing"), place + 1)
        if not head:
            continue
        first = _one(replace(frame, end=place))
        if first is None or first.rule == "select.only":
            return None
        turn = replace(frame.turn, before=first.described)
        second = _one(replace(frame, turn=turn, begin=place + 1))
        return second if second is not None and second.rule != "select.only" else None
    return None


_STOPS = frozenset({".", "!", "?", ";", "\n"})  # a second sentence


# ---------------------------------------------------------------- which calls, and how many of them


def _whole(frame: Frame, first: int, last: int) -> list[int]:
    """The calls told before that the words from `first` to `last` name and nothing but name."""
    begin = first
    while begin < last and frame.at(begin) in listed("plain_articles"):
        begin += 1
    counted = counted_at(frame, begin) if begin < last else None
    if counted is not None and begin > first and not counted.more and not counted.of:
        places = places_named(frame.turn, (counted.behind, last))
        fits = sum(frame.turn.before[place].count for place in places) == counted.number
        return places if fits else []
    if counted is not None:
        return []
    return places_named(frame.turn, (begin, last)) if begin > first or _known(frame, first) else []


def _known(frame: Frame, place: int) -> bool:
    """Whether a bare word names a kind: "without verifications"."""
    return bool(frame.turn.kind_at(place)) or frame.turn.is_a(place, "calls")


def _some(frame: Frame, first: int, last: int) -> tuple[int, int] | None:
    """ "Two of the bookings": the place of the bookings, and two; all of them where no number is told."""
    counted = counted_at(frame, first)
    if counted is not None and counted.of and not counted.more:
        places = _whole(frame, counted.behind, last)
        if len(places) != 1 or counted.number > frame.turn.before[places[0]].count:
            return None
        return places[0], counted.number
    places = _whole(frame, first, last)
    return (places[0], frame.turn.before[places[0]].count) if len(places) == 1 else None


def _read(frame: Frame, number: int, told: str) -> Described | None:
    """So many calls as they are told of, read as a message of its own; None unless all of it is clear."""
    if frame.turn.read is None or not told:
        return None
    found = frame.turn.read(f"{told}.").described
    sure = len(found) == 1 and found[0].count == number and not found[0].doubt and bool(found[0].facts)
    if not sure or found[0].deduced().missing or found[0].deduced().unknown:
        return None
    rate = next((d.base_rate for d in frame.turn.before if d.base_rate is not None), None)
    return replace(found[0], base_rate=rate)


def _counts(frame: Frame, changed: dict[int, int], rule: str) -> Followed | None:
    """The calls with other numbers of some."""
    after = [replace(d, count=changed.get(place, d.count)) for place, d in enumerate(frame.turn.before)]
    left = [d for d in after if d.count > 0]
    return all_of(left, rule) if left else None


# ---------------------------------------------------------------- what to do with them


def _multiplied(frame: Frame) -> Followed | None:
    """ "And double all of that?"."""
    words = [frame.at(place) for place in range(frame.begin, frame.end)]
    factors = [_FACTORS[word] for word in words if word in _FACTORS]
    if len(factors) != 1 or not all(word in _FACTORS or word in listed("plain_each") for word in words):
        return None
    if not set(words) & listed("plain_everything"):
        return None
    before = frame.turn.before
    return _counts(frame, {place: d.count * factors[0] for place, d in enumerate(before)}, "count.times")


def _taken_out(frame: Frame) -> Followed | None:
    """ "Leave out the bookings", "take two of the verifications off"."""
    head = frame.led(listed("plain_removing"))
    end = frame.end
    if not head and (head := frame.led(listed("plain_taking"))):
        if frame.at(end - 1) not in listed("plain_off"):
            return None
        end -= 1
    if not head:
        return None
    some = _some(frame, head, end)
    if some is not None:
        place, number = some
        less = frame.turn.before[place].count - number
        return _counts(frame, {place: less}, "remove.some" if less else "remove")
    places = _whole(frame, head, end)
    return _counts(frame, dict.fromkeys(places, 0), "remove") if places else None


def _singled_out(frame: Frame) -> Followed | None:
    """ "How much are the new callers alone?", "and just the bookings?"."""
    before = frame.turn.before
    end = frame.closed(listed("plain_alone"))
    head = frame.led(listed("plain_only"))
    if end and not head and frame.asking:
        head = frame.led(listed("plain_cost")) or frame.begin
    elif not head and frame.asking and _brief(frame):
        head = frame.begin
    elif not head:
        return None
    end = end or frame.closed(listed("plain_costing")) or frame.end
    joined = any(frame.at(place) in ("and", "&", "plus") for place in range(head, end))
    places = [] if joined or _stated(frame, head, end) else _whole(frame, head, end)
    if not places or len(places) == len(before):
        return None
    return Followed(before, tuple(before[place] for place in places), "select.only")


def _stated(frame: Frame, first: int, last: int) -> bool:
    """Whether the words say what calls were, and don't name them: "the other five were AI [only]"."""
    were = next((place for place in range(first + 1, last) if frame.at(place) in _WERE), first)
    named = any(
        frame.at(place) == "that" or frame.turn.is_a(place, "asking") for place in range(first + 1, were)
    )  # "the ones that were …", "how much of it was …"
    return were > first and not named


_WERE = frozenset({"is", "are", "was", "were"})


def _brief(frame: Frame) -> bool:
    """ "And the transfers?"."""
    short = frame.end - frame.begin <= _FEW and not frame.supposing and not frame.correcting
    return short and frame.at(frame.begin) in ("the", "those", "these")


def _renumbered(frame: Frame) -> Followed | None:
    """ "Make the bookings seven", "the new callers were five, not four", "actually there were 7 outage calls"."""
    end, wrong = _denied(frame)
    make = frame.led(listed("plain_make"))
    last = counted_last(frame, end)
    if last is not None:
        if frame.at(last.first - 1) == "by":
            return None  # "increase the bookings by two"
        head, link = make or frame.begin, last.first
        while frame.at(link - 1) in listed("plain_were"):
            link -= 1
        if link == last.first and not make:
            return None
        return _set(frame, _whole(frame, head, link), last.number, wrong)
    if not (frame.correcting or make or wrong):
        return None
    counted = counted_at(frame, make or frame.led(listed("plain_there_were")) or frame.begin)
    if counted is None or counted.more or counted.of or counted.behind >= end:
        return None
    if frame.at(counted.first) in ("a", "an"):
        return None
    if any(counted_word(frame.turn, place) for place in range(counted.behind, end)):
        return None  # "11 calls: 6 …" tells all of them again
    places = places_named(frame.turn, (counted.behind, end))
    return _set(frame, places if _only_kind(frame, counted, end) else [], counted.number, wrong)


def _only_kind(frame: Frame, counted: Counted, end: int) -> bool:
    """Whether the words behind a number only name what calls: nobody is told to have done something else."""
    return len(kinds_named(frame.turn, (counted.behind, end))) == 1


def _denied(frame: Frame) -> tuple[int, int]:
    """Where the words before ", not four" end, and the four; 0 where none is denied."""
    counted = counted_last(frame, frame.end)
    if counted is None:
        return frame.end, 0
    for back in (1, 2):
        end = counted.first - back
        if " ".join(frame.at(step) for step in range(end, counted.first)) in listed("plain_not"):
            return (end - 1 if frame.at(end - 1) == "," else end), counted.number
    return frame.end, 0


def _set(frame: Frame, places: list[int], number: int, wrong: int) -> Followed | None:
    if len(places) != 1 or (wrong and frame.turn.before[places[0]].count != wrong):
        return None
    return _counts(frame, {places[0]: number}, "count.named")


def _added(frame: Frame) -> Followed | None:
    """ "Add two more of the bookings", "I forgot 3 outage calls", "four more AI failures"."""
    head = frame.led(listed("plain_adding")) or frame.led(listed("plain_there_were"))
    counted = counted_at(frame, head or frame.begin)
    if counted is None or frame.supposing or not (frame.led(listed("plain_adding")) or counted.more):
        return None
    if not head and frame.at(counted.first) == "another":
        return None  # "another client of mine, …" begins a story
    if counted.of:
        places = _whole(frame, counted.behind, frame.end)
        return _more(frame, places, counted.number) if len(places) == 1 else None
    number = frame.text(counted.first, counted.first + 1) if not counted.more else str(counted.number)
    number = "one" if counted.number == 1 else number
    told = _read(frame, counted.number, f"{number} {frame.text(counted.behind, frame.end)}")
    if told is None:
        places = places_named(frame.turn, (counted.behind, frame.end))
        return _more(frame, places, counted.number) if counted.more and len(places) == 1 else None
    alike = [place for place, d in enumerate(frame.turn.before) if kinds_of(d) == kinds_of(told)]
    if len(alike) == 1:
        return _more(frame, alike, counted.number)
    return all_of((*frame.turn.before, told), "add")


def _more(frame: Frame, places: list[int], number: int) -> Followed | None:
    return _counts(frame, {place: frame.turn.before[place].count + number for place in places}, "count.more")


def _otherwise(frame: Frame) -> Followed | None:
    """ "Three of the new callers went to our office", "what if the bookings had been AI failures?"."""
    if not (frame.correcting or frame.supposing) and counted_at(frame, frame.begin) is None:
        return None
    if frame.turn.also:
        return None
    for place in range(frame.begin + 2, frame.end):
        if frame.at(place) not in listed("plain_predicates"):
            continue
        some = _some(frame, frame.begin, place)
        if some is None:
            continue
        told = _read(frame, some[1], _predicated(frame, some[1], place))
        if told is not None:
            return _moved(frame, some, told)
    return None


def _predicated(frame: Frame, number: int, place: int) -> str:
    """What is said of so many calls, as a sentence of its own."""
    subject = "One call" if number == 1 else f"{number} calls"
    behind = frame.led(listed("plain_had_been"), place)
    if behind:
        return f"{subject} {'was' if number == 1 else 'were'} {frame.text(behind, frame.end)}"
    return f"{subject} {frame.text(place, frame.end)}"


def _moved(frame: Frame, some: tuple[int, int], told: Described) -> Followed:
    place, number = some
    old = frame.turn.before[place]
    new = replace(told, on=old.on, base_rate=old.base_rate, listed=True, words=old.words | told.words)
    left = [replace(old, count=old.count - number)] if number < old.count else []
    before = frame.turn.before
    return all_of((*before[:place], *left, new, *before[place + 1 :]), "change.plain")


_RULES: tuple[Callable[[Frame], Followed | None], ...] = (
    _multiplied,
    _taken_out,
    _singled_out,
    _renumbered,
    _added,
    _otherwise,
)
