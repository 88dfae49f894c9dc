"""Passages of an article as HTML: the block structure of its Markdown and one marked stretch of it.

Articles hold headings, paragraphs, lists and quotes with **bold**, *italic* and links inside; all else is
shown as it is written.  Offsets are those of `Article.text`, so that a mark stands exactly on a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.types import Article, Section
from assistant.web.pages import escaped

_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?!\w)"
    r"|\[(?P<words>[^\]\n]+)\]\((?P<url>(?:https?://|mailto:|tel:)[^)\s]+)\)"
)
_LEAD = re.compile(r"(?P<heading>#{1,6}) +|(?P<item>[ \t]*(?:[-*•]|\d+[.)]) +)|(?P<quote>> ?)")


@dataclass(frozen=True)
class _Line:
    kind: str  # "heading", "item", "quote" or "words"
    level: int
    start: int
    end: int


def article_html(article: Article, marked: tuple[int, int] | None = None) -> str:
    """The whole article with an id on every heading; `marked` (offsets) is highlighted as #quote."""
    return _render(article, _lines(article.text, 0, len(article.text)), marked, anchors=True)


def excerpt_html(article: Article, start: int, end: int) -> str:
    """The quote at these offsets, marked, with the lines around it in its section."""
    section = section_at(article, start)
    low = section.start if section else 0
    high = section.end if section else len(article.text)
    lines = [line for line in _lines(article.text, low, high) if line.kind != "heading"]
    near = [number for number, line in enumerate(lines) if line.start < end and line.end > start]
    if not near:
        return f"<p><mark>{escaped.text(article.text[start:end])}</mark></p>"
    shown = lines[max(0, near[0] - 2) : near[-1] + 3]
    return _render(article, shown, (start, end), anchors=False)


def section_at(article: Article, offset: int) -> Section | None:
    """The innermost section that holds this place of the article."""
    holding = [section for section in article.sections if section.start <= offset < section.end]
    return max(holding, key=lambda section: (section.level, section.start), default=None)


def find_quote(article: Article, words: str) -> tuple[int, int] | None:
    """Where these words stand in the article, white space apart; None when they don't."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(pattern, article.text, re.IGNORECASE) if pattern else None
    return match.span() if match else None


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines, at = [], start
    for raw in text[start:end].splitlines(keepends=True):
        line_end = at + len(raw.rstrip())
        if line_end > at:
            lines.append(_line(text, at, line_end))
        at += len(raw)
    return lines


def _line(text: str, start: int, end: int) -> _Line:
    lead = _LEAD.match(text, start, end)
    if not lead:
        return _Line("words", 0, start, end)
    kind = str(lead.lastgroup)
    return _Line(kind, len(lead["heading"] or ""), lead.end(), end)


def _render(article: Article, lines: list[_Line], marked: tuple[int, int] | None, anchors: bool) -> str:
    parts: list[str] = []
    in_list = target_placed = False
    for line in lines:
        if in_list != (line.kind == "item"):
            parts.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        words = _words(article.text, line, marked)
        if anchors and not target_placed and "<mark>" in words:
            words, target_placed = words.replace("<mark>", '<mark id="quote">', 1), True
        parts.append(_block(article, line, words, anchors))
    return "".join([*parts, "</ul>" if in_list else ""])


def _block(article: Article, line: _Line, words: str, anchors: bool) -> str:
    if line.kind != "heading":
        tag = {"item": "li", "quote": "blockquote"}.get(line.kind, "p")
        return f"<{tag}>{words}</{tag}>"
    section = section_at(article, line.start)
    anchor = f' id="{escaped.text(section.anchor)}"' if anchors and section else ""
    level = max(2, line.level)
    return f"<h{level}{anchor}>{words}</h{level}>"


def _words(text: str, line: _Line, marked: tuple[int, int] | None) -> str:
    low, high = marked or (0, 0)
    low, high = max(low, line.start), min(high, line.end)
    if low >= high:
        return _inline(text[line.start : line.end])
    mark = f"<mark>{_inline(text[low:high])}</mark>"
    return _inline(text[line.start : low]) + mark + _inline(text[high : line.end])


def _inline(words: str) -> str:
    parts, at = [], 0
    for match in _INLINE.finditer(words):
        parts.append(escaped.text(words[at : match.start()]))
        if match["bold"]:
            parts.append(f"<strong>{escaped.text(match['bold'])}</strong>")
        elif match["italic"]:
            parts.append(f"<em>{escaped.text(match['italic'])}</em>")
        else:
            parts.append(
                f'<a href="{escaped.text(match["url"])}" target="_blank">{escaped.text(match["words"])}</a>'
            )
        at = match.end()
    return "".join([*parts, escaped.text(words[at:])])
