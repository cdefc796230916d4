"""What can be said about set-up and packaging without building anything."""

from __future__ import annotations

import ast
import os
import plistlib
import re
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

from reader import __version__

ROOT = Path(__file__).parent.parent.parent
PACKAGING = ROOT / "packaging"
REQUIREMENTS = sorted(PACKAGING.glob("requirements*.txt"))
SCRIPTS = sorted([*PACKAGING.rglob("*.sh"), ROOT / ".ci" / "run"])
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def tool(name: str) -> str:
    """The path of a tool that not every machine has; without it the test is skipped, with its name."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize("target", ["run", "test", "bench", "bundle", "format", "pin"])
def test_make_knows_the_target(target: str) -> None:
    done = run(tool("make"), "--dry-run", target)
    assert done.returncode == 0, done.stderr


def test_make_alone_lists_the_targets() -> None:
    listing = run(tool("make")).stdout
    assert {"run", "test", "bench", "bundle"} <= set(re.findall(r"^make (\w+)", listing, re.MULTILINE))


@pytest.mark.parametrize("folder", ["my posts", "記事 $HOME", 'it\'s "here"', "a$(b)`c`"])
def test_a_library_is_taken_as_it_is_written(folder: str, tmp_path: Path) -> None:
    # A Makefile that includes ours shows what its recipes get.
    shown = tmp_path / "Makefile"
    shown.write_text(f"include {ROOT}/Makefile\nshow:\n\t@printf '%s' \"$$LIBRARY\"\n", encoding="utf-8")
    # On make's own command line a dollar sign is doubled; in the environment it is not.
    assert run(tool("make"), "--no-print-directory", "-f", shown, "show", LIBRARY=folder).stdout == folder


def test_without_a_display_run_says_so_and_checks_itself(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "yomikaki"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$QT_QPA_PLATFORM" "$@"; echo\n', encoding="utf-8")
    program.chmod(0o755)
    command = ["sh", str(PACKAGING / "run.sh"), str(tmp_path), "私の posts"]
    environment = {"PATH": os.environ["PATH"], "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    first, middle, last = done.stdout.splitlines()
    picture = tmp_path / "build" / "yomikaki.png"
    assert "no display" in first
    assert middle == f"offscreen|--self-check|私の posts|--screenshot|{picture}|"
    assert last.endswith(str(picture))


def test_with_a_display_run_opens_the_window(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "yomikaki"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    command = ["sh", str(PACKAGING / "run.sh"), str(tmp_path), ""]
    environment = {"PATH": os.environ["PATH"], "DISPLAY": ":5"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "resources/sample|"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_executable_and_parse(script: Path) -> None:
    assert os.access(script, os.X_OK)
    shell = script.read_text(encoding="utf-8").splitlines()[0].split("/")[-1].split()[-1]
    done = run(tool(shell), "-n", script)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes_and_name_no_index(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    entries = [line for line in text.replace("\\\n", " ").splitlines() if not line.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "index" not in text


def test_requirements_cover_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-build.txt": [*project["build-system"]["requires"], *extras["bundle"]],
        "requirements-dev.txt": extras["dev"],
    }
    assert {file.name for file in REQUIREMENTS} == set(wanted)
    for name, requirements in wanted.items():
        pinned = set(re.findall(r"^([\w.-]+)==", (PACKAGING / name).read_text(encoding="utf-8"), re.MULTILINE))
        for requirement in requirements:
            package = re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
            assert package in pinned, f"{package} is not pinned in {name}; run: make pin"


def test_the_specification_compiles() -> None:
    ast.parse((PACKAGING / "yomikaki.spec").read_text(encoding="utf-8"))


def test_the_change_log_knows_the_version() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_desktop_entry_is_valid() -> None:
    done = run(tool("desktop-file-validate"), PACKAGING / "linux" / "yomikaki.desktop")
    assert done.returncode == 0, done.stdout


def test_metainfo_is_valid_and_knows_the_version() -> None:
    (metainfo,) = (PACKAGING / "linux").glob("*.metainfo.xml")
    assert ElementTree.parse(metainfo).find("releases/release").get("version") == __version__
    done = run(tool("appstreamcli"), "validate", "--no-net", metainfo)
    assert done.returncode == 0, done.stdout


def test_mime_type_is_well_formed() -> None:
    kind = ElementTree.parse(PACKAGING / "linux" / "yomikaki.xml").getroot()[0]
    assert kind.get("type") == "text/markdown"


def test_integration_names_the_program_and_can_be_undone(tmp_path: Path) -> None:
    share = tmp_path / "プロ $gram 100%" / "share"
    shutil.copytree(PACKAGING / "linux", share)
    shutil.copy(ROOT / "resources" / "icons" / "yomikaki.svg", share)
    home = tmp_path / "home"
    script = share / "integrate.sh"
    done = run(script, XDG_DATA_HOME=str(home))
    assert done.returncode == 0, done.stderr
    entry = home / "applications" / "yomikaki.desktop"
    program = str(share.parent / "yomikaki").replace("$", r"\\$").replace("%", "%%")
    assert f'Exec="{program}" %u' in entry.read_text(encoding="utf-8").splitlines()
    assert (home / "icons/hicolor/scalable/apps/yomikaki.svg").is_file()
    assert run(script, "--remove", XDG_DATA_HOME=str(home)).returncode == 0
    assert not list(home.rglob("yomikaki.*"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_parse(file: Path) -> None:
    # YAML 1.1 reads the key `on` as true.
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow[True]
    for job in workflow["jobs"].values():
        assert job["runs-on"]
        assert job["steps"]
        assert job["timeout-minutes"] <= 30


def test_the_windows_version_resource_is_an_expression() -> None:
    template = (PACKAGING / "windows" / "version.txt.in").read_text(encoding="utf-8")
    ast.parse(template.replace("@VERSION@", __version__).replace("@NUMBERS@", "(0, 1, 0, 0)"), mode="eval")


def test_property_list_of_macos_can_be_written() -> None:
    tree = ast.parse((PACKAGING / "yomikaki.spec").read_text(encoding="utf-8"))
    (plist,) = [
        keyword.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "info_plist"
    ]
    assert isinstance(plist, ast.Dict)
    values = {
        key.value: ast.literal_eval(value)
        for key, value in zip(plist.keys, plist.values, strict=True)
        if isinstance(key, ast.Constant) and not isinstance(value, ast.Name)
    }
    assert b"yomikaki" in plistlib.dumps(values)
