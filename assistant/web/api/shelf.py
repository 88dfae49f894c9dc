"""Where a conversation is kept: in the store, or, begun while the store was away, in memory."""

from __future__ import annotations

import logging
from dataclasses import replace

from assistant.settings import Settings
from assistant.store import Opened, Store, StoreUnavailable

_log = logging.getLogger(__name__)


class Shelf:
    """A store with a spare one in memory, so that clients get answers while the database is away.

    What is in the spare is lost with the process, and its answers say `"kept": false`.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self._spare = Store.open(replace(settings, retention_days=0))
        self._spares: set[str] = set()

    def create(self, surface: str, origin: str | None) -> Opened:
        """Begin a conversation, in memory when the store can't."""
        try:
            return self.store.create(surface, origin)
        except StoreUnavailable as error:
            _log.warning("%s; a conversation is held in memory", error)
            opened = self._spare.create(surface, origin)
            self._spares.add(opened.id)
            return opened

    def of(self, conversation: str) -> Store:
        """The store that has, or would have, this conversation."""
        return self._spare if conversation in self._spares else self.store

    def is_spare(self, conversation: str) -> bool:
        """Whether the conversation is in memory for want of a database."""
        return conversation in self._spares
