"""Who took part told once for several numbers of calls; the calls of several people who rang as often."""

from __future__ import annotations

import pytest
from spoken import amount


@pytest.mark.parametrize(
    ("message", "add_on"),
    [
        ("5 verified, 2 asked. Live agent on all seven. Add-on?", "21.00"),
        ("1 verified, 2 AI only, 4 callers asked for a human and got your live agent. Add-on?", "15.00"),
        ("Live agent on all five: 3 verifications, 2 requests. Add-on?", "15.00"),
        ("Handed to a live agent: 3 because of the playbook, 1 because he asked. Not handed: 8. Add-on?", "12.00"),
        ("Three calls. One was new and verified, one asked for a person, one came in under our playbook; your live"
         " agent handled each. Add-on?", "9.00"),
        ("6 callers. Each rang twice: first time the AI handled it, second time they asked for a human and a live"
         " agent took over. Add-on?", "18.00"),
        ("Three guests called three times each. The first call was AI only, the second and third were requests for a"
         " human that a live agent took. Add-on?", "18.00"),
        ("Mon: 1 asked, live agent took it. Tue: same. Wed: AI only. Add-on?", "6.00"),
    ],
)  # fmt: skip
def test_told_for_all(message: str, add_on: str) -> None:
    assert amount(message) == add_on
