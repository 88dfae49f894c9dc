"""A chat model that reads and words, while code owns the figures.

    chat = ChatAnswers(settings, knowledge, say, backend, embedded turn …)
    for item in chat.stream(message, state, embedded, after): …   # TextDelta …, Finished

The embedded answer is always computed first and is what the client gets whenever the model is missing, slow,
broken or wrong.  Nothing here is imported unless a model is set.
"""

from __future__ import annotations

from assistant.answering.model.answers import ChatAnswers

__all__ = ["ChatAnswers"]
