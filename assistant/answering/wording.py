"""kb/text: the sentences around figures and quotes, filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant import toml
from assistant.types import INTERACTIONS, AssistantError, ChargeLine, Policy, long_date


class WordingError(AssistantError):
    """kb/text lacks a sentence or can't be read."""


class Wording:
    """One language's sentences: `wording("price.one", amount=…)`."""

    def __init__(self, tables: dict[str, Any], name: str = "kb/text") -> None:
        self.tables = tables
        self._name = name

    @classmethod
    def load(cls, kb: Path, language: str = "en") -> Wording:
        path = kb / "text" / f"{language}.toml"
        try:
            return cls(toml.load(path), str(path))
        except OSError:
            raise WordingError(f"{path} is missing; restore it from the repository") from None
        except (toml.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WordingError(f"{path} can't be read: {error}") from None

    def entry(self, key: str) -> Any:
        """What stands under a dotted key.  Raises WordingError."""
        found: Any = self.tables
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise WordingError(f'{self._name} has no entry "{key}"; add it')
            found = found[part]
        return found

    def day(self, day: date) -> str:
        """A date as the language writes it, the article's own way of writing it beside."""
        written = self.tables.get("dates")
        if not written:
            return long_date(day)
        month = written["months"].split()[day.month - 1]
        local = str(written["format"]).format(day=day.day, month=month, year=day.year)
        return f"{local} ({long_date(day)})"

    def because(self, line: ChargeLine, policy: Policy) -> str:
        """Why a charge line costs what it does: the language's clause, else the policy's own."""
        if "reasons" not in self.tables:
            return line.because
        told = line.call.interactions | line.call.unknown
        if line.high:  # beside a billable interaction the free ones decide nothing
            told &= {key for key, rule in policy.interactions.items() if rule.billable}
        named = [self(f"interactions.{key}") for key in INTERACTIONS if key in told]
        listed = str(self.entry("price.and")).join(
            [*([", ".join(named[:-1])] if named[:-1] else []), *named[-1:]]
        )
        since = self.day(policy.rates[0].effective_from)
        return self(f"reasons.{line.decided_by}", interactions=listed, since=since)

    def __call__(self, key: str, **values: Any) -> str:
        return str(self.entry(key)).format(**values)


def money(amount: Decimal) -> str:
    """$1,234.50; fractions of a cent, as base rates may have them, are kept: $2.405."""
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"${amount:,.{places}f}"


def plus(amount: Decimal) -> str:
    """+$6.00"""
    return f"+{money(amount)}"
