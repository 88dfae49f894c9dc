"""Searching the articles: `Index.open(settings, articles).search("…")`.

passages   articles → passages, each with its section and place
embed      the embedding model (minilm makes the default one)
lexical    BM25
search     both, as one score; words alone where vectors can't be had
sync       the stored index: new collections, a pointer that switches (pointer, chroma)
deadline   calls that may take only so long
"""

from assistant.retrieval.index import Index
from assistant.retrieval.results import (
    IndexStatus,
    Progress,
    SearchResult,
    SearchUnavailable,
    SyncFailed,
    SyncReport,
    SyncRunning,
)

__all__ = [
    "Index",
    "IndexStatus",
    "Progress",
    "SearchResult",
    "SearchUnavailable",
    "SyncFailed",
    "SyncReport",
    "SyncRunning",
]
