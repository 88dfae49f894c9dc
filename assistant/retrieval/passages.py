"""Articles → passages: the pieces that are indexed, each knowing its article, section and place.

A paragraph is a passage, cut at sentence ends where it is longer than the embedding model reads.  A list
whose items are sentences gives a passage an item, each with the list's lead-in before it; a list of bare
names is one passage, because an item like "Playbook handoff" says nothing without its list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Article, Passage, Section

LONGEST = 900
"""Characters of the article in one passage; the default model reads 256 tokens, about 1,000 characters."""

SHORT_ITEM = 60
"""A list item of at most so many characters is a name, not a sentence."""

_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Block:
    """`text[start:end]` of an article: a paragraph, or one list item without its marker (`indent` ≥ 0)."""

    start: int
    end: int
    indent: int = -1

    @property
    def is_item(self) -> bool:
        return self.indent >= 0


def split(article: Article) -> tuple[Passage, ...]:
    """All passages of an article, in its order.  Every word outside headings is in at least one of them."""
    passages: list[Passage] = []
    for section, blocks in _sections(article):
        passages.extend(_passages(article, section, blocks))
    return _distinct(passages)


def split_all(articles: Iterable[Article]) -> tuple[Passage, ...]:
    """The passages of several articles, in order of article id."""
    ordered = sorted(articles, key=lambda article: article.id)
    return tuple(passage for article in ordered for passage in split(article))


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs and list items of Markdown text; headings end a block and are none."""
    start, end, indent, position = -1, -1, -1, 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        item = _ITEM.match(line)
        heading = _HEADING.match(line) is not None
        blank = not line.strip()
        if start >= 0 and (blank or heading or item):
            yield _Block(start, end, indent)
            start = -1
        if blank or heading:
            continue
        if item:
            start, indent = begin + item.end(), len(item.group(1))
        elif start < 0:
            start, indent = begin + len(line) - len(line.lstrip()), -1
        end = begin + len(line.rstrip())
    if start >= 0:
        yield _Block(start, end, indent)


def _sections(article: Article) -> list[tuple[Section | None, list[_Block]]]:
    """The article's blocks by their innermost section, in order; None: before the first heading."""
    grouped: list[tuple[Section | None, list[_Block]]] = []
    for block in _blocks(article.text):
        within = [section for section in article.sections if section.start <= block.start < section.end]
        section = max(within, key=lambda section: section.start, default=None)
        if not grouped or grouped[-1][0] != section:
            grouped.append((section, []))
        grouped[-1][1].append(block)
    return grouped


def _passages(article: Article, section: Section | None, blocks: Sequence[_Block]) -> Iterator[Passage]:
    """One section's passages."""
    at = 0
    while at < len(blocks):
        lead, items = _list_at(article.text, blocks, at)
        if items and all(item.end - item.start <= SHORT_ITEM for item in items):
            whole = (*lead, *items)
            yield from _cut(article, section, _Block(whole[0].start, whole[-1].end), ())
        else:
            for paragraph in lead or (() if items else (blocks[at],)):
                yield from _cut(article, section, paragraph, ())
            for number, item in enumerate(items):
                yield from _cut(article, section, item, (*lead, *_parents(items, number)))
        at += len(lead) + len(items) or 1


def _list_at(text: str, blocks: Sequence[_Block], at: int) -> tuple[tuple[_Block, ...], tuple[_Block, ...]]:
    """The list that begins at a block: its lead-in (paragraphs that end in a colon) and its items.

    Both are empty where the block is an ordinary paragraph.
    """
    first = at
    while first < len(blocks) and not blocks[first].is_item and text[blocks[first].end - 1] == ":":
        first += 1
    last = first
    while last < len(blocks) and blocks[last].is_item:
        last += 1
    return (tuple(blocks[at:first]), tuple(blocks[first:last])) if last > first else ((), ())


def _parents(items: Sequence[_Block], number: int) -> tuple[_Block, ...]:
    """The items under which an indented item stands, outermost first."""
    parents: list[_Block] = []
    indent = items[number].indent
    for item in reversed(items[:number]):
        if item.indent < indent:
            parents.insert(0, item)
            indent = item.indent
    return tuple(parents)


def _cut(
    article: Article, section: Section | None, block: _Block, lead: Sequence[_Block]
) -> Iterator[Passage]:
    """A block's passages: one, or several cut at sentence ends."""
    heading = section.heading if section else ""
    before = [heading, *(_sentence_before(article.text, part) for part in lead)]
    for start, end in _pieces(article.text, block.start, block.end):
        text = "\n".join([*filter(None, before), " ".join(article.text[start:end].split())])
        digest = hashlib.sha256(f"{article.title}\n{text}".encode()).hexdigest()[:16]
        yield Passage(f"{article.id}#{digest}", article.id, heading, text, start, end)


def _sentence_before(text: str, block: _Block) -> str:
    """The last sentence of a lead-in: the one its list completes."""
    words = text[block.start : block.end]
    ends = [match.end() for match in _SENTENCE_END.finditer(words)]
    return " ".join(words[ends[-1] if ends else 0 :].split())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`text[start:end]` in pieces of at most `LONGEST` characters, cut after a sentence, else at a space."""
    while end - start > LONGEST:
        stops = [match.end() for match in _SENTENCE_END.finditer(text, start, start + LONGEST)]
        space = text.rfind(" ", start, start + LONGEST) + 1
        stop = stops[-1] if stops else space or start + LONGEST
        yield start, start + len(text[start:stop].rstrip())
        start = stop
    yield start, end


def _distinct(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages with the same words under the same heading get a running number in their id."""
    seen: dict[str, int] = {}
    result = []
    for passage in passages:
        seen[passage.id] = seen.get(passage.id, 0) + 1
        number = seen[passage.id]
        same = passage.id if number == 1 else f"{passage.id}-{number}"
        result.append(
            Passage(same, passage.article, passage.section, passage.text, passage.start, passage.end)
        )
    return tuple(result)
