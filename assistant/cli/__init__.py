"""The command line, thin: parse → call → format.

Each command is a plain function in a file of this folder, which imports what it needs inside the function:
a command starts without loading the others' libraries.  Errors are one line on stderr: exit 1 for a failure,
2 for wrong usage, 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.types import AssistantError

if TYPE_CHECKING:
    import typer

# command → file of this folder and function in it, in the order of the help
COMMANDS = {
    "ask": "ask:ask",
    "explain": "ask:explain",
    "price": "price:price",
    "search": "index:search",
    "serve": "serve:serve",
    "mcp": "mcp:mcp",
    "sync": "index:sync",
    "check": "check:check",
    "doctor": "doctor:doctor",
    "eval": "ask:evaluate",
    "forget": "records:forget",
    "export": "records:export",
}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs one command and exits with its status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a narrow locale costs a dash, not the answer
    try:
        status = _run(given or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader left (`… | head`): leave quietly, and keep the interpreter from flushing into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except KeyboardInterrupt:
        status = 130
    except Exception as error:
        status = _fail(error)
    sys.exit(status)


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The typer application with these commands."""
    import typer  # a plain question is answered without it

    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_about)
    for name in names:
        app.command(name)(_function(name))
    return app


def _about() -> None:
    """Answers billing questions about live agent handoff calls: amounts computed, statements cited."""


def _function(name: str) -> Callable[..., Any]:
    file, _, function = COMMANDS[name].partition(":")
    found: Callable[..., Any] = getattr(import_module(f"assistant.cli.{file}"), function)
    return found


def _run(arguments: list[str]) -> int:
    """The exit status of a command; only its own file is imported when it is named first."""
    if len(arguments) == 2 and arguments[0] == "ask" and not arguments[1].startswith("-"):
        from assistant.cli.question import print_answer

        print_answer(arguments[1])  # nothing to parse: loading what does would take longer than answering
        return 0
    from typer.main import get_command

    named = arguments[0] if arguments[0] in COMMANDS else None
    command = get_command(application([named] if named else COMMANDS))
    status = command.main(arguments, prog_name="assistant", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _fail(error: Exception) -> int:
    """One line on stderr, and the exit status for the error."""
    from typer import Abort
    from typer.exceptions import TyperException

    if isinstance(error, AssistantError):
        message, status = str(error), 1
    elif isinstance(error, TyperException):
        message = f"{error.format_message().rstrip('.')} (assistant --help tells more)"
        status = error.exit_code
    elif isinstance(error, Abort):
        message, status = "stopped", 1
    elif os.environ.get("ASSISTANT_DEBUG"):
        raise error
    else:
        message = f"unexpected {type(error).__name__}: {error} (ASSISTANT_DEBUG=1 shows where)"
        status = 1
    print(f"assistant: {' '.join(message.split())}", file=sys.stderr)
    return status
