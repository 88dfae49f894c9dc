"""Conversations in SQL, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from databases import Postgres, database_url, postgres  # noqa: F401
from sqlalchemy import inspect, text, update

from assistant.settings import Settings
from assistant.store import (
    IdempotencyKeyReused,
    OutdatedTurn,
    Store,
    StoreError,
    StoreUnavailable,
    UnknownConversation,
    engine,
    migrate,
)
from assistant.store.schema import REVISION, conversations, metadata
from assistant.types import Answer, Citation

T = TypeVar("T")
CONTACT = "(650) 727-6484"
ANSWER = Answer(
    "price", "**+$3.00** for this call [1].", metrics={"stages": {"reading": 1.5}, "tokens": {"input": 7}}
)


def settings_for(url: str, folder: Path, **more: Any) -> Settings:
    return Settings(data=folder, database_url=url, **more)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:  # noqa: F811
    return settings_for(database_url, tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store.open(settings, keep=[CONTACT])
    yield opened
    opened.close()


# ---------------------------------------------------------------- conversations


def test_a_conversation_goes_on_from_its_state(store: Store) -> None:
    opened = store.create("chat", "https://example.com")
    store.add_turn(opened.id, "one", ANSWER, {"calls": [1]}, 12.5)
    second = store.add_turn(opened.id, "two", ANSWER, {"calls": [1, 2]})
    found = store.conversation(opened.id, opened.token)
    assert (found.turns, found.state, found.surface, found.origin) == (
        2,
        {"calls": [1, 2]},
        "chat",
        "https://example.com",
    )
    messages = store.messages(opened.id)
    assert [(message.turn, message.role, message.text) for message in messages] == [
        (1, "user", "one"),
        (1, "assistant", ANSWER.text),
        (2, "user", "two"),
        (2, "assistant", ANSWER.text),
    ]
    assert messages[3].id == second.message
    assert messages[1].answer is not None
    assert messages[1].answer["text"] == ANSWER.text
    measured = messages[1].measured
    assert measured is not None
    assert (measured.latency_ms, measured.stages, measured.tokens) == (12.5, {"reading": 1.5}, {"input": 7})
    assert messages[0].created.tzinfo is UTC
    assert abs(messages[0].created - datetime.now(UTC)) < timedelta(minutes=1)


def test_ids_and_tokens_cannot_be_guessed_and_the_token_is_not_stored(store: Store) -> None:
    opened = [store.create("api") for _ in range(50)]
    assert len({each.id for each in opened}) == len({each.token for each in opened}) == 50
    assert all(re.fullmatch("[0-9a-f]{32}", each.id) and len(each.token) == 32 for each in opened)
    with store.reading() as connection:
        everything = str(connection.execute(conversations.select()).all())
    assert opened[0].id in everything
    assert opened[0].token not in everything


@pytest.mark.parametrize("id", ["", "0" * 32, "nul\x00", "\ud800", "'; DROP TABLE messages; --", "x" * 5000])
def test_an_unknown_id_and_a_wrong_token_are_the_same_error(store: Store, id: str) -> None:
    opened = store.create("api")
    with pytest.raises(UnknownConversation) as unknown:
        store.conversation(id, opened.token)
    with pytest.raises(UnknownConversation) as wrong:
        store.conversation(opened.id, "wrong")
    assert str(unknown.value) == str(wrong.value)
    assert store.messages(id) == []
    with pytest.raises(UnknownConversation):
        store.add_turn(id, "hello", ANSWER, {})
    with pytest.raises(UnknownConversation):
        store.give_feedback(opened.id, id, True)
    with pytest.raises(UnknownConversation):
        store.forget(id)


def test_a_turn_made_from_an_outdated_state_is_refused(store: Store) -> None:
    opened = store.create("api")
    store.add_turn(opened.id, "one", ANSWER, {"n": 1}, after=0)
    with pytest.raises(OutdatedTurn):
        store.add_turn(opened.id, "two", ANSWER, {"n": 2}, after=0)
    assert store.conversation(opened.id).state == {"n": 1}
    assert len(store.messages(opened.id)) == 2


def test_a_key_is_stored_once_and_only_with_its_body(store: Store) -> None:
    opened = store.create("api")
    first = store.add_turn(opened.id, "one", ANSWER, {"n": 1}, key="k", body_hash="a")
    again = store.add_turn(opened.id, "one", Answer("price", "another"), {"n": 9}, key="k", body_hash="a")
    assert (again.message, again.answer, again.replayed) == (first.message, first.answer, True)
    assert store.answered(opened.id, "k", "a") == again
    assert store.answered(opened.id, "other", "a") is None
    with pytest.raises(IdempotencyKeyReused):
        store.add_turn(opened.id, "two", ANSWER, {}, key="k", body_hash="b")
    other = store.create("api")
    assert not store.add_turn(other.id, "one", ANSWER, {}, key="k", body_hash="b").replayed
    assert (len(store.messages(opened.id)), store.conversation(opened.id).state) == (2, {"n": 1})


def test_fifty_writers_with_one_key_store_one_turn(store: Store) -> None:
    opened = store.create("api")

    def write(number: int) -> str:
        return store.add_turn(
            opened.id, "one", Answer("price", str(number)), {}, key="k", body_hash="a"
        ).message

    with ThreadPoolExecutor(50) as pool:
        assert len(set(pool.map(write, range(50)))) == 1
    assert len(store.messages(opened.id)) == 2


def test_feedback_is_kept_and_a_second_one_replaces_it(store: Store) -> None:
    opened = store.create("chat")
    kept = store.add_turn(opened.id, "one", ANSWER, {})
    store.give_feedback(opened.id, kept.message, True)
    store.give_feedback(opened.id, kept.message, False, ["hard to follow"], "call me at 415-555-0134")
    opinion = store.messages(opened.id)[1].feedback
    assert opinion is not None
    assert (opinion.helpful, opinion.reasons, opinion.comment) == (
        False,
        ("hard to follow",),
        "call me at [phone]",
    )
    with pytest.raises(UnknownConversation):
        store.give_feedback(opened.id, kept.question, True)
    with pytest.raises(UnknownConversation):
        store.give_feedback(store.create("chat").id, kept.message, True)


def test_labelled_cases_are_lines_for_evaluation(store: Store) -> None:
    opened = store.create("chat")
    record = {"cat": "staff", "text": "My number is 415-555-0134. 2 calls?", "low": "6.00", "high": "6.00"}
    case = store.add_case(record, "lead@example.com", opened.id)
    store.add_case({"text": "kept without a conversation"})
    with pytest.raises(UnknownConversation):
        store.add_case(record, "", "0" * 32)
    found = store.cases()
    assert found[0] == case
    assert found[0].record["text"] == "My number is [phone]. 2 calls?"
    assert found[0].record["id"].startswith("staff-")
    assert len({each.record["id"] for each in found}) == 2
    store.forget(opened.id)
    assert [each.record["text"] for each in store.cases()] == ["kept without a conversation"]


# ---------------------------------------------------------------- what is not kept


def test_everything_written_is_redacted_and_the_contact_channels_stay(store: Store) -> None:
    opened = store.create("chat")
    private = (
        "I am jo@example.com, +1 415 555 0134, card 4111 1111 1111 1111; 3 calls on 2025-12-01 for $9.00"
    )
    answer = Answer(
        "price",
        f"Call {CONTACT}, not 415-555-0134",
        citations=(Citation(1, "a", "A", "S", f"call us at {CONTACT}", 0, 5),),
        fallback="saw jo@example.com",
    )
    kept = store.add_turn(opened.id, private, answer, {"evidence": ["jo@example.com"], "n": 4111111111111111})
    with store.reading() as connection:
        everything = " ".join(
            str(connection.execute(table.select()).all()) for table in metadata.tables.values()
        )
    for secret in ("jo@", "555 0134", "555-0134", "1111 1111"):
        assert secret not in everything
    assert store.messages(opened.id)[0].text == (
        "I am [email], [phone], card [card]; 3 calls on 2025-12-01 for $9.00"
    )
    assert kept.answer["text"] == f"Call {CONTACT}, not [phone]"
    assert kept.answer["citations"][0]["quote"] == f"call us at {CONTACT}"


def test_the_contact_channels_of_the_content_stay_by_default(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    opened = store.create("chat")
    store.add_turn(opened.id, "support@smith.ai, (650) 727-6484, 650 727 6485", ANSWER, {})
    assert store.messages(opened.id)[0].text == "support@smith.ai, (650) 727-6484, [phone]"


def test_characters_that_no_database_holds_are_replaced(store: Store) -> None:
    opened = store.create("chat", "ori\x00gin")
    odd = "a\x00b\ud800c\U000e0041d"
    store.add_turn(opened.id, odd, Answer("price", odd), {"t": [odd]})
    question, answer = store.messages(opened.id)
    assert question.text == answer.text == "a\ufffdb\ufffdc\U000e0041d"
    assert store.conversation(opened.id).state == {"t": ["a\ufffdb\ufffdc\U000e0041d"]}


def test_forgetting_leaves_nothing(store: Store, settings: Settings, tmp_path: Path) -> None:
    kept, gone = store.create("chat"), store.create("chat")
    store.add_turn(kept.id, "unrelated", ANSWER, {})
    turn = store.add_turn(gone.id, "SECRETWORD", ANSWER, {"s": "SECRETWORD"})
    store.give_feedback(gone.id, turn.message, False, [], "SECRETWORD")
    store.add_case({"text": "SECRETWORD"}, "me", gone.id)
    assert store.forget(gone.id) == 2
    with pytest.raises(UnknownConversation):
        store.conversation(gone.id)
    with pytest.raises(UnknownConversation):
        store.forget(gone.id)
    assert len(store.messages(kept.id)) == 2
    with store.reading() as connection:
        for table in metadata.tables.values():
            assert "SECRETWORD" not in str(connection.execute(table.select()).all())
    for file in tmp_path.glob("conversations.db*"):
        assert b"SECRETWORD" not in file.read_bytes()


def test_conversations_past_their_retention_are_deleted_at_the_next_opening(settings: Settings) -> None:
    short = replace(settings, retention_days=30)
    store = Store.open(short)
    old, young = store.create("chat"), store.create("chat")
    turn = store.add_turn(old.id, "old", ANSWER, {})
    store.give_feedback(old.id, turn.message, True)
    store.add_turn(young.id, "young", ANSWER, {})
    assert young.kept_until is not None
    assert timedelta(29) < young.kept_until - datetime.now(UTC) < timedelta(31)
    with store._writing() as connection:
        then = datetime.now(UTC) - timedelta(days=31)
        connection.execute(update(conversations).where(conversations.c.id == old.id).values(updated=then))
    store.close()
    again = Store.open(short)
    assert [each["id"] for each in again.export()] == [young.id]
    assert again.purge() == 0


def test_with_no_retention_nothing_reaches_the_disk(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path / "data", retention_days=0))
    opened = store.create("chat")
    assert opened.kept_until is None
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: store.add_turn(opened.id, str(number), ANSWER, {}), range(80)))
    assert store.conversation(opened.id, opened.token).turns == 80
    assert len(store.messages(opened.id)) == 160
    assert not (tmp_path / "data").exists()


# ---------------------------------------------------------------- export


def test_export_has_every_conversation_as_json(store: Store) -> None:
    ids = []
    for number in range(3):
        opened = store.create("api")
        kept = store.add_turn(opened.id, f"question {number}", ANSWER, {}, 3.0)
        ids.append(opened.id)
    store.give_feedback(ids[2], kept.message, False, ["too long"], "hm")
    told = [json.loads(json.dumps(each)) for each in store.export()]
    assert [each["id"] for each in told] == ids
    question, answer = told[2]["messages"]
    assert question["text"] == "question 2"
    assert answer["answer"]["kind"] == "price"
    assert answer["measured"]["latency_ms"] == 3.0
    assert answer["feedback"]["reasons"] == ["too long"]
    assert list(store.export(datetime.now(UTC) + timedelta(hours=1))) == []


# ---------------------------------------------------------------- migrations


def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "assistant.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_opening_again_changes_nothing(settings: Settings) -> None:
    first = Store.open(settings)
    opened = first.create("chat")
    first.close()
    for _ in range(2):
        again = Store.open(settings)
        assert again.conversation(opened.id, opened.token).turns == 0
        again.close()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store waits for locks as long as a machine with other work needs."""
    for module in (engine, migrate):
        monkeypatch.setattr(module, "PATIENCE", 60.0)


@pytest.mark.usefixtures("patience")
def test_many_stores_opened_at_once_create_the_tables_once(settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: Store.open(settings), range(8)))
    ids = {store.create("chat").id for store in stores}
    assert {each["id"] for each in stores[0].export()} == ids


def test_a_database_of_a_newer_version_is_refused_by_name(store: Store, settings: Settings) -> None:
    with store._writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(settings).check()


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/x"])
def test_a_url_that_cannot_be_used_is_named(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match="ASSISTANT_DATABASE_URL"):
        Store.open(settings_for(url, tmp_path))


# ---------------------------------------------------------------- failure


SOON = 30.0  # seconds: the store's patience is 2, the rest is for a machine with other work


def assert_unavailable(store: Store, id: str) -> None:
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable):
        store.add_turn(id, "hello", ANSWER, {})
    assert time.monotonic() - begun < SOON


def test_a_locked_sqlite_fails_soon_reads_on_and_recovers(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    opened = store.create("chat")
    lock = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    assert_unavailable(store, opened.id)
    assert store.conversation(opened.id).turns == 0
    lock.execute("ROLLBACK")
    assert store.add_turn(opened.id, "hello", ANSWER, {}).turns == 1


def test_a_locked_sqlite_fails_soon_for_all_that_wait(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    opened = store.create("chat")
    lock = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    with ThreadPoolExecutor(30) as pool:
        for each in [pool.submit(assert_unavailable, store, opened.id) for _ in range(30)]:
            each.result()
    assert time.monotonic() - begun < SOON  # not one after the other, which would be 60
    lock.execute("ROLLBACK")


def test_a_locked_postgresql_fails_soon_and_recovers(postgres: Postgres, tmp_path: Path) -> None:  # noqa: F811
    import psycopg

    url = postgres.create()
    store = Store.open(settings_for(url, tmp_path))
    opened = store.create("chat")
    with psycopg.connect(url) as lock:
        lock.execute("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE")
        assert_unavailable(store, opened.id)
    assert store.add_turn(opened.id, "hello", ANSWER, {}).turns == 1
    store.close()


def test_a_sqlite_file_that_is_gone_is_not_written_to_unseen(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    opened = store.create("chat")
    away = tmp_path / "away"
    away.mkdir()
    for file in tmp_path.glob("conversations.db*"):
        file.rename(away / file.name)
    assert_unavailable(store, opened.id)
    with pytest.raises(StoreUnavailable):
        store.conversation(opened.id)
    assert not (tmp_path / "conversations.db").exists()
    for file in away.iterdir():
        file.rename(tmp_path / file.name)
    assert store.add_turn(opened.id, "hello", ANSWER, {}).turns == 1


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "conversations.db").write_bytes(b"not a database at all" * 500)
    store = Store.open(Settings(data=tmp_path))
    with pytest.raises(StoreUnavailable):
        store.create("chat")


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store.open(Settings(data=tmp_path / "file" / "data"))
    with pytest.raises(StoreUnavailable):
        store.check()


def test_a_postgresql_that_is_gone_fails_soon_and_is_found_again(postgres: Postgres, tmp_path: Path) -> None:  # noqa: F811
    store = Store.open(settings_for(postgres.create(), tmp_path))
    opened = store.create("chat")
    postgres.stop()
    try:
        assert_unavailable(store, opened.id)
        late = Store.open(store_settings := settings_for(postgres_url_of(store), tmp_path))
        with pytest.raises(StoreUnavailable):
            late.create("chat")
        assert store_settings.database_url
    finally:
        postgres.start()
    once = {"key": "k", "body_hash": "b"}
    assert eventually(lambda: store.add_turn(opened.id, "hello", ANSWER, {}, **once)).turns == 1
    assert eventually(lambda: late.conversation(opened.id)).turns == 1
    store.close()
    late.close()


def eventually(do: Callable[[], T]) -> T:
    """What `do` gives once the store is available: a server that was just started may need a while."""
    deadline = time.monotonic() + 120
    while True:
        try:
            return do()
        except StoreUnavailable:
            if time.monotonic() > deadline:
                raise


def postgres_url_of(store: Store) -> str:
    return store._database.engine.url.render_as_string(hide_password=False)


def test_a_host_that_does_not_answer_fails_soon(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and never says a word
        url = f"postgresql://user@127.0.0.1:{silent.getsockname()[1]}/name"
        begun = time.monotonic()
        store = Store.open(settings_for(url, tmp_path))
        with pytest.raises(StoreUnavailable):
            store.create("chat")
        assert time.monotonic() - begun < SOON


# ---------------------------------------------------------------- load and sudden death

WRITER = """
import sys, threading, time
from pathlib import Path
from assistant.settings import Settings
from assistant.store import Store, StoreUnavailable
from assistant.types import Answer

url, folder, writers, turns = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
store = Store.open(Settings(data=folder, database_url=url), keep=[])
answer = Answer("price", "**+$3.00**")
said = threading.Lock()

def patiently(do):  # again after "try again in a moment", as clients do
    deadline = time.monotonic() + 120
    while True:
        try:
            return do()
        except StoreUnavailable:
            if time.monotonic() > deadline:
                raise

def write():
    opened = patiently(lambda: store.create("api"))
    for number in range(turns):
        told = {"after": number, "key": str(number), "body_hash": "a"}
        question, state = f"question {number}", {"n": number}
        kept = patiently(lambda: store.add_turn(opened.id, question, answer, state, **told))
        with said:
            print(kept.message, flush=True)

threads = [threading.Thread(target=write) for _ in range(writers)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def start_writer(url: str, folder: Path, writers: int, turns: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, url, str(folder), str(writers), str(turns)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored_answers(url: str, folder: Path) -> set[str]:
    store = Store.open(settings_for(url, folder), keep=[])
    told = list(store.export())
    store.close()
    return {message["id"] for each in told for message in each["messages"] if message["role"] == "assistant"}


def test_twenty_writers_of_500_rows_in_four_processes_lose_none(database_url: str, tmp_path: Path) -> None:  # noqa: F811
    started = [start_writer(database_url, tmp_path, 5, 250) for _ in range(4)]
    acknowledged: set[str] = set()
    for process in started:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0
        assert err == ""
        acknowledged.update(out.split())
    assert len(acknowledged) == 20 * 250  # a turn is two rows
    assert stored_answers(database_url, tmp_path) == acknowledged


def test_kill_9_in_a_write_loop_loses_nothing_acknowledged(database_url: str, tmp_path: Path) -> None:  # noqa: F811
    acknowledged: set[str] = set()
    for after in (5, 40, 173):
        process = start_writer(database_url, tmp_path, 3, 100_000)
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(after)]
        process.kill()
        rest = process.stdout.read().splitlines(keepends=True)
        process.wait()
        whole = [line.strip() for line in rest if line.endswith("\n")]
        acknowledged.update(lines, whole)
    assert acknowledged
    assert acknowledged <= stored_answers(database_url, tmp_path)


@pytest.mark.usefixtures("patience")
def test_a_reader_is_not_held_up_by_a_writer(settings: Settings) -> None:
    store = Store.open(settings)
    opened = store.create("chat")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            store.add_turn(opened.id, "q", ANSWER, {})

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        try:
            assert all(store.conversation(opened.id).id == opened.id for _ in range(100))
        finally:
            stop.set()
        writer.result()  # neither was the writer
    store.close()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    store.create("chat")
    files = [file for file in tmp_path.glob("conversations.db*") if file.suffix != ".lock"]
    assert len(files) == 3  # the log and its index have what the file has
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert inspect(store._database.engine).has_table("messages")
