"""From the body of a noisy, machine-written post to one article in which every statement stands once."""

from reader.cleaning.pipeline import RULES, clean

__all__ = ["RULES", "clean"]
