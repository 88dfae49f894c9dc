"""The help widget's files, as served: `/widget.js`, `/embed` (for an iframe) and `/widget-demo`.

`widget.js` is one plain script of at most 6 KB gzipped, and it is served as it stands in the file; so its
explanations stand here.

- It draws into the shadow root of `<billing-help>` with an adopted style sheet: a page's styles don't reach
  in (inherited ones are reset by `:host{all:initial!important}`) and a `style-src` doesn't stop it.  Colours
  are the system's own (`Canvas`, translucent greys), so light, dark and forced colours need no second set;
  `y` makes text on the page's colour black or white, whichever contrasts more (relative luminance .18).
- All the network says becomes text nodes and properties (`h`, `rich`): bold, `[n]`, e-mail addresses and
  phone numbers are recognised, anything else, tags included, stays as it is written.
- `talk` is the conversation: id, token, who (of `identify`), open, and the log of turns `{q, key, a, good}`
  (question, idempotency key, answer, thumb).  Whoever waits for the network compares `mine` with `talk`
  afterwards and gives up when the conversation was reset meanwhile.
- `keep` and `take`: the conversation is in sessionStorage only while no page of the tab shows it.  It is put
  there when the page is left and taken out by the next one, so a copied tab starts a conversation of its own.
- `run` answers one turn.  A stream that breaks off is resumed with the same key after its last event.
  `refused` tells an origin that is not allowed from a server that can't be reached: a request whose answer
  nobody may read (`no-cors`) still succeeds then.
- With a chat model on the server, `made_by` of an answer stands small below it.
- The transcript is a log that announces nothing; each finished answer is announced once, in `status`.
- On a phone the panel is a modal dialog; else it lies beside the page, which stays usable.  `open(true)`
  opens without taking the focus.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from assistant.types import AssistantError

if TYPE_CHECKING:
    from starlette.requests import Request

    from assistant import Assistant
    from assistant.settings import Settings

FILES = Path(__file__).parent
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d+)?", re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


class BadOrigin(AssistantError):
    """An entry of ASSISTANT_ALLOWED_ORIGINS that is not an origin."""


def routes(assistant: Assistant, settings: Settings) -> list[Route]:
    """The widget's routes.  Raises BadOrigin when an allowed origin is not of the form scheme://host[:port]."""
    ancestors = " ".join(["'self'", *allowed_origins(settings.allowed_origins)])
    script = _File("widget.js", "text/javascript", _SCRIPT_HEADERS)
    embed = _File("embed.html", "text/html", _page_headers("embed.html", ancestors))
    demo = _File("demo.html", "text/html", _page_headers("demo.html", "'none'"))
    return [
        Route("/widget.js", script.respond),
        Route("/embed", embed.respond),
        Route("/widget-demo", demo.respond),
    ]


def allowed_origins(listed: str) -> tuple[str, ...]:
    """The origins of a comma-separated list, in order.  Raises BadOrigin."""
    found = tuple(entry.strip().rstrip("/") for entry in listed.split(",") if entry.strip())
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise BadOrigin(
                f'ASSISTANT_ALLOWED_ORIGINS: "{origin}" is not an origin; write it like https://www.example.com'
            )
    return found


_SCRIPT_HEADERS = {
    # A new version reaches every page within minutes.
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    # The script is public; pages with cross-origin isolation or an integrity attribute may load it too.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def _page_headers(name: str, ancestors: str) -> dict[str, str]:
    """Own origin only; what stands inline in the page is allowed by its hash."""
    inline = _INLINE.findall((FILES / name).read_text(encoding="utf-8"))
    scripts, styles = (
        " ".join(_hash(text) for tag, text in inline if tag == kind) for kind in ("script", "style")
    )
    return {
        "Cache-Control": "no-cache",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": (
            f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' {styles}; "
            "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"require-trusted-types-for 'script'; frame-ancestors {ancestors}"
        ),
    }


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _File:
    """One file in memory, plain and gzipped, with its headers."""

    def __init__(self, name: str, media_type: str, headers: Mapping[str, str]) -> None:
        self._plain = (FILES / name).read_bytes()
        self._gzipped = gzip.compress(self._plain, 9, mtime=0)
        self._media_type = media_type
        etag = hashlib.sha256(self._plain).hexdigest()[:20]
        self._headers = {
            **headers,
            "ETag": f'W/"{etag}"',
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }

    async def respond(self, request: Request) -> Response:
        if self._headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=self._headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers = {**self._headers, "Content-Encoding": "gzip"}
            return Response(self._gzipped, media_type=self._media_type, headers=headers)
        return Response(self._plain, media_type=self._media_type, headers=self._headers)
