"""What a request must pass before it is read: how often a client asks, how much it sends.

Plain ASGI, so that streams pass unbuffered.  Clients are told apart by the peer of their connection; a
header is believed only where that peer is a proxy that the settings name.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Collection, Iterable

import anyio
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.settings import SettingsError
from assistant.web.api.problems import Problem

MAX_BODY = 64 * 1024
_DRAIN, _DRAIN_SECONDS = 64 * 1024 * 1024, 10.0
"""How much of a body that is too long is read and dropped: its sender reads the answer only afterwards."""
_MANY_CLIENTS = 10_000


class BodyLimit:
    """Answers 413 to bodies above MAX_BODY, announced or not, without keeping them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        received = 0

        async def receive_some() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY:
                await _drain(receive, message)
                raise HTTPException(413, _TOO_LONG, {"Connection": "close"})
            return message

        if _announced(scope) > MAX_BODY:
            await _drain(receive, {"more_body": True})
            problem = Problem(413, _TOO_LONG, headers={"Connection": "close"})
            await problem.response()(scope, receive, send)
            return
        await self.app(scope, receive_some, send)


_TOO_LONG = f"the body may have {MAX_BODY // 1024} KB at most; send less"


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length[:18]) if length.isdigit() else 0


async def _drain(receive: Receive, message: Message) -> None:
    with anyio.move_on_after(_DRAIN_SECONDS):
        dropped = 0
        while message.get("more_body", False) and dropped < _DRAIN:
            message = await receive()
            dropped += len(message.get("body", b""))


class RateLimit:
    """Answers 429 with Retry-After to a client's POSTs beyond `per_minute`; as many may come at once."""

    def __init__(self, app: ASGIApp, per_minute: int, trusted_proxies: Iterable[str] = ()) -> None:
        self.app = app
        self._capacity = float(per_minute)
        self._refill = per_minute / 60  # tokens a second
        self._trusted = frozenset(trusted_proxies)
        self._left: dict[str, tuple[float, float]] = {}  # client → tokens, and when that was

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            wait = self._wait(client_of(scope, self._trusted), time.monotonic())
            if wait > 0:
                seconds = str(math.ceil(wait))
                problem = Problem(
                    429, f"too many requests; wait {seconds} seconds", headers={"Retry-After": seconds}
                )
                await problem.response()(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _wait(self, client: str, now: float) -> float:
        """Takes a token and returns 0, or the seconds until there is one."""
        tokens, then = self._left.pop(client, (self._capacity, now))
        tokens = min(self._capacity, tokens + (now - then) * self._refill)
        taken = tokens >= 1
        self._left[client] = (tokens - 1 if taken else tokens, now)
        if len(self._left) > _MANY_CLIENTS:
            self._forget(now)
        return 0.0 if taken else (1 - tokens) / self._refill

    def _forget(self, now: float) -> None:
        """Drops whoever has been away for a minute (their bucket is full again), else the longest away."""
        for client in list(self._left):
            if now - self._left[client][1] < 60 and len(self._left) <= _MANY_CLIENTS:
                break
            del self._left[client]


def proxies(listed: Iterable[str]) -> frozenset[str]:
    """The addresses and networks of trusted proxies.  Raises SettingsError for a network that is none."""
    found = frozenset(listed)
    for entry in found:
        if "/" in entry:
            try:
                ipaddress.ip_network(entry, strict=False)
            except ValueError:
                raise SettingsError(f'ASSISTANT_TRUSTED_PROXIES: "{entry}" is no network') from None
    return found


def client_of(scope: Scope, trusted: Collection[str]) -> str:
    """Who is asking: the connection's peer, or what a trusted proxy (an address or a network) says of it.
    Addresses of one IPv6 network (/64) are one client."""
    peer = scope["client"][0] if scope.get("client") else "local"
    if _among(peer, trusted):
        forwarded = ",".join(
            value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
        )
        hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
        peer = next((hop for hop in reversed(hops) if not _among(hop, trusted)), peer)
    address = _address(peer)
    if address is None:
        return peer[:64]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _among(peer: str, trusted: Collection[str]) -> bool:
    if peer in trusted:
        return True
    address = _address(peer)
    return address is not None and any(
        "/" in entry and address in ipaddress.ip_network(entry, strict=False) for entry in trusted
    )


def _address(peer: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address; an IPv4 one that a socket for both writes as IPv6 is what it is."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
