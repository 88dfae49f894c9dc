"""Who may open the staff pages.

With Streamlit's OpenID Connect configured ([auth] in secrets.toml): who has logged in with an address of
`ASSISTANT_STAFF_EMAILS`, or with the claim of `ASSISTANT_STAFF_CLAIM`.  Without it: whoever sits at the
machine, provided that the server listens on loopback only.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from assistant.settings import Settings
from assistant.web.desk import open_desk

OPEN_HERE = (
    "No login is configured. These pages are open because the server listens on this machine only; "
    "set up a login before it listens anywhere else."
)
CLOSED = (
    "Staff pages need a login, and none is configured. Add [auth] to .streamlit/secrets.toml and name who "
    "may enter in ASSISTANT_STAFF_EMAILS or ASSISTANT_STAFF_CLAIM; or start the server with --host 127.0.0.1."
)
NOBODY = (
    "A login is configured, but nobody is allowed in yet: name addresses in ASSISTANT_STAFF_EMAILS or a "
    "claim in ASSISTANT_STAFF_CLAIM."
)
NOT_YOU = "You are logged in, but your account may not open the staff pages. Ask your support lead."

_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")


def gate() -> str:
    """Ends the run here unless the visitor may see staff pages; returns who it is ("" without a login)."""
    settings = open_desk().settings
    if not login_configured():
        if not on_this_machine(listening_on(), _headers()):
            st.error(CLOSED, icon=":material/lock:")
            st.stop()
        st.info(OPEN_HERE, icon=":material/lock_open:")
        return ""
    claims = st.user.to_dict()
    if not _logged_in(claims):
        st.markdown("These pages are for staff.")
        st.button("Log in", type="primary", icon=":material/login:", on_click=st.login)
        st.stop()
    if not allowed(claims, settings):
        st.error(NOT_YOU if settings.staff_emails or settings.staff_claim else NOBODY, icon=":material/lock:")
        st.button("Log out", on_click=st.logout)
        st.stop()
    st.button("Log out", type="tertiary", icon=":material/logout:", on_click=st.logout)
    return str(claims.get("email") or claims.get("sub") or "")


def listed(settings: Settings) -> bool:
    """Whether the navigation names the staff pages to this visitor; their addresses work all the same."""
    if not login_configured():
        return on_this_machine(listening_on(), _headers())
    claims = st.user.to_dict()
    return _logged_in(claims) and allowed(claims, settings)


def _logged_in(claims: Mapping[str, Any]) -> bool:
    return claims.get("is_logged_in") is True


def login_configured() -> bool:
    from streamlit.auth_util import get_secrets_auth_section

    return bool(get_secrets_auth_section())


def allowed(claims: Mapping[str, Any], settings: Settings) -> bool:
    """Whether an account with these OpenID claims is staff.

    An address counts only where the provider vouches for it (`email_verified`), or anyone could name a
    colleague's.
    """
    addresses = {address.strip().lower() for address in settings.staff_emails.split(",") if address.strip()}
    email = str(claims.get("email") or "").strip().lower()
    if email in addresses and str(claims.get("email_verified")).lower() == "true":
        return True
    name, wanted = (part.strip() for part in (settings.staff_claim + "=").split("=")[:2])
    held = claims.get(name)
    values = held if isinstance(held, list | tuple) else [held]
    return bool(name and wanted) and wanted in [str(value) for value in values]


def listening_on() -> str | None:
    """The address the launcher bound; None when another launcher was used, or for all addresses."""
    from streamlit import config

    address = config.get_option("server.address")
    return str(address) if address else None


def on_this_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the server listens on loopback alone and the visitor came to it there directly: by a loopback
    name (no other site's name that resolves to it) and through no proxy."""
    if not _loopback(address) or any(name in headers for name in _FORWARDED):
        return False
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    origin = urlsplit(headers.get("origin", "")).hostname
    return _loopback(host) and (origin is None or _loopback(origin))


def _loopback(host: str | None) -> bool:
    if not host:
        return False
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in st.context.headers.items()}
