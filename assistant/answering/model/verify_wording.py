"""Whether a chat model's wording may be shown: sentence by sentence, failing closed.

`Check.sentence` returns None or a short code of what is wrong; `Check.whole` looks at what only the finished
wording can show (the amount is stated, something is cited).  Whatever can't be read counts as wrong.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from assistant.answering.model.amounts import Amounts
from assistant.answering.model.figures import dates
from assistant.answering.model.guard import Guard, plain, shingles
from assistant.answering.model.ledger import MARKER, Ledger, without

_MARKUP = re.compile(
    r"<\s*[a-z/!?]|&#|&[a-z]+;|!\[|\]\s*\(|\]\s*\[?[a-z^]|^\s*\[[^\]]*\]:|~~|\\[a-z]|javascript\s*:|data\s*:\s*\w+/"
    r"|vbscript\s*:|https?\s*:|ftp\s*:|www\.|://",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])(?:[a-z0-9-]+\.)+(?:[a-z]{2,})(?![\w])")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{8,}?)[\"”“»]")
_LONGEST = 4000  # characters of a wording


class Check:
    """The verification of one wording.  Feed it sentences in order, then ask `whole`."""

    def __init__(
        self, ledger: Ledger, guard: Guard, secret: frozenset[tuple[str, ...]] = frozenset()
    ) -> None:
        """`secret`: runs of words (`guard.shingles`) that may not be repeated, such as the prompt's."""
        self._ledger, self._guard, self._secret = ledger, guard, secret
        self._stated: set[Decimal] = set()
        self._cited: set[int] = set()
        self._asks = False
        self._length = 0

    @property
    def cited(self) -> frozenset[int]:
        return frozenset(self._cited)

    def sentence(self, raw: str) -> str | None:
        """What is wrong with this sentence: a short code, or None."""
        self._length += len(raw)
        if self._length > _LONGEST:
            return "too_long"
        return self._form(raw) or self._content(raw)

    @property
    def answers(self) -> bool:
        """Whether what was said so far states the charge, where there is one."""
        sums = self._ledger.sums
        return not sums or any({low, high} <= self._stated for low, high in sums)

    def whole(self) -> str | None:
        """What the wording as a whole lacks: a short code, or None."""
        ledger = self._ledger
        if not self._length:
            return "empty"
        if not self.answers:
            return "charge_not_stated"
        if ledger.own and not self._cited and ledger.kind in ("price", "article", "not_covered"):
            return "nothing_cited"
        if ledger.asks and not self._asks:
            return "question_not_asked"
        return None

    # ---------------------------------------------------------------- form

    def _form(self, raw: str) -> str | None:
        if any(
            unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") and char not in "\n\t"
            for char in raw
        ):
            return "hidden_characters"
        folded = unicodedata.normalize("NFKC", raw)
        if _MARKUP.search(folded):
            return "markup"
        markers = {int(number) for number in MARKER.findall(raw)}
        if not markers <= self._ledger.quotes.keys():
            return "unknown_citation"
        if re.search(r"\[\s*\d|【", MARKER.sub("", folded)):
            return "unknown_citation"
        self._cited |= markers
        return None

    # ---------------------------------------------------------------- content

    def _content(self, raw: str) -> str | None:
        markers = {int(number) for number in MARKER.findall(raw)}
        sentence = self._masked_contacts(plain(MARKER.sub("", raw)))
        if self._foreign_address(sentence):
            return "foreign_address"
        languages = self._guard.speaks(sentence, self._ledger.message_words)
        if not languages:
            return "unknown_language"
        if self._secret & shingles(sentence):
            return "prompt_repeated"
        reason = self._forbidden_words(sentence)
        if reason:
            return reason
        self._asks |= "?" in sentence or "¿" in sentence
        stated = dates(sentence, languages)
        if any(not set(day.readings) & self._ledger.days for day in stated):
            return "unknown_date"
        sentence = self._masked_quotes(without(sentence, stated), markers)
        dated = bool(stated)
        found = [
            Amounts(self._ledger, sentence, language, markers, dated, self.answers) for language in languages
        ]
        problem = next((reason for amounts in found if (reason := amounts.problem())), None)
        if problem is None:
            self._stated |= set().union(*(amounts.stated for amounts in found))
        return problem

    def _masked_contacts(self, sentence: str) -> str:
        for contact in self._ledger.contacts:
            sentence = sentence.replace(contact, "·" * len(contact))
        return sentence

    def _foreign_address(self, sentence: str) -> bool:
        return any(found[0] not in self._guard.article for found in _ADDRESS.finditer(sentence))

    def _forbidden_words(self, sentence: str) -> str | None:
        everywhere, ledger = self._guard.everywhere, self._ledger
        if everywhere["promise"].search(sentence):
            return "promise"
        if everywhere["refusal"].search(sentence):
            return "refusal"
        open_words = {m[0] for m in everywhere["open"].finditer(sentence)}
        said = f"{ledger.text}\n{ledger.message if ledger.priced else ''}"
        open_words -= {m[0] for m in everywhere["told"].finditer(sentence) if m[0] in said}
        open_words = {word for word in open_words if word not in self._guard.article}
        if open_words and not everywhere["unsaid"].search(sentence) and "··" not in sentence:
            return "open_topic"
        return None

    def _masked_quotes(self, sentence: str, markers: set[int]) -> str:
        """The article's own words in quotation marks blanked, where their source is cited beside them."""
        ledger = self._ledger
        allowed = [ledger.quotes[n] for n in markers if n in ledger.own or not ledger.priced]
        for found in list(_QUOTED.finditer(sentence)):
            inner = found[1].strip(" .,")
            if len(inner.split()) >= 3 and any(inner in quote for quote in allowed):
                sentence = sentence[: found.start()] + "·" * len(found[0]) + sentence[found.end() :]
        return sentence
