"""Conversations, messages and feedback over HTTP."""

from __future__ import annotations

import hashlib
import time
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.redact import redact
from assistant.store import Message
from assistant.web.api.answering import Question
from assistant.web.api.bodies import (
    ConversationBody,
    KeptBody,
    MessageAnswerBody,
    NewConversation,
    NewFeedback,
    NewMessage,
    OpenedBody,
    documented,
)
from assistant.web.api.parts import FRESH, Parts, Shared, Token, json_only
from assistant.web.api.problems import Problem
from assistant.web.api.runs import Progress, Reader, Run
from assistant.web.api.stream import Events

_GONE_SECONDS = 0.25
"""How often a request that waits looks whether its client is still there."""

router = APIRouter(tags=["conversations"])


@router.post(
    "/conversations",
    status_code=201,
    response_model=OpenedBody,
    response_description="the conversation",
    responses=documented(400, 413, 415, 422, 429, 503),
    dependencies=[Depends(json_only)],
)
async def begin_conversation(
    parts: Shared,
    body: NewConversation | None = None,
    origin: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Begin a conversation.  Its token is told here only."""
    surface = body.surface if body else "api"
    opened = await run_in_threadpool(parts.shelf.create, surface, origin)
    until = None if parts.shelf.is_spare(opened.id) else opened.kept_until
    content = {
        "id": opened.id,
        "token": opened.token,
        "created": _moment(opened.created),
        "kept_until": until.date().isoformat() if until else None,
    }
    return JSONResponse(content, 201, FRESH)


_STREAM: dict[str, Any] = {
    "description": "the answer, or a stream of `delta` {text}, `reset` {} and at last `answer` {answer} or "
    "`error` (a problem), when asked for with `Accept: text/event-stream`",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


@router.post(
    "/conversations/{id}/messages",
    response_model=MessageAnswerBody,
    responses=documented(400, 404, 409, 413, 415, 422, 429, 503) | {200: _STREAM},
    dependencies=[Depends(json_only)],
)
async def ask(
    id: str,
    body: NewMessage,
    request: Request,
    parts: Shared,
    token: Token,
    idempotency_key: Annotated[str | None, Header(pattern=r"^[A-Za-z0-9_.:\-]{1,128}$")] = None,
    last_event_id: Annotated[str | None, Header(pattern="^[0-9]{1,9}$")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Ask something.  With an Idempotency-Key a retried message is answered once, and a stream that was
    cut goes on after Last-Event-ID."""
    question = _question(parts, id, token, body.text, idempotency_key)
    name = (id, token, idempotency_key) if idempotency_key else None
    reader = Reader()
    work = partial(parts.answering.answer, question=question)
    run, joined = parts.runs.join(name, question.body_hash, reader, work)
    streaming = "text/event-stream" in accept.lower()
    try:
        seen = await _seen(run, reader, request, to_the_end=not streaming)
        if seen.problem is not None:
            raise seen.problem
    except BaseException:
        run.leave(reader)
        raise
    if streaming:
        return Events(run, reader, _continued(run, seen, joined, int(last_event_id or 0)), parts.metrics)
    run.leave(reader)
    return JSONResponse(seen.body, headers=FRESH)


def _question(parts: Parts, id: str, token: str, text: str, key: str | None) -> Question:
    """Personal numbers go before anything reads the text: neither a model nor the answer has them."""
    limit = parts.settings.max_message
    if len(text) > limit:
        raise Problem(413, f"the text has {len(text):,} characters; {limit:,} can be read")
    if not text.strip():
        error = {"where": "body.text", "message": "the text is empty; type a question"}
        raise Problem(422, error["message"], [error])
    body_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Question(id, token, redact(text, parts.keep), key, body_hash)


async def _seen(run: Run, reader: Reader, request: Request, to_the_end: bool) -> Progress:
    """The run when it is done, or when its question has been accepted.  Raises Problem if the client left."""
    seen: Progress | None = None
    looked = time.monotonic()
    while seen is None or not (seen.done or (seen.accepted and not to_the_end)):
        seen = await reader.newer(run, seen, _GONE_SECONDS)
        if time.monotonic() - looked >= _GONE_SECONDS:
            looked = time.monotonic()
            if await request.is_disconnected():
                raise Problem(503, "the client left")
    return seen


def _continued(run: Run, seen: Progress, joined: bool, last: int) -> int | None:
    """The event to go on after; None where the run can't be what the client saw the beginning of."""
    there = len(seen.text) + (seen.body is not None)
    return last if last == 0 or ((run.replayed or joined) and last <= there) else None


@router.get(
    "/conversations/{id}",
    response_model=ConversationBody,
    response_description="the conversation",
    responses=documented(404, 422, 503),
)
async def read_conversation(id: str, parts: Shared, token: Token) -> Response:
    """The conversation so far, redacted."""
    store = parts.shelf.of(id)
    conversation = await run_in_threadpool(store.conversation, id, token)
    content = {
        "id": id,
        "surface": conversation.surface,
        "created": _moment(conversation.created),
        "messages": [_message(message) for message in await run_in_threadpool(store.messages, id)],
    }
    return JSONResponse(content, headers=FRESH)


@router.post(
    "/feedback",
    response_model=KeptBody,
    response_description="kept",
    responses=documented(400, 404, 413, 415, 422, 429, 503),
    dependencies=[Depends(json_only)],
)
async def give_feedback(body: NewFeedback, parts: Shared, token: Token) -> Response:
    """Say whether an answer helped; said again, it replaces what was said before."""
    store = parts.shelf.of(body.conversation)
    await run_in_threadpool(store.conversation, body.conversation, token)
    opinion = (body.helpful, body.reasons, body.comment)
    await run_in_threadpool(store.give_feedback, body.conversation, body.message, *opinion)
    return JSONResponse({"kept": not parts.shelf.is_spare(body.conversation)}, headers=FRESH)


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def _message(message: Message) -> dict[str, Any]:
    plain = {
        "id": message.id,
        "role": message.role,
        "text": message.text,
        "created": _moment(message.created),
    }
    if message.role == "user":
        return plain
    opinion = message.feedback
    told = opinion and {
        "helpful": opinion.helpful,
        "reasons": list(opinion.reasons),
        "comment": opinion.comment,
    }
    return plain | {"answer": message.answer, "feedback": told}
