"""What all tests share. The platform is set before any Qt module is imported."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

from reader.locations import Locations, resource

# Nothing in the tests measures time: a slow machine makes no property wrong.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")


@pytest.fixture
def sample() -> Path:
    """The sample library that ships with the program; tests only read it."""
    return resource("sample")


@pytest.fixture
def ordinary_user(tmp_path: Path) -> Iterator[Path]:
    """A folder of somebody whom the rights of files bind, as they do not bind root; the test runs as that person."""
    if not hasattr(os, "seteuid") or os.geteuid() != 0:
        yield tmp_path
        return
    nobody = 65534
    folder = Path(tempfile.mkdtemp(prefix="yomikaki-"))
    os.chown(folder, nobody, nobody)
    os.seteuid(nobody)
    try:
        yield folder
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    """A data folder and a cache folder of this test's own."""
    return Locations(tmp_path / "data", tmp_path / "cache")
