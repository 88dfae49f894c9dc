"""Every combination of the interactions with its price and the rule that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from assistant import Assistant
from assistant.types import INTERACTIONS, Call, Policy
from assistant.web.pages import answer as shown


@dataclass(frozen=True)
class Combination:
    """One call in which exactly these interactions took place."""

    interactions: frozenset[str]
    happened: str
    price: str
    rule: str
    because: str


def all_combinations(assistant: Assistant) -> list[Combination]:
    """All 2⁷ of them, the fewest interactions first, each priced by the assistant."""
    sets = [
        frozenset(key for key, took_place in zip(INTERACTIONS, chosen, strict=True) if took_place)
        for chosen in product((False, True), repeat=len(INTERACTIONS))
    ]
    return [
        _combination(assistant, keys) for keys in sorted(sets, key=lambda keys: (len(keys), _order(keys)))
    ]


def matching(
    rows: Sequence[Combination],
    policy: Policy,
    included: Sequence[str] = (),
    excluded: Sequence[str] = (),
    price: str | None = None,
    words: str = "",
) -> list[Combination]:
    """The combinations with all of `included` and none of `excluded` (names of interactions), at this price,
    in whose texts all of these words stand."""
    keys = {rule.name: key for key, rule in policy.interactions.items()}
    must, must_not = {keys[name] for name in included}, {keys[name] for name in excluded}
    sought = words.casefold().split()
    return [
        row
        for row in rows
        if must <= row.interactions
        and not must_not & row.interactions
        and price in (None, row.price)
        and all(word in f"{row.happened} {row.rule} {row.because}".casefold() for word in sought)
    ]


def rule_name(decided_by: str, policy: Policy) -> str:
    """The deciding policy entry by name."""
    rule = policy.interactions.get(decided_by)
    return rule.name if rule else decided_by.replace("_", " ").capitalize().replace("Ai ", "AI ")


def _combination(assistant: Assistant, keys: frozenset[str]) -> Combination:
    policy = assistant.policy
    answer = assistant.charge((Call(interactions=keys),))
    names = " + ".join(policy.interactions[key].name for key in INTERACTIONS if key in keys) or "AI alone"
    if answer.bill is None:
        return Combination(keys, names, "withheld", "", answer.text)
    line = answer.bill.lines[0]
    low, high = (None if amount is None else f"{amount:.2f}" for amount in (line.low, line.high))
    price = shown.amount(low, high) or "not covered"
    return Combination(keys, names, price, rule_name(line.decided_by, policy), line.because)


def _order(keys: frozenset[str]) -> list[int]:
    return [INTERACTIONS.index(key) for key in INTERACTIONS if key in keys]
