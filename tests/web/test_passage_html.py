"""Articles as HTML, with marks that stand exactly on the quote."""

from __future__ import annotations

import re

from assistant.types import Article, Section
from assistant.web.desk import Desk
from assistant.web.pages.passages import article_html, excerpt_html, find_quote, section_at

TEXT = """## First

One *soft* and **strong** <b>word</b>.

- item one
- item two, longer

> a quote

1. numbered
## Second
Plain [link](https://host.example/a?b=1&c=2) and [odd](javascript:x).
"""


def article() -> Article:
    cut = TEXT.index("## Second")
    sections = (Section("First", 2, 0, cut, "first"), Section("Second", 2, cut, len(TEXT), "second"))
    return Article("a", "A", TEXT, sections)


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def marked(html: str) -> str:
    return "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html))


def test_headings_carry_the_sections_anchors() -> None:
    html = article_html(article())
    assert '<h2 id="first">First</h2>' in html
    assert '<h2 id="second">Second</h2>' in html


def test_markup_in_the_article_is_text() -> None:
    html = article_html(article())
    assert "<em>soft</em>" in html
    assert "<strong>strong</strong>" in html
    assert "&lt;b&gt;word&lt;/b&gt;" in html
    assert "javascript" not in re.sub(r"\[odd\]\(javascript:x\)", "", html)


def test_lists_open_and_close_once() -> None:
    html = article_html(article())
    assert html.count("<ul>") == html.count("</ul>") == 2
    assert "<blockquote>a quote</blockquote>" in html


def test_a_mark_covers_the_quote_and_nothing_else() -> None:
    start = TEXT.index("item two")
    html = article_html(article(), (start, start + len("item two")))
    assert marked(html) == "item two"
    assert html.count('id="quote"') == 1


def test_a_mark_over_several_lines_stays_inside_the_blocks() -> None:
    start, end = TEXT.index("one\n"), TEXT.index(", longer")
    html = article_html(article(), (start, end))
    assert marked(html) == "oneitem two"
    assert html.count('id="quote"') == 1
    assert "<mark><li>" not in html


def test_an_excerpt_holds_the_quote_in_its_surroundings() -> None:
    start = TEXT.index("item one")
    html = excerpt_html(article(), start, start + len("item one"))
    assert marked(html) == "item one"
    assert "soft" in html
    assert "Plain" not in html


def test_a_quote_is_found_whatever_the_white_space() -> None:
    found = find_quote(article(), "item  one\n-")
    assert found is not None
    assert find_quote(article(), "no such words") is None
    assert find_quote(article(), "  ") is None


def test_the_innermost_section_is_told() -> None:
    section = section_at(article(), TEXT.index("Plain"))
    assert section is not None
    assert section.heading == "Second"


def test_every_word_of_the_published_article_is_shown(desk: Desk) -> None:
    for published in desk.assistant.articles.values():
        shown = " ".join(text_of(article_html(published).replace("><", "> <")).split())
        for line in published.text.splitlines():
            words = " ".join(line.lstrip("#- ").split())
            escaped = words.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#x27;")
            assert escaped in shown
