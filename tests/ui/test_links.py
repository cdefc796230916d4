"""Where links lead: posts of the library, pages outside, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.links import Target, target

POSTS = ("2025-10-31-1-大きな話.md", "notes/Second post.md", "notes/deep/third.md")


@pytest.mark.parametrize(
    ("link", "post"),
    [
        ("/2025/10/31/1-大きな話/", POSTS[0]),
        ("/2025/10/31/1-%E5%A4%A7%E3%81%8D%E3%81%AA%E8%A9%B1", POSTS[0]),
        ("deep/third.md", POSTS[2]),
        ("deep/third.md#part", POSTS[2]),
        ("../2025-10-31-1-大きな話.md", POSTS[0]),
        ("/notes/second%20POST.md", POSTS[1]),
        ("Second post", POSTS[1]),
        ("third", POSTS[2]),
    ],
)
def test_links_to_posts(link: str, post: str) -> None:
    assert target(link, "notes/here.md", POSTS) == Target("post", post)


@pytest.mark.parametrize("link", ["https://example.org/a?b=1#c", "http://example.org", "mailto:me@example.org"])
def test_links_outside(link: str) -> None:
    assert target(link, "here.md", POSTS) == Target("outside", link)


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//host/share/x",
        "/2025/10/31/other/",
        "missing.md",
        "",
        "http://[",
        "../../third",
        "data:text/html,x",
    ],
)
def test_what_is_refused(link: str) -> None:
    assert target(link, "notes/here.md", POSTS) == Target("refused", link)


@given(st.text(), st.sampled_from(POSTS))
def test_no_link_breaks_it(link: str, path: str) -> None:
    kind, value = target(link, path, POSTS)
    assert value == link or (kind == "post" and value in POSTS)
