"""Text of others made safe to show: as HTML of ours, or as Markdown that Streamlit can't take for more.

Everything that isn't written in this package (messages, articles, answers) goes through here.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote

# Streamlit reads $…$ as a formula and :word[…] as a directive; an image would be fetched from its host.
_FORMULA = re.compile(r"(?<!\\)\$")
_DIRECTIVE = re.compile(r"(?<!\\):(?=[a-z-]+\[)|(?<!\\):(?=material/)")
_IMAGE = re.compile(r"!(?=\[)")
_LINK = re.compile(r"\[([^\]\n]*)\]\(\s*(?!https?://|mailto:|tel:)(?:[^()]|\([^()]*\))*\)", re.IGNORECASE)
_MARKER = re.compile(r"\[(\d{1,2})\](?![(\[]?\()")


def text(words: object) -> str:
    """Plain words as HTML."""
    return html.escape(str(words), quote=True)


def markdown(words: str) -> str:
    """Markdown as it was meant, without Streamlit's own extensions, images and links to odd schemes."""
    words = _LINK.sub(r"\1", words)
    words = _IMAGE.sub(r"!\\", words)
    words = _DIRECTIVE.sub(r"\\:", words)
    return _FORMULA.sub(r"\\$", words)


def plain_in_markdown(words: str) -> str:
    """Plain words for a place that reads Markdown (labels): every sign of Markdown's is escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])", r"\\\1", " ".join(words.split()))


def with_source_links(words: str, turn: str, markers: set[int]) -> str:
    """Markdown in which every marker [n] of a known source is a link to it (see answer.sources_html)."""

    def link(match: re.Match[str]) -> str:
        number = int(match.group(1))
        return f"[\\[{number}\\]](#{source_id(turn, number)})" if number in markers else match.group(0)

    return _MARKER.sub(link, markdown(words))


def source_id(turn: str, marker: int) -> str:
    """The id of a source's element, unique on the page."""
    return f"source-{turn}-{marker}"


def article_link(article: str, words: str, anchor: str = "") -> str:
    """The address of the article page at the passage that holds these words."""
    return f"/article?id={quote(article)}&quote={quote(words)}" + (f"#{quote(anchor)}" if anchor else "")
