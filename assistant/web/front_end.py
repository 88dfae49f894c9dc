"""Streamlit's scripts and styles: named to the browser ahead, and sent compressed, from memory.

A first visit fetches about eighty of them.  Streamlit reads each from disk for each visitor, sends it as it
is, and its start page doesn't name those that the first elements need; the browser learns of these one after
the other while the page is already being drawn.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import re
from pathlib import Path

from assistant.web.guard import Asgi, Receive, Scope, Send

# What draws the elements of all pages, and of each one: names of modules without their hash.  One that a
# later Streamlit doesn't have is left out.
_ALL_PAGES = ("Html", "PageLink", "BidiComponent", "Button")
_TABLES = ("DataFrame", "DownloadButton")
_CHARTS = ("ArrowVegaLiteChart", "DownloadButton")
_PAGES: dict[str, tuple[str, ...]] = {
    "/": ("ChatInput",),
    "/calculator": ("Multiselect", "NumberInput", "DateInput", *_TABLES, *_CHARTS),
    "/edge-cases": ("TextArea", "ButtonGroup", "TextInput", *_TABLES),
    "/insights": ("Selectbox", "Metric", "Table", "ButtonGroup", *_CHARTS),
}

_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_NAME = re.compile(r"/static/((?:js|css)/[\w.-]+\.(?:js|css))")
_LONG = b"public, immutable, max-age=31536000"  # names change with the content


def preloads(path: str) -> str:
    """The tags, for the head of the start page, that name what the page at this path needs first."""
    named = set(_modules(("index",)))
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in _modules((*_ALL_PAGES, *_PAGES.get(path, ())))
        if name not in named
    )


def compress_ahead() -> None:
    """Makes ready what a first visit to the chat, which most open first, fetches."""
    for name in _modules(("index", *_ALL_PAGES, *_PAGES["/"])):
        _compressed(f"js/{name}")
    for path in (_folder() / "css").glob("index.*.css"):
        _compressed(f"css/{path.name}")


class FrontEndFiles:
    """Answers requests for those files where the client takes gzip; all others go on to Streamlit."""

    def __init__(self, app: Asgi) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _NAME.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "GET" or not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        body = await asyncio.to_thread(_compressed, found[1])
        if body is None:
            await self.app(scope, receive, send)
            return
        kind = b"text/css" if found[1].endswith(".css") else b"text/javascript"
        headers = [
            (b"content-type", kind + b"; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"content-encoding", b"gzip"),
            (b"cache-control", _LONG),
            (b"vary", b"Accept-Encoding"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _takes_gzip(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"gzip" in headers.get(b"accept-encoding", b"") and b"range" not in headers


def _folder() -> Path:
    from streamlit import file_util

    return Path(file_util.get_static_dir()) / "static"


@functools.cache
def _files() -> frozenset[str]:
    """The names there are, as in "js/index.DormvYxC.js"; nothing else is ever read."""
    folder = _folder()
    return frozenset(path.relative_to(folder).as_posix() for path in folder.glob("*/*"))


@functools.cache
def _compressed_file(name: str) -> bytes:
    return gzip.compress((_folder() / name).read_bytes(), 9, mtime=0)


def _compressed(name: str) -> bytes | None:
    return _compressed_file(name) if name in _files() else None


@functools.cache
def _modules(stems: tuple[str, ...]) -> tuple[str, ...]:
    """The files of these modules and of all they import, each once, those that import first."""
    scripts = {name.removeprefix("js/") for name in _files() if name.startswith("js/")}
    waiting = [
        name for stem in stems for name in sorted(scripts) if re.fullmatch(rf"{stem}\.[\w-]+\.js", name)
    ]
    found: list[str] = []
    for name in waiting:  # grows while it is gone through
        if name not in found and name in scripts:
            found.append(name)
            waiting += _IMPORTED.findall((_folder() / "js" / name).read_text(encoding="utf-8"))
    return tuple(found)
