"""The figures and verdicts ("free", "billable") of one sentence, held against the ledger."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.model.figures import Figure, figures
from assistant.answering.model.guard import Language
from assistant.answering.model.ledger import Ledger, Part, amounts_of

_PER = re.compile(r"^\s*(?:/|per\b|a\b|an\b|each\b|every\b|por\b|pro\b|par\b|al\b|je\b)\s*([\w-]+)")
_NEAR = r"(?:\s+[\w/'·-]+){0,3}\s*[+]?\s*$"
_CLAUSE = re.compile(r"[,;:()–—]|\s-\s")


class Amounts:
    """The figures and verdicts ("free", "billable") of one sentence in one language, against the ledger."""

    def __init__(
        self,
        ledger: Ledger,
        sentence: str,
        language: Language,
        markers: set[int],
        dated: bool,
        answered: bool,
    ) -> None:
        """`sentence`: plain, dates and admissible quotes blanked.  `markers`: the sources it cites.  `dated`:
        it states a date that is known.  `answered`: sentences before it have stated the charge."""
        self._ledger, self._language, self._answered = ledger, language, answered
        self._sentence, self._markers, self._dated = sentence, markers, dated
        self._patterns = language.patterns
        found = figures(sentence, language)
        self._priced = bool(self._patterns["price"].search(sentence)) or any(f.money for f in found)
        self._figures = [figure for figure in found if not figure.ordinal or figure.money]
        self._amounts = [figure for figure in self._figures if self._is_amount(figure)]
        self._numbers = [figure for figure in self._figures if figure not in self._amounts]

    def problem(self) -> str | None:
        """What is wrong: a short code, or None."""
        reason = self._unreadable() or self._plain_numbers() or self._multiples()
        if reason:
            return reason
        for figure in self._amounts:
            reason = self._amount(figure, self.stated)
            if reason:
                return reason
        return self._verdicts(self.stated)

    @property
    def stated(self) -> set[Decimal]:
        """The amounts the sentence states."""
        return {figure.value for figure in self._amounts if figure.value is not None}

    # ---------------------------------------------------------------- numbers

    def _is_amount(self, figure: Figure) -> bool:
        """With a currency, or bare in a sentence about prices and counting nothing."""
        if figure.money or not self._priced:
            return figure.money
        return not self._counts_something(figure)

    def _counts_something(self, figure: Figure) -> bool:
        after = self._sentence[figure.end :]
        following = re.match(r"(?:\s+|-)(?:[^\W\d_][\w'/-]*\s+){0,2}", after)
        near = after[: following.end() + 24] if following else ""
        noun = self._patterns["counted"].search(near)
        times = re.match(r"\s*[x×]\s*[+(]?\s?\$", after)
        return bool(times) or bool(noun and not re.search(r"[.,;:!?]", near[: noun.start()]))

    def _unreadable(self) -> str | None:
        if any(figure.value is None for figure in self._figures):
            return "unreadable_amount"
        if re.search(r"\d\s*%|%\s*\d", self._sentence):
            return "percentage"
        return None

    def _plain_numbers(self) -> str | None:
        unknown = [f for f in self._numbers if f.value is not None and f.value not in self._ledger.counts]
        return "unknown_number" if unknown else None

    def _multiples(self) -> str | None:
        """ "Twice", "half": only where the user or the finished answer says so, too."""
        said = f"{self._ledger.message}\n{self._ledger.text}"
        for multiple in self._patterns["multiples"].finditer(self._sentence):
            around = self._words_around(multiple.start(), multiple.end())
            if multiple[0] not in said or self._patterns["price"].search(around):
                return "unknown_number"
        if self._priced and self._language.one:
            for word in re.finditer(r"[^\W\d_]+", self._sentence):
                ends = re.match(r"\s*(?:[.!?,;]|$)", self._sentence[word.end() :])
                if word[0] in self._language.one and ends and not self._amounts:
                    return "unreadable_amount"
        return None

    def _words_around(self, start: int, end: int) -> str:
        before, after = self._sentence[:start].split()[-2:], self._sentence[end:].split()[:3]
        return " ".join([*before, "·", *after])

    # ---------------------------------------------------------------- amounts

    def _amount(self, figure: Figure, values: set[Decimal]) -> str | None:
        value = figure.value
        assert value is not None  # unreadable ones were refused before
        per = _PER.match(self._sentence[figure.end :])
        if per and self._patterns["other_units"].fullmatch(per[1]):
            return "wrong_unit"
        if self._negated(figure.start):
            return "amount_denied"
        if self._ledger.sums:
            return self._of_bill(value, values)
        allowed = set(self._ledger.text_amounts)
        if self._ledger.priced and not self._dated:
            return "wrong_amount"
        for marker in self._markers:
            allowed |= amounts_of(self._ledger.quotes[marker], self._language)
        if self._ledger.kind not in ("article", "not_covered", "clarify"):
            allowed = set(self._ledger.text_amounts)
        return None if value in allowed else "wrong_amount"

    def _of_bill(self, value: Decimal, values: set[Decimal]) -> str | None:
        ledger = self._ledger
        if not ledger.certain:
            return self._of_range(value, values)
        if any(value == low for low, _ in ledger.sums):
            return None
        with_sum = any(low in values for low, _ in ledger.sums)
        if value in ledger.bases:
            return None if with_sum or self._patterns["price"].search(self._sentence) else "wrong_amount"
        parts = [part for part in ledger.parts if part.amount == value]
        if parts and (with_sum or self._counted(parts) or self._beside_counted(parts, values)):
            return None
        return "wrong_amount"

    def _beside_counted(self, parts: list[Part], values: set[Decimal]) -> bool:
        """ "2 calls at $2.50 each, and the other at $0.00": one call needs no number beside a counted part."""
        others = [part for part in self._ledger.parts if part.amount in values and part not in parts]
        return any(part.calls == 1 for part in parts) and self._counted(others)

    def _of_range(self, value: Decimal, values: set[Decimal]) -> str | None:
        """A range is stated as a whole, and without conditions that could turn it round."""
        ledger = self._ledger
        if value in ledger.bases:
            return None
        mood = self._patterns["mood"].search(self._sentence) and not self._one_range()
        if mood or self._patterns["condition"].search(self._sentence):
            return "amount_under_condition"
        for low, high in ledger.sums:
            if value in (low, high) and {low, high} <= values:
                return None
        parts = [part for part in ledger.parts if part.amount == value]
        if parts and self._counted(parts) and (len(values) > 1 or any(part.fixed for part in parts)):
            return None
        return "range_not_whole"

    def _one_range(self) -> bool:
        """Whether the amounts are the two ends of one range, with nothing but "to" between them."""
        if len(self._amounts) != 2:
            return False
        between = self._sentence[self._amounts[0].end : self._amounts[1].start]
        return bool(re.fullmatch(r"\s*(?:[-–—]|[^\W\d_]{1,5})?\s*\+?\s*", between))

    def _counted(self, parts: list[Part]) -> bool:
        """Whether the sentence says of how many calls this is the amount."""
        stated = {figure.value for figure in self._numbers}
        return any(Decimal(part.calls) in stated for part in parts)

    def _negated(self, start: int) -> bool:
        before = self._sentence[:start]
        return any(
            re.search(rf"(?<!\w){re.escape(found[0])}{_NEAR}", before)
            for found in self._patterns["negation"].finditer(before)
        )

    def _listed_as_untrue(self, start: int) -> bool:
        """ "Not per minute, per transfer or per interaction": a denial reaches over a list, not a clause."""
        before = self._sentence[:start]
        denials = [found.end() for found in self._patterns["negation"].finditer(before)]
        between = before[denials[-1] :] if denials else ""
        clause = self._patterns["price"].search(between) or self._patterns["breaks"].search(between)
        return bool(denials) and len(between.split()) <= 6 and not clause

    # ---------------------------------------------------------------- verdicts

    def _verdicts(self, values: set[Decimal]) -> str | None:
        """ "Free" and "billable" are amounts, too: they must agree with the charge and with the rules."""
        untrue = self._patterns["untrue"].finditer(self._sentence)
        if self._against_rules() or any(not self._listed_as_untrue(found.start()) for found in untrue):
            return "wrong_rule"
        zero, charged = self._says(self._sentence)
        if self._ledger.sums:
            return self._verdict_on_bill(zero, charged, values)
        if self._ledger.priced:
            return "wrong_amount" if (zero or charged) and not self._dated else None
        if zero and not self._ledger.says_zero:
            quoted = [self._ledger.quotes[n] for n in self._markers]
            supported = any(self._patterns["zero"].search(quote) or "$0" in quote for quote in quoted)
            return None if supported and self._ledger.kind == "article" else "wrong_amount"
        if charged and not self._ledger.says_charged and self._ledger.kind not in ("article", "clarify"):
            return "wrong_amount"
        return None

    def _verdict_on_bill(self, zero: bool, charged: bool, values: set[Decimal]) -> str | None:
        ledger = self._ledger
        stated = any({low, high} <= values for low, high in ledger.sums)
        if zero and not ledger.zero:
            free = [part for part in ledger.parts if part.amount == 0]
            counted = bool(free) and (self._counted(free) or self._beside_counted(free, values))
            told = stated or self._answered or not ledger.certain
            if not counted and not (told and self._zero_explained()):
                return "wrong_amount"
        if charged and ledger.zero and not self._named(self._sentence):
            return "wrong_amount"
        return None

    def _zero_explained(self) -> bool:
        """Whether each clause that says "free" says so of interactions that are."""
        free = [clause for clause in self._clauses() if self._says(clause)[0]]
        return all(self._named(clause) - self._ledger.billable for clause in free)

    def _says(self, text: str) -> tuple[bool, bool]:
        """(that nothing is charged, that something is) in this text."""
        zero = self._patterns["zero"]
        without_zero = zero.sub(lambda found: "·" * len(found[0]), text)
        return bool(zero.search(text)), bool(self._patterns["charged"].search(without_zero))

    def _named(self, text: str) -> set[str]:
        return {key for key, pattern in self._language.interactions.items() if pattern.search(text)}

    def _against_rules(self) -> bool:
        """A clause that names interactions of one sort, all billable or none, and says the opposite."""
        clauses = self._clauses()
        if not self._ledger.priced:
            clauses.append(self._sentence)
        return any(self._contradicts(clause) for clause in clauses)

    def _clauses(self) -> list[str]:
        text = self._patterns["breaks"].sub(" ; ", self._sentence)
        return [clause for clause in _CLAUSE.split(text) if clause.strip()]

    def _contradicts(self, clause: str) -> bool:
        billable = {key in self._ledger.billable for key in self._named(clause)}
        if len(billable) != 1:
            return False
        zero, charged = self._says(clause)
        amounts = [f.value for f in figures(clause, self._language) if f.money and f.value is not None]
        zero |= 0 in amounts
        charged |= any(amounts)
        if zero == charged:
            return False
        return zero == billable.pop()
