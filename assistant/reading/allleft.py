"""The rest of several numbers of calls that parts were told of."""

from __future__ import annotations

from assistant.reading.nodes import Node, Sharing
from assistant.reading.stretches import Unit


def left_of_all(state: Sharing, unit: Unit) -> list[Sharing]:
    """ "Of Monday's six, four …; of Tuesday's five, three. The rest …": what is left of both."""
    if unit.kind != "rest" or unit.count is not None or unit.of_rest:
        return []
    open_ = [
        at for at, node in enumerate(state.nodes) if node.parent is None and node.used > 0 and node.left > 0
    ]
    if len(open_) < 2 or not all(state.nodes[at].unit.colon for at in open_):
        return []
    for place in open_:
        state = state.with_node(Node(unit, state.nodes[place].left, place), 0.0)
    return [state]
