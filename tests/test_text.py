"""Messages as tokens: contractions, abbreviations, typos, and the places they were read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.text import BREAK, NUMBER, PUNCT, WORD, Lexicon
from assistant.reading.wordlist import Vocabulary

ENGLISH = Path(__file__).parent.parent / "kb" / "language" / "en"
WORDS = tuple(Vocabulary(ENGLISH))
LEXICON = Lexicon.load(ENGLISH, WORDS)


def words(message: str) -> list[str]:
    return [token.text for token in LEXICON.read(message).tokens]


def lemmas(message: str) -> list[str]:
    return [token.lemma for token in LEXICON.read(message).tokens]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("wasn't", "was not"),
        ("wasn’t", "was not"),
        ("wasnt", "was not"),
        ("Couldn't've", "could not have"),
        ("won't", "will not"),
        ("CAN'T", "can not"),
        ("she'll", "she will"),
        ("they're", "they are"),
        ("I'd", "i would"),
        ("caller's", "caller 's"),
    ],
)
def test_contractions_are_opened(written: str, read: str) -> None:
    assert words(written) == read.split()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("LA", "live agent"),
        ("cx xferred", "customer transferred"),
        ("2 HVs", "2 human verifications"),
        ("w/ a rep", "with a representative"),
        ("w/o one", "without one"),
        ("b/c noise", "because noise"),
        ("u r gr8", "you are gr8"),
        ("thx", "thanks"),
    ],
)
def test_abbreviations_are_spelt_out(written: str, read: str) -> None:
    if "gr8" in written:  # a word with a figure in it is two
        read = read.replace("gr8", "gr 8")
    assert words(written) == read.split()


def test_abbreviations_in_capitals_are_told_from_words() -> None:
    assert words("LA call") == ["live", "agent", "call"]
    assert words("la la la") == ["la", "la", "la"]
    assert words("TWO OF THEM") == ["two", "of", "them"]
    assert words("1 SE and 1 OF") == ["1", "system", "escalation", "and", "1", "outage", "fallback"]


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("escaltion", "escalation"),
        ("verfication", "verification"),
        ("vertified", "verified"),  # not "certified"
        ("oustage", "outage"),
        ("calandar", "calendar"),
        ("recieptionist", "receptionist"),
        ("trasnfer", "transfer"),
    ],
)
def test_typos_become_words_of_the_vocabulary(typo: str, word: str) -> None:
    assert words(typo) == [word]


@pytest.mark.parametrize(
    "word",
    [
        "lumber",
        "chat",
        "cell",
        "live",
        "love",
        "agenda",
        "asked",
        "tasked",
        "staff",
        "stuff",
        "booth",
        "noise",
        "nose",
    ],
)
def test_an_ordinary_word_is_never_taken_for_a_typo(word: str) -> None:
    assert words(word) == [word]


@pytest.mark.parametrize("word", ["Tucson", "Xochitl", "kwjzq", "ab", "Ngô"])
def test_a_name_or_nonsense_stays_what_it_is(word: str) -> None:
    assert words(word) == [word.lower()]


@pytest.mark.parametrize(
    ("inflected", "lemma"),
    [
        ("asked", "ask"),
        ("transferring", "transfer"),
        ("froze", "freeze"),
        ("broken", "break"),
        ("verifies", "verify"),
        ("tried", "try"),
        ("agents", "agent"),
        ("glitches", "glitch"),
        ("glitching", "glitch"),
        ("spoke", "speak"),
        ("people", "people"),
        ("nothing", "nothing"),
        ("booking", "book"),
        ("locked", "lock"),
        ("passes", "pass"),
        ("waiting", "wait"),
        ("themes", "theme"),
    ],
)
def test_inflections_are_taken_off(inflected: str, lemma: str) -> None:
    assert lemmas(inflected) == [lemma]


@pytest.mark.parametrize(
    ("written", "number"),
    [("1,234.50", "1234.50"), ("12", "12"), (".75", ".75"), ("3.", "3"), ("10,000", "10000")],
)
def test_numbers_lose_their_commas(written: str, number: str) -> None:
    token = LEXICON.read(written).tokens[0]
    assert (token.text, token.kind) == (number, NUMBER)


def test_kinds_of_tokens() -> None:
    tokens = LEXICON.read("1st call → us!\r\n\n Next: 2 at smith.ai").tokens
    assert [(t.text, t.kind) for t in tokens] == [
        ("1st", WORD), ("call", WORD), ("→", PUNCT), ("us", WORD), ("!", PUNCT), ("\n", BREAK),
        ("next", WORD), (":", PUNCT), ("2", NUMBER), ("at", WORD), ("smith.ai", WORD),
    ]  # fmt: skip


def test_hyphens_and_underscores_join_words_without_counting() -> None:
    assert words("first-time caller_escalation") == ["first", "time", "caller", "escalation"]
    assert words("2-3 calls") == ["2", "-", "3", "calls"]


def test_shouting_reads_like_speaking() -> None:
    assert words("THE AI FROZE AND YOUR AGENT TOOK OVER") == words("the ai froze and your agent took over")


def test_the_words_of_a_place_are_the_messages_own() -> None:
    text = LEXICON.read("My cx  wasn’t XFERRED, ok?")
    transferred = next(n for n, token in enumerate(text.tokens) if token.text == "transferred")
    assert text.words(transferred, transferred + 1) == "XFERRED"
    assert text.words(0, 2) == "My cx"
    assert text.words(3, 3) == ""


@given(st.text(max_size=200))
def test_every_token_stands_where_it_says(message: str) -> None:
    text = LEXICON.read(message)
    assert text.message == message
    before = 0
    for token in text.tokens:
        assert before <= token.start < token.end <= len(message)
        assert token.text
        assert token.lemma
        before = token.start


@settings(max_examples=30)
@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz '’-/.\n0123456789,"), max_size=80))
def test_reading_again_reads_the_same(message: str) -> None:
    assert LEXICON.read(message).tokens == Lexicon.load(ENGLISH, WORDS).read(message).tokens


def test_a_title_ends_no_sentence_and_leads_to_a_name() -> None:
    assert words("Mrs. Lendt and Dr. Ames rang.") == ["mrs", "lendt", "and", "dr", "ames", "rang", "."]
