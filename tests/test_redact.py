"""Redaction: personal numbers go, whatever they are written like; amounts, counts, dates and ids stay.

The planted texts are made by fixed lists and a seeded generator, so that every run sees the same ones.
"""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.redact import CARD, EMAIL, PHONE, redact, redact_all

SENTENCES = (
    "The caller {} asked for a person and got your agent.",
    "call me back on {} please",
    "{} rang twice, 3 calls in all, $9.00?",
    "she left {} with the agent, what does that cost",
    "Number: {}. It was 4 calls on 2025-12-01.",
    "my contact is {}, base rate $2.40",
    "({}) transferred to our office",
    "{}",
    "caller\t{}\t2 calls\t$6.00",
    "- {} - human verification - 10:42",
)


def seeded(kind: str) -> random.Random:
    return random.Random(f"redaction {kind}")


def nanp(random: random.Random) -> tuple[str, str, str]:
    area = f"{random.randint(2, 9)}{random.randint(0, 8)}{random.randint(0, 9)}"
    exchange = f"{random.randint(2, 9)}{random.randint(0, 99):02}"
    return area, exchange, f"{random.randint(0, 9999):04}"


def phones() -> list[str]:
    made = seeded("phones")
    shapes = (
        "({}) {}-{}", "({}){}-{}", "{}-{}-{}", "{}.{}.{}", "{} {} {}", "{}{}{}", "+1 {} {} {}", "+1{}{}{}",
        "+1 ({}) {}-{}", "1-{}-{}-{}", "1 {} {} {}", "1{}{}{}", "+1-{}-{}-{}", "+1.{}.{}.{}", "{}/{}-{}",
        "{}-{}{}", "{} {}{}", "{}\u2011{}\u2011{}", "{}\u2013{}\u2013{}", "{}\u00a0{}\u00a0{}",
        "tel:+1-{}-{}-{}", "001 {} {} {}", "{}-{}-{} ext. 12",
        "{}-{}-{}x204", "({})-{}-{}", "1 ({}) {} {}", "{} - {} - {}",
    )  # fmt: skip
    national = [shape.format(*nanp(made)) for shape in shapes for _ in range(6)]
    abroad = [
        "+44 20 7946 0958", "+44 7700 900123", "+447700900123", "020 7946 0958", "07700 900123",
        "+49 30 901820", "+49 (0)30 9018 2020", "+49 151 23456789", "030 901820455", "0151 23456789",
        "+33 6 12 34 56 78", "06 12 34 56 78", "06.12.34.56.78", "+33612345678", "+52 55 1234 5678",
        "+61 2 5550 1234", "+61 412 345 678", "0412 345 678", "+91 98765 43210", "+91-9876543210",
        "+34 612 34 56 78", "+39 06 1234 5678", "+81 3-1234-5678", "+55 11 91234-5678", "0044 20 7946 0958",
        "+353 1 234 5678", "0161 496 0000", "+972 3-123-4567", "+27 21 123 4567", "(020) 7946 0958",
    ]  # fmt: skip
    named = [
        "phone 4421 9087",
        "cell 555-0134",
        "my mobile is 8814422",
        "call me at 727-6484",
        "fax: 727 6484",
    ]
    spelled = [
        "six five zero seven two seven six four eight four",
        "four one five, five five five, oh one three four",
    ]
    return national + abroad + named + spelled


def emails() -> list[str]:
    made = seeded("emails")
    names = (
        "jo",
        "anna.smith",
        "o'neil",
        "x_y-z",
        "first.last+tag",
        "info",
        "b2b",
        "jörg",
        "A.B",
        "sales%eu",
    )
    hosts = ("example.com", "mail.example.co.uk", "smith-law.org", "a.io", "EXAMPLE.NET", "bücher.de")
    plain = [f"{made.choice(names)}@{made.choice(hosts)}" for _ in range(60)]
    veiled = [
        "jo (at) example.com",
        "jo [at] example [dot] com",
        "jo at example dot com",
        "jo(at)example.org",
    ]
    return plain + veiled + ["mailto:jo@example.com", "<jo@example.com>"]


def luhn(body: str) -> str:
    total = sum(sum(divmod(int(char) * (2 - place % 2), 10)) for place, char in enumerate(reversed(body)))
    return body + str(-total % 10)


def cards() -> list[str]:
    made = seeded("cards")
    kinds = (
        ("4", 16),
        ("51", 16),
        ("55", 16),
        ("2221", 16),
        ("34", 15),
        ("37", 15),
        ("6011", 16),
        ("65", 16),
    )
    kinds += (("3528", 16), ("36", 14), ("62", 16), ("4", 13), ("4", 19))
    shapes = ("{}", "grouped ", "grouped-", "grouped.", "grouped\u00a0", "{} exp 12/27", "{}, CVV 123")
    planted = []
    for prefix, length in kinds:
        for shape in shapes:
            body = prefix + "".join(made.choice("0123456789") for _ in range(length - len(prefix) - 1))
            planted.append(shaped(luhn(body), shape))
    return planted


def shaped(number: str, shape: str) -> str:
    if not shape.startswith("grouped"):
        return shape.format(number)
    if len(number) in (14, 15):
        return shape[-1].join((number[:4], number[4:10], number[10:]))
    return shape[-1].join(number[start : start + 4] for start in range(0, len(number), 4))


def planted() -> list[tuple[str, str, str]]:
    """(text, what is planted, what stands there afterwards)."""
    found = []
    for label, items in ((PHONE, phones()), (EMAIL, emails()), (CARD, cards())):
        for number, item in enumerate(items):
            found.append((SENTENCES[number % len(SENTENCES)].format(item), item, label))
    return found


def negatives() -> list[str]:
    """Numbers of a client's everyday messages that are nobody's."""
    made = seeded("negatives")

    def digits(length: int) -> str:
        return "".join(made.choice("0123456789") for _ in range(length))

    ids = [
        template.format(digits(length))
        for length in (5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18)
        for template in (
            "call id {}",
            "Call ID: {}",
            "call #{}",
            "ticket {}",
            "ref no. {}",
            "CALL-{}",
            "case number {}",
        )
    ]
    ids += [f"CA{digits(16)}{made.choice('abcdef')}{digits(8)}" for _ in range(15)]
    ids += [
        f"call {made.getrandbits(32):08x}-{digits(4)}-4{digits(3)}-a{digits(3)}-{digits(12)}"
        for _ in range(10)
    ]
    ids += [f"2025{made.randint(1, 12):02}{made.randint(1, 28):02}-{digits(4)}" for _ in range(15)]
    ids += [f"conversation {made.getrandbits(128):032x}" for _ in range(10)]
    amounts = [f"${made.randint(0, 9_999_999):,}.{made.randint(0, 99):02}" for _ in range(40)]
    amounts += [f"{made.randint(0, 99_999)}.{made.randint(0, 99):02} dollars" for _ in range(15)]
    amounts += [f"+${made.randint(1, 400)}.00" for _ in range(10)] + [
        "USD 1234567",
        "$2147483647",
        "2.40",
        "300.00",
    ]
    counts = [f"{made.randint(1, 9_999_999):,} calls" for _ in range(20)]
    counts += [
        f"{made.randint(1, 99_999)} calls, {made.randint(1, 99)} of them with agents" for _ in range(20)
    ]
    counts += [
        "100-200 calls",
        "200-1000 calls a month",
        "10 to 20 calls 30 times",
        "12 / 34 / 56",
        "1 2 3 4 5 6 7 8 9",
    ]
    counts += ["calls: 120 98 77 203 110", "Mon 12 Tue 15 Wed 18 Thu 20 Fri 11", "3 x 40 = 120, 5 x 12 = 60"]
    dates = [f"20{made.randint(20, 29)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}" for _ in range(15)]
    dates += [
        f"{made.randint(1, 12):02}/{made.randint(1, 28):02}/2025 10:{made.randint(10, 59)}" for _ in range(15)
    ]
    dates += [f"{made.randint(1, 28):02}.{made.randint(1, 12):02}.2025" for _ in range(10)]
    dates += [f"2025-12-{day:02}T10:{day:02}:00.123456Z" for day in range(1, 11)]
    dates += [
        "Nov 20, 2025",
        "20 November 2025",
        "11-20-2025 09:30",
        "20251201",
        "1764547200",
        "1764547200123",
    ]
    dates += ["20251201103245", "2025-12-01 10:32:45 - 10:40:01", "from 9:00 to 17:30", "12/01 - 12/31"]
    return ids + amounts + counts + dates


def test_planted_numbers_go_and_the_rest_of_the_text_stays() -> None:
    texts = planted()
    assert len(texts) >= 300
    missed = [text for text, item, label in texts if label not in redact(text) or _left(redact(text), item)]
    assert len(missed) <= len(texts) // 100, missed
    for text, item, _ in texts:
        before, after = text.split(item, 1)
        assert redact(text).startswith(before), text
        assert redact(text).endswith(after), text


def _left(text: str, item: str) -> bool:
    """Whether four or more digits in a row of the planted number are still there."""
    runs = [
        run for run in "".join(char if char.isdecimal() else " " for char in item).split() if len(run) >= 4
    ]
    return any(run in text for run in runs if run not in ("2025",))


def test_amounts_counts_dates_and_ids_stay() -> None:
    texts = [SENTENCES[number % len(SENTENCES)].format(item) for number, item in enumerate(negatives())]
    assert len(texts) >= 300
    hit = [(text, redact(text)) for text in texts if redact(text) != text]
    assert len(hit) <= len(texts) * 2 // 100, hit


def test_the_companys_own_channels_may_stay() -> None:
    keep = ["(650) 727-6484", "support@smith.ai"]
    text = "call (650) 727-6484, +1 650.727.6484 or 6507276484, mail Support@Smith.ai"
    assert redact(text, keep) == text
    assert redact("650 727 6485, support@smith.aero", keep) == f"{PHONE}, {EMAIL}"


def test_a_number_beside_figures_does_not_take_them_along() -> None:
    assert redact("+1 650 727 6484 30 calls") == f"{PHONE} 30 calls"
    assert redact("650-727-6484 2 calls 2025-12-01 $3.00") == f"{PHONE} 2 calls 2025-12-01 $3.00"
    assert redact("2025-12-01 10:32 650-727-6484 4m32s") == f"2025-12-01 10:32 {PHONE} 4m32s"


def test_values_within_json_are_redacted_and_keys_are_not() -> None:
    value = {"a@b.co": ["415-555-0134", {"n": 4155550134, "x": None, "ok": True}], "t": ("jo@example.com",)}
    assert redact_all(value) == {"a@b.co": [PHONE, {"n": 4155550134, "x": None, "ok": True}], "t": [EMAIL]}


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("0123456789 -+().,/@abcx#\n$[]"), max_size=80))
def test_redacting_again_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1-",
        "a",
        "a@",
        "a.",
        "at ",
        "(at) ",
        "one ",
        "12:",
        "+",
        "-",
        "a-",
        "a1-",
        "0800 ",
        "call id ",
        "($",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 8000)[:8000]
    begun = time.process_time()
    redact(text)
    assert time.process_time() - begun < 5
