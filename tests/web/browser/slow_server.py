"""`assistant serve` in which a message that holds "slowly" is answered word by word, to be interrupted; with
"slowly once" only the first time."""

import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from assistant import Assistant, Finished, TextDelta
from assistant.cli import main

_stream = Assistant.stream
_told: set[str] = set()


def stream(self: Assistant, message: str, state: Mapping[str, Any]) -> Iterator[TextDelta | Finished]:
    slowly = "slowly" in message and not ("slowly once" in message and message in _told)
    _told.add(message)
    for item in _stream(self, message, state):
        if isinstance(item, TextDelta) and slowly:
            for word in item.text.split(" "):
                yield TextDelta(word + " ")
                time.sleep(0.35)
        else:
            yield item


Assistant.stream = stream  # type: ignore[method-assign]
main(["serve", *sys.argv[1:]])
