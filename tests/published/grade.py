#!/usr/bin/env python3
"""Grade the assistant's answers against labelled cases. Standard library only.

    python grade.py CASES.jsonl ANSWERS.jsonl [--article ARTICLE.txt] [--show N] [--min SHARE]

CASES holds one labelled case a line (as in tests/cases); ANSWERS one line per case,
{"id": ..., "answer": {...}}, the answer as `assistant ask --json` prints it.  Prints the share of right answers per category and over all, how many wrong charges were stated as certain, and the
first N failures.  Exits 1 when the share of right answers is below --min.
"""

import argparse
import collections
import json
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def squash(text):
    return (
        re.sub(
            r"\s+",
            " ",
            text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"'),
        )
        .strip()
        .lower()
    )


def money(value):
    if value is None:
        return None
    try:
        return Decimal(str(value).replace("$", "").replace("+", "").replace(",", ""))
    except InvalidOperation:
        return None


def says_amount(text, amount):
    """Whether the visible text states this amount of dollars: $6, $6.0 or $6.00."""
    plain = f"{amount:.2f}"
    whole, cents = plain.split(".")
    grouped = f"{int(whole):,}"
    options = [re.escape(grouped + "." + cents), re.escape(whole + "." + cents)]
    if cents == "00":
        options += [re.escape(grouped), re.escape(whole)]
    return re.search(r"\$\s?(?:" + "|".join(options) + r")(?![\d]|[.,]\d)", text) is not None


def check_citations(answer, article, sections):
    """None, or what is wrong with the citations."""
    cited = answer.get("citations") or []
    text = answer.get("text", "")
    markers = {int(n) for n in re.findall(r"\[(\d{1,2})\]", text)}
    numbers = {c.get("marker") for c in cited}
    if markers - numbers:
        return f"marker without citation: {sorted(markers - numbers)}"
    if article:
        for c in cited:
            if squash(c.get("quote", "")) not in article or len(squash(c.get("quote", ""))) < 8:
                return f"quote not in the article: {c.get('quote', '')[:80]!r}"
    if sections:
        have = {squash(c.get("section", "")) for c in cited}
        if not any(squash(s) in have for s in sections):
            return f"cites {sorted(have)}, not one of {sections}"
    return None


def grade_charge(case, answer, article):
    """('right' | 'certain-wrong' | 'asked' | 'wrong', reason)"""
    charge = answer.get("charge") or {}
    low, high = money(charge.get("add_on_low")), money(charge.get("add_on_high"))
    want_low, want_high = money(case.get("low")), money(case.get("high"))
    uncovered, calls = charge.get("calls_not_covered") or 0, charge.get("calls") or 0
    text = answer.get("text", "")
    covered = case.get("covered", True)
    if covered is False:
        if low is not None and (uncovered == 0 or calls != uncovered):
            return "certain-wrong", f"priced {low}-{high} what the article does not cover"
        if not re.search(r"nov(ember)?\.? 20", text, re.I):
            return "wrong", "does not say since when the article's pricing holds"
        return "right", ""
    if low is None or high is None:
        return "asked", "no charge given"
    if (low, high) != (want_low, want_high):
        certain = low == high
        asked = not certain and want_low == want_high and low <= want_low <= high
        return (
            "certain-wrong" if certain else "asked" if asked else "wrong",
            f"add-on {low}-{high}, should be {want_low}-{want_high}",
        )
    if covered == "partly" and not uncovered:
        return "wrong", "does not say that some calls are not covered"
    if covered is True and uncovered:
        return "wrong", "says that covered calls are not covered"
    total = money(case.get("total"))
    if total is not None and (money(charge.get("total_low")), money(charge.get("total_high"))) != (
        total,
        total,
    ):
        return "wrong", f"total {charge.get('total_low')}-{charge.get('total_high')}, should be {total}"
    if want_low == want_high and not says_amount(text, total if total is not None else want_low):
        return "wrong", "the text does not state the amount"
    if want_low != want_high and not (answer.get("clarification") or {}).get("question"):
        return "wrong", "ambiguous, but asks nothing"
    if not answer.get("citations"):
        return "wrong", "no citation"
    bad = check_citations(answer, article, None)
    return ("wrong", bad) if bad else ("right", "")


def grade_question(case, answer, article):
    kind, want, text = answer.get("kind"), case.get("kind"), answer.get("text", "")
    for pattern in case.get("must") or []:
        if not re.search(pattern, text, re.I | re.S):
            return "wrong", f"lacks /{pattern}/"
    for pattern in case.get("must_not") or []:
        if re.search(pattern, text, re.I | re.S):
            return "certain-wrong", f"says /{pattern}/"
    hostile = case.get("cat") == "hostile"
    same = {"article": {"article", "price"}, "price": {"article", "price"}}
    if (
        want in ("article", "price", "not_covered", "clarify")
        and not hostile
        and kind not in same.get(want, {want})
    ):
        return "wrong", f"kind {kind}, should be {want}"
    if want in ("article", "price") and not hostile and not answer.get("citations"):
        return "wrong", "no citation"
    sections = case.get("sections") if want in ("article", "price") and not hostile else None
    bad = check_citations(answer, article, sections)
    return ("wrong", bad) if bad else ("right", "")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases")
    parser.add_argument("answers")
    parser.add_argument("--article", help="the article's text, to check that every quote is verbatim")
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--min", type=float, default=0.0)
    args = parser.parse_args()
    article = squash(Path(args.article).read_text(encoding="utf-8")) if args.article else ""
    answers = {a["id"]: a.get("answer") or {} for a in load(args.answers)}
    tally, outcomes, failures = collections.defaultdict(collections.Counter), collections.Counter(), []
    for case in load(args.cases):
        label = {**case, **case["expect"]} if "expect" in case else case
        if case["id"] not in answers:
            outcome, reason = "wrong", "no answer"
        elif "low" in label or "covered" in label:
            outcome, reason = grade_charge(label, answers[case["id"]], article)
        else:
            outcome, reason = grade_question(label, answers[case["id"]], article)
        tally[case.get("cat", "-")][outcome] += 1
        outcomes[outcome] += 1
        if outcome != "right":
            failures.append((case, outcome, reason))
    total = sum(outcomes.values())
    for cat in sorted(tally):
        n = sum(tally[cat].values())
        print(
            f"{cat:28} {tally[cat]['right']:4}/{n:<4} {tally[cat]['right'] / n:6.1%}  "
            + ", ".join(f"{k} {v}" for k, v in sorted(tally[cat].items()) if k != "right")
        )
    for case, outcome, reason in failures[: args.show]:
        said = case.get("text") or " / ".join(case.get("turns", []))
        print(f"- {case['id']} [{outcome}] {reason}\n    {said[:300]}")
    share = outcomes["right"] / total if total else 0.0
    print(
        f"right {outcomes['right']}/{total} {share:.1%}; certain-wrong {outcomes['certain-wrong']}; "
        f"asked needlessly {outcomes['asked']}; otherwise wrong {outcomes['wrong']}"
    )
    return 0 if total and share >= args.min else 1


if __name__ == "__main__":
    sys.exit(main())
