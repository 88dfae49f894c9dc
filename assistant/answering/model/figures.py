"""Figures in a sentence: digits of any script, number words, currency on either side, dates.

Works on `guard.plain` text.  Nothing is skipped: what looks like an amount and can't be read is a figure
without a value, and the verification refuses it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answering.model.guard import Language, plain

# 4 · 4.00 · 1,250.00 · 4 000 · .50
_DIGITS = re.compile(r"[.,]?(?<!\d)(?:\d{1,3}(?:[ ']\d{3})+(?!\d)|\d+)(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|º|ª|o|a)(?!\w)")
_NO_LETTERS = re.compile(r"\$|[^\w\s\x20-\x7e]")
_YEARS = range(2020, 2036)  # a date without a year is right when it is right in one of these
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as stated.  `value` None: can't be read.  `money`: with a currency.  `ordinal`: 1st, 20th.
    Offsets are into the plain sentence, currency included."""

    value: Decimal | None
    start: int
    end: int
    money: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as stated; several readings where day and month may be swapped, none when it is no date."""

    readings: tuple[date, ...]
    start: int
    end: int


def figures(sentence: str, language: Language) -> list[Figure]:
    """Every figure of a plain sentence, in order."""
    found = [*_in_digits(sentence, language), *_in_words(sentence, language)]
    found = _joined_cents(sentence, sorted(found, key=lambda figure: figure.start), language)
    spans = [(figure.start, figure.end) for figure in found]
    for start, end in _currencies(sentence, language):
        if not any(a <= start and end <= b for a, b in spans):
            found.append(Figure(None, start, end, money=True))
    return sorted(found, key=lambda figure: figure.start)


def dates(sentence: str, languages: tuple[Language, ...]) -> list[StatedDate]:
    """Every full date of a plain sentence: 2025-11-20, 11/20/2025, November 20, 2025, 20 de noviembre."""
    found = [_stated(match, int(match[1]), int(match[2]), int(match[3])) for match in _ISO.finditer(sentence)]
    for match in _SLASHED.finditer(sentence):
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        first, second = int(match[1]), int(match[3])
        found.append(_stated(match, year, first, second, swapped=True))
    for language in languages:
        found += _named(sentence, language)
    return found


def _named(sentence: str, language: Language) -> list[StatedDate]:
    if not any(month in sentence for month in language.months):
        return []
    found = []
    for order in language.dates:
        for match in order.finditer(sentence):
            number = language.months.index(match["month"]) + 1
            years = [int(match["year"])] if match["year"] else _YEARS
            found.append(_dates_of(match, [(year, number, int(match["day"])) for year in years]))
    return found


def _stated(match: re.Match[str], year: int, month: int, day: int, swapped: bool = False) -> StatedDate:
    readings = [(year, month, day), (year, day, month)] if swapped else [(year, month, day)]
    return _dates_of(match, readings)


def _dates_of(match: re.Match[str], readings: list[tuple[int, int, int]]) -> StatedDate:
    days = []
    for year, month, day in readings:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return StatedDate(tuple(days), match.start(), match.end())


# ---------------------------------------------------------------- digits


def _in_digits(sentence: str, language: Language) -> Iterator[Figure]:
    other_digits = not sentence.isascii() and _other_digits(sentence)
    for match in _DIGITS.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        word_before = re.search(r"[^\W\d_]+$", before)
        word_after = re.match(r"[^\W\d_]+", after)
        ordinal = bool(_ORDINAL.match(after))
        readable = not word_before or _is_money(word_before[0], language)
        readable &= ordinal or not word_after or _is_money(word_after[0], language)
        readable &= not re.search(r"(?:^|[\s($])[-\u2212]\s?\$?$|[-\u2212]\$$", before) or _is_bullet(before)
        value = _value(match[0], language) if readable and not other_digits else None
        yield Figure(value, match.start(), match.end(), ordinal=ordinal)


def _is_bullet(before: str) -> bool:
    return before.strip() == "-" and before.endswith(" ")


def _is_money(word: str, language: Language) -> bool:
    return bool(language.patterns["money"].fullmatch(word) or language.patterns["cents"].fullmatch(word))


def _other_digits(sentence: str) -> bool:
    """Fractions, Roman numeral signs and the like, which stand for a number without being digits."""
    return any(unicodedata.category(char) in ("Nl", "No") for char in sentence)


def _value(written: str, language: Language) -> Decimal | None:
    """The number, read as the language writes decimals; None when it may be read in two ways."""
    if written[0] in ".,":
        return None
    whole = written.replace(" ", "").replace("'", "")
    other = "," if language.decimal == "." else "."
    parts = re.split(r"[.,]", whole)
    if len(parts) == 1:
        return Decimal(whole)
    last_sign = re.findall(r"[.,]", whole)[-1]
    grouped = all(len(part) == 3 for part in parts[1:])
    if grouped and whole.count(other) == len(parts) - 1:
        return Decimal("".join(parts))
    if len(parts[-1]) == 3 or any(len(part) != 3 for part in parts[1:-1]):
        return None
    if last_sign in whole[: whole.rindex(last_sign)]:
        return None
    return Decimal("".join(parts[:-1]) + "." + parts[-1])


# ---------------------------------------------------------------- words


def _in_words(sentence: str, language: Language) -> Iterator[Figure]:
    if not language.numerals.search(sentence):
        return
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(sentence):
        joins = match[0] in language.joins and run and _is_number(_next_word(sentence, match.end()), language)
        close = not run or re.fullmatch(r"[\s-]+", sentence[run[-1].end() : match.start()])
        if (_is_number(match[0], language) or joins) and close:
            run.append(match)
            continue
        if run:
            yield _figure_of(run, language)
        run = [match] if _is_number(match[0], language) else []
    if run:
        yield _figure_of(run, language)


def _next_word(sentence: str, start: int) -> str:
    found = _WORD.match(sentence, start + 1)
    return found[0] if found else ""


def _is_number(word: str, language: Language) -> bool:
    known = language.numbers.keys() | language.scales.keys()
    parts = word.split("-")
    if all(part in known for part in parts):
        return True
    return bool(language.composed.fullmatch(word)) or any(
        part in known - language.joins for part in parts[:1]
    )


def _figure_of(run: list[re.Match[str]], language: Language) -> Figure:
    parts = [part for match in run for part in match[0].split("-") if part not in language.joins]
    return Figure(_worded(parts, language), run[0].start(), run[-1].end())


def _worded(parts: list[str], language: Language) -> Decimal | None:
    total = current = 0
    previous = None
    for part in parts:
        if part in language.scales:
            current = max(current, 1) * language.scales[part]
            if language.scales[part] >= 1000:
                total, current = total + current, 0
        elif part in language.numbers:
            value = language.numbers[part]
            # "three fifty" and "twenty twelve" are no sums: only a smaller number may follow a ten or hundred
            if previous is not None and not (previous >= 20 and value < 10) and previous < 100:
                return None
            current += value
        else:
            return None
        previous = language.numbers.get(part, language.scales.get(part))
    return Decimal(total + current)


# ---------------------------------------------------------------- currency


def _currencies(sentence: str, language: Language) -> Iterator[tuple[int, int]]:
    for sign in _NO_LETTERS.finditer(sentence):
        if unicodedata.category(sign[0]) == "Sc":
            yield sign.span()
    for name in ("money", "cents", "other_money", "slang"):
        for match in language.patterns[name].finditer(sentence):
            yield match.span()
        for match in re.finditer(r"(?<=\d)[^\W\d_]+", sentence):
            if language.patterns[name].fullmatch(match[0]):
                yield match.span()


def _joined_cents(sentence: str, found: list[Figure], language: Language) -> list[Figure]:
    """Figures with the currency beside them taken in; "4 dollars and 50 cents" becomes one."""
    joined: list[Figure] = []
    for figure in found:
        priced, cents = _with_currency(sentence, figure, language)
        if (
            cents
            and joined
            and joined[-1].money
            and _only_joins(sentence[joined[-1].end : priced.start], language)
        ):
            dollars = joined.pop()
            value = None if None in (dollars.value, priced.value) else dollars.value + priced.value  # type: ignore[operator]
            priced = Figure(value, dollars.start, priced.end, money=True)
        joined.append(priced)
    return joined


def _only_joins(between: str, language: Language) -> bool:
    return all(word in language.joins for word in re.findall(r"\w+", between)) and "." not in between


def _with_currency(sentence: str, figure: Figure, language: Language) -> tuple[Figure, bool]:
    """The figure with its currency, and whether that is cents."""
    before = language.money_before.search(sentence[: figure.start])
    after = language.money_after.match(sentence[figure.end :])
    cents = language.cents_after.match(sentence[figure.end :])
    if cents and not after:
        value = None if figure.value is None else figure.value / 100
        return replace(figure, value=value, end=figure.end + cents.end(), money=True), True
    written = before[0].strip("+~ ") if before else ""
    start = figure.start - len(before[0].lstrip()) if before and written else figure.start
    end = figure.end + (after.end() if after else 0)
    return replace(figure, start=start, end=end, money=bool(written or after)), False


__all__ = ["Figure", "StatedDate", "dates", "figures", "plain"]
