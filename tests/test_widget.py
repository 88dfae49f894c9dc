"""The widget's files as served: size, headers, and what the script must not hold."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web import widget

SCRIPT = (widget.FILES / "widget.js").read_text(encoding="utf-8")


def client(allowed: str = "") -> TestClient:
    assistant: Any = None  # the files don't depend on it
    return TestClient(Starlette(routes=widget.routes(assistant, Settings(allowed_origins=allowed))))


def test_script_is_at_most_6_kb_gzipped_as_it_stands() -> None:
    assert len(gzip.compress(SCRIPT.encode(), 9)) <= 6 * 1024


def test_script_is_served_gzipped_and_byte_for_byte() -> None:
    answer = client().get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == SCRIPT
    plain = client().get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == SCRIPT


def test_script_may_be_kept_and_loaded_from_anywhere_but_not_sniffed() -> None:
    headers = client().get("/widget.js").headers
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert "max-age=300" in headers["cache-control"]
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in headers


def test_unchanged_script_is_not_sent_again() -> None:
    etag = client().get("/widget.js").headers["etag"]
    again = client().get("/widget.js", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client().get("/widget.js", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "sink", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_script_has_no_way_to_parse_html_or_code(sink: str) -> None:
    assert sink not in SCRIPT


def test_script_names_no_other_address_and_no_cookie() -> None:
    assert set(re.findall(r"https?://[^\"'`\s?\\]+", SCRIPT)) == {"http://www.w3.org/2000/svg"}  # a namespace
    assert "cookie" not in SCRIPT


def test_both_languages_have_the_same_strings() -> None:
    tables = SCRIPT[SCRIPT.index("const STRINGS") : SCRIPT.index("const ICONS")]
    english, spanish = (re.findall(r"\s(\w+): \"", part) for part in tables.split("es: {"))
    assert english == spanish
    used = set(re.findall(r"\bt\.(\w+)", SCRIPT)) | set(re.findall(r"iconed\(\"(\w+)\"", SCRIPT))
    assert used - {"up", "down"} <= set(english)


def test_script_is_valid_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser tests run the script")
    subprocess.run([node, "--check", str(widget.FILES / "widget.js")], check=True)


def policy(answer: Any) -> dict[str, str]:
    policy: str = answer.headers["content-security-policy"]
    return dict(entry.split(" ", 1) for entry in policy.split("; "))


@pytest.mark.parametrize("path", ["/embed", "/widget-demo"])
def test_pages_reach_their_own_origin_only(path: str) -> None:
    answer = client().get(path)
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-cache"


def test_embed_may_be_framed_by_the_allowed_origins_only() -> None:
    assert policy(client().get("/embed"))["frame-ancestors"] == "'self'"
    listed = client("https://www.example.com, http://127.0.0.1:8080/").get("/embed")
    assert policy(listed)["frame-ancestors"] == "'self' https://www.example.com http://127.0.0.1:8080"


def test_demo_may_not_be_framed() -> None:
    assert policy(client("https://www.example.com").get("/widget-demo"))["frame-ancestors"] == "'none'"


@pytest.mark.parametrize(
    "entry", ["*", "example.com", "https://a.example; script-src *", "https://a.example/page", "https://*"]
)
def test_entry_that_is_no_origin_is_refused(entry: str) -> None:
    with pytest.raises(widget.BadOrigin, match="ASSISTANT_ALLOWED_ORIGINS"):
        widget.allowed_origins(f"https://good.example,{entry}")


def test_files_are_in_the_package() -> None:
    assert {path.name for path in Path(widget.FILES).iterdir()} >= {"widget.js", "embed.html", "demo.html"}
