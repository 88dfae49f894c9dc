"""Days that names mean: months, quarters, seasons, weeks, holidays, "the last three Thursdays of November".

Pure calendar arithmetic; every function returns both days included and None where no such day exists.
"""

from __future__ import annotations

from datetime import date, timedelta

Span = tuple[date, date]
FIRST_YEAR, LAST_YEAR = 1990, 2099


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None when the calendar has none such."""
    try:
        return date(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def month(year: int, number: int) -> Span:
    """First and last day of a month; month 13 is January of the next year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), following - timedelta(days=1)


def months(year: int, first: int, count: int) -> Span:
    """`count` months from month `first` on: quarters (3), seasons (3), years (12)."""
    return month(year, first)[0], month(year, first + count - 1)[1]


def iso_week(year: int, number: int) -> Span | None:
    """Monday to Sunday of a numbered week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return monday, monday + timedelta(days=6)


def nth_weekday(year: int, number: int, weekday: int, which: int) -> date | None:
    """The `which`-th (1 …; -1 is the last) given weekday (0 is Monday) of a month."""
    first, last = month(year, number)
    if which > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-which - 1))
    return found if first <= found <= last else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    golden, century, later = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (later // 4) - moon - later % 4) % 7
    shift = moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def holiday(rule: str, year: int) -> date | None:
    """A holiday's day: rule "12-25", "11 3 4 1" (month, weekday, which, days later), or "easter 1" (days later)."""
    if rule.startswith("easter "):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter ")))
    if "-" in rule and " " not in rule:
        number, _, day_number = rule.partition("-")
        return day(year, int(number), int(day_number))
    parts = [int(part) for part in rule.split()]
    found = nth_weekday(year, parts[0], parts[1], parts[2])
    if found is not None and len(parts) > 3:
        found += timedelta(days=parts[3])
    return found


def part_of(span: Span, name: str) -> Span:
    """Part of a month: "early" its days 1–10, "middle" 11–20, "late" from 21 on; "half1", "half2";
    "week1" … "week5" its days 1–7 …, "week-1" its last seven; "first9" and "last9" that many days."""
    start, end = span
    thirds = {"early": (1, 10), "middle": (11, 20), "half1": (1, 15)}
    if name in thirds:
        low, high = thirds[name]
        return start.replace(day=low), start.replace(day=high)
    if name in ("late", "half2"):
        return start.replace(day=21 if name == "late" else 16), end
    number = int(name.lstrip("weklasfirt") or 0)
    if name.startswith("week"):
        if number < 0:
            return end - timedelta(days=6), end
        low = min(7 * number - 6, end.day)
        return start.replace(day=low), start.replace(day=min(low + 6, end.day))
    number = max(1, min(number, end.day))
    if name.startswith("first"):
        return start, start.replace(day=number)
    return end.replace(day=end.day - number + 1), end


def days_of(start: date, end: date, only: tuple[int, ...] = (), limit: int = 400) -> tuple[date, ...]:
    """The days from `start` to `end`, or only those on the given weekdays; at most `limit`."""
    count = min((end - start).days + 1, limit)
    days = (start + timedelta(days=offset) for offset in range(max(count, 0)))
    return tuple(one for one in days if not only or one.weekday() in only)
