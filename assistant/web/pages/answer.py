"""An answer of the contract (its JSON) as HTML and Markdown: the amount first, then why, then sources.

Pure functions from values to text; every word that isn't ours is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assistant.types import Article, Policy
from assistant.web.pages import escaped
from assistant.web.pages.passages import excerpt_html, section_at

Charge = Mapping[str, Any]

AVATARS = {"assistant": ":material/receipt_long:", "user": ":material/person:"}


def amount(low: str | None, high: str | None, sign: str = "+") -> str:
    """ "+$6.00", or "+$0.00 to +$6.00" where a deciding fact is missing; "" where nothing is covered."""
    if low is None or high is None:
        return ""
    least, most = (f"{sign}${Decimal(amount):,.2f}" for amount in (low, high))
    return least if low == high else f"{least} to {most}"


def counted(number: int) -> str:
    return "1 call" if number == 1 else f"{number:,} calls"


def happened(line: Charge, policy: Policy) -> str:
    """What took place in a line's call: the interactions' names, "AI alone", and what isn't known."""
    names = [policy.interactions[key].name for key in line["interactions"]]
    words = " + ".join(names) or ("" if line["unknown"] else "AI alone")
    unsure = " or ".join(policy.interactions[key].name for key in line["unknown"])
    return " · ".join(part for part in (words, f"not sure: {unsure}" if unsure else "") if part)


def card_html(charge: Charge, policy: Policy, changed: Sequence[str] = ()) -> str:
    """The card above a price answer: add-on, total where a base rate is known, a row a line, and what an
    edit of the reading changed."""
    figures = [_figure("Live agent add-on", amount(charge["add_on_low"], charge["add_on_high"]), main=True)]
    if charge["total_low"] is not None:
        total = amount(charge["total_low"], charge["total_high"], sign="")
        figures.append(_figure("Total with your base rate", total))
    covered = charge["calls"] - charge["calls_not_covered"]
    notes = [f"for {counted(covered)}"] if covered else []
    if charge["calls_not_covered"]:
        notes.append(f"{counted(charge['calls_not_covered'])} not covered by the article, left out")
    if charge["add_on_low"] is None:
        figures = [_figure("Live agent add-on", "Not covered", main=True)]
        notes = [f"{counted(charge['calls'])} the article gives no amount for"]
    elif charge["add_on_low"] != charge["add_on_high"]:
        notes.append("a fact that decides the price is missing")
    rows = "".join(_row(line, policy) for line in charge["lines"]) if len(charge["lines"]) > 1 else ""
    return (
        f'<section class="charge" aria-label="Charge"><div class="figures">{"".join(figures)}</div>'
        f'<p class="charge-note">{" · ".join(notes)}</p>{f"<ul>{rows}</ul>" if rows else ""}'
        f"{_changed(changed)}</section>"
    )


def _changed(changes: Sequence[str]) -> str:
    words = "<br>".join(escaped.text(change) for change in changes)
    return f'<p class="changed" role="status">You changed: {words}</p>' if words else ""


def _figure(label: str, value: str, main: bool = False) -> str:
    return (
        f'<div class="figure{" main" if main else ""}"><span class="figure-label">{label}</span>'
        f'<span class="figure-value">{escaped.text(value)}</span></div>'
    )


def _row(line: Charge, policy: Policy) -> str:
    each = amount(line["add_on_low"], line["add_on_high"]) or "not covered"
    what = escaped.text(happened(line, policy))
    per = " each" if line["calls"] > 1 else ""
    return f"<li><span>{counted(line['calls'])} · {what}</span><b>{each}{per}</b></li>"


def text_markdown(answer: Mapping[str, Any], turn: str) -> str:
    """The answer's text with its markers linked to the sources below it."""
    known = {citation["marker"] for citation in answer["citations"]}
    return escaped.with_source_links(answer["text"], turn, known)


def sources_html(answer: Mapping[str, Any], turn: str, articles: Mapping[str, Article]) -> str:
    """The sources and what would change the price, each one to be opened by a tap."""
    items = "".join(source_html(citation, turn, articles) for citation in answer["citations"])
    items += _would_change(answer["charge"])
    return f'<div class="sources" role="group" aria-label="Sources">{items}</div>' if items else ""


def source_html(citation: Mapping[str, Any], turn: str, articles: Mapping[str, Article]) -> str:
    """One source: section, article, the sentence marked in its surroundings, and the way to it."""
    article = articles.get(citation["article"])
    marker, section = citation["marker"], escaped.text(citation["section"])
    label = escaped.text(_beginning(citation["quote"]))
    if article is None or article.text[citation["start"] : citation["end"]] != citation["quote"]:
        body = f"<p><mark>{escaped.text(citation['quote'])}</mark></p><p>The article has changed since.</p>"
        link = ""
    else:
        body = excerpt_html(article, citation["start"], citation["end"])
        place = section_at(article, citation["start"])
        address = escaped.article_link(article.id, citation["quote"], place.anchor if place else "")
        link = f'<a href="{escaped.text(address)}" target="_blank">Open in the article</a>'
    return (
        f'<details class="source" id="{escaped.source_id(turn, marker)}">'
        f'<summary aria-label="Source {marker}: {label}"><span class="marker">{marker}</span>'
        f'<span class="label">{label}</span></summary>'
        f'<p class="of">{escaped.text(citation["title"])} · {section}</p>'
        f'<div class="excerpt">{body}</div>{link}</details>'
    )


def _beginning(words: str, longest: int = 44) -> str:
    """The first words of a quote, as what its source is called."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _would_change(charge: Charge | None) -> str:
    lines = charge["lines"] if charge else []
    several = len(lines) > 1
    items = []
    for number, line in enumerate(lines, 1):
        lead = f"Line {number}: " if several else ""
        items += [f"<li>{lead}{escaped.text(words)}</li>" for words in line["would_change"]]
    if not items:
        return ""
    return (
        '<details class="source would-change"><summary><span class="label">What would change the price</span></summary>'
        f'<ul class="excerpt">{"".join(items)}</ul></details>'
    )


def copy_button(label: str, link: str) -> str:
    """A button that copies the whole address of a link within this server."""
    return f'<button type="button" class="quiet" data-copy-url="{escaped.text(link)}">{label}</button>'


def copy_html(plain: str, link: str | None) -> str:
    """The buttons that copy the answer and the link to it; browser.js does the copying."""
    words = f'<button type="button" class="quiet" data-copy="{escaped.text(plain)}">Copy answer</button>'
    share = copy_button("Copy link", link) if link else ""
    return f'<div class="copy-row">{words}{share}</div>'


def plain_text(answer: Mapping[str, Any]) -> str:
    """The answer as text for an e-mail or a ticket: without Markdown, with numbered sources."""
    words = answer["text"].replace("**", "")
    sources = [
        f"[{citation['marker']}] {citation['title']} – {citation['section']}: “{citation['quote']}”"
        for citation in answer["citations"]
    ]
    return "\n\n".join([words, "\n".join(["Sources:", *sources])] if sources else [words])


def question_html(words: str, turn: str) -> str:
    """What the visitor wrote, line breaks kept, under an id to scroll to."""
    return f'<p class="question" id="{question_id(turn)}">{escaped.text(words)}</p>'


def question_id(turn: str) -> str:
    return f"question-{turn}"
