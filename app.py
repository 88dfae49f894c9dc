"""The application: pages, API and widget in one `st.App`.

assistant serve            the launcher
streamlit run app.py       works too
"""

import streamlit as st

from assistant.web import server
from assistant.web.desk import open_desk

desk = open_desk()
server.configure(desk.settings)

app = st.App(
    server.SCRIPT,
    routes=server.routes(desk),
    middleware=server.middleware(desk.settings),
    lifespan=server.lifespan(desk),
    on_script_error=server.on_script_error,
)
