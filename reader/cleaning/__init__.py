"""From the body of a noisy, machine-written post to one article in which every statement stands once."""

from reader.cleaning.pipeline import RULES, clean
from reader.cleaning.rules.boilerplate import common_fingerprints, fingerprints, passages

__all__ = ["RULES", "clean", "common_fingerprints", "fingerprints", "passages"]
