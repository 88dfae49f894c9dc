"""Spanish scenarios in simple words are read and priced; what is beyond them is asked about, not guessed."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant
from assistant.content import read_toml
from assistant.contract import answer_json
from assistant.evaluation import CERTAIN_WRONG, RIGHT, read_cases, run
from assistant.reading.tongues import problems

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "spanish"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open()


def amounts(answer: Answer) -> tuple[str, str] | None:
    bill = answer.bill
    return None if bill is None else (str(bill.add_on_low), str(bill.add_on_high))


def spoken(assistant: Assistant, *messages: str) -> Answer:
    """The answer to the last message, the state stored as JSON between the turns."""
    state: dict[str, Any] = {}
    for message in messages:
        answer, state = assistant.turn(message, json.loads(json.dumps(state)))
    return answer


@pytest.mark.parametrize("name", ["scenarios.jsonl", "dialogues.jsonl"])
def test_no_wrong_amount_is_stated_as_certain(assistant: Assistant, name: str) -> None:
    outcomes = run(
        read_cases(CASES / name),
        lambda turns: answer_json(spoken(assistant, *turns)),
        next(iter(assistant.articles.values())).text,
    )
    assert [o for o in outcomes if o.outcome == CERTAIN_WRONG] == []
    assert sum(o.outcome == RIGHT for o in outcomes) >= 0.9 * len(outcomes)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("El cliente pidió hablar con una persona y lo atendió un agente de ustedes. ¿Cuánto es?", "3.00"),
        ("La IA se congeló y entró un agente en vivo, ¿pago extra?", "0.00"),
        ("Nadie pidió un humano, la IA falló y entró un agente de ustedes. ¿Me cobran?", "0.00"),
        (
            "No contestó mi esposa, contestó un agente de Smith porque el cliente pidió un humano. ¿Precio?",
            "3.00",
        ),
        ("Contestó mi esposa, no un agente de ustedes. ¿Precio?", "0.00"),
        ("Un paciente nuevo; un agente suyo le tomó nombre y teléfono. ¿Cargo extra?", "3.00"),
        ("El cliente colgó antes de hablar con un agente. ¿Me cobran los $3?", "0.00"),
        ("La IA agendó la cita sola por Calendly, sin humanos. ¿Cobran?", "0.00"),
    ],
)
def test_who_and_why_decide(assistant: Assistant, message: str, expected: str) -> None:
    assert amounts(assistant.ask(message)) == (expected, expected)


@pytest.mark.parametrize(
    "message",
    [
        "5 llamadas: 2 pidieron humano y 3 las resolvió la IA sola. ¿Cuánto es en total?",
        "La IA falló en una llamada y en otra el cliente pidió un agente en vivo. ¿Cuánto por las dos?",
        "El cliente llamó dos veces y pidió un agente en vivo. ¿Cuánto?",
        "Un cliente pidió un humano en octubre y lo atendió un agente de ustedes. ¿Cuánto?",
        "Creo que fue un agente de ustedes porque el cliente lo pidió. ¿Cuánto?",
        "La IA le tomó los datos a un cliente nuevo y ya. ¿Cuánto cuesta?",
        "Nuestro agente atendió porque el cliente pidió un humano. ¿Cuánto?",
        "¿El precio depende de cuánto dura la llamada si el cliente pide un humano?",
    ],
)
def test_what_is_not_simple_is_not_priced(assistant: Assistant, message: str) -> None:
    answer = assistant.ask(message)
    assert answer.bill is None
    assert answer.reading is not None
    assert answer.reading.language == "es"


def test_the_answer_is_in_spanish_and_cites_the_article_in_its_own_words(assistant: Assistant) -> None:
    answer = assistant.ask("Pidió un humano y lo atendió su agente, ¿son $6?")
    assert answer.text.startswith("No: **+$3.00** por esta llamada: el escalamiento pedido por quien llama")
    for citation in answer.citations:
        assert assistant.articles[citation.article].text[citation.start : citation.end] == citation.quote


def test_several_reasons_are_named_in_spanish(assistant: Assistant) -> None:
    answer = assistant.ask(
        "En la misma llamada la IA falló, el cliente pidió un humano y un agente de ustedes verificó los datos."
        " ¿Cuánto?"
    )
    assert amounts(answer) == ("3.00", "3.00")
    assert "la verificación humana y el escalamiento pedido por quien llama son facturables" in answer.text
    assert "escalación del sistema" not in answer.text


def test_a_day_before_the_pricing_has_no_amount(assistant: Assistant) -> None:
    answer = assistant.ask(
        "El 5 de noviembre de 2025 un cliente pidió una persona y lo atendió un agente en vivo. ¿Cuánto?"
    )
    assert answer.kind == "not_covered"
    assert amounts(answer) == ("None", "None")
    assert "20 de noviembre de 2025 (November 20, 2025)" in answer.text


def test_every_option_of_a_question_is_understood_as_its_answer(assistant: Assistant) -> None:
    questions = {
        "why": "Un agente en vivo entró a la llamada pero no sabemos por qué, ¿cuánto?",
        "who": "El cliente pidió una persona y alguien lo atendió, ¿cuánto?",
        "who_and_why": "Alguien tomó la llamada, no sé quién ni por qué. ¿Cuánto cuesta?",
    }
    text, _ = read_toml(ROOT / "kb" / "text" / "es.toml")
    for key, message in questions.items():
        asked = assistant.ask(message).clarification
        assert asked is not None
        assert asked.question == text["clarify"][key]["question"]
        for option in asked.options:
            low, high = amounts(spoken(assistant, message, option)) or ("", "")
            assert low, option
            assert (low == high) == (option != "No lo sé"), option


def test_another_reason_for_calls_already_told_is_not_guessed_at(assistant: Assistant) -> None:
    told = "Un cliente pidió un humano y lo atendió un agente de ustedes. ¿Cuánto?"
    assert spoken(assistant, told, "¿y si la IA falló?").bill is None
    assert amounts(spoken(assistant, told, "¿y si la IA falló?", "¿cuánto cuesta?")) == ("3.00", "3.00")


def test_decomposed_accents_and_capitals_change_nothing(assistant: Assistant) -> None:
    message = "La IA se trabó y entró un agente en vivo, ¿pago algo extra?"
    for same in (unicodedata.normalize("NFD", message), message.upper()):
        assert amounts(assistant.ask(same)) == ("0.00", "0.00")


def test_evidence_is_the_messages_own_words(assistant: Assistant) -> None:
    message = "La IA se trabó y entró un agente en vivo, ¿pago algo extra?"
    reading = assistant.explain(message)
    assert all(message[seen.start : seen.end] == seen.words for seen in reading.observations)
    assert "IA se trabó" in reading.calls[0].evidence


def test_the_wording_has_every_entry_that_prices_need() -> None:
    english, spanish = (read_toml(ROOT / "kb" / "text" / f"{code}.toml")[0] for code in ("en", "es"))
    for table in ("price", "changes", "contact", "unpriced"):
        assert spanish[table].keys() == english[table].keys(), table
    assert spanish["clarify"].keys() >= {"why", "who", "who_and_why", "count"}


def test_the_constructions_hold() -> None:
    assert list(problems(ROOT / "kb")) == []
