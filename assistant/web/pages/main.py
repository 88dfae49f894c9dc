"""The script Streamlit runs for every page and every click: navigation, style, then the page."""

from assistant.web.pages.frame import run

run()
