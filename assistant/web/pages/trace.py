"""How a message was read, as HTML: the words that observations rest on, the steps, the calls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.types import Observation, Policy, Reading
from assistant.web.pages import escaped

POLARITY = {"yes": "happened", "no": "did not happen", "unknown": "not known", "if": "supposed"}


def marked_text(reading: Reading) -> str:
    """The message with every observation's words marked, coloured by polarity and named where they end.

    Observations may overlap; a stretch takes the colour of the shortest one on it.
    """
    text = reading.message
    seen = [one for one in reading.observations if 0 <= one.start < one.end <= len(text)]
    edges = sorted({0, len(text), *(one.start for one in seen), *(one.end for one in seen)})
    stretches = "".join(_stretch(text, low, high, seen) for low, high in pairwise(edges))
    return f'<div class="trace">{stretches}</div>{_legend(seen)}'


def _stretch(text: str, low: int, high: int, seen: Sequence[Observation]) -> str:
    words = escaped.text(text[low:high])
    on_it = [one for one in seen if one.start <= low and one.end >= high]
    if not on_it:
        return words
    nearest = min(on_it, key=lambda one: one.end - one.start)
    told = "; ".join(f"{one.concept}: {POLARITY.get(one.polarity, one.polarity)}" for one in on_it)
    names = dict.fromkeys(named(one.concept) for one in on_it if one.end == high)
    label = f"<sup>{escaped.text(', '.join(names))}</sup>" if names else ""
    return (
        f'<mark class="{escaped.text(nearest.polarity)}" title="{escaped.text(told)}">{words}{label}</mark>'
    )


def _legend(observations: Sequence[Observation]) -> str:
    found = [polarity for polarity in POLARITY if any(seen.polarity == polarity for seen in observations)]
    items = "".join(f'<li><mark class="{polarity}">{POLARITY[polarity]}</mark></li>' for polarity in found)
    return f'<ul class="legend" aria-label="Colours">{items}</ul>' if items else ""


def named(concept: str) -> str:
    """A concept's key as words."""
    return concept.replace("_", " ").replace(".", " ")


def steps_html(reading: Reading, policy: Policy) -> str:
    """The deductions, in order, interactions by the names they have in the policy."""
    items = "".join(
        f"<li>{escaped.text(_worded(step.text, policy))} <small>({escaped.text(named(step.rule))})</small></li>"
        for step in reading.deductions
        if (step.rule, step.text) != ("turn", "first")  # a text that is traced follows on nothing
    )
    return f"<ol>{items}</ol>" if items else "<p>No rule had anything to conclude.</p>"


def _worded(words: str, policy: Policy) -> str:
    for key, rule in policy.interactions.items():
        words = words.replace(key, rule.label)
    return words


def unknowns(reading: Reading, policy: Policy) -> list[str]:
    """What isn't known of the calls, and which fact decides."""
    found = [
        f"Line {number}: {policy.interactions[key].name}"
        for number, call in enumerate(reading.calls, 1)
        for key in policy.interactions
        if key in call.unknown
    ]
    return [
        *found,
        *([f"The fact that decides and wasn't told: {named(reading.missing)}"] if reading.missing else []),
    ]
