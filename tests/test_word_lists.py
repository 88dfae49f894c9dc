"""Word lists of constructions: what the code asks for is there, and what is there is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.reading import lists

READING = Path(lists.__file__).parent
KB = READING.parents[1] / "kb"


def test_code_and_lists_name_the_same() -> None:
    named = {
        name for file in READING.glob("*.py") for name in re.findall(r'listed\("(\w+)"\)', file.read_text())
    }
    assert named == set(lists.word_lists(KB / "language" / "en"))


@pytest.mark.parametrize("words", ["[]", '["two", 3]', '"two"', '["two "]'])
def test_a_list_without_words_is_refused(words: str, tmp_path: Path) -> None:
    (tmp_path / "lists.toml").write_text(f"[lists]\nseveral = {words}\n")
    with pytest.raises(ValueError, match=r"several has to be a list of words"):
        lists.word_lists(tmp_path)
