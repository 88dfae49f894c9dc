"""One question answered, without the parser of commands: the plain form needs none, and starts sooner."""

from __future__ import annotations

import logging
import os

from assistant.cli.plain import plain


def print_answer(text: str, as_json: bool = False) -> None:
    """Prints the answer to one question, as text or as JSON."""
    from assistant import Assistant

    quiet()
    assistant = Assistant.open()
    found = assistant.ask(text)
    if as_json:
        import json

        from assistant.contract import answer_json

        print(json.dumps(answer_json(found), ensure_ascii=False, indent=2))
        return
    print(plain(found, assistant.texts["price_command"]))
    if found.clarification:
        print("\n" + "\n".join(f"  ( ) {option}" for option in found.clarification.options))


def quiet() -> None:
    """What goes wrong is told in the answer; the log would say it again."""
    if not os.environ.get("ASSISTANT_DEBUG"):
        logging.getLogger("assistant").addHandler(logging.NullHandler())
