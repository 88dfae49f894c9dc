"""Follow-ups that rearrange the calls: go back, merge, divide, take away, single out."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.numbers import Quantity
from assistant.reading.observe import YES
from assistant.reading.overlaps import had_both
from assistant.reading.removals import REMOVALS
from assistant.reading.targets import among, counts, kinds_said, numbered, refers, targets
from assistant.reading.turns import Followed, Turn, all_of, happened, rated
from assistant.reading.units import WHO, WHY

_EARLY = 3  # tokens in which a message says that it takes something away
_NEAR = 5  # words behind "one of" that tell of what
_KIND = 2  # words behind a number that name a kind


def undone(turn: Turn) -> Followed | None:
    """ "Go back to what it was": the calls before, or the last ones of the number that is named."""
    number = counts(turn)
    if turn.last_rule.startswith("fresh") and turn.says("back_again") and turn.history and not turn.told:
        return all_of(turn.history[-1], "undo")  # "and back at Lakeside?"
    retracts = turn.begins("removing", within=4) and turn.begins("pronoun", within=5) and number
    sums = {sum(d.count for d in back) for back in turn.history}
    again = turn.says("once_more") and not turn.told and number
    retracts = retracts or (again and number[-1] in sums - {sum(d.count for d in turn.before)} and number)
    if not ("undo" in turn.moves or retracts) or not turn.history or turn.complete:
        return None
    told = {key for d in turn.new for key in happened(d) if key in WHY | _ENDS}
    told |= {"smith"} & {key for d in turn.new for key in happened(d)}
    if told:  # "they were playbook handoffs after all"
        alike = [back for back in turn.history if any(told <= happened(d) for d in back)]
        if alike and not number:
            return all_of(alike[-1], "undo")
    gone = sum(d.count for d in turn.history[-1]) - sum(d.count for d in turn.before)
    for back in reversed(turn.history):
        if not number or number[-1] in (sum(d.count for d in back), gone):
            return all_of(back, "undo")
    return None


_ENDS = frozenset({"own", "alone", "no_human", "ai_booked"})


def kept(turn: Turn) -> Followed | None:
    """ "No, keep Jan, drop Feb": what was taken out before is there again, and what is named now is gone."""
    if "kept" not in turn.moves or turn.complete or turn.last_rule not in REMOVALS or not turn.history:
        return None
    again = replace(turn, before=turn.history[-1])
    if "remove" not in turn.moves:
        named = targets(again)
        wanted = [d for place, d in enumerate(again.before) if place in named or d in turn.before]
        whole = turn.says("them", "pronoun") and not named
        return all_of(again.before if whole else wanted, "undo.kept") if named or whole else None
    first = next(m.first for m in turn.matches if m.concept == "remove")
    again_in = [m.first for m in turn.matches if m.concept == "kept" and m.first > first]
    gone = among(again, (first, min([*again_in, len(turn.observed.text.tokens)])))
    left = [d for place, d in enumerate(again.before) if place not in gone]
    if gone and left:
        return all_of(left, "remove")
    return all_of([d.doubted() for d in again.before], "undo.unclear")


def merged(turn: Turn) -> Followed | None:
    """ "That was one and the same call"."""
    before = turn.before
    several = len(before) > 1 or any(d.count > 1 or d.doubt for d in before)
    if "merge" not in turn.moves or not several or turn.complete or had_both(turn):
        return None
    same = [d.count for d in before] == counts(turn)[:1] * len(before) and len(before) > 1
    if same and not turn.told:  # "they were the same three calls"
        both = {key: value for d in before for key, value in d.facts.items()}
        return all_of((replace(before[0], facts=both),), "overlap")
    if any(number > 1 for number in counts(turn)) and not turn.says("one"):
        return None
    some = [q for q in turn.quantities if q.partitive and q.kind in ("count", "share")]
    pair = some or _pair_of_kinds(turn)
    if pair and any(d.count > 1 for d in before):
        return _merged_some(turn, pair)
    if sum(d.count for d in before) > len(before) > 1 and not turn.says("every_one", "a_same"):
        return all_of([d.doubted() for d in before], "merge.unclear")
    facts: dict[str, str] = {}
    for described in before:
        facts |= {key: value for key, value in described.facts.items() if facts.get(key) != YES}
    return all_of((replace(before[0], facts=facts, count=1, listed=False, doubt=False),), "merge")


def _merged_some(turn: Turn, some: list[Quantity]) -> Followed:
    """ "One of the escalations was in the same call as one of the bookings", "two of the five were one call"."""
    before = turn.before
    number = int(some[0].value or 0) if some[0].kind == "count" else 0
    if len(before) == 1 and len(some) == 1 and 1 < number <= before[0].count:
        return all_of((replace(before[0], count=before[0].count - number + 1),), "merge.some")
    ends = [*(q.first for q in some[1:]), len(turn.observed.text.tokens)]
    named = [among(turn, (q.last, end)) for q, end in zip(some, ends, strict=True)]
    places = sorted(place for found in named for place in found)
    pairs = len(some) == 2 == len(set(places)) == len(places) and {q.value for q in some} == {number}
    if pairs and 0 < number <= min(before[place].count for place in places):
        first, last = (before[place] for place in places)
        both = replace(first, facts=first.facts | last.facts, count=number)
        less = [
            replace(d, count=d.count - number) if place in places else d for place, d in enumerate(before)
        ]
        after = (*less[: places[0] + 1], both, *less[places[0] + 1 :])
        return all_of([d for d in after if d.count], "overlap")
    return all_of([d.doubted() for d in before], "merge.unclear")


def _pair_of_kinds(turn: Turn) -> list[Quantity]:
    """ "One verification and one request were the same call": the two numbers, each of another kind."""
    said = [q for q in turn.quantities if q.kind == "count" and q.value and not refers(turn, q)]
    said = [
        q
        for q in said
        if q.role in ("interactions", "people", "bare") and among(turn, (q.first, q.last + _KIND))
    ]
    return said if len(said) == 2 and len(turn.before) > 1 else []


def divided(turn: Turn) -> Followed | None:
    """One call that was really several: each reason in a call of its own."""
    before = turn.before
    told = turn.told and "split_told" in turn.moves  # "the booking was in a second call"
    if not (told or "split" in turn.moves) or len(before) != 1 or before[0].count != 1:
        return None
    facts = dict(before[0].facts)
    if facts.get("booked") == facts.get("non_integrated") == facts.get("smith") == YES:
        facts |= {"agent_booked": YES}
    reasons = [key for key in facts if key in WHY - {"new", "non_integrated"} and facts[key] == YES]
    if len(reasons) == 1 and turn.changing and _again_alike(turn):
        return all_of((before[0], replace(before[0], on=None)), "split.again")
    if len(reasons) < 2 or (turn.complete and len(turn.new) > 1):
        return None
    shared = {key: value for key, value in facts.items() if key not in reasons}
    ones = [replace(before[0], facts={**shared, reason: YES}, doubt=False) for reason in reasons]
    return all_of(ones, "split")


def _again_alike(turn: Turn) -> bool:
    """ "No wait, he got cut off and called again; in the second call he asked again and got your agent again"."""
    told = [happened(d) & (WHO | WHY) for d in turn.new]
    return (
        len(told) == 1
        and bool(told[0] & WHY)
        and told[0] <= happened(turn.before[0])
        and turn.says("once_more")
    )


def taken_out(turn: Turn) -> Followed | None:
    """ "Actually, scratch the verifications": said first, it takes away, whatever else is told of them."""
    if not turn.begins("removing", within=4):
        return None
    if turn.complete and turn.is_a(1, "pronoun"):
        return all_of(rated(turn.new, turn.before), "instead")
    return taken_away(turn)


def taken_away(turn: Turn) -> Followed | None:
    """ "Leave out the second one", "without the two outages"."""
    before = turn.before
    leads = turn.begins("removing", within=5)
    if not ("remove" in turn.moves or _without(turn)) or not before or (turn.complete and not leads):
        return None
    if (
        not (leads or _without(turn))
        and turn.at(len(turn.observed.text.tokens) - 1) == "?"
        and "what_if" not in turn.moves
    ):
        return None
    number = counts(turn) or ([1] if turn.says("a_single") else [])
    gone = _some_of(turn) or targets(turn)
    if len(before) == 1 and number and 0 < number[0] < before[0].count:
        return all_of([replace(before[0], count=before[0].count - number[0])], "remove.some")
    if not gone or len(gone) == len(before):
        named = leads and (
            turn.says("calls") or kinds_said(turn, (0, len(turn.observed.text.tokens)), named=True)
        )
        return all_of([d.doubted() for d in before], "remove.unfound") if named else None
    if len(gone) == 1 and number and 0 < number[0] < before[gone[0]].count:
        less = replace(before[gone[0]], count=before[gone[0]].count - number[0])
        return all_of([less if place == gone[0] else d for place, d in enumerate(before)], "remove.some")
    return all_of([d for place, d in enumerate(before) if place not in gone], "remove")


def _without(turn: Turn) -> bool:
    """ "Without Dana's?": who is taken out is named."""
    named = next(
        (place for place in range(_EARLY + 1) if turn.is_a(place, "without") or _but(turn, place)), None
    )
    return named is not None and not turn.told and len(targets(turn)) == 1


def _but(turn: Turn, place: int) -> bool:
    """ "Everything but …"."""
    return turn.at(place) == "but" and turn.at(place - 1) in ("everything", "everybody", "everyone", "all")


def _some_of(turn: Turn) -> list[int]:
    """The calls that "one of the verified …" is of."""
    some = [q for q in turn.quantities if q.partitive and q.kind == "count"]
    whole = [int(q.value) for q in turn.quantities if q.value and some and _whole_of(turn, some[0], q)]
    named = [place for place, d in enumerate(turn.before) if whole and d.count == whole[0]]
    if len(named) == 1 and len(turn.before) > 1:
        return named
    return among(turn, (some[0].last, some[0].last + _NEAR)) if some and len(turn.before) > 1 else []


def _whole_of(turn: Turn, some: Quantity, q: Quantity) -> bool:
    """ "Five of the twelve": the number of which some are told."""
    return q is not some and 0 <= q.first - some.last <= 2 and turn.is_a(q.first - 1, "definite")


def unfound(turn: Turn) -> Followed | None:
    """ "The second one I can't find out": whatever was told of it, nobody knows who took it and why."""
    before = turn.before
    sure = any(value == YES for d in turn.new for key, value in d.facts.items() if key in WHO | WHY)
    if "unknown_still" not in turn.moves or len(before) < 2 or (turn.told and sure):
        return None
    places = _bare_number(turn) or targets(turn)
    if not places or len(places) == len(before):
        return None
    return all_of(
        [
            replace(d, facts={"someone": YES}) if place in places and d.deduced().missing is None else d
            for place, d in enumerate(before)
        ],
        "unknown",
    )


def _bare_number(turn: Turn) -> list[int]:
    """The call that "not sure about 2" is about."""
    found = [int(q.value) for q in turn.quantities if q.kind == "count" and q.role == "bare" and q.value]
    return [number - 1 for number in found if 0 < number <= len(turn.before)]


def only(turn: Turn) -> Followed | None:
    """ "Just the playbook ones": what they were told as, said again to single them out."""
    before = turn.before
    if len(before) < 2 or not turn.told or not turn.only or turn.complete or turn.changing:
        return None
    whole = (0, len(turn.observed.text.tokens))
    places = sorted({*_of_told(turn), *among(turn, whole)})
    if len(kinds_said(turn, whole)) > 1 and not among(turn, whole):
        places = list(range(len(before)))  # every kind is named
    if not places or (len(places) == len(before) and len(before) > len(kinds_said(turn, whole))):
        return None
    return Followed(before, tuple(before[place] for place in places), "select.only")


def _of_told(turn: Turn) -> list[int]:
    """The calls of which all was told before that the message tells."""
    told = {key for d in turn.new for key, value in d.facts.items() if value == YES and key in WHO | WHY}
    return [place for place, d in enumerate(turn.before) if told <= happened(d)] if told & WHY else []


def remaining(turn: Turn) -> Followed | None:
    """ "And the other three?": those that were not asked about last; in doubt where nobody knows which."""
    before = turn.before
    said = [q for q in turn.quantities if q.kind == "rest"]
    if len(before) < 2 or turn.told or len(said) != 1 or turn.changing or turn.moves & {"remove", "add"}:
        return None
    left = [place for place in range(len(before)) if place not in turn.asked]
    number = sum(before[place].count for place in left)
    if not turn.asked or (said[0].value or number) != number:
        alike = [d for d in before if d.count == said[0].value]
        if len(alike) == 1 and alike[0].count > 1 and not turn.asked:
            return Followed(before, (alike[0],), "select.rest")
        unclear = tuple(d.doubted() for d in before)
        return Followed(before, unclear, "select.unclear") if said[0].value else None
    return Followed(before, tuple(before[place] for place in left), "select.rest")


def _same_person(turn: Turn) -> list[int]:
    """The calls told of with "she", where "the lady" is asked about."""
    his, hers = turn.words["his"], turn.words["hers"]
    for people, others in ((his, hers), (hers, his)):
        nouns = people - turn.words["gendered"]
        if any(token.text in nouns for token in turn.observed.text.tokens):
            return [n for n, d in enumerate(turn.before) if d.words & people and not d.words & others]
    return []


def selected(turn: Turn) -> Followed | None:
    """The question is about some of the calls."""
    before = turn.before
    if len(before) < 2 or turn.told or turn.moves & {"total", "unknown_still", "pushback"}:
        return None
    if turn.states and not turn.only:
        return None
    places = targets(turn) if turn.scenario.base_rate is None or turn.only else numbered(turn)
    places = sorted({*places, *_same_person(turn)} if places else places)
    if not places or len(places) == len(before):
        return None
    return Followed(before, tuple(before[place] for place in places), "select")
