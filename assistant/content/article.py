"""Articles: Markdown with TOML front matter between +++ lines, in sections; quotes found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Article, AssistantError, Quote, Section

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")


class NotVerbatim(AssistantError):
    """Words that don't stand, once, in the section that was named."""


def front_matter(source: str) -> tuple[str, str] | None:
    """(front matter, body) of an article file; None when there are no two +++ lines."""
    opening, _, rest = source.partition("\n")
    if opening.rstrip() != "+++":
        return None
    parts = re.split(r"^\+\+\+[ \t]*(?:\n|\Z)", rest, maxsplit=1, flags=re.MULTILINE)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def split_sections(text: str, title: str) -> tuple[Section, ...]:
    """Each heading with all up to the next heading of any level; words before the first heading are a section
    under the title.  Headings inside code fences don't count."""
    heads = list(_headings(text))
    if text[: heads[0][0] if heads else len(text)].strip():
        heads.insert(0, (0, 1, title))
    if not heads:
        return ()
    ends = [start for start, _, _ in heads[1:]] + [len(text)]
    taken: dict[str, int] = {}
    sections = []
    for (start, level, heading), end in zip(heads, ends, strict=True):
        anchor = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "section"
        taken[anchor] = taken.get(anchor, 0) + 1
        unique = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"
        sections.append(Section(heading, level, start, end, unique))
    return tuple(sections)


def locate(article: Article, section_heading: str, quote: str) -> Quote:
    """The quote with its offsets.  Raises NotVerbatim when the section is unknown or not the only one of that
    heading, or when the words don't stand in it exactly once; the text says what is there instead."""
    found = [section for section in article.sections if section.heading == section_heading]
    if len(found) != 1:
        there = "; ".join(f'"{section.heading}"' for section in article.sections)
        what = "there is no section" if not found else "there are several sections"
        raise NotVerbatim(f'{what} "{section_heading}" in {article.id}; there are: {there}')
    section = found[0]
    body = article.text[section.start : section.end]
    at = body.find(quote)
    if at < 0:
        raise NotVerbatim(
            f'quote is not verbatim in "{section_heading}": "{quote}"{_hint(article, section, quote)}'
        )
    if body.find(quote, at + 1) >= 0:
        raise NotVerbatim(f'quote is not unique in "{section_heading}", take more words: "{quote}"')
    return Quote(article.id, section_heading, quote, section.start + at, section.start + at + len(quote))


def _headings(text: str) -> Iterator[tuple[int, int, str]]:
    """(offset, level, heading) of each heading line."""
    offset, fence = 0, ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and (head := _HEADING.match(line.rstrip("\r\n"))):
            yield offset, len(head[1]), head[2]
        offset += len(line)


def _hint(article: Article, section: Section, quote: str) -> str:
    """What a support lead most often got wrong: the section, or typography."""
    for other in article.sections:
        if other is not section and quote in article.text[other.start : other.end]:
            return f' (it stands in "{other.heading}")'
    if _plain(quote) in _plain(article.text[section.start : section.end]):
        return " (only spaces, capitals, quotation marks or dashes differ)"
    return ""


def _plain(text: str) -> str:
    for fancy, simple in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("–", "-"), ("—", "-")):
        text = text.replace(fancy, simple)
    return " ".join(text.casefold().split())
