"""The elements of patterns, read from how they are written (see assistant.reading.patterns)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reading.tagged import SOFT, Element

GAP_WORDS, GAP_WIDE = 3, 8
ALWAYS = 1_000_000  # how often there is what needn't be there


class PatternError(ValueError):
    """A pattern that can't be read; the text says which and why."""


class Elements(dict[str, Element]):
    """The elements of constructions by how they are written, each made when it is first asked for."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._groups = groups
        self.taking: dict[str, list[Element]] = {}  # by the words and classes of which one must be there

    def __missing__(self, word: str) -> Element:
        found = _element(word, self._groups)
        for key in found.keys() if found.required else ():
            self.taking.setdefault(key, []).append(found)
        return self.setdefault(word, found)  # one for all, whichever thread was first


class Commonness(dict[str, int]):
    """How often elements are there, by how they are written: the more words they take, the more often."""

    def __init__(self, elements: Elements) -> None:
        super().__init__()
        self._elements = elements

    def __missing__(self, word: str) -> int:
        if word.replace("|", "").isalpha():  # most are, and needn't be made for this
            found = word.count("|") + 1
        else:
            element = self._elements[word]
            found = 4 * len(element.groups) + len(element.words) if element.required else ALWAYS
        self[word] = found
        return found


def _element(word: str, groups: Mapping[str, Sequence[str]]) -> Element:
    if word.replace("|", "").isalpha():
        return Element(frozenset(word.split("|")))
    for mark, wide, default in (("..", False, GAP_WORDS), ("~", True, GAP_WIDE)):
        if word.startswith(mark):
            size = word[len(mark) :]
            if size and not size.isdigit():
                raise PatternError(f'"{word}" is no gap (write {mark} or {mark}6)')
            return Element(gap=int(size) if size else default, wide=wide)
    if word == "//":
        return Element(closing=True)
    barred = word.startswith("!") and len(word) > 1
    word = word.removeprefix("!") if barred else word
    optional = word.endswith("?")
    word = word.removesuffix("?") if optional and len(word) > 1 else word
    parts = word.split("|")
    classes = frozenset(part[1:-1] for part in parts if part.startswith("<") and part.endswith(">"))
    for name in sorted(classes - groups.keys()):
        raise PatternError(f"no class is named <{name}>")
    return Element(
        frozenset(part for part in parts if part[0] != "<") - SOFT, classes, optional, barred=barred
    )
