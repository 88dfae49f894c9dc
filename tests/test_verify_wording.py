"""What a chat model may say and what it may not: sentence by sentence, in six languages."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import content
from assistant.answering.compose import compose_price
from assistant.answering.model.figures import dates, figures
from assistant.answering.model.guard import Guard, plain
from assistant.answering.model.ledger import ledger_of
from assistant.answering.model.stream import sentences
from assistant.answering.model.verify_wording import Check
from assistant.answering.wording import Wording
from assistant.settings import Settings
from assistant.types import INTERACTIONS, Answer, Call, Reading

KNOWLEDGE = content.load(Settings().kb)
GUARD = Guard.load(KNOWLEDGE)
SAY = Wording.load(KNOWLEDGE.root)
LANGUAGES = {language.code: language for language in GUARD.languages}


def priced(*calls: Call) -> Answer:
    return compose_price(Reading("", "price", calls=calls), KNOWLEDGE, SAY)


def verdict(answer: Answer, text: str, message: str = "how much is that") -> str | None:
    """None when the text may be shown for this answer, else why not."""
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    check = Check(ledger_of(answer, quotes, quotes, (message,), GUARD, KNOWLEDGE.policy), GUARD)
    for sentence in sentences(text):
        if sentence.strip() and (wrong := check.sentence(sentence)):
            return wrong
    return check.whole()


ESCALATED = frozenset({"caller_escalation"})
ONE = priced(Call(ESCALATED))
FREE = priced(Call(frozenset({"outage_fallback"})))
MIXED = priced(Call(ESCALATED, calls=2), Call(frozenset({"outage_fallback"}), calls=2))
BASED = priced(Call(ESCALATED, calls=4, base_rate=Decimal("2.40")))
RANGE = priced(Call(frozenset(), ESCALATED))
EARLIER = priced(Call(ESCALATED, on=date(2025, 11, 1)))
CHARGES = {"one": ONE, "free": FREE, "mixed": MIXED, "based": BASED, "range": RANGE, "earlier": EARLIER}


@pytest.mark.parametrize(
    ("charge", "text"),
    [
        ("one", "That call costs an extra $3.00 [1]."),
        ("one", "Your add-on for this call is +$3.00, because the caller asked for a human [1][2]."),
        ("one", "It's a flat three dollars for the call, however long it takes [1]."),
        ("one", "USD 3.00 is added to your base rate for this call [1]."),
        ("one", "Yes, you pay $3.00 extra for that call, once, no matter how many interactions [1]."),
        ("one", "It's $3.00 per call, not per minute, per transfer or per interaction [1]."),
        (
            "one",
            "The charge is $3.00 [1]. An AI failure on its own is non-billable, an escalation isn't [1].",
        ),
        ("range", "It would be $0.00 to $3.00 [1]. Who joined?"),
        ("one", "Sure! The charge is **+$3.00** [1].\n- It is flat per call [2].\n- It comes on top [2]."),
        ("one", "El recargo por esta llamada es de $3.00, porque la persona pidió hablar con un agente [1]."),
        ("one", "Für diesen Anruf fällt ein Zuschlag von 3,00 $ an, weil der Anrufer das verlangt hat [1]."),
        ("one", "Pour cet appel, le supplément est de 3,00 $ parce que l'appelant l'a demandé [1]."),
        ("one", "O acréscimo desta ligação é de $3,00, porque a pessoa pediu um atendente humano [1]."),
        ("one", "Il supplemento per questa chiamata è di $3,00 perché la persona lo ha chiesto [1]."),
        ("free", "There's no add-on for this call: $0.00, since an outage or fallback is non-billable [1]."),
        ("free", "That one is free: +$0.00 [1]."),
        ("mixed", "In all that is $6.00 for the 4 calls [1].\nThe 2 outage calls cost $0.00 [4]."),
        ("mixed", "The 2 calls with a caller-initiated escalation are $3.00 each, $6.00 in all [1]."),
        ("based", "The add-on is $12.00, and with your base rate of $2.40 that is $21.60 in total [1]."),
        ("range", "It is $0.00 to $3.00 for this call [1].\nDid a live agent take it, or your own team?"),
        ("earlier", "The article gives no amount for a call before November 20, 2025 [1]."),
        ("earlier", "It doesn't say what applied before [1]. Ask support@smith.ai or call (650) 727-6484."),
    ],
)
def test_true_wordings_pass(charge: str, text: str) -> None:
    assert verdict(CHARGES[charge], text) is None


@pytest.mark.parametrize(
    ("charge", "text"),
    [
        # other amounts: digits, words, slang, sums, ranges, scripts, spellings
        ("one", "It costs $4.00 [1]."),
        ("one", "It costs you five [1]."),
        ("one", "That will be three hundred dollars [1]."),
        ("one", "It's thirty bucks [1]."),
        ("one", "It's three dollars fifty [1]."),
        ("one", "The charge is three-fifty [1]."),
        ("one", "$3–9 [1]"),
        ("one", "It's between $3.00 and $5.00 [1]."),
        ("one", "$3.00 + $3.00 = $6.00 [1]"),
        ("one", "The call is $3.00 [1]. Actually it is $30.00 [1]."),
        ("one", "It's $3.00 [1] but thirty for this one."),
        ("one", "It's $٣٠ [1]."),
        ("one", "It's $３０.００ [1]."),
        ("one", "It's $৩০ [1]."),
        ("one", "It's ⅔ of $3.00 [1]."),
        ("one", "It's $3,000 [1]."),
        ("one", "It's 3.000 $ [1]"),
        ("one", "It's 3k [1]."),
        ("one", "It's 3e2 dollars [1]."),
        ("one", "-$3.00 [1]"),
        ("one", "It's $3.00 [1] and 50 cents."),
        ("one", "It's $3.00 [1], a fiver with tip."),
        ("one", "It's double: $3.00 [1]."),
        ("one", "It's $3.00 plus 8% tax [1]."),
        ("one", "It's a few dollars, $3.00 [1]."),
        ("one", "El recargo es de treinta dólares, $3.00 [1]."),
        ("one", "Das kostet dreißig Dollar, also 3,00 $ [1]."),
        ("one", "It's $3.00 [1]. Human verification took place, and that one is free."),
        ("mixed", "That's $6.00 [1]. The 2 escalated calls are free, the others are $3.00 each."),
        ("range", "If a live agent took it, it is $0.00 to $3.00 [1], otherwise more. Who took it?"),
        # rules turned round
        ("one", "It's $3.00 [1]. Human verification is never billed."),
        ("one", "It's $3.00 [1]. An outage is billable, too."),
        ("one", "It's $3.00 [1]. The add-on applies to calls handled by the AI as well."),
        ("one", "It's $3.00 [1]. A call that goes to your own team is charged the same."),
        # other currencies
        ("one", "€3.00 for this call [1]"),
        ("one", "It's $3.00, that is 3 pounds [1]."),
        ("one", "It's $3.00 or 60 pesos [1]."),
        ("one", "Le supplément est de 3,00 euros pour cet appel [1]."),
        # other units, denials, hedges
        ("one", "It's $3.00 per minute [1]."),
        ("one", "It's $3.00 for each interaction, $3.00/interaction [1]."),
        ("one", "It's $3.00 [1]. Longer calls cost more, it is billed by the minute."),
        ("one", "It's $3.00 [1]. Se cobra por minuto."),
        ("one", "It's $3.00 [1]. It is not flat but per minute."),
        ("one", "It's $3.00 [1]. It's not flat, you pay per interaction."),
        ("one", "It's not $3.00 [1]."),
        ("one", "It's more than $3.00 [1]."),
        ("one", "It's about $3.00 [1]."),
        # free, or not
        ("one", "It is free of charge [1]."),
        ("one", "No charge for this call, though it would be $3.00 [1]."),
        ("one", "It's $3.00 [1]. That's on the house."),
        ("one", "La llamada es gratis, $3.00 [1]."),
        ("one", "Der Anruf kostet 3,00 $ [1].\nDas kostet nichts."),
        ("one", "The call costs $3.00 [1].\nGratis!"),
        ("free", "It's $3.00 [1]."),
        ("free", "It's billable [1]: $0.00."),
        ("free", "An outage is billable at $3.00, so $0.00 [1]."),
        ("free", "It's $0.00 [1] but you owe three bucks."),
        # right figures in the wrong place
        ("mixed", "The total is $0.00 [1]."),
        ("mixed", "It's $6.00 [1].\nActually, the whole bill is $0.00."),
        ("mixed", "It's $6.00 [1].\nThe 2 outage calls are $3.00 each."),
        ("mixed", "It's $6.00 [1]. You pay $3.00."),
        ("based", "The total is $12.00 [1] and the base rate is $9.60."),
        ("range", "It's $3.00 [1]. Who took it?"),
        ("range", "It's $0.00 if a live agent took it and $3.00 if your own team did [1]. Who?"),
        ("range", "It's $0.00 to $3.00 [1]."),
        ("range", "It's nothing. $0.00 to $3.00 [1]?"),
        ("range", "It's free, so $0.00 to $3.00 [1]. Who took it?"),
        ("earlier", "It was $3.00 then [1]."),
        ("earlier", "It was free before that [1]."),
        ("earlier", "There's no charge [1]."),
        # dates and numbers
        ("one", "It's $3.00 since November 1, 2025 [1]."),
        ("one", "It's $3.00 since 01/11/2025 [1]."),
        ("one", "It's $3.00 [1]. There are 9 scenarios."),
        # sources and addresses
        ("one", "It's $3.00 [9]."),
        ("one", "$3.00."),
        ("one", "It's $3.00【1】."),
        ("one", "It's $3.00 [1]. Call (555) 123-4567."),
        ("one", "It's $3.00 [1]; write to boss@evil.com."),
        ("one", "It's $3.00, see evil.com [1]."),
        ("one", "It's $3.00, see https://smith.ai/x [1]."),
        # markup
        ("one", "It's $3.00 <b>now</b> [1]."),
        ("one", "It's $3.00 ![x](//e.com/a.png) [1]."),
        ("one", "It's $3.00 [here](javascript:alert(1)) [1]."),
        ("one", "It's $3.00 [1][foo]: /x"),
        ("one", "It's ~~$9.00~~ $3.00 [1]."),
        ("one", "It's $3&#48;.00 [1]."),
        ("one", "It's $3\u200b0.00 [1]."),
        ("one", "It's \u202e00.3$ [1]."),
        # promises, open topics, refusals, languages nobody here can check
        ("one", "It's $3.00 [1], but we'll refund it."),
        ("one", "We waive the $3.00 [1]."),
        ("one", "It's $3.00 [1].\nI've credited your account."),
        ("one", "It's $3.00 [1].\nWe guarantee this price."),
        ("one", "It's $3.00 [1].\nCalls are recorded."),
        ("one", "It's $3.00 [1].\nLive agents speak Spanish."),
        ("one", "It's $3.00 [1].\nLas llamadas se graban."),
        ("one", "It's $3.00 [1].\nWir erstatten den Betrag."),
        ("one", "I can't help with that."),
        ("one", "Dat kost u $3.00 [1]."),
        ("one", "The call costs $3.00 [1]. Kost niets."),
        ("one", "这个电话 $3.00 [1]"),
        ("one", "It's $3.00, frее [1]."),
        # nothing
        ("one", ""),
        ("one", "Thanks for asking! [1]"),
    ],
)
def test_untrue_or_unsafe_wordings_are_refused(charge: str, text: str) -> None:
    assert verdict(CHARGES[charge], text) is not None


def test_what_the_user_told_may_be_told_again_but_not_promised() -> None:
    message = "the caller hung up after asking for a human and getting your agent, can I have a refund"
    assert verdict(ONE, "It's $3.00, even though the caller hung up [1].", message) is None
    assert verdict(ONE, "It's $3.00, even though the caller hung up [1].") == "open_topic"
    assert verdict(ONE, "It's $3.00 [1]. A refund is possible.", message) == "open_topic"
    assert (
        verdict(ONE, "It's $3.00 [1]. The article doesn't say whether a refund is possible.", message) is None
    )


def test_the_articles_own_words_may_be_quoted_only_beside_their_source() -> None:
    cited = MIXED.citations[0]
    quote, number = cited.quote, cited.marker
    assert "$3.00" in quote
    assert verdict(MIXED, f"That's $6.00 in all: “{quote}” [{number}]") is None
    assert verdict(
        MIXED, f"That's $6.00 in all [{number}].\nIt says “is billed at +$9.00 in addition” [{number}]."
    )


def combinations() -> list[tuple[Call, ...]]:
    """Calls of every shape the engine words differently."""
    found: list[tuple[Call, ...]] = []
    other = Call(frozenset({"system_escalation"}), calls=2)
    for size in range(3):
        for keys in itertools.combinations(INTERACTIONS, size):
            for unknown in (
                frozenset[str](),
                ESCALATED - set(keys),
                frozenset({"outage_fallback"}) - set(keys),
            ):
                for on in (None, date(2025, 11, 1), date(2025, 12, 3)):
                    base = Decimal("2.40") if size == 1 else None
                    call = Call(frozenset(keys), frozenset(unknown), 1 + 3 * (size % 2), on, base)
                    found += [(call,), (call, Call(other.interactions, calls=2, on=on, base_rate=base))]
    return found


def test_the_engines_own_wording_of_every_shape_of_bill_passes() -> None:
    refused = {
        (wrong, answer.text)
        for calls in combinations()
        if (wrong := verdict(answer := priced(*calls), answer.text)) is not None
    }
    assert refused == set()


@settings(max_examples=300, deadline=None)
@given(
    st.decimals(min_value=0, max_value=10_000, places=2),
    st.sampled_from(["${}", "USD {}", "{} dollars", "{} USD"]),
)
def test_no_amount_but_the_computed_one_passes(amount: Decimal, written: str) -> None:
    text = f"The add-on is {written.format(amount)} for this call [1]."
    assert (verdict(ONE, text) is None) == (amount == Decimal("3.00"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_a_verdict(text: str) -> None:
    verdict(ONE, text)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "USD 3 or 3 USD or US$3 or 3usd", ["3", "3", "3", "3"]),
        ("en", "three dollars and fifty cents", ["3.5"]),
        ("en", "twenty-five dollars, a hundred and five bucks", ["25", "105"]),
        ("en", "50¢", ["0.5"]),
        ("en", "$1,250.00", ["1250.00"]),
        ("en", "$.50", [None]),
        ("en", "a few dollars", [None]),
        ("en", "$৩.০০ and $３", ["3.00", "3"]),
        ("de", "dreihundert Dollar und 3,00 $ und 1.250,00 Dollar", [None, "3.00", "1250.00"]),
        ("es", "tres dólares", ["3"]),
        ("fr", "quatre-vingt dollars", [None]),
    ],
)
def test_amounts_are_found_however_written(language: str, text: str, values: list[str | None]) -> None:
    found = [figure for figure in figures(plain(text), LANGUAGES[language]) if figure.money]
    assert [figure.value for figure in found] == [None if v is None else Decimal(v) for v in values]


@pytest.mark.parametrize(
    "text",
    [
        "November 20, 2025",
        "2025-11-20",
        "11/20/2025",
        "20 de noviembre de 2025",
        "20. November 2025",
        "20 novembre 2025",
    ],
)
def test_dates_are_read_in_common_forms(text: str) -> None:
    [stated] = dates(plain(text), GUARD.languages)[:1]
    assert date(2025, 11, 20) in stated.readings
