"""What no topic of the vocabulary answers is looked up in the articles by search.

A passage of another article that fits well enough is the answer; otherwise the answer stays what it was.  When
the search can't be done at all, that is said, and never passed off as "the article doesn't say".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.citations import Sources
from assistant.types import Answer, AssistantError, Hit, Quote, Reading

if TYPE_CHECKING:
    from assistant.answering.conversation import Engine

UNLISTED = "open.unlisted"
ENOUGH = 0.5  # the fused score from which a passage of another article is taken for the answer


def looked_up(engine: Engine, reading: Reading, answer: Answer) -> Answer:
    """The answer after looking into the articles for what the vocabulary has no topic for."""
    if answer.kind != "not_covered":
        return answer
    try:
        found = engine.index().search(reading.message, 3)
    except AssistantError as error:
        from assistant.answering.conversation import unavailable

        return unavailable(engine, str(error), reading)
    ours = engine.knowledge.policy.rates[-1].amount_quote.article
    hits = [hit for hit in found.hits if hit.passage.article != ours and hit.score >= ENOUGH]
    return _from_passage(engine, reading, hits[0]) if hits else replace(answer, reading=reading)


def _from_passage(engine: Engine, reading: Reading, hit: Hit) -> Answer:
    article = engine.knowledge.articles[hit.passage.article]
    words = article.text[hit.passage.start : hit.passage.end]
    sources = Sources(engine.knowledge.articles)
    quote = Quote(article.id, hit.passage.section, words, hit.passage.start, hit.passage.end)
    text = engine.say("found.text", title=article.title, quote=words, marks=sources.marks([quote]))
    return Answer(kind="article", text=text, citations=sources.citations, reading=reading)
