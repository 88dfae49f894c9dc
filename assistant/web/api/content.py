"""Charges, articles and what a client shows before the first question."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.contract import calls_from_json, charge_json
from assistant.pricing import price
from assistant.types import Article
from assistant.web.api.bodies import (
    ArticleBody,
    ArticlesBody,
    ChargesBody,
    ExamplesBody,
    NewCharge,
    documented,
)
from assistant.web.api.parts import FRESH, Shared, json_only
from assistant.web.api.problems import Problem

router = APIRouter(tags=["prices and articles"])
_A_WHILE = {"Cache-Control": "public, max-age=300"}


@router.post(
    "/charges",
    response_model=ChargesBody,
    response_description="the charge and the sentences it rests on",
    responses=documented(400, 413, 415, 422, 429, 503),
    dependencies=[Depends(json_only)],
)
async def charge(body: NewCharge, parts: Shared) -> Response:
    """What calls cost, from what took place in them: exact, without any reading of language."""
    calls = calls_from_json(body.model_dump())
    answer = await run_in_threadpool(parts.assistant.charge, calls)
    if answer.bill is None:
        price(calls, parts.assistant.policy)  # raises what is wrong with the calls, if it is them
        raise Problem(503, answer.text, headers={"Retry-After": "5"})
    return JSONResponse(charge_json(answer), headers=FRESH)


@router.get(
    "/examples",
    response_model=ExamplesBody,
    response_description="questions and contacts",
    responses=documented(422),
)
async def examples(
    parts: Shared,
    lang: Annotated[str, Query(description="such as es; English where it isn't known")] = "en",
) -> Response:
    """Example questions, and the ways to reach a person."""
    texts = parts.assistant.texts_in(lang.lower()[:2])
    questions = texts.get("examples", {}).get("questions") or parts.assistant.examples
    whom, channels = texts.get("audience", {}), texts.get("channels", {})
    contacts = [
        {
            "key": contact.key,
            "for": contact.status,
            "who": whom.get(contact.status, contact.status),
            "label": channels.get(contact.key, contact.label),
            "value": contact.value,
        }
        for contact in parts.assistant.policy.contacts
    ]
    return JSONResponse({"examples": list(questions), "contacts": contacts}, headers=_A_WHILE)


@router.get("/articles", response_model=ArticlesBody, response_description="the articles")
async def articles(parts: Shared) -> Response:
    """The articles that answers rest on."""
    entries = [_entry(article) for article in parts.assistant.articles.values()]
    return JSONResponse({"articles": entries}, headers=_A_WHILE)


@router.get(
    "/articles/{id}",
    response_model=ArticleBody,
    response_description="the article",
    responses=documented(404, 422),
)
async def article(id: str, parts: Shared) -> Response:
    """One article in Markdown; citations' `start` and `end` are offsets in `text`."""
    found = parts.assistant.articles.get(id)
    if found is None:
        raise Problem(404, "no such article; GET /api/v1/articles lists them")
    return JSONResponse(_whole(found), headers=_A_WHILE)


def _entry(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "modified": article.modified,
        "url": article.url,
        "sections": [section.heading for section in article.sections],
    }


def _whole(article: Article) -> dict[str, Any]:
    sections = [
        {
            "heading": section.heading,
            "level": section.level,
            "start": section.start,
            "end": section.end,
            "anchor": section.anchor,
        }
        for section in article.sections
    ]
    more = {"author": article.author, "created": article.created, "text": article.text, "sections": sections}
    return _entry(article) | more
