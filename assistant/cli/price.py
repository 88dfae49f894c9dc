"""assistant price: what calls with given interactions cost, without any reading of language."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.plain import plain
from assistant.contract import BadCalls, charge_json, decimal_of
from assistant.types import INTERACTIONS, Answer, AssistantError, Call

if TYPE_CHECKING:
    from assistant import Assistant

_NAMES = ", ".join(INTERACTIONS)


class Unpriced(AssistantError):
    """The answer was withheld; its text says what to do."""


def price(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Interactions that took place.")
    ] = None,
    interaction: Annotated[
        list[str] | None,
        typer.Option(
            "--interaction", "-i", metavar="NAME", help=f"The same; none: AI alone. Names: {_NAMES}."
        ),
    ] = None,
    unknown: Annotated[
        list[str] | None,
        typer.Option("--unknown", "-u", metavar="NAME", help="An interaction that may have taken place."),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the calls: 2025-12-01.")] = None,
    base_rate: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help="Your base rate per call in dollars: 2.40.")
    ] = None,
    calls: Annotated[int, typer.Option(metavar="NUMBER", help="How many such calls.")] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help='Print {"charge": …, "citations": …} instead of text.')
    ] = False,
) -> None:
    """What calls cost: the amount, why, and the sources."""
    call = Call(
        interactions=_keys([*(names or ()), *(interaction or ())]),
        unknown=_keys(unknown or []),
        calls=calls,
        on=_day(on),
        base_rate=_dollars(base_rate),
    )
    from assistant import Assistant

    assistant = Assistant.open()
    answer = _charge(assistant, call)
    if as_json:
        typer.echo(json.dumps(charge_json(answer), ensure_ascii=False, indent=2))
    else:
        typer.echo(plain(answer, assistant.texts["price_command"]))


def _charge(assistant: Assistant, call: Call) -> Answer:
    """The worded price; a call that can't be priced as given is wrong usage."""
    from assistant.pricing import PricingError

    try:
        answer = assistant.charge((call,))
    except PricingError as error:
        raise typer.BadParameter(str(error)) from None
    if answer.bill is None:
        raise Unpriced(answer.text)
    return answer


def _keys(names: list[str]) -> frozenset[str]:
    """Interaction names; "playbook-handoff" and "a,b" are understood too."""
    keys = [key.strip().replace("-", "_").lower() for name in names for key in name.split(",")]
    for key in keys:
        if key not in INTERACTIONS:
            raise typer.BadParameter(f'no interaction is named "{key}"; there are: {_NAMES}')
    return frozenset(keys)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'must be a date like 2025-12-01, not "{text}"', param_hint="--on") from None


def _dollars(text: str | None) -> Decimal | None:
    try:
        return decimal_of(text, "--base-rate")
    except BadCalls as error:
        raise typer.BadParameter(str(error)) from None
