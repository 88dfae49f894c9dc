"""kb/questions → what to say about each topic, each statement with the quotes it rests on.

`load(kb, knowledge)` gives what answers are composed from; problems are listed, not raised, and only a folder
that nothing can be answered from raises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.content import Entry, Knowledge, read_toml
from assistant.types import INTERACTIONS, AssistantError, Fact, InteractionRule, Policy, Problem, Quote

FOLDER = "questions"
FILES = ("rules.toml", "definitions.toml", "open.toml", "manners.toml")
FIGURES = ("amount", "nothing", "date", "since")
PRICES = ("billable", "free", "all_billable", "all_free", "some")
_OPEN_SENTENCES = (
    ("sentence", ("name",)),
    ("beside", ("statement",)),
    ("unlisted", ()),
    ("about", ("words",)),
)
_PRICE_FIELDS = (*FIGURES, "name", "names", "billable", "free")
SMALLTALK = ("greeting", "thanks", "bye", "okay", "about", "feelings")


class StatementsMissing(AssistantError):
    """kb/questions can't be answered from."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What to say about a topic, the quotes it rests on (the first is shown), and questions to offer next."""

    key: str
    text: str
    quotes: tuple[Quote, ...]
    follow_up: tuple[str, ...] = ()


@dataclass(slots=True)
class Statements:
    """All of kb/questions.  `open_names` complete "The article doesn't say …"; `beside` names the topic whose
    statement is the nearest thing that it does say."""

    topics: dict[str, Statement] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    prices: dict[str, str] = field(default_factory=dict)
    free_figure: Quote | None = None
    open_names: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    open_sentence: dict[str, str] = field(default_factory=dict)
    manners: dict[str, Mapping[str, object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def says(self, group: str, key: str) -> str:
        """A sentence of manners.toml."""
        return str(self.manners[group][key])

    def offers(self, group: str) -> tuple[str, ...]:
        """The follow-up questions (or options) of a group of manners.toml."""
        found = self.manners[group].get("follow_up", ())
        return tuple(str(item) for item in found) if isinstance(found, list) else ()


def quotes_of(key: str, statements: Statements, policy: Policy) -> tuple[Quote, ...]:
    """The quotes that an answer about a topic rests on; () for what the article leaves open."""
    head, _, interaction = key.partition(".")
    if head == "price":
        return price_quotes([policy.interactions[interaction]], statements, policy)
    if head == "define":
        rule = policy.interactions[interaction]
        return (rule.definition,) if rule.billable else (rule.definition, rule.lead_in, rule.billing)
    if key == "contact":
        return tuple(dict.fromkeys(contact.quote for contact in policy.contacts))
    return statements.topics[key].quotes if key in statements.topics else ()


def price_quotes(
    rules: Sequence[InteractionRule], statements: Statements, policy: Policy
) -> tuple[Quote, ...]:
    """What the prices of interactions rest on: the amount, and their lines in the two lists."""
    billable = [rule for rule in rules if rule.billable]
    free = [rule for rule in rules if not rule.billable]
    quotes: list[Quote] = []
    if billable:
        quotes += [policy.rates[-1].amount_quote, billable[0].lead_in, *(rule.billing for rule in billable)]
    if free:
        figure = [statements.free_figure] if statements.free_figure else []
        quotes += [free[0].lead_in, *figure, *(rule.billing for rule in free)]
        quotes += [rule.definition for rule in free if rule.definition != rule.billing]
    return tuple(dict.fromkeys(quotes))


def load(kb: Path, knowledge: Knowledge) -> Statements:
    """Raises StatementsMissing when a file can't be used at all; smaller problems are in `.problems`."""
    found = inspect(kb, knowledge)
    lacking = [
        name
        for name in ("topics", "definitions", "prices", "open_sentence", "manners")
        if not getattr(found, name)
    ]
    if lacking:
        why = f": {found.problems[0].file} {found.problems[0].message}" if found.problems else ""
        raise StatementsMissing(f"{kb / FOLDER} has no usable {lacking[0]}{why}; run `assistant check`")
    return found


def inspect(kb: Path, knowledge: Knowledge) -> Statements:
    """What could be read, with all problems; raises nothing."""
    found = Statements()
    tables = {}
    for name in FILES:
        table, unreadable = read_toml(kb / FOLDER / name, kb)
        found.problems.extend(unreadable)
        tables[name] = Entry(table, f"{FOLDER}/{name}", "", found.problems)
    for name in ("rules.toml", "definitions.toml"):
        _topics(tables[name], knowledge, found)
    _definitions(tables["definitions.toml"], knowledge, found)
    _open(tables["open.toml"], knowledge, found)
    _manners(tables["manners.toml"], found)
    for entry in tables.values():
        entry.done()
    return found


def _topics(top: Entry, knowledge: Knowledge, found: Statements) -> None:
    for entry in top.tables("topics"):
        key = entry.name.partition(".")[2]
        text = entry.statement("statement", FIGURES)
        quotes = _quotes(entry, knowledge)
        follow_up = entry.strings("follow_up", optional=True) or ()
        entry.done()
        if key in found.topics:
            entry.note("stands twice in kb/questions; keep one")
        if text and quotes:
            found.topics[key] = Statement(key, text, quotes, follow_up)


def _quotes(entry: Entry, knowledge: Knowledge) -> tuple[Quote, ...]:
    """The quotes of the facts named, then those of its own."""
    facts: Mapping[str, Fact] = knowledge.policy.facts
    quotes: list[Quote] = []
    for name in entry.strings("facts", optional=True) or ():
        if name in facts:
            quotes.extend(facts[name].quotes)
        else:
            entry.note(f"facts names {name}; the policy has: {', '.join(sorted(facts))}")
    if entry.raw("quotes") is not None:
        quotes.extend(entry.quotes("quotes", knowledge.articles, _article(knowledge)) or ())
    if not quotes:
        entry.note("rests on nothing: name facts of the policy, or quotes")
    return tuple(dict.fromkeys(quotes))


def _article(knowledge: Knowledge) -> str | None:
    """The article quotes are from when they don't say: the policy's."""
    for rule in knowledge.policy.interactions.values():
        return rule.definition.article
    return next(iter(knowledge.articles), None)


def _definitions(top: Entry, knowledge: Knowledge, found: Statements) -> None:
    entry = Entry(top.raw("definitions") or {}, top.file, "definitions", top.problems)
    found.definitions = {key: text for key in INTERACTIONS if (text := entry.statement(key, FIGURES))}
    entry.done()
    prices = Entry(top.raw("prices") or {}, top.file, "prices", top.problems)
    found.prices = {key: text for key in PRICES if (text := prices.statement(key, _PRICE_FIELDS))}
    prices.done()
    figures = Entry(top.raw("figures") or {}, top.file, "figures", top.problems)
    found.free_figure = figures.quote("free", knowledge.articles, _article(knowledge))
    figures.done()


def _open(top: Entry, knowledge: Knowledge, found: Statements) -> None:
    sentences = Entry(top.raw("answer") or {}, top.file, "answer", top.problems)
    for key, allowed in _OPEN_SENTENCES:
        if text := sentences.statement(key, allowed):
            found.open_sentence[key] = text
    sentences.done()
    listed = knowledge.policy.open_topics
    for entry in top.tables("topics"):
        key = entry.name.partition(".")[2]
        name, beside = entry.text("name", optional=True), entry.text("beside", optional=True)
        entry.done()
        if beside:
            found.beside[key] = beside
        if name and key in listed:
            entry.note("has a name here and in the policy; keep the policy's")
        if name or key in listed:
            found.open_names[key] = name or listed[key].name
        else:
            entry.note('needs a name, the words that complete "The article doesn\'t say …"')


def _manners(top: Entry, found: Statements) -> None:
    contacts = ("email", "phone", "sign_up", "sales_call")
    wanted: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "channels": (("client", "prospect", "both"), contacts),
        "contact": (("client", "prospect", "both"), contacts),
        "smalltalk": (SMALLTALK, ()),
        "hostile": (("statement",), ()),
        "unclear": (("statement", "question"), ()),
        "other_language": (("statement",), ()),
        "lead": (("yes", "no"), ()),
    }
    for group, (keys, allowed) in wanted.items():
        entry = Entry(top.raw(group) or {}, top.file, group, top.problems)
        values: dict[str, object] = {key: text for key in keys if (text := entry.statement(key, allowed))}
        for name in ("follow_up", "options"):
            values[name] = list(entry.strings(name, optional=True) or ())
        entry.done()
        if all(key in values for key in keys):
            found.manners[group] = values
