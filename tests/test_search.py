"""Hybrid search: what it finds, how it scores, and that it falls back to words and never fails silently."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from indexing import HashedWords, article_of, index_of, paragraphs

from assistant import content
from assistant.retrieval import Index, SearchUnavailable, embed
from assistant.retrieval import search as searching
from assistant.retrieval.deadline import TooSlow, Worker
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.passages import split
from assistant.retrieval.search import fuse
from assistant.settings import Settings
from assistant.types import Article

KB = Path(__file__).parent.parent / "kb"


@pytest.fixture
def articles() -> dict[str, Article]:
    return content.inspect(KB).articles


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


# ---------------------------------------------------------------- what is found


QUESTIONS = (
    ("When does the new pricing start?", "Overview"),
    ("Our office asked which date this fee begins", "Overview"),
    ("is it a flat price regardless of how long the call lasts", "Pricing"),
    ("which human-involved calls are free", "Billable vs. non-billable human-involved calls"),
    ("your robot broke down, do I pay?", "Example use cases"),
    (
        "do appointments made through Calendly cost extra",
        "What live agent add-on interactions are available?",
    ),
    ("what is a playbook handoff", "What live agent add-on interactions are available?"),
    ("phone number of your support team", "Questions? Contact us!"),
)


def test_plain_questions_find_their_section(data_with_model: Path, articles: dict[str, Article]) -> None:
    index = Index.open(Settings(data=data_with_model), articles)
    for question, section in QUESTIONS:
        result = index.search(question, 3)
        assert (result.mode, result.reason) == ("hybrid", None)
        assert section in [hit.passage.section for hit in result.hits], question
    rows = index.embed(["a refund", "my money back", "the weather"])
    assert rows is not None
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_the_same_question_has_the_same_hits(data_with_model: Path, articles: dict[str, Article]) -> None:
    first, second = (Index.open(Settings(data=data_with_model), articles) for _ in range(2))
    for question, _ in QUESTIONS[:3]:
        assert first.search(question) == second.search(question)


def test_scores_lie_between_zero_and_one_and_fall(data: Path) -> None:
    result = index_of(data, *paragraphs(12)).search("topic4 engine harbour", 8)
    scores = [hit.score for hit in result.hits]
    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    for hit in result.hits:
        assert hit.dense is not None
        assert hit.lexical is not None
        assert hit.score == pytest.approx(0.55 * max(hit.dense, 0) + 0.45 * hit.lexical)


@pytest.mark.parametrize("k", [1, 3, 50])
def test_k_limits_the_hits(data: Path, k: int) -> None:
    assert len(index_of(data, *paragraphs(10)).search("first edition", k).hits) == min(k, 10)


def test_meaning_and_words_both_count() -> None:
    first, second, third = split(article_of("One thing.", "Another thing.", "A third thing."))
    both = fuse((first, second, third), (0.5, 0.6, 0.0), {first.id: 0.5, second.id: 0.3, third.id: 0.45}, 3)
    assert [hit.passage for hit in both] == [first, second, third]
    words_alone = fuse((first, second, third), (0.5, 0.6, 0.0), None, 3)
    assert [hit.passage for hit in words_alone] == [second, first]
    assert words_alone[0].dense is None


def test_equal_scores_keep_the_articles_order() -> None:
    passages = split(article_of("Same.", "Same.", "Same."))
    assert [hit.passage for hit in fuse(passages, (0.5, 0.5, 0.5), None, 3)] == list(passages)


# ---------------------------------------------------------------- words


def test_words_match_by_their_stem_and_without_case() -> None:
    lexical = Lexical(split(article_of("Agents verify callers.", "The weather is fine.")))
    scores = lexical.scores("CALLER verification by an agent")
    assert scores[0] > 0 == scores[1]


@pytest.mark.parametrize("query", ["", "   ", "???", "is it the", "zebra", "有问题找谁"])
def test_a_query_without_known_words_scores_nothing(query: str) -> None:
    assert not Lexical(split(article_of("Agents verify callers."))).scores(query).any()


def test_a_weak_match_stays_weak_when_nothing_is_better() -> None:
    lexical = Lexical(
        split(article_of("The agent takes the call.", "An agent sees a call.", "Copper rivers."))
    )
    weak, strong = lexical.scores("agent pricing discount").max(), lexical.scores("copper river").max()
    assert 0 < weak < 0.25 < 0.45 < strong < 1


def test_passages_without_words_are_no_error() -> None:
    assert not Lexical(split(article_of("—", "…"))).scores("agent").any()
    assert Lexical(()).scores("agent").shape == (0,)


# ---------------------------------------------------------------- falling back


def test_switched_off_embeddings_are_the_reason_given(data: Path, articles: dict[str, Article]) -> None:
    index = Index.open(Settings(data=data, embeddings="none"), articles)
    result = index.search("when does the pricing go into effect")
    assert result.mode == "lexical"
    assert result.reason == "embeddings are switched off (ASSISTANT_EMBEDDINGS=none)"
    assert "November 20, 2025" in result.hits[0].passage.text
    assert index.embed(["x"]) is None
    assert index.status().state == "off"
    assert not data.exists()


def test_a_model_that_cannot_be_had_is_not_tried_at_every_search(
    data: Path, articles: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Settings] = []

    def load(settings: Settings, progress: object) -> None:
        tried.append(settings)
        raise embed.EmbeddingsUnavailable("no embedding model: none here")

    monkeypatch.setattr(embed, "load", load)
    index = Index.open(Settings(data=data), articles)
    assert {index.search("fee").reason for _ in range(5)} == {"no embedding model: none here"}
    assert len(tried) == 1


def test_a_switch_in_the_midst_of_a_search_is_followed(data: Path) -> None:
    """The collection goes away between reading the pointer and asking it."""
    reader = index_of(data, *paragraphs(4))
    assert reader.search("topic1").mode == "hybrid"
    real = reader._dense._ask
    moved: list[bool] = []

    def ask(*arguments: object) -> dict[str, float]:
        if not moved:
            moved.append(index_of(data, *paragraphs(5)).sync(rebuild=True).built)
            raise ValueError("the collection is gone")
        return real(*arguments)  # type: ignore[arg-type]

    reader._dense._ask = ask  # type: ignore[assignment, method-assign]
    assert reader.search("topic1").mode == "hybrid"
    assert moved == [True]


def test_without_articles_nothing_can_be_searched(data: Path) -> None:
    with pytest.raises(SearchUnavailable, match="no article to search; run `assistant check`"):
        Index.open(Settings(data=data), {}).search("anything")


def test_chroma_that_cannot_be_loaded_is_the_reason_given(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "langchain_chroma", None)
    result = index_of(data, *paragraphs(3)).search("topic1")
    assert (result.mode, result.hits[0].dense) == ("lexical", None)
    assert "Chroma can't be loaded" in str(result.reason)


def test_a_data_folder_that_cannot_be_written_is_the_reason_given(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = index_of(tmp_path / "file", *paragraphs(3)).search("topic1")
    assert result.mode == "lexical"
    assert "can't write in" in str(result.reason)


def test_a_model_that_fails_at_the_query_is_the_reason_given(data: Path) -> None:
    class Fails(HashedWords):
        def embed_query(self, text: str) -> list[float]:
            raise TimeoutError("the provider is down")

    index_of(data, *paragraphs(3)).sync()
    index = index_of(data, *paragraphs(3), model=Fails())
    for _ in range(2):
        result = index.search("topic1")
        assert result.mode == "lexical"
        assert "the provider is down" in str(result.reason)


def test_a_model_that_hangs_costs_one_deadline_and_then_nothing(data: Path) -> None:
    class Hangs(HashedWords):
        go_on = threading.Event()

        def embed_query(self, text: str) -> list[float]:
            self.go_on.wait(120)
            return super().embed_query(text)

    index_of(data, *paragraphs(3)).sync()
    index = index_of(data, *paragraphs(3), model=Hangs(), search_deadline=0.2)
    started = time.monotonic()
    first, second = index.search("topic1"), index.search("topic1")
    assert time.monotonic() - started < 60  # of the 120 that it hangs
    assert "did not answer within 0.2 s" in str(first.reason)
    assert "has not yet answered an earlier call" in str(second.reason)
    assert first.mode == second.mode == "lexical"
    Hangs.go_on.set()
    until_hybrid(index)


def until_hybrid(index: Index) -> None:
    """Searches until the vectors answer in time, which on a machine with other work may take a few tries."""
    deadline = time.monotonic() + 120
    while index.search("topic1").mode != "hybrid":
        assert time.monotonic() < deadline, "the search never met its deadline"
        time.sleep(0.02)


@pytest.fixture
def locked(data: Path) -> Iterator[Callable[[str], None]]:
    """Lets another process lock the store's database, until the test ends."""
    holders: list[subprocess.Popen[str]] = []

    def lock(kind: str) -> None:
        code = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
            f"c.execute('BEGIN {kind}'); print('locked', flush=True); sys.stdin.read()"
        )
        command = [sys.executable, "-c", code, str(data / "index" / "chroma" / "chroma.sqlite3")]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        holders.append(holder)

    yield lock
    for holder in holders:
        holder.communicate()


@pytest.mark.parametrize("kind", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_store_that_another_program_has_locked_does_not_block(
    data: Path, locked: Callable[[str], None], kind: str
) -> None:
    index_of(data, *paragraphs(3)).sync()
    locked(kind)
    threads, started = threading.active_count(), time.monotonic()
    result = index_of(data, *paragraphs(3), search_deadline=0.3).search("topic1")
    assert time.monotonic() - started < 60  # the lock is held until the test ends
    assert result.mode == "lexical"
    assert "topic1" in result.hits[0].passage.text
    assert "is locked by another program" in str(result.reason)
    assert threading.active_count() < threads + 10


def test_a_lock_during_a_search_costs_the_deadline(data: Path, locked: Callable[[str], None]) -> None:
    index = index_of(data, *paragraphs(3), search_deadline=0.3)
    index.sync()
    until_hybrid(index)
    locked("EXCLUSIVE")
    started = time.monotonic()
    result = index.search("topic2")
    assert time.monotonic() - started < 60
    assert (result.mode, "did not answer within 0.3 s" in str(result.reason)) == ("lexical", True)


# ---------------------------------------------------------------- the first search


def test_the_first_search_builds_the_index_and_later_ones_do_not(data: Path) -> None:
    model = HashedWords()
    index = index_of(data, *paragraphs(6), model=model)
    assert index.status().state == "absent"
    assert index.search("topic1").mode == "hybrid"
    assert len(model.embedded) == 6
    index.search("topic2")
    assert len(model.embedded) == 6
    assert index.status().state == "ready"


def test_the_first_search_brings_an_outdated_index_up_to_date(data: Path) -> None:
    index_of(data, *paragraphs(6)).sync()
    changed = index_of(data, *paragraphs(7))
    assert changed.status().state == "behind"
    result = changed.search("topic6")
    assert (result.mode, result.reason) == ("hybrid", None)
    assert "topic6" in result.hits[0].passage.text


def test_many_first_searches_at_once_build_once(data: Path) -> None:
    model = HashedWords()
    index = index_of(data, *paragraphs(6), model=model, search_deadline=120)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(index.search, ["topic1"] * 8))
    assert [(result.mode, result.reason) for result in results] == [("hybrid", None)] * 8
    assert len(model.embedded) == 6


def test_hits_refer_to_the_articles_the_index_was_opened_with(data: Path) -> None:
    """Another process has synced newer articles: the places of hits must still fit the reader's own."""
    old = index_of(data, *paragraphs(4))
    old.search("topic1")
    index_of(data, "An opening that moves all places.", *paragraphs(3)).sync()
    own = article_of(*paragraphs(4))
    for hit in old.search("topic1", 4).hits:
        assert " ".join(own.text[hit.passage.start : hit.passage.end].split()) in hit.passage.text


def test_a_vector_is_given_for_each_text(data: Path) -> None:
    index = index_of(data, "x")
    rows = index.embed(["one", "two", "one"])
    assert rows is not None
    assert rows.shape == (3, 96)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)
    assert (rows[0] == rows[2]).all()


# ---------------------------------------------------------------- deadlines


def test_a_call_in_time_gives_its_result_or_its_error() -> None:
    worker = Worker()
    assert worker.call(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        worker.call(5, lambda: 1 // 0)


def test_while_a_call_is_late_no_other_is_begun() -> None:
    worker, go_on, begun = Worker(), threading.Event(), []
    with pytest.raises(TooSlow, match=r"within 0\.05 s"):
        worker.call(0.05, lambda: go_on.wait(120))
    with pytest.raises(TooSlow, match="earlier call"):
        worker.call(5, lambda: begun.append(1))
    assert begun == []
    go_on.set()
    deadline = time.monotonic() + 120
    while True:
        try:
            assert worker.call(5, lambda: "again") == "again"
            return
        except TooSlow:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_loading_the_package_loads_no_library() -> None:
    code = (
        "import sys, assistant.retrieval\n"
        "heavy = {'chromadb', 'langchain_core', 'langchain_chroma', 'numpy', 'bm25s', 'onnxruntime'}\n"
        "print(heavy & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_the_deadline_of_a_first_search_follows_the_setting() -> None:
    assert searching.OPENING * Settings().search_deadline == 10
