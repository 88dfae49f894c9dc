"""Regular expressions compiled when they are first used.

There are some hundred of them and most messages need few: compiling all took a tenth of the start.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern.  What it is first asked for it keeps, and finds at once from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)
        return found


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, later.  Its methods are to be called: `re.sub` and the like don't take it."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
