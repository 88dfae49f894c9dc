"""The look of the pages: Streamlit's theme options for light and dark.

Contrast of text on every surface is at least 4.5:1 in both schemes; the browser tests measure it.
"""

from __future__ import annotations

_SHARED = {
    "baseRadius": "0.75rem",
    "buttonRadius": "full",
    "baseFontSize": 16,
    "headingFontWeights": [700, 650, 650, 600, 600, 600],
    "headingFontSizes": ["1.9rem", "1.4rem", "1.15rem", "1rem", "1rem", "1rem"],
    "metricValueFontSize": "1.9rem",
    "metricValueFontWeight": 700,
    "showWidgetBorder": True,
    "linkUnderline": True,
    "paddingTop": "2.5rem",
    "chartCategoricalColors": ["#0f766e", "#d97706", "#4f6bed", "#be3a6b", "#6b7280", "#7c5cd6", "#3f9142"],
}

_LIGHT = {
    "primaryColor": "#0b6b63",
    "backgroundColor": "#fbfaf7",
    "secondaryBackgroundColor": "#f1efe9",
    "textColor": "#1d2522",
    "linkColor": "#0b6b63",
    "borderColor": "#dcd8cd",
    "grayTextColor": "#575d57",
}

_DARK = {
    "primaryColor": "#4fd1c0",
    "backgroundColor": "#121716",
    "secondaryBackgroundColor": "#1c2422",
    "textColor": "#e9eeea",
    "linkColor": "#67dccc",
    "borderColor": "#33403c",
    "grayTextColor": "#aab5af",
    "chartCategoricalColors": ["#4fd1c0", "#f2b457", "#8fa3ff", "#f28ab2", "#a3aca8", "#b7a2f5", "#8fd694"],
}


def theme_options() -> dict[str, object]:
    """Streamlit's option names and values, e.g. {"theme.light.primaryColor": "#0b6b63"}."""
    options: dict[str, object] = {f"theme.{name}": value for name, value in _SHARED.items()}
    for scheme, colours in (("light", _LIGHT), ("dark", _DARK)):
        options |= {f"theme.{scheme}.{name}": value for name, value in colours.items()}
    return options
