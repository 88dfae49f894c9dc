"""What is wrong with a vocabulary is found and named: dead, doubled, contradicting and unused entries."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.reading.vocabulary import problems
from assistant.types import Problem

KB = Path(__file__).parent.parent / "kb"
ENGLISH = "language/en"


@pytest.fixture(scope="module")
def real() -> set[Problem]:
    """What is found in the real kb/."""
    return set(problems(KB))


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    shutil.copytree(KB / "language", tmp_path / "kb" / "language")
    return tmp_path / "kb"


def changed(kb: Path, file: str, before: str, after: str) -> None:
    path = kb / ENGLISH / file
    text = path.read_text(encoding="utf-8")
    assert before in text, before
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


FAULTS = [
    # (file, before, after, entry, what is said of it)
    ("words.toml", "[words]\n", '[words]\nnever_used = ["zebra"]\n', "never_used", "no construction uses"),
    ("words.toml", 'askable = [', 'askable = ["real dept", ', "askable", '"dept" is read as "department"'),
    ("words.toml", 'anyone = [', 'anyone = ["couldn\'t say who", ', "anyone", '"couldn\'t" is read as "could not"'),
    ("words.toml", 'take = [', 'take = ["zig zag", "zig-zag", ', "take", '"zig zag" stands twice'),
    ("words.toml", 'smith = [', 'smith = ["virtual receptionist", ', "smith", "(Smith.ai's) and"),
    ("observe.toml", 'outage = [\n', 'outage = [\n  "pls blackout",\n', "outage", "so that the whole can never match"),
    ("observe.toml", 'outage = [\n', 'outage = [\n  "pls|lights out",\n', "outage", '"pls" is read as "please"'),
    ("observe.toml", 'outage = [\n', 'outage = [\n  "dark \' sky",\n', "outage", "is passed over"),
    ("observe.toml", 'outage = [\n', 'outage = [\n  "dark sky", "dark  sky",\n', "outage", '"dark sky" stands twice'),
    ("observe.toml", 'outage = [\n', 'outage = [\n  "lights out ?",\n', "outage", "by itself is optional"),
    ("observe.toml", '"no.own" = [\n', '"no.own" = [\n  "one of ours|mine|us",\n', "own", "says yes here and no in no.own"),
    ("observe.toml", "[masks]\n", '[masks]\nnonsense = ["smith"]\n', "masks.nonsense", "is no concept"),
    ("observe.toml", 'idle = [', 'idle = ["not in the least", ', "negation.idle", "one word after it"),
    ("observe.toml", 'accepted = [', 'accepted = ["pls", ', "offers.accepted", '"pls" can never match'),
    ("observe.toml", "[words]\n", '[words]\nverify = ["zebra"]\n', "verify", "is a class of words.toml too"),
    ("follow.toml", "undo = [\n", 'undo = [\n  "pls undo",\n', "undo", "so that the whole can never match"),
    ("follow.toml", "after_now = [", 'after_now = ["dont", ', "corrections.after_now", '"dont" can never match'),
    ("topics.toml", "cost = [", 'cost = ["24/7 price", ', "cost", '"24/7" is read as "24 / 7"'),
    ("outside.toml", "taxes = [", 'taxes = ["w-2 addons", ', "taxes", '"addons" is read as "add ons"'),
    ("spelling.toml", "[abbreviations]\n", '[abbreviations]\nzebra = "zebra"\n', "abbreviations.zebra", "stands for itself"),
    ("spelling.toml", "[abbreviations]\n", '[abbreviations]\nzbr = "zebra msg"\n', "abbreviations.zbr", "is an abbreviation itself"),
    ("spelling.toml", "[abbreviations]\n", '[abbreviations]\n"z.b." = "zebra"\n', "abbreviations.z.b.", "never read as one word"),
    ("spelling.toml", "[abbreviations]\n", '[abbreviations]\nMSG = "message"\n', "abbreviations.MSG", "says no more than msg"),
    ("spelling.toml", 'loud = [', 'loud = ["ZBR", ', "loud", "ZBR is no abbreviation"),
    ("spelling.toml", "[irregular]\n", '[irregular]\nzebra = "asked"\n', "irregular.zebra", "a form of another word too"),
    ("spelling.toml", "[irregular]\n", '[irregular]\nzebu = "hrs"\n', "irregular.zebu", "so that it never comes"),
]  # fmt: skip


def test_every_fault_is_found_under_its_entry(kb: Path, real: set[Problem]) -> None:
    for file, before, after, _, _ in FAULTS:
        changed(kb, file, before, after)
    found = set(problems(kb)) - real
    missed = [
        (file, entry, says)
        for file, _, _, entry, says in FAULTS
        if not any(p.entry == entry and says in p.message and p.file.startswith(ENGLISH) for p in found)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("file", "before", "after", "entry", "says"),
    [
        (
            "observe.toml",
            "outage = [\n",
            'outage = [\n  "dark <zebra>",\n',
            "outage",
            "no class is named <zebra>",
        ),
        (
            "observe.toml",
            "outage = [\n",
            'outage = [\n  ".. dark",\n',
            "outage",
            "must begin and end with a word",
        ),
        ("follow.toml", "undo = [\n", 'undo = [\n  "back ..x to",\n', "undo", "is no gap"),
        ("words.toml", "[words]\n", "[wordz]\n", "", "lacks the table"),
        ("spelling.toml", "[irregular]\n", "[irregulars]\n", "", "can't be read"),
        ("topics.toml", "[mentions]\n", "[mention]\n", "", "can't be read"),
        ("words.toml", "[words]\n", "[words\n", "", "isn't valid TOML"),
    ],
)
def test_what_cannot_be_read_is_named(
    kb: Path, file: str, before: str, after: str, entry: str, says: str
) -> None:
    changed(kb, file, before, after)
    assert any(p.entry == entry and says in p.message for p in problems(kb))


def test_a_missing_file_is_named(kb: Path) -> None:
    (kb / ENGLISH / "follow.toml").unlink()
    assert [problem.file for problem in problems(kb)] == [f"{ENGLISH}/follow.toml"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("words.toml", "askable = [", 'askable = ["talking zebra", '),  # any word may be written
        ("words.toml", "askable = [", 'askable = ["first-time zebra", '),  # a hyphen is a space
        ("observe.toml", "outage = [\n", 'outage = [\n  "lights|power ..3 out|off //",\n'),
        ("observe.toml", "outage = [\n", 'outage = [\n  "$ 0|1 ?|! & : %",\n'),
        ("spelling.toml", "[abbreviations]\n", '[abbreviations]\nzbr = "zebra"\n'),
        ("spelling.toml", "[abbreviations]\n", '[abbreviations]\nZBR = "big zebra"\nzbr = "zebra"\n'),
        ("spelling.toml", "[irregular]\n", '[irregular]\nzebra = "zebrae"\n'),
    ],
)
def test_what_holds_is_left_alone(kb: Path, real: set[Problem], file: str, before: str, after: str) -> None:
    changed(kb, file, before, after)
    assert set(problems(kb)) - real == set()
