"""Parts told right behind the number they are of, one whole after the other, in order."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("Of Thursday's seven callers five asked for a human and got a live agent; of Friday's four, two did. The rest were AI only. Add-on?", "21.00"),
        ("Of Thursday's seven, five asked for a human and got a live agent, two were AI only. Of Friday's four three did the same, one was AI only. Add-on?", "24.00"),
        ("Of last week's nine calls six were verifications of new callers by a live agent and three were AI failures an agent rescued. Add-on?", "18.00"),
        ("One woman, six calls. In the first two she asked for a human and got a live agent. The next three were AI only; in the sixth the AI put her through to our shop. Add-on?", "6.00"),
        ("A tenant rang four times. The first time a live agent verified her as new, the second and third were AI only, and the last time she asked for a human and got a live agent. Add-on?", "6.00"),
        ("Out of Sunday's four callers, three wanted a person and got a Smith.ai agent. The fourth stayed with the AI. Add-on?", "9.00"),
    ],
)  # fmt: skip
def test_parts_of_several(message: str, add_on: str) -> None:
    assert amount(message) == add_on
