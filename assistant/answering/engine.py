"""Settings → the parts of one assistant, each made when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import content
from assistant.answering.citations import Sources
from assistant.answering.compose import contact_line
from assistant.answering.conversation import Engine
from assistant.answering.wording import Wording
from assistant.reading.reader import EmbeddedReader
from assistant.types import Answer, Reading

if TYPE_CHECKING:
    from assistant.settings import Settings


def build(settings: Settings) -> Engine:
    """Raises content.ContentError and wording.WordingError."""
    knowledge = content.load(settings.kb)
    say = Wording.load(settings.kb)

    def article(reading: Reading) -> Answer:
        sources = Sources(knowledge.articles)
        text = contact_line(knowledge.policy.contacts, reading.status, say, sources)
        return Answer(kind="clarify", text=text, citations=sources.citations, reading=reading)

    reader = EmbeddedReader(settings.kb, knowledge.policy)
    return Engine(settings, knowledge, say, reader, article)
