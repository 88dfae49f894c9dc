"""The one server: Streamlit's pages with the HTTP API and the widget mounted beside them.

`app.py` puts the parts made here into `st.App`; `assistant serve` (cli/serve.py) runs it.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from assistant.settings import Settings
from assistant.web import front_end
from assistant.web.desk import Desk
from assistant.web.guard import SameOriginSockets, SecurityHeaders
from assistant.web.theme import theme_options

if TYPE_CHECKING:
    from starlette.requests import Request

SCRIPT = Path(__file__).parent / "pages" / "main.py"

# The paths of the pages and the titles their HTML has before the first script run.
TITLES = {
    "/": "Billing questions answered",
    "/article": "The article",
    "/calculator": "Calculator",
    "/edge-cases": "Edge cases",
    "/insights": "Insights",
}

_OPTIONS: dict[str, object] = {
    # These two decide how many sessions one process carries: a garbage collection after every click and
    # a watcher over every imported module are what a busy server spends most of its time on.
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "runner.magicEnabled": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "logger.hideWelcomeMessage": True,
    "server.enableAgentApi": False,
    "server.headless": True,
    "server.runOnSave": False,
    "server.showEmailPrompt": False,
    # Nothing is uploaded, and no table a page sends comes near this (megabytes).
    "server.maxUploadSize": 1,
    "server.maxMessageSize": 20,
    "server.maxWidgetStateSize": 2,
}

# Loaded at start, or the first visitor of each page would wait for them.
_DEAR_IMPORTS = ("pandas", "pyarrow", "altair", "streamlit.elements.write", "streamlit.elements.arrow")

_log = logging.getLogger(__name__)


def configure(settings: Settings) -> None:
    """Sets Streamlit's options in code; what a flag, a variable or a config.toml says is left as it is."""
    from streamlit import config

    options = _OPTIONS | theme_options()
    if settings.public_url:
        options["server.corsAllowedOrigins"] = [settings.public_url.rstrip("/")]
    for name, setting in options.items():
        if not config.is_manually_set(name):
            config.set_option(name, setting, "assistant")


def routes(desk: Desk) -> list[BaseRoute]:
    """The API, the widget's files, and the pages' HTML with titles of their own."""
    from assistant.web import widget
    from assistant.web.api import create_api, mount

    api = create_api(desk.assistant, desk.store, desk.settings)
    pages = [Route(path, _page) for path in TITLES]
    return [mount(api), *widget.routes(desk.assistant, desk.settings), *pages]


def middleware(settings: Settings) -> list[Middleware]:
    allowed = (settings.public_url,) if settings.public_url else ()
    return [
        Middleware(SecurityHeaders),
        Middleware(SameOriginSockets, allowed=allowed),
        Middleware(front_end.FrontEndFiles),
    ]


def lifespan(desk: Desk) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """What happens around serving: dear imports at the start, the desk closed at the end."""

    @asynccontextmanager
    async def around(_app: Any) -> AsyncIterator[None]:
        await asyncio.to_thread(_warm, desk)
        try:
            yield
        finally:
            await asyncio.to_thread(desk.close)

    return around


def _warm(desk: Desk) -> None:
    for name in _DEAR_IMPORTS:
        importlib.import_module(name)
    front_end.compress_ahead()
    if problem := desk.prepare():
        _log.warning("%s", problem)


async def _page(request: Request) -> HTMLResponse:
    """Streamlit's start page with this page's title, for tabs, bookmarks and previews of links, and with
    something to see until the front end has loaded."""
    html = await asyncio.to_thread(_start_page, request.url.path)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@functools.cache
def _start_page(path: str) -> str:
    html = _shell()
    html = html.replace("<title>Streamlit</title>", f"<title>{TITLES[path]}</title>{_SPLASH_STYLE}", 1)
    html = re.sub(r"<noscript>.*?</noscript>", _NO_SCRIPT, html, count=1, flags=re.DOTALL)
    html = html.replace("</head>", f"{front_end.preloads(path)}</head>", 1)
    return html.replace('<div id="root"></div>', f'<div id="root">{_SPLASH}</div>', 1)


_SPLASH_STYLE = (
    '<meta name="color-scheme" content="light dark"><style>'
    "html{background:light-dark(#fbfaf7,#121716);color:light-dark(#1d2522,#e9eeea)}"
    ".splash{font:700 1rem system-ui,sans-serif;padding:2.6rem 1rem;max-width:44rem;margin:auto}</style>"
)
_NO_SCRIPT = "<noscript><p>This page needs JavaScript.</p></noscript>"
_SPLASH = '<p class="splash">Billing assistant</p>'


@functools.cache
def _shell() -> str:
    from streamlit import file_util

    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def on_script_error(error: Exception) -> bool:
    """Logs what went wrong in a page and shows the visitor one calm line instead of a traceback."""
    import streamlit as st

    _log.error("a page failed", exc_info=error)
    st.error("Something went wrong on this page. Reload it; if it happens again, tell your support lead.")
    return True
