"""An Answer as text for a terminal: the amount first, then what would change it, then the sources, and who
worded it where a chat model is set."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from assistant.types import Answer, Citation

WIDTH = 100


def plain(answer: Answer, labels: Mapping[str, str]) -> str:
    """The answer's text without Markdown's marks; `labels` holds "would_change", "sources" and "source"."""
    parts = [_unmarked(paragraph) for paragraph in answer.text.split("\n\n")]
    changes = list(dict.fromkeys(change for line in answer.would_change for change in line))
    if changes:
        parts.append("\n".join([labels["would_change"], *(_wrapped(f"  - {change}") for change in changes)]))
    if answer.citations:
        sources = [_wrapped(f"  {_source(citation, labels['source'])}") for citation in answer.citations]
        parts.append("\n".join([labels["sources"], *sources]))
    if answer.made_by:
        parts.append(_wrapped(answer.made_by))
    return "\n\n".join(parts)


def _unmarked(paragraph: str) -> str:
    return "\n".join(_wrapped(line) for line in paragraph.replace("**", "").splitlines())


def _source(citation: Citation, template: str) -> str:
    quote = " ".join(citation.quote.split())
    return template.format(marker=citation.marker, section=citation.section, quote=quote)


def _wrapped(line: str) -> str:
    """One line of text, folded; a list's item under its own words."""
    margin = len(line) - len(line.lstrip())
    indent = " " * (margin + 2 if margin or line.startswith("- ") else 0)
    folded = textwrap.wrap(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(folded)
