"""Streamlit's front-end files: which are named ahead, and how they are sent."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from assistant.web import front_end, server

INDEX = front_end._modules(("index",))[0]


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The files in front of an application that answers everything with "streamlit"."""
    routes = [Mount("/", app=PlainTextResponse("streamlit"))]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(front_end.FrontEndFiles)]))


def file(name: str) -> bytes:
    return (front_end._folder() / name).read_bytes()


def test_every_module_named_ahead_exists_in_this_streamlit() -> None:
    pages = [stem for stems in front_end._PAGES.values() for stem in stems]
    for stem in (*front_end._ALL_PAGES, *pages, "index"):
        assert (
            len([name for name in front_end._files() if re.fullmatch(rf"js/{stem}\.[\w-]+\.js", name)]) == 1
        )


def test_every_page_is_known() -> None:
    assert front_end._PAGES.keys() <= server.TITLES.keys()


def test_a_start_page_names_each_module_once_and_those_of_other_pages_not() -> None:
    chat, article = server._start_page("/"), server._start_page("/article")
    for page in map(server._start_page, server.TITLES):
        named = re.findall(r'(?:src|href)="\./static/js/([\w.-]+)"', page.partition("<body")[0])
        assert len(named) == len(set(named))
        assert all(f"js/{name}" in front_end._files() for name in named)
        assert any(name.startswith("Html.") for name in named)
    assert "/ChatInput." in chat
    assert "/ChatInput." not in article


@pytest.mark.parametrize("name", [f"js/{INDEX}", "css/index"])
def test_files_come_compressed_and_unchanged_and_may_be_kept_for_good(client: TestClient, name: str) -> None:
    name = next(each for each in front_end._files() if each.startswith(name))
    answer = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"})
    assert answer.content == file(name)
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(file(name), 9)) < len(file(name)) / 2
    assert answer.headers["content-type"].split(";")[0] == (
        "text/css" if "css/" in name else "text/javascript"
    )
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", f"/static/js/{INDEX}", {"Accept-Encoding": "identity"}),
        ("GET", f"/static/js/{INDEX}", {"Range": "bytes=0-9"}),
        ("HEAD", f"/static/js/{INDEX}", {}),
        ("GET", "/static/js/no-such-file.js", {}),
        ("GET", "/static/js/../js/index.js", {}),
        ("GET", "/static/media/font.woff2", {}),
        ("GET", "/", {}),
    ],
)
def test_anything_else_is_streamlits_to_answer(
    client: TestClient, method: str, path: str, headers: dict[str, Any]
) -> None:
    answer = client.request(method, path, headers={"Accept-Encoding": "gzip", **headers})
    assert "content-encoding" not in answer.headers
    assert answer.text == ("" if method == "HEAD" else "streamlit")
