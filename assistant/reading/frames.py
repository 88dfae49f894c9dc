"""How a plain follow-up begins and ends: what it opens with ("sorry", "what if"), what it says to do ("add", "leave
out"), and the phrase that is left between ("two more of the bookings")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.reading import numerals
from assistant.reading.amountwords import english, view_of
from assistant.reading.lists import listed
from assistant.reading.turns import Turn

_LONGEST = 6  # words of the longest phrase of a list


@dataclass(frozen=True, slots=True)
class Frame:
    """The words [begin, end) of a message between its openers and its closing words, and what these said."""

    turn: Turn
    begin: int
    end: int
    correcting: bool = False
    supposing: bool = False
    asking: bool = False  # it ends with a question mark

    def at(self, place: int) -> str:
        return self.turn.at(place) if place < self.end else ""

    def led(self, phrases: frozenset[str], place: int | None = None) -> int:
        """Where the longest phrase of a list ends that stands at a place (the beginning); 0 where none does."""
        first = self.begin if place is None else place
        for size in range(min(_LONGEST, self.end - first), 0, -1):
            if " ".join(self.turn.at(step) for step in range(first, first + size)) in phrases:
                return first + size
        return 0

    def closed(self, phrases: frozenset[str]) -> int:
        """Where the longest phrase of a list begins that ends the frame; 0 where none does."""
        for size in range(min(_LONGEST, self.end - self.begin), 0, -1):
            if " ".join(self.turn.at(step) for step in range(self.end - size, self.end)) in phrases:
                return self.end - size
        return 0

    def text(self, first: int, last: int) -> str:
        """The words as they were written."""
        tokens = self.turn.observed.text.tokens
        if first >= last:
            return ""
        return self.turn.observed.text.message[tokens[first].start : tokens[last - 1].end]


def framed(turn: Turn) -> Frame:
    """The message without its openers and closing words."""
    size = len(turn.observed.text.tokens)
    asking = turn.at(size - 1) == "?"
    return _opened(_closed(Frame(turn, 0, size, asking=asking)))


def _opened(frame: Frame) -> Frame:
    while frame.begin < frame.end:
        if behind := frame.led(listed("plain_supposing")):
            frame = replace(frame, begin=behind, supposing=True)
        elif behind := frame.led(listed("plain_correcting")):
            frame = replace(frame, begin=behind, correcting=True)
        elif behind := frame.led(listed("plain_leads")):
            frame = replace(frame, begin=behind)
        else:
            break
    return frame


def _closed(frame: Frame) -> Frame:
    """Without ", please add them", ". How much then?", "instead"."""
    while frame.end > frame.begin:
        last = frame.turn.at(frame.end - 1)
        cut = 0 if last in _MARKS else frame.closed(listed("plain_closing"))
        begin = _tail(frame)
        if last in _MARKS:
            frame = replace(frame, end=frame.end - 1)
        elif begin:
            frame = replace(frame, end=begin)
        elif cut:
            frame = replace(frame, end=cut)
        else:
            break
    return frame


_MARKS = frozenset({".", "!", "?", ",", ";", ":", "-", "–", "—", "(", ")", "..."})


def _tail(frame: Frame) -> int:
    """Where a closing clause begins that only asks again or says what to do: ", how much then"."""
    marks = [place for place in range(frame.begin + 1, frame.end) if frame.turn.at(place) in _MARKS]
    if not marks:
        return 0
    words = range(marks[-1] + 1, frame.end)
    asks = listed("plain_tail") | frame.turn.words["price_question"] | frame.turn.words["price_words"]
    return marks[-1] if len(words) and all(frame.turn.at(place) in asks for place in words) else 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A number at the head of a phrase: how many, where the words behind it begin, and what stands there."""

    number: int
    first: int
    behind: int  # where the phrase begins
    more: bool = False
    of: bool = False  # "two of the …"


def counted_word(turn: Turn, place: int) -> numerals.Numeral | None:
    """The whole number, in words or figures, that begins at a place."""
    numeral = numerals.read(view_of(turn.observed.text, english()), place)
    plain = numeral is not None and not numeral.ordinal and not numeral.decimals and numeral.whole
    return numeral if plain else None


def counted_at(frame: Frame, place: int) -> Counted | None:
    """The number that stands at a place: "two more of …", "four AI failures", "another one"."""
    numeral = counted_word(frame.turn, place) if place < frame.end else None
    if numeral is not None:
        number, behind = numeral.whole or 0, numeral.last
    elif frame.at(place) in ("a", "an", "one", "another"):
        number, behind = 1, place + 1
    else:
        return None
    more = frame.at(place) == "another" or frame.at(behind) in listed("plain_more")
    while frame.at(behind) in listed("plain_more"):
        behind += 1
    of = frame.at(behind) == "of"
    return Counted(number, place, behind + of, more, of)


def counted_last(frame: Frame, end: int) -> Counted | None:
    """The number that the words before a place end with: "seven", "twenty five"."""
    begins = range(max(frame.begin, end - _LONGEST), end)
    found = [counted_at(frame, place) for place in begins if frame.at(place) not in ("a", "an", "another")]
    return next((one for one in found if one is not None and one.behind == end and not one.more), None)


def joins(turn: Turn) -> bool:
    """Whether it says what calls do with one another; "there were three calls", "one call", "twice as many as"
    say nothing of the kind."""
    said = [m for m in turn.matches if m.concept in _JOINING]
    words = listed("plain_counting") | turn.words["calls"]
    return any(
        any(
            turn.at(place) not in words and not turn.kind_at(place) and counted_word(turn, place) is None
            for place in range(m.first, m.last)
        )
        for m in said
    )


_JOINING = frozenset({"merge", "overlap", "swap", "split", "gone_like"})
