"""The LangChain tools: evidence is checked, amounts come from the engine, sources have numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from model_scripts import call
from scripted_model import Asked, Reply, ScriptedModel

from assistant import Assistant
from assistant.settings import Settings
from assistant.sources import Sources
from assistant.tools import Priced, billing_tools, stands_in

MESSAGE = "Two callers asked for a “human” and got   your live agent; we pay $2.40 a call."


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open(Settings(embeddings="none"))


def price(assistant: Assistant, *calls: dict[str, Any]) -> dict[str, Any]:
    [pricing, _, _] = billing_tools(assistant, lambda: [MESSAGE])
    told: dict[str, Any] = json.loads(pricing.invoke({"calls": list(calls)}))
    return told


def test_calls_with_evidence_are_priced_by_the_engine(assistant: Assistant) -> None:
    told = price(assistant, call("asked for a", "caller_escalation", calls=2, base_rate="2.40"))
    assert told["charge"]["add_on_low"] == told["charge"]["add_on_high"] == "6.00"
    assert told["charge"]["total_low"] == "10.80"
    assert all(f"[{source['id']}]" in told["answer"] for source in told["sources"])


@pytest.mark.parametrize(
    "evidence",
    [
        "asked for a human",
        'ASKED FOR A "HUMAN"',
        "got your live agent",
        "“human”",
        "got your  live\nagent;",
        "callers",
    ],
)
def test_evidence_is_compared_without_case_blanks_and_quote_marks(evidence: str) -> None:
    assert stands_in(evidence.replace("a human", "a “human”"), [folded_message()])


def folded_message() -> str:
    from assistant.tools import folded

    return folded(MESSAGE)


@pytest.mark.parametrize(
    "evidence",
    ["", "  ", "...", "asked for a person", "caller", "live agent got your", "human asked", "(.*)", "$24"],
)
def test_evidence_that_does_not_stand_there_is_refused(evidence: str, assistant: Assistant) -> None:
    assert not stands_in(evidence, [folded_message()])
    told = price(assistant, call(evidence, "caller_escalation"))
    assert "error" in told
    assert "charge" not in told


@pytest.mark.parametrize(
    "bad",
    [
        {"base_rate": "much"},
        {"base_rate": "-2"},
        {"base_rate": "NaN"},
        {"base_rate": "1e9"},
    ],
)
def test_impossible_rates_are_refused_in_words(bad: dict[str, Any], assistant: Assistant) -> None:
    assert "error" in price(assistant, call("callers", "caller_escalation", **bad))


def test_an_interaction_listed_twice_with_different_values_is_refused(assistant: Assistant) -> None:
    both = call("callers", "caller_escalation")
    both["interactions"].append({"interaction": "caller_escalation", "happened": "no", "evidence": "callers"})
    assert "error" in price(assistant, both)


def test_what_was_not_said_stays_unknown(assistant: Assistant) -> None:
    entry = call("callers")
    entry["interactions"] = [
        {"interaction": "caller_escalation", "happened": "unknown", "evidence": "callers"}
    ]
    charge = price(assistant, entry)["charge"]
    assert (charge["add_on_low"], charge["add_on_high"]) == ("0.00", "3.00")


def test_the_search_finds_the_articles_own_words(assistant: Assistant) -> None:
    sources = Sources(assistant.articles)
    search = billing_tools(assistant, list, sources)[1]
    found = json.loads(search.invoke({"query": "booking with Calendly"}))["sources"]
    for source in found:
        citation = sources.citation(source["id"])
        text = assistant.articles[citation.article].text
        assert text[citation.start : citation.end] == source["quote"] == citation.quote


def test_the_facts_have_sources_and_no_placeholders(assistant: Assistant) -> None:
    told = json.loads(billing_tools(assistant)[2].invoke({}))
    ids = {source["id"] for source in told["sources"]}
    assert len(told["facts"]) == len(assistant.policy.facts)
    assert all(fact["sources"] and set(fact["sources"]) <= ids for fact in told["facts"])
    assert "{" not in "".join(fact["fact"] for fact in told["facts"])


def test_the_same_words_keep_their_number(assistant: Assistant) -> None:
    sources = Sources(assistant.articles)
    quotes = [rule.definition for rule in assistant.policy.interactions.values()]
    assert sources.quoted(quotes) == sources.quoted(quotes)
    assert len(set(sources.quoted(quotes))) == len(set(quotes))


def test_in_another_agent_evidence_is_looked_for_in_its_human_messages(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain.agents import create_agent
    from langchain_openai import ChatOpenAI

    monkeypatch.setenv("OPENAI_API_KEY", "none")

    def act(asked: Asked) -> Reply:
        calls = [call("asked for a “human”", "caller_escalation")]
        return Reply(text="done") if asked.step else Reply(tools=(("price_calls", {"calls": calls}),))

    with ScriptedModel({"any": act}) as server:
        agent = create_agent(ChatOpenAI(model="any", base_url=server.openai_url), billing_tools(assistant))
        told = agent.invoke({"messages": [("user", MESSAGE)]})["messages"][-2]
        refused = agent.invoke({"messages": [("user", "hello")]})["messages"][-2]
    assert isinstance(told.artifact, Priced)
    assert told.artifact.answer.bill is not None
    assert refused.artifact is None
    assert "error" in json.loads(refused.content)
