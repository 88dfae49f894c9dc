"""The chat page's states, without a browser."""

from __future__ import annotations

import json
from datetime import date

import pytest
from shown import html, page, words
from streamlit.testing.v1 import AppTest

from assistant import Assistant
from assistant.store import Store, StoreUnavailable
from assistant.web.desk import Desk
from assistant.web.pages import opinion, talk

ESCALATION = "A caller asked for a human and your live agent took the call. What is the add-on?"
VAGUE = "Someone joined one of our calls. What does it cost?"


def ask(test: AppTest, question: str) -> AppTest:
    return test.chat_input(key="typed").set_value(question).run()


def open_up(test: AppTest, what: str) -> AppTest:
    """Open an expander or popover whose content is drawn only then."""
    test.session_state[what] = True
    return test.run()


def stored(desk: Desk, test: AppTest) -> list[str]:
    return [message.text for message in desk.store.messages(test.session_state["talk"].id)]


def test_welcome_offers_the_examples(desk: Desk) -> None:
    test = page("chat")
    assert not test.exception
    assert len([button for button in test.button if (button.key or "").startswith("welcome-")]) == 5
    assert "New conversation" not in [button.label for button in test.button]


def test_an_example_is_answered_with_card_text_and_sources(desk: Desk) -> None:
    test = page("chat")
    test.button(key="welcome-0").click().run()
    assert not test.exception
    assert '<span class="figure-value">+$3.00</span>' in html(test)
    assert r"**+\$3.00** for this call" in words(test)
    assert '<details class="source" id="source-1-1">' in html(test)
    assert "What would change the price" in html(test)


def test_a_turn_is_kept_with_its_answer(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    question, answer = stored(desk, test)
    assert question == ESCALATION
    assert answer.startswith("**+$3.00**")


def test_a_store_that_is_gone_costs_nothing_but_a_note(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreUnavailable("the database can't be reached")

    for method in ("create", "add_turn", "conversation", "messages"):
        monkeypatch.setattr(Store, method, gone)
    test = ask(page("chat"), ESCALATION)
    assert not test.exception
    assert "+$3.00" in html(test)
    assert talk.NOT_KEPT in [caption.value for caption in test.caption]
    assert not test.feedback


def test_a_store_that_breaks_in_an_unforeseen_way_costs_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(Store, "add_turn", broken)
    test = ask(page("chat"), ESCALATION)
    assert not test.exception
    assert talk.NOT_KEPT in [caption.value for caption in test.caption]


def test_an_assistant_that_fails_says_so_and_offers_another_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Assistant, "stream", broken)
    test = ask(page("chat"), ESCALATION)
    assert not test.exception
    assert "try again" in test.error[0].value
    assert "boom" not in test.error[0].value
    assert "Answer again" in [button.label for button in test.button]


def test_a_message_too_long_is_refused_in_words_and_not_cut(desk: Desk) -> None:
    test = ask(page("chat"), "long " * 4000)
    assert "8,000" in test.error[0].value.replace("\\", "")


def test_editing_the_reading_prices_anew_and_says_what_changed(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "reading-1")
    test.segmented_control(key="read-1-0-caller_escalation").set_value("No").run()
    assert not test.exception
    assert '<span class="figure-value">+$0.00</span>' in html(test)
    assert "Caller-initiated escalation: yes → no" in html(test)
    assert "add-on +$3.00 → +$0.00" in html(test)
    assert stored(desk, test)[2].startswith("Edited reading: Caller-initiated escalation: yes → no")


def test_not_sure_gives_a_range(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "reading-1")
    test.segmented_control(key="read-1-0-caller_escalation").set_value("Not sure").run()
    assert "+$0.00 to +$3.00" in html(test)
    assert "a fact that decides the price is missing" in html(test)


def test_count_rate_and_date_are_editable(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "reading-1")
    test.number_input(key="read-1-0-calls").set_value(3).run()
    test.number_input(key="read-1-0-rate").set_value(2.4).run()
    assert "+$9.00" in html(test)
    assert "$16.20" in html(test)
    test.date_input(key="read-1-0-on").set_value(date(2025, 11, 19)).run()
    assert "Not covered" in html(test)


def test_another_owner_of_the_call_changes_who_took_part(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "reading-1")
    assert test.selectbox(key="read-1-0-owner").value == "Smith.ai live agent"
    test.selectbox(key="read-1-0-owner").set_value("Your own team").run()
    assert '<span class="figure-value">+$0.00</span>' in html(test)
    assert test.segmented_control(key="read-1-0-external_transfer").value == "Yes"
    assert test.segmented_control(key="read-1-0-caller_escalation").value == "No"


def test_a_clarification_comes_as_buttons_that_answer_it(desk: Desk) -> None:
    test = ask(page("chat"), VAGUE)
    options = [button for button in test.button if (button.key or "").startswith("options-")]
    assert len(options) >= 2
    assert "+$0.00 to +$3.00" in html(test)
    options[0].click().run()
    assert not test.exception
    assert len(test.session_state["talk"].turns) == 2
    assert not [button for button in test.button if (button.key or "").startswith("options-1")]


def test_thumbs_up_is_kept_and_thanked_for(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    test.feedback[0].set_value(1).run()
    assert opinion.THANKS in [caption.value for caption in test.caption]
    kept = desk.store.messages(test.session_state["talk"].id)[1].feedback
    assert kept is not None
    assert kept.helpful


def test_thumbs_down_asks_for_a_reason_and_keeps_it(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    message = test.session_state["talk"].turns[0].message
    test.feedback[0].set_value(0).run()
    assert opinion.IMPROVE in words(test)
    submit = next(button for button in test.button if button.label == "Send feedback")
    submit.click().run()
    assert opinion.PICK_ONE in [error.value for error in test.error]
    test.pills(key=f"reasons-{message}").set_value(["Difficult to understand"])
    test.text_area(key=f"comment-{message}").set_value("too many words")
    next(button for button in test.button if button.label == "Send feedback").click().run()
    assert opinion.SENT in [caption.value for caption in test.caption]
    kept = desk.store.messages(test.session_state["talk"].id)[1].feedback
    assert kept is not None
    assert (kept.helpful, kept.reasons, kept.comment) == (
        False,
        ("Difficult to understand",),
        "too many words",
    )


def test_feedback_that_cannot_be_kept_is_owned_up_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreUnavailable("locked")

    test = ask(page("chat"), ESCALATION)
    monkeypatch.setattr(Store, "give_feedback", gone)
    test.feedback[0].set_value(1).run()
    assert opinion.LOST in [caption.value for caption in test.caption]


def test_contact_shows_the_channel_for_clients_and_for_others(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "contact")
    assert "mailto:support@smith.ai" in html(test)
    test.segmented_control(key="contact-who").set_value("prospect").run()
    assert "mailto:support@smith.ai" not in html(test)
    assert "schedule a call with our team" in html(test)


def test_the_transcript_holds_questions_readings_and_charges(desk: Desk) -> None:
    test = open_up(ask(page("chat"), ESCALATION), "contact")
    transcript = test.code[0].value
    assert f"Question: {ESCALATION}" in transcript
    assert "1 call, Caller-initiated escalation: +$3.00" in transcript
    assert "Sources:" in transcript


def test_a_shared_link_asks_its_questions_anew(desk: Desk) -> None:
    test = page("chat", q=[ESCALATION, "The AI froze and a live agent took over. What is the add-on?"])
    assert not test.exception
    conversation = desk.assistant.conversation()
    texts = [conversation.ask(turn.question).text for turn in test.session_state["talk"].turns]
    assert len(texts) == 2
    assert [turn.answer["text"] for turn in test.session_state["talk"].turns] == texts
    assert not dict(test.query_params)


def test_a_shared_link_carries_an_edited_reading(desk: Desk) -> None:
    edited = json.dumps([{"interactions": ["outage_fallback"], "calls": 2}])
    test = page("chat", q=ESCALATION, calls=edited)
    assert '<span class="figure-value">+$0.00</span>' in html(test)
    assert test.session_state["talk"].turns[0].changes


def test_a_damaged_link_is_no_error(desk: Desk) -> None:
    test = page("chat", q=["", "x" * 9000], calls="[{]")
    assert not test.exception
    assert "damaged or too long" in test.warning[0].value
    assert [button for button in test.button if (button.key or "").startswith("welcome-")]


def test_new_conversation_begins_anew(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    next(button for button in test.button if button.label == "New conversation").click().run()
    assert test.session_state["talk"].turns == []
    assert [button for button in test.button if (button.key or "").startswith("welcome-")]


def test_a_remembered_conversation_comes_back_with_opinion_and_state(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    before = test.session_state["talk"]
    desk.store.give_feedback(before.id, before.turns[0].message, True)
    after = talk.resume(desk, before.ticket)
    assert after is not None
    assert after.state == before.state
    assert after.turns[0].answer["charge"] == before.turns[0].answer["charge"]
    assert after.turns[0].opinion is True


def test_a_wrong_ticket_resumes_nothing(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    assert talk.resume(desk, test.session_state["talk"].id + ".wrong") is None
    assert talk.resume(desk, "nonsense") is None


def test_a_conversation_that_went_on_elsewhere_is_left_alone(desk: Desk) -> None:
    test = ask(page("chat"), ESCALATION)
    first = test.session_state["talk"].id
    answer, state = desk.assistant.turn(ESCALATION, {})
    desk.store.add_turn(first, "from a copied tab", answer, state)
    ask(test, "The AI froze and a live agent took over. What is the add-on?")
    assert test.session_state["talk"].id != first
    assert len(desk.store.messages(first)) == 4
    assert len(stored(desk, test)) == 2
