"""Settings → the parts of one assistant, each made when it is first needed."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from assistant import content
from assistant.answering import statements as questions
from assistant.answering.article import compose_article
from assistant.answering.conversation import Engine
from assistant.answering.meaning import SentenceVectors
from assistant.answering.wording import Wording
from assistant.reading.language import ENGLISH
from assistant.reading.reader import EmbeddedReader
from assistant.reading.tongues import languages
from assistant.types import Answer, Reading

if TYPE_CHECKING:
    from assistant.answering.foreign import ForeignAnswers
    from assistant.settings import Settings


def build(settings: Settings) -> Engine:
    """Raises content.ContentError and wording.WordingError."""
    knowledge = content.load(settings.kb)
    say = Wording.load(settings.kb)
    statements = questions.load(settings.kb, knowledge)
    reader = EmbeddedReader(settings.kb, knowledge.policy)
    meaning = SentenceVectors(settings, reader.topics.model)

    @cache
    def foreign() -> ForeignAnswers:
        from assistant.answering.foreign import ForeignAnswers

        return ForeignAnswers(settings.kb, knowledge, statements)

    def article(reading: Reading) -> Answer:
        if reading.language != ENGLISH:
            answer = foreign().answer(reading.message, reading.language, reading.status)
            return replace(answer, reading=reading)
        matches = reader.asked(reading.message, meaning)
        answer = compose_article(matches, knowledge, statements, claims=reading.claims, status=reading.status)
        return replace(answer, reading=reading)

    others = {code: Wording.load(settings.kb, code) for code in languages(settings.kb)}
    gc.freeze()  # what is loaded stays: walking it again took single answers a tenth of a second
    return Engine(settings, knowledge, say, reader, article, others)
