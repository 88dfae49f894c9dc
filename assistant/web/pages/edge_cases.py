"""x"""

import streamlit as st


def page() -> None:
    st.title("edge_cases")
