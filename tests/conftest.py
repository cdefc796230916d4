"""What all tests share. The platform is set before any Qt module is imported."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from reader.locations import Locations, resource


@pytest.fixture
def sample() -> Path:
    """The sample library that ships with the program; tests only read it."""
    return resource("sample")


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """A data folder and a cache folder of this test's own."""
    return Locations(tmp_path / "data", tmp_path / "cache")
