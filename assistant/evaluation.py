"""Labelled messages → how many answers are right, by category: the product's own measure.

A case is a JSON object with "id", "cat" and "text" or "turns"; what is right stands in the case itself or under
"expect": a charge ("low", "high", "total", "covered") or an answer ("kind", "must", "must_not", "sections").
The outcomes are "right", "certain-wrong" (a wrong amount stated as sure, the worst), "asked" (asking although
the fact was there) and "wrong".
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assistant.types import AssistantError

RIGHT, CERTAIN_WRONG, ASKED, WRONG = "right", "certain-wrong", "asked", "wrong"
_MARKER = re.compile(r"\[(\d{1,2})\]")
_SAME_KIND = {"article": {"article", "price"}, "price": {"article", "price"}}


class BadCases(AssistantError):
    """A file of cases that can't be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One graded case: which outcome, why, and how long the answer took (milliseconds a turn)."""

    id: str
    category: str
    outcome: str
    reason: str
    ms: float
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """How a category did."""

    category: str
    cases: int
    right: int
    certain_wrong: int
    asked: int

    @property
    def part(self) -> float:
        """The share of right answers, 0 to 1."""
        return self.right / self.cases if self.cases else 0.0


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a JSONL file.  Raises BadCases with the line that can't be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path} can't be read: {error}; give a JSONL file of labelled cases") from None
    cases = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            cases.append(_case(line, f"{path}:{number}"))
    return cases


def _case(line: str, where: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise BadCases(f"{where} is not JSON: {error}") from None
    told = isinstance(case, dict) and (
        isinstance(case.get("text"), str) or isinstance(case.get("turns"), list)
    )
    if not told or "id" not in case:
        raise BadCases(f'{where} needs "id" and "text" or "turns"')
    return dict(case)


def run(
    cases: Iterable[Mapping[str, Any]], answer: Callable[[Sequence[str]], dict[str, Any]], article: str
) -> list[Outcome]:
    """Each case answered (the JSON of the answer to its last turn) and graded; `article` is its whole text."""
    words = squash(article)
    outcomes = []
    for case in cases:
        turns = [str(turn) for turn in case.get("turns") or [case["text"]]]
        start = time.perf_counter()
        given = answer(turns)
        ms = (time.perf_counter() - start) * 1000 / len(turns)
        outcome, reason = grade(case, given, words)
        category = str(case.get("cat", ""))
        outcomes.append(Outcome(str(case["id"]), category, outcome, reason, ms, " / ".join(turns)))
    return outcomes


def shares(outcomes: Sequence[Outcome]) -> list[Share]:
    """By category in alphabetical order, then all together."""
    names = sorted({outcome.category for outcome in outcomes})
    rows = [_share(name, [o for o in outcomes if o.category == name]) for name in names]
    return [*rows, _share("all", outcomes)]


def _share(name: str, outcomes: Sequence[Outcome]) -> Share:
    counts = Counter(outcome.outcome for outcome in outcomes)
    return Share(name, len(outcomes), counts[RIGHT], counts[CERTAIN_WRONG], counts[ASKED])


def latency(outcomes: Sequence[Outcome], part: float) -> float:
    """The latency in milliseconds that `part` (0 to 1) of the answers stay under."""
    times = sorted(outcome.ms for outcome in outcomes)
    return times[min(len(times) - 1, int(len(times) * part))] if times else 0.0


# ---------------------------------------------------------------- grading


def grade(case: Mapping[str, Any], answer: Mapping[str, Any], article: str) -> tuple[str, str]:
    """(outcome, reason); `article` is the squashed text of the article."""
    expected = {**case, **case["expect"]} if isinstance(case.get("expect"), dict) else dict(case)
    if "kind" in expected:
        return _grade_question(expected, answer, article)
    return _grade_charge(expected, answer, article)


def squash(text: str) -> str:
    """Lower case, single spaces, straight quotes: how quotes are compared."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(text.split()).lower()


def _grade_question(case: Mapping[str, Any], answer: Mapping[str, Any], article: str) -> tuple[str, str]:
    text, kind, want = str(answer.get("text", "")), answer.get("kind"), case.get("kind")
    for pattern in case.get("must") or []:
        if not re.search(pattern, text, re.I | re.S):
            return WRONG, f"lacks /{pattern}/"
    for pattern in case.get("must_not") or []:
        if re.search(pattern, text, re.I | re.S):
            return CERTAIN_WRONG, f"says /{pattern}/"
    hostile = case.get("cat") == "hostile"
    if not hostile and want != "smalltalk" and kind not in _SAME_KIND.get(str(want), {want}):
        return WRONG, f"kind {kind}, should be {want}"
    cites = want in ("article", "price") and not hostile
    if cites and not answer.get("citations"):
        return WRONG, "no citation"
    bad = _bad_citations(answer, article, case.get("sections") if cites else None)
    return (WRONG, bad) if bad else (RIGHT, "")


def _grade_charge(case: Mapping[str, Any], answer: Mapping[str, Any], article: str) -> tuple[str, str]:
    charge = answer.get("charge") or {}
    low, high = _money(charge.get("add_on_low")), _money(charge.get("add_on_high"))
    if case.get("covered", True) is False:
        return _grade_uncovered(charge, low, str(answer.get("text", "")))
    if low is None or high is None:
        return ASKED, "no charge given"
    want_low, want_high = _money(case.get("low")), _money(case.get("high"))
    if (low, high) != (want_low, want_high):
        return _grade_amounts(low, high, want_low, want_high)
    wrong = _bad_rest(case, answer, charge, want_low, want_high) or _bad_citations(answer, article, None)
    return (WRONG, wrong) if wrong else (RIGHT, "")


def _grade_uncovered(charge: Mapping[str, Any], low: Decimal | None, text: str) -> tuple[str, str]:
    uncovered, calls = charge.get("calls_not_covered") or 0, charge.get("calls") or 0
    if low is not None and (uncovered == 0 or calls != uncovered):
        return CERTAIN_WRONG, f"priced {low} what the article does not cover"
    if not re.search(r"nov(ember)?\.? 20", text, re.I):
        return WRONG, "does not say since when the pricing holds"
    return RIGHT, ""


def _grade_amounts(
    low: Decimal, high: Decimal, want_low: Decimal | None, want_high: Decimal | None
) -> tuple[str, str]:
    within = want_low is not None and want_low == want_high and low <= want_low <= high
    outcome = CERTAIN_WRONG if low == high else ASKED if within else WRONG
    return outcome, f"add-on {low}-{high}, should be {want_low}-{want_high}"


def _bad_rest(
    case: Mapping[str, Any],
    answer: Mapping[str, Any],
    charge: Mapping[str, Any],
    low: Decimal | None,
    high: Decimal | None,
) -> str:
    """What else is wrong with an answer whose amounts are right."""
    uncovered, text = charge.get("calls_not_covered") or 0, str(answer.get("text", ""))
    if case.get("covered", True) == "partly" and not uncovered:
        return "does not say that some calls are not covered"
    if case.get("covered", True) is True and uncovered:
        return "says that covered calls are not covered"
    total = _money(case.get("total"))
    given = (_money(charge.get("total_low")), _money(charge.get("total_high")))
    if total is not None and given != (total, total):
        return f"total {given[0]}-{given[1]}, should be {total}"
    said = total if total is not None else low
    if low == high and said is not None and not _says(text, said):
        return "the text does not state the amount"
    if low != high and not (answer.get("clarification") or {}).get("question"):
        return "ambiguous, but asks nothing"
    return "" if answer.get("citations") else "no citation"


def _bad_citations(answer: Mapping[str, Any], article: str, sections: Sequence[str] | None) -> str:
    cited = answer.get("citations") or []
    known = {citation.get("marker") for citation in cited}
    loose = {int(number) for number in _MARKER.findall(str(answer.get("text", "")))} - known
    if loose:
        return f"marker without citation: {sorted(loose)}"
    for citation in cited:
        quote = squash(str(citation.get("quote", "")))
        if quote not in article or len(quote) < 8:
            return f"quote not in the article: {quote[:80]!r}"
    have = {squash(str(citation.get("section", ""))) for citation in cited}
    if sections and not any(squash(section) in have for section in sections):
        return f"cites {sorted(have)}, not one of {list(sections)}"
    return ""


def _says(text: str, amount: Decimal) -> bool:
    """Whether the text states this amount of dollars: $6, $6.0 or $6.00."""
    whole, cents = f"{amount:.2f}".split(".")
    options = {f"{int(whole):,}.{cents}", f"{whole}.{cents}"}
    if cents == "00":
        options |= {f"{int(whole):,}", whole}
    figures = "|".join(re.escape(option) for option in sorted(options))
    return re.search(rf"\$\s?(?:{figures})(?![\d]|[.,]\d)", text) is not None


def _money(value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(str(value).replace("$", "").replace("+", "").replace(",", ""))
    except InvalidOperation:
        return None
