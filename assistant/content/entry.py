"""TOML files and their tables, read field by field: what is wrong is noted, not raised.

`Entry` wraps one table; each field method returns the value, or None after noting a `Problem`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from string import Formatter
from typing import Any

from assistant import toml
from assistant.content.article import NotVerbatim, locate
from assistant.types import Article, Problem, Quote

Articles = dict[str, Article]
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?(?:dollars?|USD|EUR)\b")


def file_name(path: Path, root: Path | None) -> str:
    """How problems name a file: relative to kb/ when known."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.name


def read_toml(path: Path, root: Path | None = None) -> tuple[dict[str, Any], list[Problem]]:
    """The file's tables; ({}, [problem]) when it is missing, isn't UTF-8 or isn't TOML."""
    try:
        return toml.load(path), []
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
    except UnicodeDecodeError:
        message = "isn't UTF-8 text; save it as UTF-8"
    except toml.TOMLDecodeError as error:
        message = f"isn't valid TOML: {error}"
    return {}, [Problem(file_name(path, root), "", message)]


class Entry:
    """One table of a kb/ file.  Problems go to the list it was made with, under the entry's name."""

    def __init__(self, table: object, file: str, name: str, problems: list[Problem]) -> None:
        self.file, self.name, self.problems = file, name, problems
        self._table: dict[str, Any] = table if isinstance(table, dict) else {}
        self._read: set[str] = set()
        if not isinstance(table, dict):
            self.note("must be a table")

    def note(self, message: str) -> None:
        self.problems.append(Problem(self.file, self.name, message))

    def has(self, key: str) -> bool:
        return key in self._table

    def raw(self, key: str) -> Any:
        """The value as it stands, None when absent; marks the key as read."""
        self._read.add(key)
        return self._table.get(key)

    def text(self, key: str, *, optional: bool = False) -> str | None:
        value = self._value(key, optional)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.note(f"{key} must be text")
            return None
        return value

    def flag(self, key: str) -> bool | None:
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, bool):
            self.note(f"{key} must be true or false")
            return None
        return value

    def day(self, key: str, *, optional: bool = False) -> date | None:
        value = self._value(key, optional)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.note(f"{key} must be a date such as 2025-12-01, without quotation marks")
            return None
        return value

    def amount(self, key: str) -> Decimal | None:
        """Dollars from text, whole cents, not negative."""
        value = self._value(key)
        if value is None:
            return None
        try:
            amount = Decimal(value) if isinstance(value, str) else Decimal("NaN")
            cents = amount.quantize(Decimal("0.01"))
        except InvalidOperation:
            amount = cents = Decimal("NaN")
        if not amount.is_finite() or amount < 0 or amount != cents:
            self.note(f'{key} must be an amount in quotation marks, in whole cents, such as "2.50"')
            return None
        return cents

    def strings(self, key: str, *, optional: bool = False) -> tuple[str, ...] | None:
        value = self._value(key, optional)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.note(f"{key} must be a list of texts")
            return None
        return tuple(value)

    def statement(self, key: str, allowed: tuple[str, ...]) -> str | None:
        """A sentence with placeholders out of `allowed`, and with no amount of its own."""
        text = self.text(key)
        if text is None:
            return None
        try:
            names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            self.note(f"{key} has a stray brace: {error}")
            return None
        for name in names:
            if name not in allowed:
                self.note(f"{key} uses {{{name}}}; there are: {', '.join(f'{{{a}}}' for a in allowed)}")
                return None
        if _PRICE.search(text):
            self.note(f"{key} states an amount of its own; write {{amount}}")
        return text

    def quote(self, key: str, articles: Articles, article: str | None) -> Quote | None:
        """{section, quote[, article]}; unconfirmed when the words aren't there, None when it has no shape."""
        value = self._value(key)
        if value is None:
            return None
        return self._quote(value, key, articles, article)

    def quotes(self, key: str, articles: Articles, article: str | None) -> tuple[Quote, ...] | None:
        """A list of {section, quote[, article]}, at least one."""
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, list) or not value:
            self.note(f"{key} must be a list of {{ section = …, quote = … }}")
            return None
        found = [self._quote(item, f"{key}[{n}]", articles, article) for n, item in enumerate(value, 1)]
        return tuple(quote for quote in found if quote is not None)

    def tables(self, key: str) -> Iterator[Entry]:
        """The tables under `[key.…]`, each under its own name."""
        value = self.raw(key)
        if value is not None and not isinstance(value, dict):
            self.note(f"{key} must hold tables such as [{key}.name]")
            value = None
        for name, table in (value or {}).items():
            yield Entry(table, self.file, f"{key}.{name}", self.problems)

    def done(self) -> None:
        """Notes the keys that nobody reads: most often a slip of the pen."""
        for key in self._table:
            if key not in self._read:
                self.note(f"{key} is not a field here; known are: {', '.join(sorted(self._read))}")

    def _value(self, key: str, optional: bool = False) -> Any:
        value = self.raw(key)
        if value is None and not optional:
            self.note(f"{key} is missing")
        return value

    def _quote(self, value: object, place: str, articles: Articles, article: str | None) -> Quote | None:
        entry = Entry(value, self.file, f"{self.name}.{place}" if self.name else place, self.problems)
        section, words = entry.text("section"), entry.text("quote")
        named = entry.text("article", optional=True) or article
        entry.done()
        if section is None or words is None or named is None:
            return None
        if named not in articles:
            entry.note(f'there is no article "{named}"; there are: {", ".join(articles) or "none"}')
            return Quote(named, section, words, -1, -1)
        try:
            return locate(articles[named], section, words)
        except NotVerbatim as error:
            entry.note(str(error))
            return Quote(named, section, words, -1, -1)
