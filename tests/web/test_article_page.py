"""The article page, without a browser."""

from __future__ import annotations

from shown import html, page

from assistant.web.desk import Desk
from assistant.web.pages import article


def test_the_article_is_shown_with_contents_and_byline(desk: Desk) -> None:
    shown = html(page("article"))
    assert "<h1>Live Agent Handoff for AI Receptionist Calls</h1>" in shown
    assert "Created by Emily Miller" in shown
    assert '<a href="#pricing">Pricing</a>' in shown
    assert '<h2 id="pricing">Pricing</h2>' in shown


def test_a_quote_is_highlighted(desk: Desk) -> None:
    shown = html(page("article", quote="This is a flat +$3"))
    assert '<mark id="quote">This is a flat +$3</mark>' in shown


def test_a_quote_that_is_gone_is_said_so(desk: Desk) -> None:
    test = page("article", quote="This was a flat +$5")
    assert test.warning[0].value == article.GONE
    assert "<mark" not in html(test)


def test_an_unknown_article_shows_the_known_one(desk: Desk) -> None:
    test = page("article", id="no-such-article")
    assert test.warning[0].value == article.UNKNOWN
    assert '<h2 id="pricing">' in html(test)


def test_markup_in_the_address_is_text(desk: Desk) -> None:
    test = page("article", quote="<script>alert(1)</script>")
    assert "<script>" not in html(test)
