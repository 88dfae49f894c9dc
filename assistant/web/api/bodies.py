"""Bodies of requests and responses, for checking the former and documenting both."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.pricing import MAX_CALLS
from assistant.types import Kind

Interaction = Literal[
    "human_verification",
    "caller_escalation",
    "playbook_handoff",
    "live_agent_scheduling",
    "system_escalation",
    "outage_fallback",
    "external_transfer",
]
Amount = Annotated[str, Field(description="dollars, two places", examples=["6.00"])]
_RateText = Annotated[str, Field(pattern=r"^\$?[0-9]{1,6}(\.[0-9]{1,4})?$", examples=["2.40"])]
_RateNumber = Annotated[float, Field(ge=0, lt=1_000_000, allow_inf_nan=False)]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class _In(BaseModel):
    """Unknown fields are refused: a misspelt one would be silently without effect.  Nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewConversation(_In):
    surface: Literal["api", "widget"] = Field("api", description="where the conversation takes place")


class NewMessage(_In):
    text: str = Field(
        description="the question; longer than the limit is 413",
        json_schema_extra={"minLength": 1, "maxLength": 8000},
        examples=["2 callers asked for a person and got your agents. What do I pay?"],
    )


class CallIn(_In):
    """One call, or several alike."""

    interactions: list[Interaction] = Field(max_length=20, description="what took place; empty: AI alone")
    unknown: list[Interaction] = Field([], max_length=20, description="what may have taken place")
    on: str | None = Field(
        None, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="the day", examples=["2025-12-01"]
    )
    base_rate: _RateText | _RateNumber | None = Field(None, description="dollars per call")
    calls: int = Field(1, ge=1, le=MAX_CALLS, description="how many such calls")


class NewCharge(_In):
    calls: list[CallIn] = Field(
        min_length=1,
        max_length=200,
        examples=[
            [{"interactions": ["playbook_handoff"], "on": "2025-12-01", "base_rate": "2.40", "calls": 3}]
        ],
    )


class NewFeedback(_In):
    conversation: Id
    message: Id = Field(description="the answer's `message`")
    helpful: bool
    reasons: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=10)
    comment: str = Field("", max_length=2000)


class Where(BaseModel):
    where: str
    message: str


class ProblemBody(BaseModel):
    """Every error looks like this."""

    type: str
    title: str
    status: int
    detail: str = Field(description="what to do next")
    errors: list[Where] | None = Field(None, description="with 422: what was wrong where")


class OpenedBody(BaseModel):
    id: str
    token: str = Field(description="shown once; send it as `Authorization: Bearer <token>`")
    created: str
    kept_until: str | None = Field(description="null: in memory only")


class ChangeBody(BaseModel):
    facts: dict[str, str]
    add_on_low: Amount | None
    add_on_high: Amount | None


class LineBody(BaseModel):
    calls: int
    interactions: list[Interaction]
    unknown: list[Interaction]
    on: str | None
    base_rate: str | None
    add_on_low: Amount | None
    add_on_high: Amount | None
    because: str
    evidence: list[str]
    would_change: list[str]
    changes: list[ChangeBody]


class ChargeBody(BaseModel):
    currency: str
    calls: int
    calls_not_covered: int
    add_on_low: Amount | None
    add_on_high: Amount | None
    total_low: Amount | None
    total_high: Amount | None
    lines: list[LineBody]


class CitationBody(BaseModel):
    marker: int
    article: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    url: str | None


class ClarificationBody(BaseModel):
    question: str
    options: list[str]


class AnswerBody(BaseModel):
    kind: Kind
    text: str = Field(description="Markdown; `[n]` refers to the citation with that marker")
    charge: ChargeBody | None
    citations: list[CitationBody]
    clarification: ClarificationBody | None
    suggestions: list[str]
    mode: str = Field(description="`embedded`, or the chat model's name")
    fallback: str | None = Field(description="why the chat model's answer was set aside")
    made_by: str | None = Field(None, description="mode and fallback in words; null without a chat model")


class MessageAnswerBody(AnswerBody):
    conversation: str
    message: str | None = Field(description="the answer's id, for feedback; null where it was not kept")
    kept: bool = Field(description="false: the answer holds, but could not be stored for good")


class FeedbackBody(BaseModel):
    helpful: bool
    reasons: list[str]
    comment: str


class MessageBody(BaseModel):
    id: str
    role: Literal["user", "assistant"]
    text: str
    created: str
    answer: AnswerBody | None = None
    feedback: FeedbackBody | None = None


class ConversationBody(BaseModel):
    id: str
    surface: str
    created: str
    messages: list[MessageBody]


class KeptBody(BaseModel):
    kept: bool


class ChargesBody(BaseModel):
    charge: ChargeBody | None
    citations: list[CitationBody]


class ContactBody(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    key: str
    status: Literal["client", "prospect"] = Field(alias="for", description="whom it is for")
    who: str = Field(description="the same in words")
    label: str
    value: str


class ExamplesBody(BaseModel):
    examples: list[str]
    contacts: list[ContactBody]


class ArticleEntry(BaseModel):
    id: str
    title: str
    modified: str | None
    url: str | None
    sections: list[str]


class ArticlesBody(BaseModel):
    articles: list[ArticleEntry]


class SectionBody(BaseModel):
    heading: str
    level: int
    start: int
    end: int
    anchor: str


class ArticleBody(BaseModel):
    id: str
    title: str
    author: str | None
    created: str | None
    modified: str | None
    url: str | None
    text: str
    sections: list[SectionBody]


class StatusBody(BaseModel):
    status: Literal["ok"]
    checks: dict[str, str] | None = None


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of an operation, for OpenAPI."""
    return {status: _DOCUMENTED[status] for status in statuses}


def _problem(description: str, retry_after: bool = False) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/ProblemBody"}
    response: dict[str, Any] = {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }
    if retry_after:
        header = {"description": "seconds", "required": True, "schema": {"type": "integer"}}
        response["headers"] = {"Retry-After": header}
    return response


_DOCUMENTED = {
    400: _problem("the body is not JSON"),
    404: _problem("unknown, or not with this access token"),
    409: _problem("the conversation goes on faster than this can be answered"),
    413: _problem("text or body too long"),
    415: _problem("the body is not application/json"),
    422: _problem("wrong shape, or an Idempotency-Key used with another body"),
    429: _problem("too many requests", retry_after=True),
    503: _problem("not now; try again", retry_after=True),
}
