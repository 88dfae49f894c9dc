"""Pages run without a browser, and what they show."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

TIMEOUT = 120


def page(name: str, **query: str | list[str]) -> AppTest:
    """One page, run once, with this query in its address."""
    test = AppTest.from_string(
        f"from assistant.web.pages import {name}\n{name}.page()", default_timeout=TIMEOUT
    )
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def html(test: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in test.get("html"))


def words(test: AppTest) -> str:
    """All Markdown of the page."""
    return "\n".join(element.value for element in test.markdown)
