"""kb/ → Knowledge: the real one holds, and each way of breaking it is named with file and entry."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import check, content
from assistant.content import ContentError, NotVerbatim, inspect, load, locate, read_toml
from assistant.content.article import front_matter, split_sections
from assistant.types import INTERACTIONS, REASONS, Policy, Problem, Quote

KB = Path(__file__).parent.parent / "kb"
ARTICLE = "articles/live-agent-handoff.md"
POLICY = "policies/live-agent-addon.toml"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """A copy of the real articles and policies, to be broken."""
    for folder in ("articles", "policies"):
        shutil.copytree(KB / folder, tmp_path / folder)
    return tmp_path


def edit(kb: Path, file: str, old: str, new: str) -> None:
    text = (kb / file).read_text(encoding="utf-8")
    assert old in text, f"nothing to break: {old!r}"
    (kb / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def cut_table(kb: Path, header: str) -> None:
    """Removes a TOML table from the policy."""
    text = (kb / POLICY).read_text(encoding="utf-8")
    cut = re.sub(rf"^\[+{re.escape(header)}\]+\n.*?(?=^\[|\Z)", "", text, count=1, flags=re.M | re.S)
    assert cut != text
    (kb / POLICY).write_text(cut, encoding="utf-8")


def said(kb: Path) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.entry, problem.message) for problem in inspect(kb).problems]


# ---------------------------------------------------------------- the real kb/


def test_the_real_content_has_no_problem() -> None:
    assert check.problems(KB) == ()


def test_the_article_has_exactly_the_published_words() -> None:
    published = (Path(__file__).parent / "published" / "live-agent-handoff.txt").read_text(encoding="utf-8")
    published = published.split("Was this article helpful?")[0]
    article = load(KB).articles["live-agent-handoff"]
    body = re.sub(r"^(#+|-) ", "", article.text, flags=re.M)
    ours = f"{article.title} Created by {article.author}, Modified on {article.modified} {body}"
    assert ours.split() == published.replace("•", " ").split()


def test_the_article_has_the_published_headings() -> None:
    headings = [section.heading for section in load(KB).articles["live-agent-handoff"].sections]
    assert headings == [
        "Overview",
        "What live agent add-on interactions are available?",
        "Pricing",
        "Billable vs. non-billable human-involved calls",
        "Example use cases",
        "Questions? Contact us!",
    ]


def test_sections_tile_the_article() -> None:
    for article in load(KB).articles.values():
        ends = [0, *(section.end for section in article.sections)]
        assert [section.start for section in article.sections] == ends[:-1]
        assert ends[-1] == len(article.text)


def quotes_of(policy: Policy) -> list[Quote]:
    found = [
        quote
        for rule in policy.interactions.values()
        for quote in (rule.definition, rule.billing, rule.lead_in)
    ]
    found += [q for rate in policy.rates for q in (rate.amount_quote, rate.flat_quote, rate.effective_quote)]
    found += [q for fact in (*policy.facts.values(), *policy.reasons.values()) for q in fact.quotes]
    return found + [contact.quote for contact in policy.contacts]


def test_every_quote_of_the_policy_stands_at_its_offsets() -> None:
    knowledge = load(KB)
    for quote in quotes_of(knowledge.policy):
        article = knowledge.articles[quote.article]
        section = next(section for section in article.sections if section.heading == quote.section)
        assert quote.confirmed
        assert article.text[quote.start : quote.end] == quote.text
        assert section.start <= quote.start < quote.end <= section.end


def test_the_policy_says_what_the_article_says() -> None:
    policy = load(KB).policy
    assert tuple(policy.interactions) == INTERACTIONS
    assert [key for key, rule in policy.interactions.items() if rule.billable] == list(INTERACTIONS[:4])
    assert set(policy.reasons) == set(REASONS)
    [rate] = policy.rates
    assert (rate.amount, rate.currency, rate.unit) == (Decimal("3.00"), "USD", "call")
    assert (rate.effective_from, rate.effective_until) == (date(2025, 11, 20), None)
    assert [(contact.status, contact.value) for contact in policy.contacts[:2]] == [
        ("client", "support@smith.ai"),
        ("client", "(650) 727-6484"),
    ]
    assert {contact.status for contact in policy.contacts} == {"client", "prospect"}


def test_a_billing_quote_is_one_line_of_the_list_its_lead_in_introduces() -> None:
    for rule in load(KB).policy.interactions.values():
        assert "\n" not in rule.billing.text
        assert rule.lead_in.end < rule.billing.start


def test_every_statement_can_be_said() -> None:
    policy = load(KB).policy
    assert policy.placeholders == {
        "amount": "$3.00",
        "date": "November 20, 2025",
        "since": "November 20, 2025",
    }
    said = [fact.statement.format_map(policy.placeholders) for fact in policy.facts.values()]
    assert "This pricing goes into effect on November 20, 2025." in said
    assert not [sentence for sentence in said if "{" in sentence]


# ---------------------------------------------------------------- one break, one problem

PRICING = (
    "Every call that uses the live agent add-on is billed at +$3.00 in addition to your base per-call rate."
)
LISTS = "Billable vs. non-billable human-involved calls"
LEAD_IN = (
    "Calls with any of the below live agent interactions are billed at a flat rate per call, "
    "regardless of call duration or number of interactions:"
)
Break = Callable[[Path], None]


def policy_edit(old: str, new: str) -> Break:
    return lambda kb: edit(kb, POLICY, old, new)


def article_edit(old: str, new: str) -> Break:
    return lambda kb: edit(kb, ARTICLE, old, new)


def second_article(kb: Path) -> None:
    shutil.copy(kb / ARTICLE, kb / "articles" / "other.md")


def second_policy(kb: Path) -> None:
    shutil.copy(kb / POLICY, kb / "policies" / "zz.toml")


def cut_client_contacts(kb: Path) -> None:
    cut_table(kb, "contacts.email")
    cut_table(kb, "contacts.phone")


def write_bytes(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


BREAKS: dict[str, tuple[Break, str, str, str]] = {
    "a quote that isn't verbatim": (
        policy_edit("A live agent takes over near", "A live agent jumps in near"),
        POLICY,
        "interactions.playbook_handoff.definition",
        "not verbatim",
    ),
    "a quote that only differs in typography": (
        policy_edit("Playbook handoff – A live", "Playbook handoff - A live"),
        POLICY,
        "interactions.playbook_handoff.definition",
        "only spaces, capitals, quotation marks or dashes differ",
    ),
    "a quote from another section": (
        policy_edit(
            'section = "Example use cases", quote = "AI fails', 'section = "Pricing", quote = "AI fails'
        ),
        POLICY,
        "interactions.system_escalation.definition",
        'it stands in "Example use cases"',
    ),
    "a quote that isn't unique in its section": (
        policy_edit('quote = "Human verification" }', 'quote = "live agent" }'),
        POLICY,
        "interactions.human_verification.billing",
        "not unique",
    ),
    "a list's introduction from elsewhere": (
        policy_edit(
            f'lead_in = {{ section = "{LISTS}", quote = "{LEAD_IN}" }}',
            'lead_in = { section = "Pricing", quote = "This is a flat +$3" }',
        ),
        POLICY,
        "interactions.human_verification",
        "lead_in must stand before billing",
    ),
    "a list's introduction after its item": (
        policy_edit(
            f'lead_in = {{ section = "{LISTS}", quote = "{LEAD_IN}" }}',
            f'lead_in = {{ section = "{LISTS}", quote = "These calls do not require a live agent add-on:" }}',
        ),
        POLICY,
        "interactions.human_verification",
        "lead_in must stand before billing",
    ),
    "an unknown section": (
        policy_edit('flat_quote = { section = "Pricing"', 'flat_quote = { section = "Prices"'),
        POLICY,
        "rates[1].flat_quote",
        'no section "Prices"',
    ),
    "an unknown article": (
        policy_edit('article = "live-agent-handoff"', 'article = "handoff"'),
        POLICY,
        "rates[1].amount_quote",
        'no article "handoff"',
    ),
    "a missing amount": (policy_edit('amount = "3.00"\n', ""), POLICY, "rates[1]", "amount is missing"),
    "an amount as a float": (
        policy_edit('amount = "3.00"', "amount = 3.00"),
        POLICY,
        "rates[1]",
        "in quotation marks",
    ),
    "an amount with half cents": (
        policy_edit('amount = "3.00"', 'amount = "3.005"'),
        POLICY,
        "rates[1]",
        "whole cents",
    ),
    "an amount of absurd size": (
        policy_edit('amount = "3.00"', 'amount = "1e99"'),
        POLICY,
        "rates[1]",
        "whole cents",
    ),
    "a negative amount": (
        policy_edit('amount = "3.00"', 'amount = "-3.00"'),
        POLICY,
        "rates[1]",
        "amount must",
    ),
    "an amount that isn't the article's": (
        policy_edit('amount = "3.00"', 'amount = "4.00"'),
        POLICY,
        "rates[1]",
        "does not stand in amount_quote",
    ),
    "a date that isn't the article's": (
        policy_edit("effective_from = 2025-11-20", "effective_from = 2025-11-02"),
        POLICY,
        "rates[1]",
        "November 2, 2025 does not stand in effective_quote",
    ),
    "a date as text": (
        policy_edit("effective_from = 2025-11-20", 'effective_from = "2025-11-20"'),
        POLICY,
        "rates[1]",
        "must be a date",
    ),
    "a date with a time": (
        policy_edit("effective_from = 2025-11-20", "effective_from = 2025-11-20T00:00:00"),
        POLICY,
        "rates[1]",
        "must be a date",
    ),
    "a rate that ends before it begins": (
        policy_edit(
            "effective_from = 2025-11-20", "effective_from = 2025-11-20\neffective_until = 2025-11-19"
        ),
        POLICY,
        "rates[1]",
        "before effective_from",
    ),
    "an unknown unit": (policy_edit('unit = "call"', 'unit = "minute"'), POLICY, "rates[1]", "unit must be"),
    "an unknown currency": (
        policy_edit('currency = "USD"', 'currency = "dollars"'),
        POLICY,
        "rates[1]",
        "currency must be",
    ),
    "no rate at all": (lambda kb: cut_table(kb, "rates"), POLICY, "", "rates is missing"),
    "an unknown interaction": (
        policy_edit("[interactions.playbook_handoff]", "[interactions.playbook]"),
        POLICY,
        "interactions.playbook",
        "no interaction playbook",
    ),
    "a missing interaction": (
        lambda kb: cut_table(kb, "interactions.playbook_handoff"),
        POLICY,
        "",
        "interactions.playbook_handoff is missing",
    ),
    "a missing field": (
        policy_edit('label = "playbook handoff"\n', ""),
        POLICY,
        "interactions.playbook_handoff",
        "label is missing",
    ),
    "an empty text": (
        policy_edit('label = "playbook handoff"', 'label = " "'),
        POLICY,
        "interactions.playbook_handoff",
        "label must be text",
    ),
    "a misspelt field": (
        policy_edit("billable = true", "bilable = true"),
        POLICY,
        "interactions.human_verification",
        "bilable is not a field",
    ),
    "billable as text": (
        policy_edit("billable = true", 'billable = "yes"'),
        POLICY,
        "interactions.human_verification",
        "must be true or false",
    ),
    "an amount written out in a statement": (
        policy_edit("is billed at +{amount}", "is billed at +$3.00"),
        POLICY,
        "facts.amount",
        "write {amount}",
    ),
    "an unknown placeholder": (
        policy_edit("goes into effect on {date}.", "goes into effect on {day}."),
        POLICY,
        "facts.effective_date",
        "uses {day}",
    ),
    "a stray brace": (
        policy_edit("goes into effect on {date}.", "goes into effect on {date."),
        POLICY,
        "facts.effective_date",
        "stray brace",
    ),
    "a missing reason": (
        lambda kb: cut_table(kb, "reasons.ai_only"),
        POLICY,
        "",
        "reasons.ai_only is missing",
    ),
    "a reason nobody uses": (
        policy_edit("[reasons.ai_only]", "[reasons.ai]"),
        POLICY,
        "",
        "reasons.ai is not used",
    ),
    "a statement that rests on nothing": (
        lambda kb: edit(
            kb, POLICY, "[facts.purpose]", '[facts.claim]\nstatement = "x"\nquotes = []\n[facts.purpose]'
        ),
        POLICY,
        "facts.claim",
        "quotes must be a list",
    ),
    "a contact that isn't the article's": (
        policy_edit('value = "(650) 727-6484"', 'value = "(650) 727-6485"'),
        POLICY,
        "contacts.phone",
        "does not stand in its quote",
    ),
    "a contact for nobody": (
        policy_edit('status = "prospect"', 'status = "lead"'),
        POLICY,
        "contacts.sign_up",
        "status must be",
    ),
    "no contact for clients": (
        cut_client_contacts,
        POLICY,
        "",
        'none has status "client"',
    ),
    "bad TOML": (policy_edit('id = "live-agent-addon"', "id = live"), POLICY, "", "isn't valid TOML"),
    "a policy that isn't UTF-8": (
        lambda kb: write_bytes(kb / POLICY, b'id = "caf\xe9"'),
        POLICY,
        "",
        "isn't UTF-8",
    ),
    "no policy": (lambda kb: (kb / POLICY).unlink(), "policies", "", "there is no *.toml"),
    "a second policy": (
        second_policy,
        "policies/zz.toml",
        "",
        "one file",
    ),
    "no front matter": (article_edit("+++\n", ""), ARTICLE, "front matter", "between two lines of +++"),
    "front matter that isn't TOML": (
        article_edit('author = "Emily Miller"', "author: Emily Miller"),
        ARTICLE,
        "front matter",
        "isn't valid TOML",
    ),
    "front matter without a title": (
        article_edit('title = "Live Agent Handoff for AI Receptionist Calls"\n', ""),
        ARTICLE,
        "front matter",
        "title is missing",
    ),
    "a misspelt field of the front matter": (
        article_edit("author =", "auhtor ="),
        ARTICLE,
        "front matter",
        "auhtor is not a field",
    ),
    "an id with blanks": (
        article_edit('id = "live-agent-handoff"', 'id = "live agent"'),
        ARTICLE,
        "front matter",
        "hyphens",
    ),
    "a heading that stands twice": (
        article_edit("## Example use cases", "## Pricing"),
        ARTICLE,
        "front matter",
        "more than once",
    ),
    "an article that isn't UTF-8": (
        lambda kb: write_bytes(kb / ARTICLE, b"+++\ncaf\xe9"),
        ARTICLE,
        "",
        "isn't UTF-8",
    ),
    "two articles of one id": (second_article, "articles/other.md", "id", "is also that of"),
    "the article changed under the rules": (
        article_edit("+$3.00 in addition", "+$3.50 in addition"),
        POLICY,
        "rates[1].amount_quote",
        "not verbatim",
    ),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_a_break_is_named_with_file_and_entry(kind: str, kb: Path) -> None:
    break_it, file, entry, message = BREAKS[kind]
    break_it(kb)
    found = said(kb)
    assert any(f == file and e == entry and message in m for f, e, m in found), found


def test_overlapping_rates_are_named(kb: Path) -> None:
    text = (kb / POLICY).read_text(encoding="utf-8")
    rate = re.search(r"^\[\[rates\]\]\n.*?(?=^#)", text, flags=re.M | re.S)
    assert rate
    later = rate[0].replace("2025-11-20", "2026-06-01")
    (kb / POLICY).write_text(text.replace(rate[0], later + rate[0]), encoding="utf-8")
    [(_, _, message)] = [problem for problem in said(kb) if "overlaps" in problem[2]]
    assert "before 2026-06-01" in message
    first = "effective_from = 2025-11-20"
    edit(kb, POLICY, first, f"{first}\neffective_until = 2026-06-01")
    assert [problem for problem in said(kb) if "overlaps" in problem[2]]
    edit(kb, POLICY, "effective_until = 2026-06-01", "effective_until = 2026-05-31")
    assert not [problem for problem in said(kb) if "overlaps" in problem[2]]
    assert [rate.effective_from.year for rate in inspect(kb).policy.rates] == [2025, 2026]
    edit(kb, POLICY, 'currency = "USD"', 'currency = "EUR"')
    assert [problem for problem in said(kb) if "currency EUR differs" in problem[2]]


def test_all_problems_are_listed_at_once(kb: Path) -> None:
    edit(kb, POLICY, "A live agent takes over near", "A live agent jumps in near")
    edit(kb, POLICY, 'quote = "Human verification" }', 'quote = "live agent" }')
    edit(kb, POLICY, 'flat_quote = { section = "Pricing"', 'flat_quote = { section = "Prices"')
    edit(kb, POLICY, 'amount = "3.00"\n', "")
    edit(kb, POLICY, "[interactions.outage_fallback]", "[interactions.outage]")
    edit(kb, POLICY, 'value = "(650) 727-6484"', 'value = "(650) 727-6485"')
    second_article(kb)
    (kb / "articles" / "bare.md").write_text("no front matter", encoding="utf-8")
    (kb / "articles" / "broken.md").write_text("+++\nid: x\n+++\ntext", encoding="utf-8")
    assert {(file, entry) for file, entry, _ in said(kb)} == {
        (POLICY, "interactions.playbook_handoff.definition"),
        (POLICY, "interactions.human_verification.billing"),
        (POLICY, "rates[1].flat_quote"),
        (POLICY, "rates[1]"),
        (POLICY, "interactions.outage"),
        (POLICY, ""),  # interactions.outage_fallback is missing
        (POLICY, "contacts.phone"),
        ("articles/other.md", "id"),
        ("articles/bare.md", "front matter"),
        ("articles/broken.md", "front matter"),
    }


def test_checkers_of_other_parts_are_asked_too(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Problem("language/x.toml", "entry", "is dead")
    monkeypatch.setattr(check, "CHECKS", {"x": lambda knowledge: [found] if knowledge.root == kb else []})
    edit(kb, POLICY, 'amount = "3.00"\n', "")
    assert [problem.file for problem in check.problems(kb)] == ["language/x.toml", POLICY]


def test_a_checker_that_stumbles_leaves_the_others_their_say(
    kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_: object) -> list[Problem]:
        raise KeyError("words")

    found = Problem("zz.toml", "entry", "is dead")
    monkeypatch.setattr(check, "CHECKS", {"language/en": stumble, "z": lambda _: [found]})
    assert check.problems(kb) == (
        Problem("language/en", "", "can't be checked: KeyError: 'words'"),
        found,
    )


EVERYWHERE: dict[str, tuple[str, str, str, str]] = {
    "a language file that isn't TOML": ("language/en/words.toml", "[words]", "[words", "isn't valid TOML"),
    "a text file that isn't TOML": ("text/en.toml", "[price]", "[price", "isn't valid TOML"),
    "a pattern that names no class": (
        "language/en/observe.toml",
        "<live_agent>",
        "<live_agnet>",
        "live_agnet",
    ),
    "a question's quote that drifted": ("questions/rules.toml", 'quote = "', 'quote = "No. ', "not verbatim"),
}


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_other_content_is_checked_too(kind: str, tmp_path: Path) -> None:
    file, old, new, message = EVERYWHERE[kind]
    shutil.copytree(KB, tmp_path / "kb")
    edit(tmp_path / "kb", file, old, new)
    found = check.problems(tmp_path / "kb")
    assert any(p.file in (file, "language/en") and message in p.message for p in found), found


# ---------------------------------------------------------------- load


def test_a_quote_that_drifted_is_unconfirmed_and_the_rest_still_loads(kb: Path) -> None:
    edit(kb, ARTICLE, "+$3.00 in addition", "+$3.50 in addition")
    policy = load(kb).policy
    assert not policy.rates[0].amount_quote.confirmed
    assert policy.rates[0].flat_quote.confirmed


def test_content_that_nothing_can_be_answered_from_is_refused(tmp_path: Path, kb: Path) -> None:
    with pytest.raises(ContentError, match="no usable article"):
        load(tmp_path / "nowhere")
    cut_table(kb, "reasons.ai_only")
    with pytest.raises(ContentError, match=r"reasons\.ai_only is missing"):
        load(kb)
    edit(kb, POLICY, 'amount = "3.00"\n', "")
    with pytest.raises(
        ContentError, match=r"no usable policy \(policies.*amount is missing\); run"
    ) as caught:
        load(kb)
    assert caught.value.knowledge.articles


def test_hidden_files_of_editors_are_no_articles(kb: Path) -> None:
    (kb / "articles" / ".live-agent-handoff.md.swp.md").write_text("half", encoding="utf-8")
    assert load(kb).problems == ()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(kb: Path) -> None:
    for file in (ARTICLE, POLICY):
        text = (kb / file).read_text(encoding="utf-8")
        (kb / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(kb).articles["live-agent-handoff"].text == load(KB).articles["live-agent-handoff"].text
    assert load(kb).problems == ()


# ---------------------------------------------------------------- parts


def test_locate_gives_offsets_into_the_whole_text() -> None:
    article = load(KB).articles["live-agent-handoff"]
    quote = locate(article, "Pricing", PRICING)
    assert article.text[quote.start : quote.end] == PRICING
    with pytest.raises(NotVerbatim, match="not verbatim"):
        locate(article, "Overview", "no such words")
    twice = replace(article, sections=article.sections * 2)
    with pytest.raises(NotVerbatim, match='several sections "Pricing"'):
        locate(twice, "Pricing", PRICING)


def test_words_before_the_first_heading_stand_under_the_title() -> None:
    text = "Intro.\n\n# One\n```\n# not a heading\n```\ntext\n### Two ###\n#nor this\n"
    sections = split_sections(text, "Title")
    assert [(section.heading, section.level) for section in sections] == [
        ("Title", 1),
        ("One", 1),
        ("Two", 3),
    ]
    assert text[sections[1].start : sections[1].end].startswith("# One\n```\n# not")
    assert split_sections("", "Title") == ()


def test_anchors_are_unique() -> None:
    sections = split_sections("# A b?\n# A: b\n# ???\n", "T")
    assert [section.anchor for section in sections] == ["a-b", "a-b-2", "section"]


def test_front_matter_may_hold_plus_signs() -> None:
    assert front_matter('+++\na = "+++"\n+++\nbody\n+++\n') == ('a = "+++"\n', "body\n+++\n")
    assert front_matter("+++\nno end") is None


def test_a_missing_file_is_a_problem_not_an_error(tmp_path: Path) -> None:
    table, problems = read_toml(tmp_path / "gone.toml", tmp_path)
    assert table == {}
    assert [(problem.file, problem.message) for problem in problems] == [
        ("gone.toml", "can't be read: No such file or directory")
    ]


def test_nesting_without_end_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text("a = " + "[" * 100_000, encoding="utf-8")
    assert "isn't valid TOML" in content.read_toml(tmp_path / "deep.toml")[1][0].message
