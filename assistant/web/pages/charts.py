"""The pages' charts: few kinds, all with a text that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st


def bars(counts: Mapping[str, int], unit: str) -> None:
    """A horizontal bar a name, longest first, with its number."""
    import altair as alt
    import pandas as pd

    table = pd.DataFrame({"name": list(counts), unit: list(counts.values())})
    base = alt.Chart(table).encode(
        y=alt.Y("name:N", title=None, sort="-x", axis=alt.Axis(labelLimit=260)),
        x=alt.X(f"{unit}:Q", title=None, axis=alt.Axis(tickMinStep=1, grid=False)),
        tooltip=["name:N", f"{unit}:Q"],
    )
    chart = base.mark_bar(cornerRadiusEnd=4) + base.mark_text(align="left", dx=5, color=_ink()).encode(
        text=f"{unit}:Q"
    )
    told = ", ".join(f"{name}: {number}" for name, number in counts.items())
    st.altair_chart(chart.properties(height=_height(len(counts))), alt=f"{unit} by name: {told}")


def by_day(counts: Sequence[tuple[date, int]]) -> None:
    """A bar a day."""
    import altair as alt
    import pandas as pd

    table = pd.DataFrame(
        {"day": [pd.Timestamp(day) for day, _ in counts], "questions": [n for _, n in counts]}
    )
    chart = (
        alt.Chart(table)
        .mark_bar(cornerRadiusEnd=3, width={"band": 0.7})
        .encode(
            x=alt.X(
                "yearmonthdate(day):O",
                title=None,
                axis=alt.Axis(format="%b %d", labelAngle=0, labelOverlap=True),
            ),
            y=alt.Y("questions:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("day:T", format="%Y-%m-%d"), "questions:Q"],
        )
        .properties(height=220)
    )
    told = ", ".join(f"{day}: {number}" for day, number in counts[-14:])
    st.altair_chart(chart, alt=f"Questions by day; the last days: {told}")


def stacked(rows: Sequence[Mapping[str, Any]], parts: Sequence[str], alt_text: str) -> None:
    """Dollars by what happened ("what happened", "dollars", "kind"), certain and possible parts stacked."""
    import altair as alt
    import pandas as pd

    table = pd.DataFrame(list(rows))
    chart = (
        alt.Chart(table)
        .mark_bar(cornerRadiusEnd=4)
        .encode(
            x=alt.X("sum(dollars):Q", title=None, axis=alt.Axis(format="$,.2f", tickCount=5)),
            y=alt.Y("what happened:N", title=None, sort="-x", axis=alt.Axis(labelLimit=220)),
            color=alt.Color(
                "kind:N", title=None, scale=alt.Scale(domain=list(parts)), legend=alt.Legend(orient="top")
            ),
            tooltip=[
                "what happened:N",
                "kind:N",
                alt.Tooltip("sum(dollars):Q", format="$,.2f", title="add-on"),
            ],
        )
        .properties(height=100 + _height(table["what happened"].nunique()))
    )
    st.altair_chart(chart, alt=alt_text)


def _ink() -> str:
    """The colour of figures beside bars, which Streamlit's theme doesn't reach."""
    return "#e9eeea" if st.context.theme.type == "dark" else "#1d2522"


def _height(bars: int) -> int:
    return 34 * max(bars, 1) + 30
