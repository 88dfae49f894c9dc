"""`assistant serve` in which a message that holds "slowly" is answered word by word, to be interrupted."""

import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from assistant import Assistant, Finished, TextDelta
from assistant.cli import main

_stream = Assistant.stream


def stream(self: Assistant, message: str, state: Mapping[str, Any]) -> Iterator[TextDelta | Finished]:
    for item in _stream(self, message, state):
        if isinstance(item, TextDelta) and "slowly" in message:
            for word in item.text.split(" "):
                yield TextDelta(word + " ")
                time.sleep(0.35)
        else:
            yield item


Assistant.stream = stream  # type: ignore[method-assign]
main(["serve", *sys.argv[1:]])
