"""What a folder holds, and what became of it since."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import LibraryMissing, LibraryNotAFolder
from reader.library.parse import read_post
from reader.library.scan import Entry, Scan, moves, scan, to_key, to_path

posix = pytest.mark.skipif(sys.platform == "win32", reason="the names and links of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def write(file: Path, text: str = "text") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def paths(found: Scan) -> list[str]:
    return [entry.path for entry in found.entries]


def problems(found: Scan) -> dict[str, str]:
    return {path: problem.kind for path, problem in found.problems.items()}


def again(root: Path, before: Scan) -> Scan:
    return scan(root, {entry.path: entry for entry in before.entries})


def test_every_markdown_file_at_any_depth(root: Path) -> None:
    deep = "/".join(f"d{n}" for n in range(20)) + "/deep.md"
    names = ["a.md", "B.MD", "c.markdown", "d.mdown", "e.mkd", "f.mkdn", "g.mdx", "sub/h.md", "日本/語.md", deep]
    for name in [*names, "x.html", "md", "y.md.bak", "z.md~"]:
        write(root / name)
    found = scan(root, {})
    assert paths(found) == sorted(names)
    assert found.fresh == found.entries
    assert (found.gone, dict(found.problems)) == ((), {})
    assert found.entries[0].size == 4


def test_text_files_count_with_a_fence(root: Path) -> None:
    write(root / "yes.txt", "---\ntitle: x\n---\n")
    write(root / "toml.TXT", "+++\n+++\n")
    (root / "mark.txt").write_bytes(b"\xef\xbb\xbf---\r\n")
    write(root / "no.txt", "--- not a fence")
    write(root / "empty.txt", "")
    assert paths(scan(root, {})) == ["mark.txt", "toml.TXT", "yes.txt"]


def test_hidden_folders_and_files_are_passed_over(root: Path) -> None:
    for name in (".git/a.md", ".obsidian/b.md", "sub/.trash/c.md", ".d.md", "._e.md"):
        write(root / name)
    found = scan(root, {})
    assert (found.entries, dict(found.problems)) == ((), {})


def test_what_changed_since(root: Path) -> None:
    for name in ("same.md", "changed.md", "gone.md"):
        write(root / name)
    before = scan(root, {})
    assert again(root, before).fresh == ()
    write(root / "changed.md", "longer text")
    write(root / "new.md")
    (root / "gone.md").unlink()
    after = again(root, before)
    assert [entry.path for entry in after.fresh] == ["changed.md", "new.md"]
    assert after.gone == ("gone.md",)


def test_a_touched_file_is_fresh(root: Path) -> None:
    os.utime(write(root / "a.md"), ns=(1, 1))
    before = scan(root, {})
    os.utime(root / "a.md", ns=(2, 2))
    assert again(root, before).fresh == (Entry("a.md", 4, 2),)


def test_a_text_file_that_lost_its_fence_is_gone(root: Path) -> None:
    write(root / "a.txt", "---\n---\n")
    before = scan(root, {})
    write(root / "a.txt", "no fence")
    assert again(root, before).gone == ("a.txt",)


def test_no_folder(root: Path) -> None:
    with pytest.raises(LibraryMissing):
        scan(root / "none", {})
    with pytest.raises(LibraryNotAFolder):
        scan(write(root / "a.md"), {})
    assert scan(root / "..", {}).entries


@posix
def test_odd_things_with_the_name_of_a_post(root: Path) -> None:
    write(root / "folder.md" / "inside.md")
    os.mkfifo(root / "fifo.md")
    os.mkfifo(root / "fifo.txt")
    found = scan(root, {})
    assert paths(found) == ["folder.md/inside.md"]
    assert problems(found) == {"fifo.md": "not-a-file", "fifo.txt": "not-a-file"}


@posix
def test_links(root: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.md")
    write(root / "real" / "a.md")
    (root / "to-post.md").symlink_to("real/a.md")
    (root / "to-folder").symlink_to("real")
    (root / "real" / "up").symlink_to("..")
    (root / "to-secret.md").symlink_to(outside)
    (root / "to-outside").symlink_to(outside.parent)
    (root / "to-outside.md").symlink_to(outside.parent)
    (root / "to-nowhere.md").symlink_to("nowhere")
    (root / "to-itself.md").symlink_to("to-itself.md")
    (root / "to-device.md").symlink_to("/dev/zero")
    (root / "to-nowhere.png").symlink_to("nowhere")
    found = scan(root, {})
    assert paths(found) == ["real/a.md", "to-post.md"]
    assert problems(found) == {
        "to-secret.md": "link-outside",
        "to-outside": "link-outside",
        "to-outside.md": "link-outside",
        "to-device.md": "link-outside",
        "to-nowhere.md": "link-broken",
        "to-itself.md": "link-broken",
    }


@posix
def test_the_library_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    write(root / "a.md")
    (root / "b.md").symlink_to(root / "a.md")
    link = tmp_path / "link"
    link.symlink_to(root)
    assert paths(scan(link, {})) == ["a.md", "b.md"]


@posix
def test_a_link_to_a_folder_with_a_similar_name_leads_outside(root: Path, tmp_path: Path) -> None:
    twin = write(tmp_path / "library-2" / "a.md")
    (root / "a.md").symlink_to(twin)
    assert problems(scan(root, {})) == {"a.md": "link-outside"}


@posix
def test_what_an_unreadable_folder_holds_stays_as_it_was(ordinary_user: Path) -> None:
    root = ordinary_user
    write(root / "a.md")
    write(root / "sub" / "b.md")
    before = scan(root, {})
    (root / "sub").chmod(0)
    try:
        after = again(root, before)
    finally:
        (root / "sub").chmod(0o700)
    assert after.entries == before.entries
    assert (after.fresh, after.gone) == ((), ())
    assert problems(after) == {"sub": "folder-unreadable"}


def test_what_cannot_be_looked_at_stays_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "a.md")
    write(root / "sub" / "b.md")
    before = scan(root, {})
    scandir = os.scandir

    def failing(path: str) -> object:
        if path.endswith("sub"):
            raise OSError(5, "Input/output error")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", failing)
    after = again(root, before)
    assert (after.entries, after.gone) == (before.entries, ())
    assert after.problems["sub"].detail == "Input/output error"
    monkeypatch.setattr(os, "scandir", lambda path: failing("sub"))
    with pytest.raises(LibraryMissing):
        again(root, before)


@posix
def test_scanning_writes_nothing(root: Path) -> None:
    write(root / "sub" / "a.md")
    for folder in (root, root / "sub"):
        os.utime(folder, ns=(1, 1))
    read_post(root, scan(root, {}).entries[0].path)
    assert [folder.stat().st_mtime_ns for folder in (root, root / "sub")] == [1, 1]
    assert sorted(path.name for path in root.rglob("*")) == ["a.md", "sub"]


# --- keys ---


@pytest.mark.skipif(sys.platform != "linux", reason="only here names are plain bytes")
def test_names_that_are_no_text(root: Path) -> None:
    for name in (b"\xff.md", b"a\xe3\x81.md", "\ufffd.md".encode(), b"new\nline.md"):
        (root / os.fsdecode(name)).write_text("# Title")
    found = scan(root, {})
    assert sorted(paths(found)) == [
        "a\ufffdE3\ufffd81.md",
        "new\nline.md",
        "\ufffdEF\ufffdBF\ufffdBD.md",
        "\ufffdFF.md",
    ]
    for entry in found.entries:
        entry.path.encode()
        post = read_post(root, entry.path)
        assert post.title == "Title"
        assert [problem.kind for problem in post.problems] == ["name-undecodable"] * entry.path.endswith(
            ("FF.md", "81.md")
        )


@pytest.mark.skipif(sys.platform != "linux", reason="only here both names can exist")
def test_twins_in_two_normal_forms_are_two_posts(root: Path) -> None:
    for form in ("NFC", "NFD"):
        write(root / unicodedata.normalize(form, "ガイド.md"), form)
    found = scan(root, {})
    assert len(found.entries) == 2
    assert {read_post(root, path).body for path in paths(found)} == {"NFC", "NFD"}


@posix
@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_a_key_is_text_and_leads_back(name: bytes) -> None:
    relative = os.fsdecode(name)
    key = to_key(relative)
    key.encode()
    assert to_path(key) == Path(relative)


@given(st.sets(st.binary(min_size=1, max_size=4).filter(lambda name: b"\0" not in name), max_size=20))
def test_different_names_have_different_keys(names: set[bytes]) -> None:
    assert len({to_key(os.fsdecode(name)) for name in names}) == len(names)


# --- moves ---


def test_a_move_is_known_by_its_content() -> None:
    assert moves({"a.md": "1", "b.md": "2"}, {"c.md": "1", "d.md": "3"}) == {"a.md": "c.md"}


def test_equal_files_go_by_name_then_by_folder() -> None:
    old = {"x/a.md": "1", "x/b.md": "1"}
    assert moves(old, {"y/a.md": "1", "y/b.md": "1"}) == {"x/a.md": "y/a.md", "x/b.md": "y/b.md"}
    old = {"x/a.md": "1", "y/a.md": "1"}
    assert moves(old, {"x/c.md": "1", "y/d.md": "1"}) == {"x/a.md": "x/c.md", "y/a.md": "y/d.md"}


def test_a_moved_file_among_more_copies() -> None:
    assert moves({"x/a.md": "1"}, {"y/a.md": "1", "y/copy.md": "1"}) == {"x/a.md": "y/a.md"}
    assert moves({"x/a.md": "1", "x/b.md": "1"}, {"y/b.md": "1"}) == {"x/b.md": "y/b.md"}


def test_what_nothing_distinguishes_is_paired_in_order_or_left() -> None:
    assert moves({"x/a.md": "1", "x/b.md": "1"}, {"y/c.md": "1", "y/d.md": "1"}) == {
        "x/a.md": "y/c.md",
        "x/b.md": "y/d.md",
    }
    assert moves({"x/a.md": "1", "x/b.md": "1"}, {"y/c.md": "1"}) == {}


def test_unread_files_are_never_moves() -> None:
    assert moves({"a.md": ""}, {"b.md": ""}) == {}


PLACES = st.dictionaries(
    st.tuples(st.sampled_from("xyz"), st.sampled_from("abcd")).map(lambda parts: "/".join(parts)),
    st.sampled_from("123"),
)


@given(PLACES, PLACES)
def test_moves_are_one_to_one_and_between_equal_contents(gone: dict[str, str], fresh: dict[str, str]) -> None:
    found = moves(gone, fresh)
    assert len(set(found.values())) == len(found)
    assert all(gone[old] == fresh[new] for old, new in found.items())
    assert found == moves(dict(reversed(gone.items())), dict(reversed(fresh.items())))


def test_a_whole_folder_moved(root: Path) -> None:
    for number in range(50):
        write(root / "old" / f"{number}.md", f"text {number % 7}")
    hashes = {path: read_post(root, path).content_hash for path in paths(scan(root, {}))}
    shutil.move(root / "old", root / "new")
    after = {path: read_post(root, path).content_hash for path in paths(scan(root, {}))}
    assert moves(hashes, after) == {path: path.replace("old/", "new/") for path in hashes}
