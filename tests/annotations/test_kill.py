"""A few runs of the script that kills the program at random moments."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "annotations_kill.py"


def test_nothing_that_was_acknowledged_is_lost_when_the_program_is_killed() -> None:
    result = subprocess.run([sys.executable, str(SCRIPT), "5"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 lost, 0 failed" in result.stdout
