"""The chat: clients ask, the answer comes priced, explained and cited, and can be corrected."""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant import Finished
from assistant.types import AssistantError
from assistant.web.desk import Desk, open_desk
from assistant.web.pages import answer as shown
from assistant.web.pages import browser, escaped, rereading, share
from assistant.web.pages.contact import contact_a_person
from assistant.web.pages.opinion import ask_opinion
from assistant.web.pages.talk import Talk, Turn, keep, open_in_store, resume

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WELCOME = """
<div class="welcome"><h1>What does the live agent add-on cost for your calls?</h1>
<p>Describe your calls in your own words, or ask about the rules. You get the amount first, then why, with the
sentence of the help article behind every statement. Where the article says nothing, you are told so.</p>
</div>
"""

FAILED = (
    "I couldn't answer just now. This doesn't mean that the article says nothing about it: "
    "try again in a moment."
)

_STOP_SHOWN_AFTER = 0.3  # seconds; most answers are there sooner, and a button that flashes up irritates

_log = logging.getLogger(__name__)


def page() -> None:
    """Draws the conversation so far and answers what was asked last."""
    desk = open_desk()
    question = st.session_state.get("typed") or st.session_state.pop("ask", None)
    talk, question = _conversation(desk, question)
    if not talk.turns:
        _welcome(desk)
    for turn in talk.turns:
        last = turn is talk.turns[-1]
        if last and question:
            _answer_live(desk, talk, turn)
        else:
            _draw(desk, talk, turn, last)
    if talk.turns:
        st.button("New conversation", icon=":material/add_comment:", type="tertiary", on_click=begin_anew)
    # Placed by hand: where Streamlit places it, it also keeps the end of the page in view, and the amount,
    # which comes first, out of it.
    st.bottom.chat_input(
        "Describe your calls, or ask about the add-on",
        key="typed",
        submit_mode="disable",
    )


def ask(question: str) -> None:
    """For buttons: the question is answered by the run that follows."""
    st.session_state["ask"] = question


def begin_anew() -> None:
    """For the button: nothing of the conversation so far is shown or remembered."""
    st.session_state["talk"] = Talk(fresh=False)


# ---------------------------------------------------------------- the conversation of this tab


def _conversation(desk: Desk, question: str | None) -> tuple[Talk, str | None]:
    """The tab's conversation, with `question` begun as its last turn, and the question to answer now.

    It is this session's, that of a shared link, or, after a reload, the one the browser remembers.
    """
    talk: Talk = st.session_state.setdefault("talk", Talk())
    if talk.fresh and "q" in st.query_params:
        talk = _shared(desk)
    if question:
        _begin(desk, talk, question)
    else:
        talk.pending = None  # a run that was stopped or broken off before its answer
    newest = shown.question_id(talk.turns[-1].key) if question else ""
    remembered = browser.listen_and_remember(None if talk.fresh else _memory(talk), newest)
    if talk.fresh and remembered:
        talk, question = _resumed(desk, remembered)
    st.session_state["talk"] = talk
    return talk, question


def _begin(desk: Desk, talk: Talk, question: str) -> None:
    talk.begin(question)
    open_in_store(desk, talk)


def _memory(talk: Talk) -> str:
    """What the browser keeps of the conversation, and of the answer under way."""
    if not talk.turns:
        return ""
    return json.dumps({"ticket": talk.ticket, "kept": talk.kept, "pending": talk.pending})


def _resumed(desk: Desk, remembered: str) -> tuple[Talk, str | None]:
    """The remembered conversation; a question whose answer the reload broke off is asked again."""
    try:
        memory = json.loads(remembered)
        ticket, kept, pending = str(memory["ticket"]), int(memory["kept"]), memory["pending"]
    except (ValueError, KeyError, TypeError):
        return Talk(fresh=False), None
    talk = resume(desk, ticket) if ticket else None
    if talk is None:
        talk, kept = Talk(fresh=False), 0
    if not isinstance(pending, str) or talk.kept > kept:
        return talk, None
    _begin(desk, talk, pending)
    return talk, pending


def _shared(desk: Desk) -> Talk:
    """The conversation of a link, answered anew."""
    talk = Talk(fresh=False, origin="shared link")
    values = st.query_params.get_all("q")
    edited = share.calls(st.query_params.get("calls"))
    asked = share.questions(values, desk.settings.max_message)
    if len(asked) < len(values):
        st.warning("The link is damaged or too long; what could be read of it is answered here.")
    for question in asked:
        _begin(desk, talk, question)
        deque(_answering(desk, talk, talk.turns[-1]), maxlen=0)
    if edited and talk.turns and talk.turns[-1].answer:
        rereading.reprice(desk, talk, talk.turns[-1], edited)
    st.query_params.clear()
    return talk


# ---------------------------------------------------------------- answering


def _answering(desk: Desk, talk: Talk, turn: Turn) -> Iterator[None]:
    """Answers the turn and stores it; yields whenever `turn.partial` has grown.

    Whoever stops iterating stops the answer, and leaves the turn with what was written.
    """
    started = time.perf_counter()
    try:
        for item in desk.assistant.stream(turn.question, talk.state):
            if isinstance(item, Finished):
                talk.finish(turn, item.answer, item.state)
                keep(desk, talk, turn, turn.question, item.answer, started)
            else:
                turn.partial += item.text
                yield
    except AssistantError as problem:
        turn.note = str(problem)
    except Exception:
        _log.exception("a question could not be answered")
        turn.note = FAILED
    talk.pending = None


def _answer_live(desk: Desk, talk: Talk, turn: Turn) -> None:
    """Draws the question and streams its answer, with a way to stop it."""
    _draw_question(turn)
    with st.chat_message("assistant", avatar=shown.AVATARS["assistant"]):
        card, words, stop = st.empty(), st.empty(), st.empty()
        started, stoppable = time.perf_counter(), False
        if desk.settings.model:
            words.markdown("Reading your message …")
            stoppable = _stop_button(stop, turn)
        for _ in _answering(desk, talk, turn):
            words.markdown(escaped.markdown(turn.partial))
            if not stoppable and time.perf_counter() - started > _STOP_SHOWN_AFTER:
                stoppable = _stop_button(stop, turn)
        if stoppable:
            stop.empty()
        if turn.answer is None:
            words.empty()
            _draw_unanswered(turn)
        else:
            _draw_answer(desk, talk, turn, last=True, card=card, words=words)


def _stop_button(slot: DeltaGenerator, turn: Turn) -> bool:
    """A click begins a new run, which ends this one; that run finds the turn unanswered."""
    slot.button("Stop", icon=":material/stop_circle:", key=f"stop-{turn.key}")
    return True


# ---------------------------------------------------------------- drawing


def _welcome(desk: Desk) -> None:
    st.html(WELCOME)
    _chips("welcome", desk.assistant.examples)


def _chips(name: str, questions: Sequence[str], icon: str | None = None) -> None:
    """Questions as buttons that ask them."""
    with st.container(horizontal=True, gap="xsmall", key=f"chips-{name}"):
        for number, question in enumerate(questions):
            st.button(
                escaped.plain_in_markdown(question),
                key=f"{name}-{number}",
                on_click=ask,
                args=(question,),
                icon=icon,
                wrap=True,
            )


def _draw(desk: Desk, talk: Talk, turn: Turn, last: bool) -> None:
    _draw_question(turn)
    with st.chat_message("assistant", avatar=shown.AVATARS["assistant"]):
        if turn.answer is None:
            _draw_unanswered(turn)
        else:
            _draw_answer(desk, talk, turn, last, st.empty(), st.empty())


def _draw_question(turn: Turn) -> None:
    with st.chat_message("user", avatar=shown.AVATARS["user"]):
        st.html(shown.question_html(turn.question, turn.key))


def _draw_unanswered(turn: Turn) -> None:
    """A turn that failed or was stopped: what there is of it, and a way to try again."""
    if turn.partial:
        st.markdown(escaped.markdown(turn.partial))
    if turn.note:
        st.error(escaped.plain_in_markdown(turn.note), icon=":material/error:")
    else:
        st.caption("Stopped before the answer was complete.")
    st.button("Answer again", key=f"again-{turn.key}", on_click=ask, args=(turn.question,))


def _draw_answer(
    desk: Desk, talk: Talk, turn: Turn, last: bool, card: DeltaGenerator, words: DeltaGenerator
) -> None:
    answer = turn.answer or {}
    policy, articles = desk.assistant.policy, desk.assistant.articles
    if answer["charge"]:
        card.html(shown.card_html(answer["charge"], policy, turn.changes))
    words.markdown(shown.text_markdown(answer, turn.key))
    if answer["clarification"] and last:
        _chips(f"options-{turn.key}", answer["clarification"]["options"])
    if below := shown.sources_html(answer, turn.key, articles):
        st.html(below)
    if last and answer["charge"] and answer["charge"]["lines"]:
        rereading.editor(desk, talk, turn)
    link = share.link(talk.turns[: turn.number])
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"after-{turn.key}"):
        st.html(shown.copy_html(shown.plain_text(answer), link), width="content")
        ask_opinion(desk, talk, turn)
        if last:
            contact_a_person(desk, talk)
    if by := answer.get("made_by"):
        st.caption(escaped.plain_in_markdown(by))
    if turn.note:
        st.caption(turn.note)
    if last and answer["suggestions"]:
        _chips(f"suggested-{turn.key}", answer["suggestions"], icon=":material/subdirectory_arrow_right:")
