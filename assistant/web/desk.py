"""What every page and route of one process shares: the assistant, the store and the settings, opened once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.types import AssistantError

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.store import Store


@dataclass(frozen=True)
class Desk:
    """The parts a page answers with."""

    assistant: Assistant
    store: Store
    settings: Settings

    def prepare(self) -> str | None:
        """Builds or refreshes the index and loads what answering needs, with one search and one question.

        Returns what is wrong, as one line; the desk answers all the same, as far as it can.
        """
        question = next(iter(self.assistant.examples), "live agent add-on")
        try:
            hits = self.assistant.search(question, k=1)
            self.assistant.ask(question)
        except AssistantError as problem:
            return str(problem)
        if hits and hits[0].dense is None:
            return "articles are searched by their words alone; `assistant doctor` tells why"
        return None

    def close(self) -> None:
        self.assistant.close()
        self.store.close()


@functools.cache
def open_desk() -> Desk:
    """The process's desk, made at the first call from the environment's settings.

    Streamlit runs a page anew for every click, so what is dear to open can't be opened by the page.
    """
    from assistant import Assistant
    from assistant.store import Store

    settings = Settings()
    return Desk(Assistant.open(settings), Store.open(settings), settings)
