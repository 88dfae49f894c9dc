"""The documentation page, made from the OpenAPI document: no script, nothing from other servers."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

_STYLE = """
:root{color-scheme:light dark}
:root{--line:color-mix(in srgb,CanvasText 18%,Canvas);--soft:color-mix(in srgb,CanvasText 6%,Canvas)}
body{font:16px/1.55 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem}h2{margin-top:2.5rem;text-transform:capitalize}
article{border:1px solid var(--line);border-radius:10px;padding:0 1rem 1rem;margin:1rem 0}
h3{font:600 1rem ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.8rem;border-radius:8px;overflow:auto;font-size:.85rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{text-align:left;border-top:1px solid var(--line);padding:.3rem .6rem .3rem 0;vertical-align:top}
b.m{display:inline-block;min-width:3.2rem}
"""

_START = """# begin a conversation: "id" and "token"
curl -s -X POST {base}/conversations

# ask in it
curl -s {base}/conversations/ID/messages \\
  -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json' \\
  -d '{{"text": "2 callers asked for a person and got your live agents. What do I pay extra?"}}'

# the same as a stream
curl -sN {base}/conversations/ID/messages \\
  -H 'Accept: text/event-stream' -H 'Idempotency-Key: q-1' \\
  -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json' \\
  -d '{{"text": "And if there were 5?"}}'

# or price calls without words
curl -s {base}/charges -H 'Content-Type: application/json' \\
  -d '{{"calls": [{{"interactions": ["caller_escalation"], "calls": 2, "base_rate": "2.40"}}]}}'
"""


def html(document: dict[str, Any], base: str) -> str:
    """The page.  `base` is the address of the API, like http://127.0.0.1:8501/api/v1."""
    prefix = document["servers"][0]["url"]
    grouped: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            told = _operation(document, method, prefix + path, operation)
            grouped.setdefault(operation["tags"][0], []).append(told)
    sections = "".join(f"<h2>{escape(tag)}</h2>{''.join(told)}" for tag, told in grouped.items())
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}: API</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{title}: API</h1><p>{_prose(document['info']['description'])}</p>"
        f'<p><a href="openapi.json">OpenAPI document</a></p>'
        f"<h2>Start here</h2><pre>{escape(_START.format(base=base))}</pre>{sections}</main></body></html>"
    )


def _operation(document: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    about = _prose(operation.get("description", ""))
    heading = f'<h3><b class="m">{method.upper()}</b> {escape(path)}</h3><p>{about}</p>'
    asked = operation.get("requestBody", {}).get("content", {})
    tables = (
        _parameters(operation),
        _example(document, "Body", asked),
        _responses(operation),
        *(_example(document, "Answer", each.get("content", {})) for each in _good(operation)),
    )
    return f"<article>{heading}{''.join(tables)}</article>"


def _parameters(operation: dict[str, Any]) -> str:
    rows = [
        f"<tr><td>{escape(each['name'])}<td>{each['in']}<td>{'required' if each.get('required') else ''}"
        for each in operation.get("parameters", [])
    ]
    if operation.get("security"):
        rows.append("<tr><td>Authorization<td>header<td>Bearer token of the conversation")
    return f"<table><tr><th>Parameter<th>In<th>{''.join(rows)}</table>" if rows else ""


def _good(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [response for status, response in operation["responses"].items() if status.startswith("2")]


def _example(document: dict[str, Any], label: str, content: dict[str, Any]) -> str:
    schema = content.get("application/json", {}).get("schema")
    if not schema:
        return ""
    shape = json.dumps(_shape(document, schema), indent=2, ensure_ascii=False)
    opened = " open" if label == "Body" else ""
    return f"<details{opened}><summary>{label}</summary><pre>{escape(shape)}</pre></details>"


def _prose(text: str) -> str:
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def _shape(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A value of the schema's shape, made of examples, defaults and names of types."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    if "anyOf" in schema:
        return _shape(document, schema["anyOf"][0])
    if schema.get("type") == "object":
        return {name: _shape(document, inner) for name, inner in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [_shape(document, schema["items"])]
    return schema.get("default", schema.get("type"))


def _responses(operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{status}<td>{_prose(response['description'])}"
        for status, response in operation["responses"].items()
    )
    return f"<table><tr><th>Status<th>{rows}</table>"
