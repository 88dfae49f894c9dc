"""The engine and the search as LangChain tools, for this assistant's own agent and for anyone else's.

    from assistant import Assistant
    from assistant.tools import billing_tools
    agent = create_agent("openai:…", billing_tools(Assistant.open()))

What the tools return is JSON with numbered sources; a model sees numbers and the article's words, never
addresses.  `price_calls` takes evidence for every interaction: words that must stand verbatim in the user's
messages.  The functions below the tools (`price`, `find`, `facts`) are the same without LangChain.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from assistant.contract import bill_json
from assistant.sources import MARKER, Sources, renumbered
from assistant.types import Answer, Article, AssistantError, Call, Hit, Policy

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

MOST_CALLS = 50  # entries of one price_calls
MOST_PASSAGES = 4
InteractionKey = Literal[
    "human_verification",
    "caller_escalation",
    "playbook_handoff",
    "live_agent_scheduling",
    "system_escalation",
    "outage_fallback",
    "external_transfer",
]


class Backend(Protocol):
    """What the tools need of an `Assistant`."""

    @property
    def policy(self) -> Policy: ...

    @property
    def articles(self) -> dict[str, Article]: ...

    def charge(self, calls: tuple[Call, ...]) -> Answer: ...

    def search(self, query: str, k: int = 5) -> list[Hit]: ...


class InteractionArg(BaseModel):
    """One interaction of a call and the words it was read from."""

    model_config = ConfigDict(extra="forbid")

    interaction: InteractionKey
    happened: Literal["yes", "no", "unknown"]
    evidence: str = Field(max_length=1000, description="the user's own words that say so, copied verbatim")


class CallArg(BaseModel):
    """One described call, or several alike.  An interaction that isn't listed did not take place."""

    model_config = ConfigDict(extra="forbid")

    evidence: str = Field(
        max_length=2000, description="the user's own words that tell of this call, verbatim"
    )
    interactions: list[InteractionArg] = Field(
        default_factory=list, max_length=7, description="empty when no Smith.ai live agent took part"
    )
    calls: int = Field(1, ge=1, le=1_000_000, description="how many calls went this way")
    on: date | None = Field(None, description="day of the call, YYYY-MM-DD; leave out when not told")
    base_rate: str | None = Field(
        None, max_length=20, description='dollars per call before the add-on, e.g. "2.40"; only when told'
    )


class Unfounded(AssistantError):
    """Evidence that doesn't stand in the user's messages."""


class Unpriced(AssistantError):
    """Calls that the engine doesn't price; the text says why."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What `price_calls` found, for code: the engine's answer, and its sources' ids by marker."""

    answer: Answer
    calls: tuple[Call, ...]
    ids: dict[int, int]


# ---------------------------------------------------------------- without LangChain


def price(
    backend: Backend, sources: Sources, calls: Sequence[CallArg], heard: Iterable[str]
) -> tuple[dict[str, Any], Priced]:
    """The charge for calls whose evidence stands in `heard`, the user's messages.

    Raises Unfounded for other evidence, Unpriced or PricingError for calls that can't be priced."""
    messages = [folded(message) for message in heard]
    priced = tuple(_call(call, messages) for call in calls)
    answer = backend.charge(priced)
    if answer.bill is None:
        raise Unpriced(MARKER.sub("", answer.text).split("\n")[0])
    ids = sources.answer(answer)
    told = {
        "charge": bill_json(answer.bill, [list(words) for words in answer.would_change]),
        "answer": renumbered(answer.text, ids),
        "sources": sources.listed(ids.values()),
    }
    return told, Priced(answer, priced, ids)


def find(backend: Backend, sources: Sources, query: str) -> dict[str, Any]:
    """The article's passages nearest to a query, with their sources."""
    found = (hit.passage for hit in backend.search(query[:300], MOST_PASSAGES))
    numbers = [sources.cite(p.article, p.section, p.start, p.end) for p in found]
    return {"sources": sources.listed(numbers)}


def facts(backend: Backend, sources: Sources) -> dict[str, Any]:
    """What the article says, as short statements with sources, and what it is known not to say."""
    policy = backend.policy
    statements = [
        {"fact": fact.statement.format_map(policy.placeholders), "sources": sources.quoted(fact.quotes)}
        for fact in policy.facts.values()
    ]
    interactions = {
        rule.key: {
            "name": rule.name,
            "billable": rule.billable,
            "definition": rule.definition.text,
            "sources": sources.quoted((rule.definition, rule.billing)),
        }
        for rule in policy.interactions.values()
    }
    contacts = [
        {"for": c.status, c.label: c.value, "sources": sources.quoted((c.quote,))} for c in policy.contacts
    ]
    return {
        "facts": statements,
        "interactions": interactions,
        "the_article_does_not_say": [topic.name for topic in policy.open_topics.values()],
        "contacts": contacts,
        "sources": sources.listed(sources.words),
    }


def folded(text: str) -> str:
    """Text as evidence is compared: compatibility forms, quotes and blanks made alike, small letters."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u2018\u2019\u02bc]", "'", text)
    text = re.sub(r"[\u201c\u201d\u201e]", '"', text)
    return re.sub(r"\s+", " ", text).strip().casefold()


def stands_in(evidence: str, messages: Iterable[str]) -> bool:
    """Whether words stand, whole and verbatim, in one of the folded messages."""
    words = folded(evidence).strip(" .,;:!?\"'")
    if not re.search(r"\w", words):
        return False
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return any(whole.search(message) for message in messages)


def _call(call: CallArg, messages: list[str]) -> Call:
    for words in (call.evidence, *(entry.evidence for entry in call.interactions)):
        if not stands_in(words, messages):
            raise Unfounded(f'"{words[:80]}" is not in the user\'s messages; copy their words verbatim')
    by_state = {
        state: frozenset(e.interaction for e in call.interactions if e.happened == state)
        for state in ("yes", "no", "unknown")
    }
    if by_state["yes"] & by_state["no"] or by_state["yes"] & by_state["unknown"]:
        raise Unfounded("an interaction is listed twice with different values; list it once")
    evidence = [entry.evidence for entry in call.interactions if entry.happened != "no"]
    return Call(
        interactions=by_state["yes"],
        unknown=by_state["unknown"],
        calls=call.calls,
        on=call.on,
        base_rate=_rate(call.base_rate),
        evidence=tuple(dict.fromkeys(evidence or [call.evidence])),
    )


def _rate(given: str | None) -> Decimal | None:
    if given is None or not given.strip():
        return None
    try:
        return Decimal(given.strip().removeprefix("$"))
    except InvalidOperation:
        raise Unfounded('"base_rate" must be dollars like "2.40"') from None


# ---------------------------------------------------------------- LangChain


def billing_tools(
    backend: Backend,
    heard: Callable[[], Iterable[str]] | None = None,
    sources: Sources | Callable[[], Sources] | None = None,
) -> list[BaseTool]:
    """`price_calls`, `search_article` and `article_facts`, for `create_agent` or any LangGraph agent.

    Evidence is looked for in what `heard` returns; without it, in the human messages of the agent's state.
    `sources` numbers the article's sentences; pass one to resolve the numbers to citations afterwards, or a
    function where the numbers are another's from run to run.
    Bad arguments come back to the model as {"error": …}, never as an exception.
    """
    from langchain_core.tools import StructuredTool, tool

    given = sources or Sources(backend.articles)
    known = given if callable(given) else lambda: given

    @tool("search_article", parse_docstring=True)
    def search_article(query: str) -> str:
        """Find the help article's own passages on a question, to be quoted and cited by their ids.

        Args:
            query: What to look for, in a few English words.
        """
        return _told(lambda: find(backend, known(), query))

    @tool("article_facts")
    def article_facts() -> str:
        """All the article says in short statements with sources: which interactions are billable, how the
        add-on is charged, since when, how to contact a person, and what the article does not say."""
        return _told(lambda: facts(backend, known()))

    pricing = StructuredTool.from_function(
        func=_pricing(backend, known, heard),
        name="price_calls",
        description=PRICE_CALLS,
        response_format="content_and_artifact",
    )
    return [pricing, search_article, article_facts]


PRICE_CALLS = """Price the calls a user describes. This is the only source of amounts: never compute one.

Give each call, or each group of like calls, once: what happened in it (yes), what may have happened
(unknown), how many calls, and day and base rate if told. Every evidence must be the user's own words, copied
verbatim."""


def _pricing(
    backend: Backend, sources: Callable[[], Sources], heard: Callable[[], Iterable[str]] | None
) -> Callable[..., tuple[str, Priced | None]]:
    """The function behind `price_calls`; without `heard` it takes the agent's state, which no model sees."""
    if heard is not None:

        def price_calls(calls: _Calls) -> tuple[str, Priced | None]:
            return _priced(backend, sources(), calls, heard())

        return price_calls
    from langgraph.prebuilt import InjectedState

    def price_calls_of_state(
        calls: _Calls, state: Annotated[dict[str, Any], InjectedState]
    ) -> tuple[str, Priced | None]:
        messages = [m.text for m in state.get("messages", ()) if getattr(m, "type", "") == "human"]
        return _priced(backend, sources(), calls, messages)

    price_calls_of_state.__annotations__["state"] = Annotated[dict[str, Any], InjectedState]
    price_calls_of_state.__annotations__["calls"] = _Calls
    return price_calls_of_state


_Calls = Annotated[list[CallArg], Field(min_length=1, max_length=MOST_CALLS)]


def _priced(
    backend: Backend, sources: Sources, calls: Sequence[CallArg], heard: Iterable[str]
) -> tuple[str, Priced | None]:
    try:
        told, priced = price(backend, sources, calls, heard)
    except AssistantError as problem:
        return json.dumps({"error": str(problem)}), None
    return json.dumps(told, ensure_ascii=False), priced


def _told(look: Callable[[], dict[str, Any]]) -> str:
    try:
        return json.dumps(look(), ensure_ascii=False)
    except AssistantError as problem:
        return json.dumps({"error": str(problem)})
