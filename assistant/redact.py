"""Phone numbers, e-mail addresses and card numbers out of a text; amounts, counts, dates and ids stay.

`redact(text, keep)` writes [phone], [email] and [card] in their place.  `keep` are channels that may stay,
such as the company's own telephone number.  Numbers are looked at as runs of digit groups, each run as long
as it can be: dates, times, amounts and ids of letters and digits are set aside first; then a run is a card
number if issuer, length and check digit say so, and a telephone number if its grouping does, or, for bare
digits, the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

PHONE, EMAIL, CARD = "[phone]", "[email]", "[card]"

_DASH = "\\-\u2010-\u2015\u2212"
_BLANK = " \t\u00a0\u2007\u2009\u202f"

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
    r"|(?<![\w.+-])[\w.+-]{1,64}\s?[\[(]\s?at\s?[\])]\s?[\w-]{1,63}"
    r"(?:(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?|\sdot\s)[\w-]{2,24}){1,3}"
    r"|(?<![\w.+-])[\w.+-]{1,64} at [\w-]{1,63} dot (?:com|net|org|edu|gov|io|co|biz|info|us|ca|uk|de)\b",
    re.IGNORECASE,
)
_DIGIT_WORD = "(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)"
_SPELLED = re.compile(rf"\b(?:{_DIGIT_WORD}[\s,{_DASH}]{{1,2}}){{6,14}}{_DIGIT_WORD}\b", re.IGNORECASE)

_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_ASIDE = re.compile(
    # 2025-12-01 10:30 · 12/01/2025 · Nov 20, 2025 · 20 November · 10:30:15
    rf"(?<!\d)(?:19|20)\d\d([{_DASH}/.])\d\d?\1\d\d?(?!\d)(?:[ T]\d\d?[:.]?\d\d)?"
    rf"|(?<![\d(+])(?<!\d[{_DASH}/.])\d\d?([{_DASH}/.])\d\d?\2(?:19|20)?\d\d(?!\d|[{_DASH}/.]\d)"
    rf"|\b\d\d?(?:st|nd|rd|th)?\.? {_MONTH}\b\.?(?:,? \d{{4}}\b)?"
    rf"|\b{_MONTH}\.? \d\d?(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}}\b)?"
    r"|(?<!\d)\d\d?:\d\d(?::\d\d)?(?:\.\d+)?(?!\d)"
    # $1,234.50 · 40 dollars · 1,200,000 · 2.40
    r"|[$€£]\s?\d[\d.,]*|(?<![\d.])\d[\d,]*(?:\.\d\d?)?\s?(?:dollars|usd|bucks|cents)\b"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d\d?)?(?![\d,])"
    r"|(?<![\d.])\d+\.\d{1,2}(?![\d.])"
    # a UUID · CA12ab34
    r"|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"
    rf"|(?<![\w{_DASH}])(?![\d{_DASH}]{{7,20}}(?:x|ext)\d)(?=[\w{_DASH}]{{0,80}}?(?:[^\W\d]\d|\d[^\W\d]))[\w{_DASH}]{{5,}}",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\d+")
_LINK = re.compile(rf"\)?[{_BLANK}]?[/.\u00b7{_DASH}]?[{_BLANK}]?\(?")
_STIFF = re.compile(rf"[/.{_DASH}]")
_COUNTED = re.compile(
    r"\s+(?:calls?|times|min(?:ute)?s?|sec(?:ond)?s?|hours?|days?|of|people|agents?|callers?|interactions?)\b",
    re.IGNORECASE,
)
_ID_BEFORE = re.compile(
    r"(?:\b(?:calls?|tickets?|cases?|ref|reference|invoices?|orders?|conversation|log|records?|session|account"
    r"|confirmation|tracking|job|booking|event|client|customer|user|agent|transaction|ids?|sid|uuid|serial|po)"
    r"\.?[\s_-]?(?:ids?|no\.?|num(?:ber)?s?|nr\.?|code|sid|ref(?:erence)?)?\s?(?:is|was)?\s?[#:=]{0,2}\s?|#\s?)$",
    re.IGNORECASE,
)
_PHONE_BEFORE = re.compile(
    r"\b(?:(?:tele)?phone|tel|mobile|cell|fax|whatsapp|text(?:ed|s)?|sms|dial(?:l?ed|s)?|reach(?:ed|able)?"
    r"|(?:call(?:ed|s|ing)?|ring|rang) (?:me|him|her|us|them|back|from|you)|landline|voicemail|handset)"
    r"\b(?:['’]s)?\W{0,3}(?:(?:number|no|num|nr|is|was|at|on|back|me|him|her|us|them|it|line)\b\W{0,3}){0,4}$",
    re.IGNORECASE,
)
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
    r"|(?:50|5[6-9]|6\d)\d{11,17}"
)
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_ANYTHING = re.compile(
    rf"@|\bat\b|(?:\d\D{{0,4}}){{6}}\d|\b{_DIGIT_WORD}[\s,{_DASH}]{{1,2}}{_DIGIT_WORD}", re.IGNORECASE
)
_LONGEST, _CONTEXT = 7, 48


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring digit groups and what stands around them.  `opened`: the characters just before."""

    digits: str
    sizes: tuple[int, ...]
    written: str
    before: str
    after: str

    @property
    def international(self) -> bool:
        return bool(re.search(r"\+[\s(]{0,2}$", self.before))

    @property
    def named_id(self) -> bool:
        return bool(_ID_BEFORE.search(self.before)) and not self.named_phone

    @property
    def named_phone(self) -> bool:
        return bool(_PHONE_BEFORE.search(self.before.rstrip("(+")))


def redact_all(value: Any, keep: Iterable[str] = ()) -> Any:
    """A JSON-able value with every string in it redacted, keys excepted."""
    if isinstance(value, str):
        return redact(value, keep)
    if isinstance(value, dict):
        return {key: redact_all(inner, keep) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [redact_all(inner, keep) for inner in value]
    return value


def redact(text: str, keep: Iterable[str] = ()) -> str:
    """The text without phone, e-mail and card numbers.  Characters that no database holds (NUL, lone
    surrogates) become U+FFFD.  Redacting twice changes nothing more."""
    text = _NOT_STORABLE.sub("\ufffd", text)
    if not _ANYTHING.search(text):
        return text
    kept = {_bare(channel) for channel in keep}
    text = _EMAIL.sub(lambda found: found[0] if _bare(found[0]) in kept else EMAIL, text)
    text = _SPELLED.sub(PHONE, text)
    pieces, done = [], 0
    for start, end, label in _numbers(text, kept):
        pieces += [text[done:start], label]
        done = end
    return "".join([*pieces, text[done:]])


def _bare(channel: str) -> str:
    """A channel as it is compared: the last ten digits of a number, an address in small letters."""
    digits = "".join(char for char in channel if char.isdecimal())
    return channel.casefold() if "@" in channel or len(digits) < 7 else digits[-10:]


def _numbers(text: str, kept: set[str]) -> Iterator[tuple[int, int, str]]:
    """Where cards and telephone numbers stand: (start, end, what to write instead), in order."""
    seen = _ASIDE.sub(lambda found: "\ufffd" * len(found[0]), text)
    groups = [found.span() for found in _GROUP.finditer(seen)]
    first = 0
    while first < len(groups):
        last, label = _longest(seen, groups, first)
        if label and _bare(seen[groups[first][0] : groups[last][1]]) not in kept:
            yield _opening(seen, groups[first][0], groups[last][1]), groups[last][1], label
        first = last + 1


def _longest(seen: str, groups: list[tuple[int, int]], first: int) -> tuple[int, str]:
    """The last group of the longest number that begins with group `first`, and its label ("" for none)."""
    if (
        first
        and _STIFF.search(seen[groups[first - 1][1] : groups[first][0]])
        and _linked(seen, groups, first)
    ):
        return first, ""
    last = first
    while last + 1 < min(len(groups), first + _LONGEST) and _goes_on(seen, groups, first, last + 1):
        last += 1
    for end in range(last, first - 1, -1):
        label = _label(_run(seen, groups[first : end + 1]))
        if label:
            return end, label
    return first, ""


def _goes_on(seen: str, groups: list[tuple[int, int]], first: int, index: int) -> bool:
    """Whether a number that begins with group `first` may take in group `index` too: a bracket opens only
    after a country code, and a long enough number with dashes ends at a blank."""
    if not _linked(seen, groups, index):
        return False
    link = seen[groups[index - 1][1] : groups[index][0]]
    if "(" in link:
        return index == first + 1 and groups[first][1] - groups[first][0] <= 3
    so_far = seen[groups[first][0] : groups[index - 1][1]]
    long_enough = sum(char.isdecimal() for char in so_far) >= 9
    return not (long_enough and _STIFF.search(so_far) and not _STIFF.search(link))


def _linked(seen: str, groups: list[tuple[int, int]], index: int) -> bool:
    return bool(_LINK.fullmatch(seen, groups[index - 1][1], groups[index][0]))


def _opening(seen: str, start: int, end: int) -> int:
    """Where the number's writing begins: with a plus, and with a bracket that closes within it."""
    found = re.search(r"\(?\+?[ (]?\(?$", seen[max(0, start - 3) : start])
    opening = found[0].lstrip() if found else ""
    written = seen[start:end]
    if opening.count("(") > written.count(")") - written.count("("):
        opening = opening.partition("(")[2]
    return start - len(opening) if opening.strip() else start


def _run(seen: str, spans: list[tuple[int, int]]) -> _Run:
    start, end = spans[0][0], spans[-1][1]
    return _Run(
        digits="".join(seen[a:b] for a, b in spans),
        sizes=tuple(b - a for a, b in spans),
        written=seen[start:end],
        before=seen[max(0, start - _CONTEXT) : start],
        after=seen[end : end + 16],
    )


def _label(run: _Run) -> str:
    if not 7 <= len(run.digits) <= 19 or re.match(rf"[{_DASH}/.]?\d", run.after):
        return ""
    if len(run.sizes) > 1 and _ends_with_count(run):
        return ""
    if _is_card(run):
        return CARD
    return PHONE if _is_phone(run) else ""


def _ends_with_count(run: _Run) -> bool:
    """ "+1 650 727 6484 30 calls": the last group is no part of the number."""
    return run.sizes[-1] <= 3 and bool(_COUNTED.match(run.after))


def _is_card(run: _Run) -> bool:
    if not _ISSUERS.fullmatch(run.digits) or not _luhn(run.digits):
        return False
    return len(run.sizes) > 1 or not run.named_id


def _luhn(digits: str) -> bool:
    doubled = (int(char) * (1 + place % 2) for place, char in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_phone(run: _Run) -> bool:
    count = len(run.digits)
    if run.international or re.search(r"tel:\s?\+?$", run.before, re.IGNORECASE):
        return count == 11 if run.digits[0] == "1" else 8 <= count <= 15
    if re.match(r"\s?(?:x|ext\.?|extension)\s?\d", run.after, re.IGNORECASE):
        return True
    return _grouped_as_phone(run) or (not run.named_id and (run.named_phone or _bare_phone(run)))


def _grouped_as_phone(run: _Run) -> bool:
    """Groups that nothing but a telephone number has: 650 727 6484, 1-650-…, (020) 7946 0958, 555-0134."""
    if run.sizes == (3, 3, 4):  # with blanks alone between them they may be three counts
        return run.digits[0] in "23456789" or not run.written.replace(" ", "").isdecimal()
    if run.sizes == (1, 3, 3, 4) and run.digits[0] == "1":
        return True
    if run.sizes == (3, 4) and run.digits.startswith("555"):
        return True
    return run.before.endswith("(") and 2 <= run.sizes[0] <= 5 and run.written[run.sizes[0] :][:1] == ")"


def _bare_phone(run: _Run) -> bool:
    """Ten digits of a North American number however grouped, or a trunk zero with enough digits."""
    national = run.digits[1:] if len(run.digits) == 11 and run.digits[0] == "1" else run.digits
    if re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", national):
        return run.sizes in ((10,), (11,), (3, 7), (6, 4), (1, 10), (1, 3, 7), (1, 6, 4))
    if run.digits.startswith("00"):
        return 11 <= len(run.digits) <= 16
    return run.digits[0] == "0" and (9 if len(run.sizes) > 1 else 10) <= len(run.digits) <= 12
