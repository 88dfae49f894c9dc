"""The article as it is published, with anchors; `?quote=` scrolls to a passage and highlights it."""

from __future__ import annotations

import streamlit as st

from assistant.types import Article
from assistant.web.desk import open_desk
from assistant.web.pages import browser, escaped
from assistant.web.pages.passages import article_html, find_quote

GONE = "The passage that was linked is no longer in the article; this is how it reads now."
UNKNOWN = "There is no such article; this one is shown instead."


def page() -> None:
    articles = open_desk().assistant.articles
    if not articles:
        st.error("There is no article. Run `assistant check` to see why.")
        return
    article = _chosen(articles)
    words = st.query_params.get("quote", "")
    marked = find_quote(article, words) if words else None
    if words and marked is None:
        st.warning(GONE)
    st.html(head_html(article))
    st.html(f'<div class="article">{article_html(article, marked)}</div>')
    browser.listen_and_scroll("quote" if marked else "")


def _chosen(articles: dict[str, Article]) -> Article:
    first = next(iter(articles))
    asked = st.query_params.get("id", first)
    if asked not in articles:
        st.warning(UNKNOWN)
    if len(articles) == 1:
        return articles[first]
    names = list(articles)
    index = names.index(asked) if asked in articles else 0
    chosen = st.selectbox("Article", names, index=index, format_func=lambda name: articles[name].title)
    return articles[chosen]


def head_html(article: Article) -> str:
    """Title, author and date as published, where it is published, and the contents."""
    facts = [f"Created by {escaped.text(article.author)}"] if article.author else []
    facts += [f"Modified on {escaped.text(article.modified)}"] if article.modified else []
    if article.url:
        facts.append(f'<a href="{escaped.text(article.url)}" target="_blank">Published here</a>')
    contents = "".join(
        f'<li><a href="#{escaped.text(section.anchor)}">{escaped.text(section.heading)}</a></li>'
        for section in article.sections
        if section.heading != article.title
    )
    return (
        f'<h1>{escaped.text(article.title)}</h1><p class="byline">{", ".join(facts)}</p>'
        f'<nav aria-label="Contents"><ul class="contents">{contents}</ul></nav>'
    )
