"""The Streamlit pages: the chat, the article, the calculator, and the two pages for staff."""
