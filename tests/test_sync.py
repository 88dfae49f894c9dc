"""The stored index: incremental, never half-built, never two at once, and read while it changes."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from indexing import HashedWords, index_of, paragraphs

from assistant.retrieval import Index, SyncFailed, SyncRunning, chroma
from assistant.retrieval import pointer as pointers
from assistant.retrieval import sync as syncing
from assistant.settings import Settings

HERE = Path(__file__).parent


def collections(data: Path) -> set[str]:
    """The names in an embedded store."""
    (store,) = (data / "index").glob("chroma*")
    return {collection.name for collection in chroma.connect(str(store)).list_collections()}


def current(data: Path, model: str = "hashed", **settings: object) -> pointers.Pointer:
    configured = Settings(data=data, **settings)  # type: ignore[arg-type]
    pointer = pointers.read(pointers.path_for(configured, model))
    assert pointer is not None
    return pointer


def topics_found(index: Index, count: int) -> list[int]:
    """The topics whose paragraph is the best hit of a hybrid search for them."""
    found = []
    for number in range(count):
        result = index.search(f"topic{number}", 3)
        assert (result.mode, result.reason) == ("hybrid", None)
        if f"topic{number} " in result.hits[0].passage.text:
            found.append(number)
    return found


def elsewhere(data: Path, code: str) -> subprocess.Popen[str]:
    """Another process that runs code with `data`; what it prints can be read."""
    head = "import sys, time; from pathlib import Path; from indexing import *; data = Path(sys.argv[1])\n"
    path = os.pathsep.join((str(HERE), str(HERE.parent)))
    return subprocess.Popen(
        [sys.executable, "-c", head + code, str(data)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_the_first_sync_embeds_all_and_the_next_nothing(data: Path) -> None:
    model = HashedWords()
    first = index_of(data, *paragraphs(20), model=model).sync()
    assert (first.built, first.passages, first.embedded, first.reused) == (True, 20, 20, 0)
    again = index_of(data, *paragraphs(20), model=model).sync()
    assert (again.built, again.embedded, again.reused) == (False, 0, 20)
    assert again.collection == first.collection
    assert len(model.embedded) == 20
    assert collections(data) == {first.collection}


def test_only_new_words_are_embedded(data: Path) -> None:
    index_of(data, *paragraphs(20)).sync()
    model = HashedWords()
    changed = ["A wholly new paragraph.", *paragraphs(18)]
    report = index_of(data, *changed, model=model).sync()
    assert (report.built, report.embedded, report.reused, report.removed) == (True, 1, 18, 2)
    assert model.embedded == ["Things\nA wholly new paragraph."]
    assert topics_found(index_of(data, *changed), 18) == list(range(18))


def test_words_that_only_moved_are_not_embedded_again(data: Path) -> None:
    index_of(data, *paragraphs(6)).sync()
    report = index_of(data, *reversed(paragraphs(6))).sync()
    assert (report.built, report.embedded, report.reused) == (True, 0, 6)


def test_vectors_taken_over_are_those_that_were_made(data: Path) -> None:
    index_of(data, *paragraphs(4)).sync()
    index_of(data, *paragraphs(5)).sync()
    pointer = current(data)
    client = chroma.connect(str(data / "index" / pointer.store))
    stored = chroma.vectors_of(chroma.open_collection(client, pointer.collection))
    index = index_of(data, *paragraphs(5))
    for passage in index.passages:
        assert stored[passage.id] == pytest.approx(HashedWords().embed_query(passage.text), abs=1e-6)


def test_more_passages_than_a_page_all_arrive(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "PAGE", 7)
    assert index_of(data, *paragraphs(20)).sync().embedded == 20
    assert index_of(data, *paragraphs(21)).sync().reused == 20
    assert topics_found(index_of(data, *paragraphs(21)), 21) == list(range(21))


def test_a_collection_goes_two_generations_after_it_was_built(data: Path) -> None:
    built = [index_of(data, *paragraphs(count)).sync() for count in (3, 4, 5, 6)]
    assert [report.dropped for report in built] == [
        (),
        (),
        (built[0].collection,),
        (built[1].collection,),
    ]
    assert collections(data) == {built[2].collection, built[3].collection}


def test_another_model_has_a_collection_of_its_own(data: Path) -> None:
    one = index_of(data, *paragraphs(8), model=HashedWords(32), name="one")
    two = index_of(data, *paragraphs(8), model=HashedWords(48), name="two")
    assert one.sync().embedded == two.sync().embedded == 8
    assert current(data, "one").collection != current(data, "two").collection
    assert topics_found(one, 8) == topics_found(two, 8) == list(range(8))
    assert not one.sync().built  # the other's sync left it alone


def test_nothing_to_index_is_said(data: Path) -> None:
    with pytest.raises(SyncFailed, match="no article to index; run `assistant check`"):
        index_of(data).sync()


def test_a_model_that_fails_leaves_the_earlier_index(data: Path) -> None:
    class Broken(HashedWords):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ConnectionError("no route\nto host")

    report = index_of(data, *paragraphs(5)).sync()
    with pytest.raises(SyncFailed, match="embedding model hashed failed: no route to host"):
        index_of(data, *paragraphs(6), model=Broken()).sync()
    assert current(data).collection == report.collection


def test_an_index_that_does_not_find_its_own_passages_is_not_switched_to(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = index_of(data, *paragraphs(5)).sync()
    real = chroma.add
    monkeypatch.setattr(chroma, "add", lambda collection, passages: real(collection, passages[:-1]))
    with pytest.raises(SyncFailed, match="holds 5 passages instead of 6"):
        index_of(data, *paragraphs(6)).sync()
    monkeypatch.undo()
    assert current(data).collection == report.collection
    assert collections(data) == {report.collection}
    assert index_of(data, *paragraphs(6)).sync().built


def test_a_vector_under_another_passages_id_is_noticed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = chroma.add

    def mixed_up(collection: object, passages: tuple[object, ...]) -> None:
        first, second, *rest = passages
        swapped = [
            type(first)(a.id, a.article, a.section, b.text, a.start, a.end)  # type: ignore[call-arg, attr-defined]
            for a, b in ((first, second), (second, first))
        ]
        real(collection, [*swapped, *rest])  # type: ignore[arg-type]

    monkeypatch.setattr(chroma, "add", mixed_up)
    with pytest.raises(SyncFailed, match="not found by its own vector"):
        index_of(data, *paragraphs(6)).sync()


def test_a_sync_that_is_killed_half_way_leaves_the_old_index_answering(data: Path) -> None:
    old = index_of(data, *paragraphs(12)).sync()
    child = elsewhere(
        data,
        "from assistant.retrieval import chroma; chroma.PAGE = 4\n"
        "def halt(stage, done, total):\n"
        "    if stage == 'writing passages' and done >= 8: print('half', flush=True); time.sleep(60)\n"
        "index_of(data, *paragraphs(20, 'second')).sync(halt)",
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "half\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert len(collections(data)) == 2  # the half one is there, and nothing reads it
    assert current(data).collection == old.collection
    assert topics_found(index_of(data, *paragraphs(12)), 12) == list(range(12))
    after = index_of(data, *paragraphs(20, "second")).sync()
    assert after.built
    assert collections(data) == {old.collection, after.collection}


def test_two_syncs_at_once_are_refused_by_name(data: Path) -> None:
    index = index_of(data, *paragraphs(3))
    with pointers.locked(Settings(data=data)), pytest.raises(SyncRunning, match="another sync is running"):
        index.sync()
    assert index.sync().built


def test_a_running_reader_follows_other_processes_without_an_error(data: Path) -> None:
    reader = index_of(data, *paragraphs(10))
    reader.sync()
    before = current(data).collection
    seen: list[tuple[str, str]] = []
    failures: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            result = reader.search("topic3 violin", 3)
            seen.append((result.mode, result.hits[0].passage.text))
            if result.mode != "hybrid":
                failures.append(str(result.reason))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    code = "for count in (11, 12, 13, 14): index_of(data, *paragraphs(count)).sync(); time.sleep(0.2)"
    assert elsewhere(data, code).wait() == 0
    time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(seen) > 50
    assert len(set(seen)) == 1
    assert before not in collections(data)
    assert reader.status().collection == current(data).collection
    last = reader.search("topic3")
    assert (last.mode, last.reason) == (
        "hybrid",
        "the index was built from other articles; run `assistant sync`",
    )


def test_a_damaged_store_is_searched_by_words_and_built_anew_on_demand(data: Path) -> None:
    index_of(data, *paragraphs(5)).sync()
    damaged = data.parent / "damaged"
    subprocess.run(["cp", "-r", str(data), str(damaged)], check=True)  # a path that Chroma has not open
    (damaged / "index/chroma/chroma.sqlite3").write_bytes(b"not a database " * 300)
    result = index_of(damaged, *paragraphs(5)).search("topic2")
    assert result.mode == "lexical"
    assert "topic2" in result.hits[0].passage.text
    assert "Chroma can't open" in str(result.reason)
    assert index_of(damaged, *paragraphs(5)).status().state == "broken"
    with pytest.raises(SyncFailed, match="sync --rebuild"):
        index_of(damaged, *paragraphs(6)).sync()
    assert index_of(damaged, *paragraphs(6)).sync(rebuild=True).built
    assert topics_found(index_of(damaged, *paragraphs(6)), 6) == list(range(6))
    assert not (damaged / "index/chroma").exists()


def test_a_store_that_another_program_has_locked_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of(data, *paragraphs(3)).sync()
    monkeypatch.setattr(syncing, "OPENING", 0.4)
    with sqlite3.connect(data / "index/chroma/chroma.sqlite3") as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SyncFailed, match="is locked by another program"):
            index_of(data, *paragraphs(4)).sync()
    assert index_of(data, *paragraphs(4)).sync().built


def test_a_running_reader_follows_a_rebuild(data: Path) -> None:
    reader = index_of(data, *paragraphs(5))
    reader.sync()
    assert topics_found(reader, 5) == list(range(5))
    other = elsewhere(data, "index_of(data, *paragraphs(5)).sync(rebuild=True)")
    assert other.wait() == 0
    assert topics_found(reader, 5) == list(range(5))
    assert reader.status().state == "ready"


def test_a_lost_pointer_only_costs_a_new_build(data: Path) -> None:
    index_of(data, *paragraphs(5)).sync()
    pointers.path_for(Settings(data=data), "hashed").write_text('{"store": ')
    assert index_of(data, *paragraphs(5)).sync().embedded == 5
    assert topics_found(index_of(data, *paragraphs(5)), 5) == list(range(5))
    assert len(collections(data)) == 1


def test_a_lost_collection_is_built_again(data: Path) -> None:
    report = index_of(data, *paragraphs(5)).sync()
    chroma.connect(str(data / "index" / "chroma")).delete_collection(report.collection)
    result = index_of(data, *paragraphs(5)).search("topic2")
    assert (result.mode, "run `assistant sync`" in str(result.reason)) == ("lexical", True)
    assert index_of(data, *paragraphs(5)).sync().embedded == 5
    assert topics_found(index_of(data, *paragraphs(5)), 5) == list(range(5))


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SyncFailed, match=r"can't write in .*file"):
        index_of(tmp_path / "file", *paragraphs(2)).sync()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [Path(sys.executable).parent / "chroma", "run", "--path", folder, "--port", str(port)]
    process = subprocess.Popen(
        [*map(str, command), "--host", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def test_a_chroma_server_can_hold_the_index(data: Path, server: str) -> None:
    index = index_of(data, *paragraphs(12), chroma_url=server)
    first = index.sync()
    assert (first.built, first.embedded) == (True, 12)
    assert not index.sync().built
    assert topics_found(index, 12) == list(range(12))
    built = [index_of(data, *paragraphs(count), chroma_url=server).sync() for count in (13, 14)]
    assert [report.embedded for report in built] == [1, 1]
    assert built[-1].dropped == (first.collection,)
    assert index.status().store == server
    assert not list((data / "index").glob("chroma*"))


def test_two_data_folders_share_a_server_without_touching_each_others_collections(
    tmp_path: Path, server: str
) -> None:
    mine = index_of(tmp_path / "mine", *paragraphs(4), chroma_url=server)
    mine.sync()
    for count in (5, 6, 7):
        index_of(tmp_path / "yours", *paragraphs(count), chroma_url=server).sync()
    assert topics_found(mine, 4) == list(range(4))


def test_a_server_that_is_not_there_is_said(data: Path) -> None:
    index = index_of(data, *paragraphs(3), chroma_url="http://127.0.0.1:9")
    with pytest.raises(SyncFailed, match="is the server running"):
        index.sync()
    result = index.search("topic1")
    assert (result.mode, "127.0.0.1:9" in str(result.reason)) == ("lexical", True)


def test_the_pointer_is_a_small_readable_file(data: Path) -> None:
    index_of(data, *paragraphs(3)).sync()
    (path,) = (data / "index").glob("*.json")
    entry = json.loads(path.read_text())
    assert (entry["model"], entry["passages"], entry["store"]) == ("hashed", 3, "chroma")
