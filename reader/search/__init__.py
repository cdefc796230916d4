"""Full-text search over posts and annotations, exact for Japanese; the owner of Whoosh."""

from reader.search.find import find
from reader.search.index import Index
from reader.search.prepare import Prepared, prepare

__all__ = ["Index", "Prepared", "find", "prepare"]
