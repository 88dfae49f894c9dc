"""The embedding model, as LangChain `Embeddings`: which one, where it comes from, and what it is called.

"minilm" is all-MiniLM-L6-v2: int8 ONNX in the data folder, made there once (see `minilm`), else Chroma's
own copy of the model if its files are on disk.  Any other name goes to LangChain's `init_embeddings`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from assistant.retrieval import minilm
from assistant.retrieval.results import Progress, silent
from assistant.settings import Settings
from assistant.types import AssistantError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_TOKENS = 256
"""What the model was trained to read; its tokenizer.json says 128, and pads to that."""

MANY = 8
"""From so many texts on, threads are worth starting."""

CHROMA_FILES = (
    "config.json",
    "model.onnx",
    "special_tokens_map.json",
    "tokenizer_config.json",
    "tokenizer.json",
    "vocab.txt",
)
BUILD_PATIENCE = 60.0  # seconds to wait for another process that is making the model


class EmbeddingsUnavailable(AssistantError):
    """There is no embedding model; searching goes by words alone."""


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model; vectors of models with different names never meet in one collection."""

    name: str
    embeddings: Embeddings


class OnnxMiniLM(Embeddings):
    """all-MiniLM-L6-v2 on onnxruntime; vectors have 384 numbers and length 1.  Threads may share it."""

    def __init__(self, folder: Path, weights: str = "model.onnx") -> None:
        from tokenizers import Tokenizer

        self._session = _session(folder / weights)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.vectors(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self.vectors([text])[0].tolist()
        return row

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 384 numbers a text, which depends on that text alone.

        Each text is run by itself: int8 activations are scaled by what is in the batch, so that a passage
        would get another vector beside other passages.  Several run at once, one a core.
        """
        import numpy as np

        if len(texts) < MANY:
            rows = [self._vector(text) for text in texts]
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                rows = list(pool.map(self._vector, texts))
        return np.array(rows, np.float32).reshape(len(texts), minilm.HIDDEN)

    def _vector(self, text: str) -> NDArray[np.float32]:
        """The mean of the tokens' hidden states, scaled to length 1."""
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        (hidden,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        mean = hidden[0].mean(0)
        scaled: NDArray[np.float32] = mean / np.linalg.norm(mean)
        return scaled


class ChromaMiniLM(Embeddings):
    """The same model as Chroma ships it (full precision), from the files it has downloaded before."""

    def __init__(self) -> None:
        from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

        folder = ONNXMiniLM_L6_V2.DOWNLOAD_PATH / ONNXMiniLM_L6_V2.EXTRACTED_FOLDER_NAME
        # it would download what is missing, so all must be there
        if not all((folder / name).is_file() for name in CHROMA_FILES):
            raise EmbeddingsUnavailable(f"Chroma's default model is not in {folder}")
        self._embed = ONNXMiniLM_L6_V2(preferred_providers=["CPUExecutionProvider"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def load(settings: Settings, progress: Progress = silent) -> Model:
    """The configured model.  Makes the default one if it isn't there yet (about 5 s, once).

    Raises EmbeddingsUnavailable, with the reason.
    """
    name = settings.embeddings
    if name == "none":
        raise EmbeddingsUnavailable("embeddings are switched off (ASSISTANT_EMBEDDINGS=none)")
    if name != "minilm":
        return Model(name, _langchain(name))
    folder = settings.data / "models" / "all-MiniLM-L6-v2-int8"
    try:
        return Model("all-MiniLM-L6-v2-int8", _local(folder, progress))
    except (AssistantError, OSError) as why:
        try:
            return Model("all-MiniLM-L6-v2-chroma", ChromaMiniLM())
        except EmbeddingsUnavailable as also:
            raise EmbeddingsUnavailable(f"no embedding model: {why}; {also}") from None


def _langchain(name: str) -> Embeddings:
    """A model by LangChain's name, e.g. "openai:text-embedding-3-small"."""
    from langchain.embeddings import init_embeddings

    try:
        model = init_embeddings(name)
    except Exception as error:  # integrations raise what they like: no package, no key, no such provider
        why = " ".join(str(error).split())[:200]
        raise EmbeddingsUnavailable(f"ASSISTANT_EMBEDDINGS={name} can't be used: {why}") from None
    assert isinstance(model, Embeddings)
    return model


def _local(folder: Path, progress: Progress) -> OnnxMiniLM:
    """The model in the data folder, made (again) if it is not there or can't be loaded."""
    try:
        return OnnxMiniLM(folder)
    except Exception:  # onnxruntime and tokenizers raise classes of their own for missing and damaged files
        _make(folder, progress)
        return OnnxMiniLM(folder)


def _make(folder: Path, progress: Progress) -> None:
    """Builds the model beside `folder`, checks it, and moves it there in one step."""
    from filelock import FileLock

    minilm.weights()
    folder.parent.mkdir(parents=True, exist_ok=True)
    progress("making the embedding model", 0, 1)
    with FileLock(f"{folder}.lock", timeout=BUILD_PATIENCE):
        if _loads(folder):  # another process made it meanwhile
            return
        for left in folder.parent.glob(".building-*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
        building.chmod(0o755)
        try:
            _build(building)
            shutil.rmtree(folder, ignore_errors=True)
            building.rename(folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    progress("making the embedding model", 1, 1)


def _loads(folder: Path) -> bool:
    try:
        OnnxMiniLM(folder)
    except Exception:
        return False
    return True


def _build(folder: Path) -> None:
    """Builds in a process of its own, whose 600 MB go when it ends, and compares int8 with the original."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "assistant.retrieval.minilm", str(folder)]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["no message"])[-1]
        raise EmbeddingsUnavailable(f"making the embedding model failed: {last}")
    sentence = ["Somebody of ours took the call.", "How much is it?"]
    exact, quantised = (OnnxMiniLM(folder, name).vectors(sentence) for name in ("exact.onnx", "model.onnx"))
    if (exact * quantised).sum(1).min() < 0.95:
        raise EmbeddingsUnavailable("the embedding model was made wrong: int8 differs from the original")
    (folder / "exact.onnx").unlink()


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # fastest for one short text: no hand-over between threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
