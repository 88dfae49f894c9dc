"""assistant sync, search and doctor as a person at a terminal meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).parent.parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(data_with_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a data folder of its own; exit status, what it printed, and its error lines."""
    monkeypatch.setenv("ASSISTANT_DATA", str(data_with_model))

    def command(*arguments: str, **environment: str) -> tuple[int, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(f"ASSISTANT_{name.upper()}", value)
        with pytest.raises(SystemExit) as exit:
            main(arguments)
        printed = capsys.readouterr()
        return int(exit.value.code or 0), printed.out, printed.err

    return command


@contextmanager
def sync_elsewhere(data: Path) -> Iterator[None]:
    """Another process that is in the middle of a sync."""
    code = (
        "import sys; from pathlib import Path; from assistant.settings import Settings\n"
        "from assistant.retrieval.pointer import locked\n"
        "with locked(Settings(data=Path(sys.argv[1]))): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(data)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    yield
    process.communicate()


def test_sync_tells_what_it_built_and_then_that_nothing_changed(run: Run) -> None:
    status, out, _ = run("sync")
    assert status == 0
    assert out.startswith("built: 16 passages, all-MiniLM-L6-v2-int8, passages-")
    assert "16 embedded, 0 unchanged, 0 removed" in out
    status, out, _ = run("sync")
    assert (status, out.startswith("up to date: 16 passages")) == (0, True)
    status, out, _ = run("sync", "--rebuild")
    assert (status, "16 embedded" in out) == (0, True)


def test_a_second_sync_at_the_same_time_exits_3(run: Run, data_with_model: Path) -> None:
    with sync_elsewhere(data_with_model):
        status, out, err = run("sync")
    assert (status, out) == (3, "")
    assert err == f"assistant: another sync is running in {data_with_model}; try again when it is done\n"
    assert run("sync")[0] == 0


def test_a_search_during_another_ones_first_sync_goes_by_words(run: Run, data_with_model: Path) -> None:
    with sync_elsewhere(data_with_model):
        status, out, err = run("search", "when does the pricing go into effect")
    assert status == 0
    assert "November 20, 2025" in out
    assert err.startswith("lexical search: another sync is running")


def test_search_shows_section_score_and_the_articles_words(run: Run) -> None:
    status, out, err = run("search", "do I need the add-on for Calendly bookings", "-k", "2")
    assert (status, err) == (0, "")
    first, second = out.strip().split("\n\n")
    heading, words = first.splitlines()
    assert heading.startswith("1. What live agent add-on interactions are available? (0.")
    assert words.startswith("   Using Calendly?")
    assert second.startswith("2. ")


def test_search_as_json_gives_places_that_fit_the_article(run: Run) -> None:
    from assistant import content

    status, out, _ = run("search", "is an outage free of charge", "--json")
    found = json.loads(out)
    assert (status, found["mode"], found["reason"], len(found["hits"])) == (0, "hybrid", None, 5)
    articles = content.inspect(ROOT / "kb").articles
    for hit in found["hits"]:
        assert articles[hit["article"]].text[hit["start"] : hit["end"]] == hit["quote"]
        assert 0 < hit["score"] <= 1


def test_search_by_words_alone_says_so(run: Run) -> None:
    status, out, err = run("search", "flat", "-k", "1", embeddings="none")
    assert (status, err) == (0, "lexical search: embeddings are switched off (ASSISTANT_EMBEDDINGS=none)\n")
    assert "This is a flat +$3" in out
    assert run("search", "xylophone")[1] == "no passage fits\n"
    assert run("sync") == (
        0,
        "nothing to sync: embeddings are switched off (ASSISTANT_EMBEDDINGS=none)\n",
        "",
    )


@pytest.mark.parametrize("arguments", [("search", "  "), ("search", "x", "-k", "0"), ("search",)])
def test_wrong_usage_exits_2_with_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("assistant: ")
    assert err.count("\n") == 1


def test_search_without_articles_says_what_to_do(run: Run, tmp_path: Path) -> None:
    status, _, err = run("search", "x", kb=str(tmp_path / "empty"))
    assert (status, err) == (1, "assistant: there is no article to search; run `assistant check`\n")


def findings(out: str) -> dict[str, tuple[str, str]]:
    return {finding["name"]: (finding["state"], finding["text"]) for finding in json.loads(out)}


def test_doctor_finds_all_well_after_a_sync(run: Run) -> None:
    before = findings(run("doctor", "--json")[1])["index"]
    assert (before[0], "run `assistant sync`" in before[1]) == ("note", True)
    run("sync")
    status, out, err = run("doctor")
    assert (status, err) == (0, "")
    states = {line.split()[1]: line.split()[0] for line in out.splitlines()}
    assert states["kb"] == states["embeddings"] == states["index"] == states["versions"] == "ok"


def test_doctor_says_that_search_goes_by_words_alone(run: Run) -> None:
    status, out, _ = run("doctor", "--json", embeddings="none")
    assert status == 0
    assert findings(out)["embeddings"][0] == findings(out)["index"][0] == "note"
    assert "by words alone" in findings(out)["embeddings"][1]


def test_doctor_fails_over_a_model_that_is_set_and_does_not_work(run: Run) -> None:
    status, out, _ = run("doctor", "--json", embeddings="nobody:model")
    assert status == 1
    assert findings(out)["embeddings"][0] == "problem"
    assert "ASSISTANT_EMBEDDINGS=nobody:model" in findings(out)["embeddings"][1]


def test_doctor_fails_over_a_damaged_index(run: Run, data_with_model: Path) -> None:
    assert run("sync")[0] == 0
    folder = data_with_model / "index"
    (folder / "chroma").rename(folder / "damaged")  # a path that Chroma has not open in this process
    (pointer,) = folder.glob("*.json")
    pointer.write_text(pointer.read_text().replace('"chroma"', '"damaged"'))
    (folder / "damaged" / "chroma.sqlite3").write_bytes(b"not a database " * 300)
    status, out, _ = run("doctor", "--json")
    assert (status, findings(out)["index"][0]) == (1, "problem")


def test_doctor_fails_over_a_data_folder_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, out, _ = run("doctor", "--json", data=str(tmp_path / "file"))
    assert (status, findings(out)["data folder"][0]) == (1, "problem")


def test_doctor_fails_over_content_that_does_not_hold(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("doctor", "--json", kb=str(tmp_path))
    assert (status, findings(out)["kb"][0]) == (1, "problem")
