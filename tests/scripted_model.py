"""A chat model by script: a real HTTP server on loopback that speaks three providers' protocols.

    with ScriptedModel({"faithful": behaviour}) as server:
        init_chat_model("openai:faithful", base_url=server.openai_url, api_key="…")

A behaviour is a function from what was asked (`Asked`) to a `Reply`; the model's name picks it.
OpenAI chat completions (plain and SSE), Anthropic messages (SSE) and Ollama chat (JSON lines) are spoken as
far as the LangChain clients use them.  Whatever a network does wrong can be put into a `Reply`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request: `messages` as {"role", "content"}, names of the `tools` offered, `step` (how often the
    model has spoken since the user's last message), `number` (how many requests came before with this
    model name), and the raw body and headers."""

    model: str
    messages: list[dict[str, Any]]
    tools: tuple[str, ...]
    step: int
    number: int
    body: dict[str, Any]
    headers: Mapping[str, str]
    path: str

    @property
    def user(self) -> str:
        """The last message of the user."""
        return next(m["content"] for m in reversed(self.messages) if m["role"] == "user")

    @property
    def results(self) -> list[dict[str, Any]]:
        """What the tools returned since the user's last message, parsed; {"text": …} where it isn't JSON."""
        found: list[dict[str, Any]] = []
        for message in reversed(self.messages):
            if message["role"] == "user":
                break
            if message["role"] == "tool":
                found.insert(0, _parsed(message["content"]))
        return found


def _parsed(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {"text": text}
    return value if isinstance(value, dict) else {"text": text}


@dataclass(frozen=True)
class Reply:
    """What the model says or does.  `tools` are (name, arguments), arguments as a dict or as raw text;
    `pieces` how the text is split over events (default: about a dozen); `raw` with `content_type`
    replaces the protocol's body; `wait` seconds pass before the first byte, `pause` between pieces;
    `hang` never answers; `stall_after`/`cut_after` events the stream stops or the connection closes."""

    text: str = ""
    tools: tuple[tuple[str, dict[str, Any] | str], ...] = ()
    pieces: tuple[str, ...] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: str | None = None
    content_type: str = "application/json"
    wait: float = 0.0
    pause: float = 0.0
    hang: bool = False
    stall_after: int | None = None
    cut_after: int | None = None
    refusal: str | None = None
    finish: str | None = None

    def split(self) -> list[str]:
        if self.pieces is not None:
            return list(self.pieces)
        size = max(16, len(self.text) // 12)
        return [self.text[at : at + size] for at in range(0, len(self.text), size)]


Behaviour = Callable[[Asked], Reply]


class ScriptedModel:
    """The server.  `requests` holds every request that came, in order; `left` counts streams that the client
    left before their end, `mistakes` are exceptions of behaviours and fail the test."""

    def __init__(self, behaviours: Mapping[str, Behaviour] | None = None) -> None:
        self.behaviours: dict[str, Behaviour] = dict(behaviours or {})
        self.requests: list[Asked] = []
        self.left = 0
        self.mistakes: list[str] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler, self)

    def __enter__(self) -> ScriptedModel:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        assert not self.mistakes, self.mistakes

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def openai_url(self) -> str:
        return f"{self.url}/v1"

    def count(self, model: str) -> int:
        with self._lock:
            return sum(asked.model == model for asked in self.requests)

    def take(self, body: dict[str, Any], headers: Mapping[str, str], path: str) -> Reply:
        model = str(body.get("model", ""))
        messages = [_plain(message) for message in body.get("messages", [])]
        messages = [part for group in messages for part in group]
        with self._lock:
            number = sum(asked.model == model for asked in self.requests)
            asked = Asked(model, messages, _tool_names(body), _step(messages), number, body, headers, path)
            self.requests.append(asked)
        return self.behaviours[model](asked)


def _plain(message: dict[str, Any]) -> list[dict[str, Any]]:
    """A message of any of the three protocols as {"role", "content"} entries with text content."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return [{"role": message["role"], "content": content}]
    plain = []
    for block in content:
        if block.get("type") == "tool_result":
            inner = block.get("content", "")
            text = inner if isinstance(inner, str) else "".join(part.get("text", "") for part in inner)
            plain.append({"role": "tool", "content": text})
    text = "".join(block.get("text", "") for block in content if block.get("type") == "text")
    if text or not plain:
        plain.append({"role": message["role"], "content": text})
    return plain


def _step(messages: list[dict[str, Any]]) -> int:
    spoken = 0
    for message in reversed(messages):
        if message["role"] == "user":
            break
        spoken += message["role"] == "assistant"
    return spoken


def _tool_names(body: dict[str, Any]) -> tuple[str, ...]:
    return tuple(tool.get("function", tool)["name"] for tool in body.get("tools") or [])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type, model: ScriptedModel) -> None:
        self.model = model
        super().__init__(address, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            reply = self.server.model.take(body, dict(self.headers.items()), self.path)
        except Exception as error:  # a mistake of the script, not of what is tested
            self.server.model.mistakes.append(repr(error))
            raise
        if reply.hang:
            self.server.model.closing.wait(60)
            self.close_connection = True
            return
        if reply.wait:
            self.server.model.closing.wait(reply.wait)
        if reply.raw is not None or reply.status != 200:
            self._whole(reply, (reply.raw or json.dumps({"error": {"message": "scripted"}})).encode())
        elif self.path.endswith("/messages"):
            self._stream(reply, "text/event-stream", _anthropic(reply))
        elif self.path.endswith("/api/chat"):
            self._stream(reply, "application/x-ndjson", _ollama(reply))
        elif body.get("stream"):
            self._stream(reply, "text/event-stream", _openai(reply))
        else:
            self._whole(reply, json.dumps(_openai_whole(reply)).encode())

    def _whole(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply, content_type: str, events: Iterator[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, event in enumerate(events):
            if number == reply.cut_after:
                self.close_connection = True
                return
            if number == reply.stall_after:
                self.server.model.closing.wait(60)
                self.close_connection = True
                return
            if reply.pause:
                time.sleep(reply.pause)
            data = event.encode()
            try:
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            except OSError:
                self.server.model.left += 1
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")


# ---------------------------------------------------------------- OpenAI


def _arguments(given: dict[str, Any] | str) -> str:
    return given if isinstance(given, str) else json.dumps(given)


def _openai_calls(reply: Reply) -> list[dict[str, Any]]:
    return [
        {
            "index": at,
            "id": f"call_{at}",
            "type": "function",
            "function": {"name": name, "arguments": _arguments(given)},
        }
        for at, (name, given) in enumerate(reply.tools)
    ]


def _openai(reply: Reply) -> Iterator[str]:
    def event(delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [choice],
        }
        return f"data: {json.dumps(chunk)}\n\n"

    yield event({"role": "assistant", "content": ""})
    if reply.refusal is not None:
        yield event({"refusal": reply.refusal})
    for piece in reply.split():
        yield event({"content": piece})
    for call in _openai_calls(reply):
        arguments = call["function"]["arguments"]
        half = len(arguments) // 2
        first = {**call, "function": {**call["function"], "arguments": arguments[:half]}}
        yield event({"tool_calls": [first]})
        yield event({"tool_calls": [{"index": call["index"], "function": {"arguments": arguments[half:]}}]})
    yield event({}, reply.finish or ("tool_calls" if reply.tools else "stop"))
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    tail = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [],
        "usage": usage,
    }
    yield f"data: {json.dumps(tail)}\n\n"
    yield "data: [DONE]\n\n"


def _openai_whole(reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    if reply.tools:
        message["tool_calls"] = [
            {k: v for k, v in call.items() if k != "index"} for call in _openai_calls(reply)
        ]
    finish = reply.finish or ("tool_calls" if reply.tools else "stop")
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [choice],
        "usage": usage,
    }


# ---------------------------------------------------------------- Anthropic


def _anthropic(reply: Reply) -> Iterator[str]:
    def event(kind: str, **values: Any) -> str:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **values})}\n\n"

    usage = {"input_tokens": 100, "output_tokens": 1}
    head = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": usage}
    yield event("message_start", message={**head, "stop_reason": None, "stop_sequence": None})
    at = 0
    if reply.text:
        yield event("content_block_start", index=at, content_block={"type": "text", "text": ""})
        for piece in reply.split():
            yield event("content_block_delta", index=at, delta={"type": "text_delta", "text": piece})
        yield event("content_block_stop", index=at)
        at += 1
    for name, given in reply.tools:
        block = {"type": "tool_use", "id": f"call_{at}", "name": name, "input": {}}
        yield event("content_block_start", index=at, content_block=block)
        delta = {"type": "input_json_delta", "partial_json": _arguments(given)}
        yield event("content_block_delta", index=at, delta=delta)
        yield event("content_block_stop", index=at)
        at += 1
    stop = "tool_use" if reply.tools else "end_turn"
    yield event(
        "message_delta", delta={"stop_reason": stop, "stop_sequence": None}, usage={"output_tokens": 20}
    )
    yield event("message_stop")


# ---------------------------------------------------------------- Ollama


def _ollama(reply: Reply) -> Iterator[str]:
    def line(message: dict[str, Any], done: bool = False, **values: Any) -> str:
        body = {
            "model": "m",
            "created_at": "2026-01-01T00:00:00Z",
            "message": message,
            "done": done,
            **values,
        }
        return json.dumps(body) + "\n"

    for piece in reply.split():
        yield line({"role": "assistant", "content": piece})
    for name, given in reply.tools:
        function = {"name": name, "arguments": given if isinstance(given, dict) else {}}
        yield line({"role": "assistant", "content": "", "tool_calls": [{"function": function}]})
    empty = {"role": "assistant", "content": ""}
    yield line(empty, done=True, done_reason="stop", prompt_eval_count=100, eval_count=20)
