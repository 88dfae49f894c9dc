"""Wordings as chat models write them: the guard must let the true ones through, or a model is of no use."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.model.guard import Guard
from assistant.answering.model.ledger import ledger_of
from assistant.answering.model.stream import sentences
from assistant.answering.model.verify_wording import Check
from assistant.settings import Settings

ASKED = "The caller asked for a human and got one of your live agents. What is the add-on?"
FROZE = "The AI froze and your live agent took over. What do I pay extra?"
THREE = "3 calls: in two the caller asked for a human and got your live agent, in the third the AI handled it alone. Add-on?"
BOTH = "AI crashed, escalated to your live agent, and she also verified the new caller. Charge?"
SOMEBODY = "Somebody joined the call. What is the add-on?"
EARLIER = "On November 3, 2025 a caller asked for a human and got your live agent. Add-on?"
LENGTH = "Does the length of the call matter?"
DATE = "When does the pricing go into effect?"
WHICH = "Which interactions are billable?"
REFUND = "Can I get a refund?"
PERSON = "How can I reach a person?"
HELLO = "Hello!"
DESK = "Is there a fee if the AI put the call through to our own front desk?"
CALENDLY = "Using Calendly, do I dodge the live agent fee on bookings?"
NINE = "Was I billed $9 rightly? The caller asked for a human and got your live agent."

WORDINGS = [
    (
        ASKED,
        "The add-on for this call is **$3.00** [1]. Because the caller asked for a human and a live agent took over, this counts as a caller-initiated escalation, which is billable [2][3].",
    ),
    (
        ASKED,
        "That call would be billed a flat **$3.00** add-on, on top of your base per-call rate [1]. It doesn't matter how long the live agent stayed on the line [4].",
    ),
    (
        ASKED,
        "You'd pay an extra $3.00 for that call [1][2]. It's a flat fee, so call duration or multiple interactions don't change it [4].",
    ),
    (
        ASKED,
        "Since the caller requested a human and was connected to a Smith.ai live agent, the live agent add-on applies: +$3.00 for the call [1][2].",
    ),
    (
        ASKED,
        "The live agent add-on for this call is $3.00. [1] This is charged once per call regardless of duration. [4]",
    ),
    (
        ASKED,
        "Your charge: **+$3.00** [1]\n\n- Why: caller-initiated escalation is billable [2][3]\n- It's added to your base rate [1]",
    ),
    (
        ASKED,
        "Good question! When a caller asks to speak with a human and a live agent handles the rest of the call, that's a caller-initiated escalation, so the add-on is $3.00 for that call [1][2].",
    ),
    (
        FROZE,
        "You won't pay anything extra for that call — the add-on is $0.00 [1]. A system escalation due to AI failure is non-billable [1][2].",
    ),
    (
        FROZE,
        "Good news: there's no add-on for this call ($0.00). When the AI fails and a live agent steps in, that's a system escalation, which is non-billable [1][2][3].",
    ),
    (
        FROZE,
        "The extra charge is $0.00, because the AI failure made this a system escalation, and those aren't billable [1][2]. Only your base per-call rate applies.",
    ),
    (
        FROZE,
        "Nothing extra: $0.00 [1]. The live agent stepped in because of an AI failure, so no add-on applies [2].",
    ),
    (
        THREE,
        "The total add-on is **$6.00** for the 3 calls [1]. The two calls where the caller asked for a human are $3.00 each [1][2], and the call the AI handled alone is $0.00 [1].",
    ),
    (
        THREE,
        "For these 3 calls you'd pay $6.00 in add-ons: 2 calls × $3.00 for the caller-initiated escalations, and $0.00 for the one handled by AI alone [1][2].",
    ),
    (
        BOTH,
        "This call has a **$3.00** add-on [1]. Even though the AI failure on its own is non-billable, the human verification is a billable interaction [2], and the add-on is charged once per call [3].",
    ),
    (
        BOTH,
        "The charge is $3.00 [1]. One billable interaction, the human verification, is enough; the system escalation adds nothing [2].",
    ),
    (
        SOMEBODY,
        "The add-on is somewhere between $0.00 and $3.00 [1]. Who joined the call: a Smith.ai live agent or someone from your own team, and why?",
    ),
    (
        SOMEBODY,
        "It depends on who joined and why: the add-on would be $0.00 to $3.00 [1]. Was it a Smith.ai live agent or your own team?",
    ),
    (
        SOMEBODY,
        "For that call the add-on is $0.00 to $3.00 [1], depending on who joined. Could you tell me who came into the call, and why?",
    ),
    (
        EARLIER,
        "The article doesn't say what applied on November 3, 2025: this pricing goes into effect on November 20, 2025 [1]. For that call, please contact support@smith.ai or call (650) 727-6484 [2].",
    ),
    (
        LENGTH,
        "No, the length of the call doesn't matter. The add-on is a flat $3.00 per call, regardless of duration [1].",
    ),
    (LENGTH, "No — the add-on is a flat +$3 per call, however long the call lasts [1]."),
    (DATE, "The pricing goes into effect on November 20, 2025 [1]."),
    (DATE, "It takes effect on November 20, 2025, along with new controls in your dashboard [1]."),
    (
        WHICH,
        "Four interactions are billable: human verification, caller-initiated escalation, playbook handoff, and live agent scheduling [1].",
    ),
    (
        WHICH,
        "There are four billable live agent interactions [1]:\n- Human verification\n- Caller-initiated escalation\n- Playbook handoff\n- Live agent scheduling",
    ),
    (
        REFUND,
        "The article doesn't say whether charges can be refunded. For questions about that, please email support@smith.ai or call (650) 727-6484 [1].",
    ),
    (
        REFUND,
        "I'm sorry, the article doesn't cover refunds. If you're a client, you can reach Smith.ai at support@smith.ai or (650) 727-6484 [1].",
    ),
    (
        PERSON,
        "You can reach a person at support@smith.ai or by phone at (650) 727-6484 if you're already a client [1]. If you're not a client yet, you can schedule a call with the team [2].",
    ),
    (HELLO, "Hello! How can I help you with your live agent billing question today?"),
    (HELLO, "Hi there! Ask me anything about the live agent add-on."),
    (
        DESK,
        "No, there's no fee for that: a transfer to your own business or team is non-billable, so the add-on is $0.00 [1][2].",
    ),
    (
        DESK,
        "No. A call transferred to your own front desk isn't billed as a live agent add-on, so it's +$0.00 [1].",
    ),
    (
        CALENDLY,
        "Yes, Calendly bookings don't require a live agent add-on, because AI Receptionist schedules them instantly on its own [1].",
    ),
    (
        CALENDLY,
        "Right: with Calendly, the AI books the appointment itself, so no live agent add-on is required [1].",
    ),
    (
        NINE,
        "No, the add-on for that call should be $3.00 [1]. It's a flat amount per call, however many interactions took place [4].",
    ),
    (
        NINE,
        "That doesn't look right: for one call with a caller-initiated escalation the add-on is $3.00 [1][2].",
    ),
    (
        ASKED,
        "Por esa llamada se cobra un recargo de $3.00, porque la persona pidió hablar con un humano y la atendió un agente de Smith.ai [1][2].",
    ),
    (
        FROZE,
        "No pagas nada extra: el recargo es de $0.00, ya que la IA falló y eso es una escalada del sistema, que no es facturable [1].",
    ),
    (
        ASKED,
        "Für diesen Anruf kommt ein Zuschlag von $3.00 hinzu, weil der Anrufer nach einem Menschen gefragt hat [1][2].",
    ),
    (
        FROZE,
        "Für diesen Anruf fällt kein Zuschlag an ($0.00), da es sich um eine Systemeskalation wegen eines KI-Ausfalls handelt [1].",
    ),
    (ASKED, "Le supplément pour cet appel est de $3.00, car l'appelant a demandé à parler à un humain [1]."),
    (ASKED, "O adicional desta chamada é de $3.00, porque a pessoa pediu para falar com um humano [1][2]."),
    (
        ASKED,
        "Il supplemento per questa chiamata è di $3.00, perché il chiamante ha chiesto di parlare con una persona [1].",
    ),
]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.open(Settings(embeddings="none"))


@pytest.mark.parametrize(("question", "wording"), WORDINGS)
def test_a_true_and_natural_wording_passes(question: str, wording: str, assistant: Assistant) -> None:
    knowledge = assistant._engine.knowledge
    answer, guard = assistant.ask(question), Guard.load(knowledge)
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    check = Check(ledger_of(answer, quotes, quotes, (question,), guard, knowledge.policy), guard)
    found = [check.sentence(sentence) for sentence in sentences(wording) if sentence.strip()]
    assert (found, check.whole()) == ([None] * len(found), None)
