"""The HTTP API, version 1, and its protocol.

`create_api(assistant, store, settings)` is an ASGI application to be mounted at /api, with
`mount(create_api(...))`.  It needs no lifespan.  The server in front of it must not rewrite the
client's address from headers (uvicorn: `proxy_headers=False`); addresses of trusted proxies are named in
`settings.trusted_proxies` instead.

Endpoints (all under /api/v1; bodies are JSON, at most 64 KB)
-------------------------------------------------------------
POST /conversations            {"surface": "widget"}  (optional; "api" when left out)
    201 {"id": "9f…", "token": "kX…", "created": "2025-12-01T10:00:00Z", "kept_until": "2026-03-01" | null}
    `id` is unguessable; `token` is shown once and goes into `Authorization: Bearer <token>` from then on.
    `kept_until` null: the conversation is not written to disk and ends with the server process.

POST /conversations/{id}/messages   {"text": "…"}   1 to 8,000 characters
    Headers: Authorization: Bearer <token>;
             Idempotency-Key: 1 to 128 of A-Z a-z 0-9 - _ . :   (optional, wanted for resuming);
             Accept: text/event-stream for a stream, else JSON; Last-Event-ID to resume a stream.
    200 (JSON)  the Answer of the contract plus ids:
        {"conversation": "9f…", "message": "m1…", "kept": true,
         "kind": "price", "text": "…", "charge": {…}|null, "citations": […], "clarification": {…}|null,
         "suggestions": […], "mode": "embedded", "fallback": null, "made_by": null}
        `kept` false: the answer holds, but it could not be stored (`message` is then null: no feedback).
    200 (text/event-stream)
        id: 17                      ids increase strictly; a delta's id is the number of characters so far
        event: delta
        data: {"text": "…"}         append to the text

        id: 0
        event: reset                only where a started text can't be continued
        data: {}                    drop the text received so far; deltas from the start follow

        id: 240
        event: answer               always the last; `answer.text` equals all deltas joined
        data: {"answer": {… the same body as JSON above …}}

        event: error                instead of `answer`; ends the stream
        data: {"type", "title", "status", "detail"}      (a problem, see below)
        Lines beginning with ":" are comments that keep the connection open.
    Resuming: the same POST (same body, same Idempotency-Key) with `Last-Event-ID: <id of the last event
    received>`.  What follows that event is sent, from any event on, also long after the answer is done.
    A retried key is answered once: later requests get the stored answer, in the same words.
    Without a key, work stops as soon as the client leaves; with one, a few seconds later.

GET  /conversations/{id}       Authorization as above
    200 {"id", "surface", "created", "messages": [
          {"id": "u1…", "role": "user", "text": "…", "created": "…"},
          {"id": "m1…", "role": "assistant", "text": "…", "created": "…", "answer": {…Answer…},
           "feedback": {"helpful": true, "reasons": [], "comment": ""} | null}]}
    Texts are redacted: phone numbers, e-mail and card numbers read [phone], [email], [card].

POST /feedback                 Authorization as above
    {"conversation": "9f…", "message": "m1…", "helpful": false, "reasons": ["…"], "comment": "…"}
    200 {"kept": true}; sending it again for the same message replaces it.  At most 10 reasons of 200
    characters, a comment of 2,000.

POST /charges                  {"calls": [{"interactions": ["playbook_handoff"], "unknown": [],
                                           "on": "2025-12-01", "base_rate": "2.40", "calls": 3}]}
                               only `interactions` is required
    200 {"charge": {…}, "citations": […]}

GET  /examples      ?lang=es (English is the default)
                    200 {"examples": ["…"], "contacts": [{"key": "…", "for": "client"|"prospect", "who": "…",
                                                          "label": "…", "value": "…"}]}
GET  /articles      200 {"articles": [{"id", "title", "modified", "url", "sections": ["…"]}]}
GET  /articles/{id} 200 {"id", "title", "author", "created", "modified", "url", "text",
                         "sections": [{"heading", "level", "start", "end", "anchor"}]}
GET  /live          200 {"status": "ok"} while the process runs
GET  /ready         200 {"status": "ok", "checks": {…}}, or 503 as a problem
GET  /metrics       Prometheus text
GET  /openapi.json, GET /docs

Errors
------
Every error is `application/problem+json`:
    {"type": "about:blank", "title": "Too many requests", "status": 429, "detail": "what to do next",
     "errors": [{"where": "body.text", "message": "…"}]}        `errors` only with 422
400 not JSON · 404 unknown path or article; alike for an unknown conversation, a wrong and a missing token ·
405 · 413 text or body too long · 415 not application/json · 422 wrong shape, or an Idempotency-Key used
with another body · 429 with Retry-After (seconds) · 503 with Retry-After: the store can't be reached.

Other origins
-------------
Origins in `settings.allowed_origins` (comma-separated, exact, e.g. `https://www.example.com`) get CORS
headers: methods GET and POST; request headers Authorization, Content-Type, Accept, Idempotency-Key,
Last-Event-ID; exposed response header Retry-After; no credentials (send `credentials: "omit"`).  The list
is empty by default: pages of the same origin only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.routing import Mount

    from assistant import Assistant
    from assistant.settings import Settings
    from assistant.store import Store


def create_api(assistant: Assistant, store: Store, settings: Settings) -> FastAPI:
    """The API, to be mounted at /api.  It closes neither the assistant nor the store."""
    from assistant.web.api.application import create

    return create(assistant, store, settings)


def mount(api: FastAPI) -> Mount:
    """The route that puts the API at /api.  A plain Mount overlooks /api itself and paths with a newline in
    them, which would then be answered by whatever comes after it."""
    import re

    from starlette.routing import Mount

    route = Mount("/api", app=api)
    route.path_regex = re.compile(r"^/api(?=/|$)/?(?P<path>.*)$", re.DOTALL)
    return route
