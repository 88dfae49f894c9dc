"""Ways in over HTTP: the API, the pages and the widget, served together by `app.py`."""
