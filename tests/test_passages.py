"""Articles → passages: nothing lost, every place exact, a list item never without what introduces it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import content
from assistant.content.article import split_sections
from assistant.retrieval.passages import LONGEST, split, split_all
from assistant.types import Article, Passage

KB = Path(__file__).parent.parent / "kb"


def article_of(text: str, key: str = "test") -> Article:
    return Article(key, "Title", text, split_sections(text, "Title"))


@pytest.fixture(scope="module")
def real() -> Article:
    return content.inspect(KB).articles["live-agent-handoff"]


def words(article: Article, passage: Passage) -> str:
    return article.text[passage.start : passage.end]


def left_over(article: Article) -> str:
    """What no passage holds, without headings and list markers."""
    rest = list(article.text)
    for passage in split(article):
        rest[passage.start : passage.end] = " " * (passage.end - passage.start)
    lines = [line for line in "".join(rest).splitlines() if not re.match(r"#{1,6}\s", line)]
    return "".join(re.sub(r"^\s*([-*+•]|\d{1,3}[.)])\s", "", line) for line in lines).strip()


def test_every_word_outside_the_headings_is_in_a_passage(real: Article) -> None:
    assert left_over(real) == ""


def test_a_passage_ends_in_the_articles_own_words(real: Article) -> None:
    for passage in split(real):
        own = words(real, passage)
        assert own == own.strip()
        assert passage.text.endswith(" ".join(own.split()))


def test_a_passage_knows_the_section_it_stands_in(real: Article) -> None:
    spans = {section.heading: section for section in real.sections}
    for passage in split(real):
        assert spans[passage.section].start <= passage.start < passage.end <= spans[passage.section].end
        assert passage.text.startswith(passage.section)


def test_an_item_that_is_a_sentence_keeps_its_lead_in_and_section(real: Article) -> None:
    (handoff,) = (item for item in split(real) if words(real, item).startswith("Playbook handoff –"))
    assert handoff.section == "What live agent add-on interactions are available?"
    assert "There are four scenarios that the live agent add-on can be used for:" in handoff.text
    assert "You can easily manage" not in handoff.text  # only the sentence that the list completes
    assert words(real, handoff).endswith("a qualifying caller type.")


def test_a_list_of_names_is_one_passage_with_all_that_introduces_it(real: Article) -> None:
    (free,) = (item for item in split(real) if "Outage/fallback scenarios" in item.text)
    assert words(real, free).startswith("Non-billable (+$0):")
    assert words(real, free).endswith("Transfers outside Smith.ai's system to your business/team")


def test_the_same_words_have_the_same_id_wherever_they_stand(real: Article) -> None:
    moved = "## News\n\nSomething new.\n\n" + real.text
    changed = replace(real, text=moved, sections=split_sections(moved, real.title))
    before = {passage.id: passage for passage in split(real)}
    after = {passage.id: passage for passage in split(changed)}
    assert before.keys() < after.keys()
    for key, passage in before.items():
        assert words(changed, after[key]) == words(real, passage)


def test_changed_words_have_another_id(real: Article) -> None:
    text = real.text.replace("flat +$3", "flat +$4")
    changed = replace(real, text=text, sections=split_sections(text, real.title))
    assert len({item.id for item in split(real)} - {item.id for item in split(changed)}) == 1


def test_repeated_words_are_told_apart() -> None:
    article = article_of("## A\n\nSame words.\n\nSame words.\n")
    first, second = split(article)
    assert first.id != second.id
    assert first.text == second.text


def test_an_indented_item_stands_under_its_parent() -> None:
    text = (
        "## A\n\nYou can do this:\n\n"
        "- Call us on any working day, whatever the matter may be, at this number:\n"
        "  1. From abroad, dial the country's code first and leave out the zero in the brackets.\n"
    )
    last = split(article_of(text))[-1]
    assert last.text.splitlines()[1:3] == [
        "You can do this:",
        "Call us on any working day, whatever the matter may be, at this number:",
    ]


def test_a_long_paragraph_is_cut_after_sentences() -> None:
    sentence = "This sentence says something that is worth reading. "
    article = article_of("## A\n\n" + sentence * 50)
    pieces = split(article)
    assert len(pieces) > 2
    assert all(passage.end - passage.start <= LONGEST for passage in pieces)
    assert all(words(article, passage).endswith("reading.") for passage in pieces)
    assert left_over(article) == ""


def test_text_before_the_first_heading_is_kept() -> None:
    article = article_of("An opening.\n\n## A\n\nMore.\n")
    assert [words(article, passage) for passage in split(article)] == ["An opening.", "More."]


def test_an_article_without_words_has_no_passages() -> None:
    assert split(article_of("## A\n\n## B\n")) == ()


def test_articles_come_in_the_order_of_their_ids() -> None:
    articles = (article_of("## A\n\nOne.", "b"), article_of("## A\n\nOne.", "a"))
    assert [passage.article for passage in split_all(articles)] == ["a", "b"]
    assert len({passage.id for passage in split_all(articles)}) == 2


LINE = st.one_of(
    st.just(""),
    st.sampled_from(
        ("## Heading", "### Part", "Intro:", "- item", "- ", "  - inner item", "2) second", "* star")
    ),
    st.text("ab. :-!?é", min_size=1, max_size=40),
    st.just("A rather long sentence that goes on and on, without much to say. " * 20),
)


@given(st.lists(LINE, max_size=25))
def test_no_word_is_lost_in_any_markdown(lines: list[str]) -> None:
    article = article_of("\n".join(lines))
    assert left_over(article) == ""
    for passage in split(article):
        assert words(article, passage) == words(article, passage).strip() != ""
