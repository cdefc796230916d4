"""Files that break readers, by name: built here, so that no such file has to be kept."""

from __future__ import annotations

TITLE = "Kept title"
_REST = f"title: {TITLE}\ndate: 2026-04-18\n"


def yaml(*lines: str) -> bytes:
    """A post with these lines of front matter above a title and a date that must survive them."""
    return "\n".join(("---", *lines, _REST + "---", "", "The body.", "")).encode()


def bomb(levels: int) -> bytes:
    """Aliases or merges that double at each level."""
    return yaml("a0: &a0 {x: 1}", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, levels)))


def merge_bomb(levels: int) -> bytes:
    return yaml("a0: &a0 {x: 1}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, levels)))


FRONT_MATTER: dict[str, tuple[bytes, str]] = {
    "tab-indent": (yaml("author:", "\tname: A"), "front-matter-invalid"),
    "colon-in-value": (yaml("subtitle: a: b"), "front-matter-invalid"),
    "open-quote": (yaml('subtitle: "never closed'), "front-matter-invalid"),
    "control-character": (yaml("subtitle: a\x08b"), "front-matter-invalid"),
    "at-sign": (yaml("subtitle: @x"), "front-matter-invalid"),
    "star": (yaml("subtitle: *x*"), "front-matter-invalid"),
    "bracket": (yaml("subtitle: [x] y"), "front-matter-invalid"),
    "list-as-key": (yaml("? [a, b]", ": c"), "front-matter-invalid"),
    "undefined-alias": (yaml("subtitle: *nobody"), "front-matter-unsafe"),
    "alias-bomb": (bomb(30), "front-matter-unsafe"),
    "merge-bomb": (merge_bomb(30), "front-matter-unsafe"),
    "plain-merge": (yaml("<<: {subtitle: x}"), "front-matter-unsafe"),
    "flow-nesting": (yaml("a: " + "[" * 20_000), "front-matter-unsafe"),
    "mapping-nesting": (yaml("a: " + "{a: " * 10_000), "front-matter-unsafe"),
    "block-nesting": (yaml(*(" " * level + "a:" for level in range(200))), "front-matter-unsafe"),
    "list-nesting": (yaml("a:", "- " * 5_000 + "x"), "front-matter-unsafe"),
    "second-document": (yaml("--- foo"), "front-matter-invalid"),
    "directive": (yaml("%YAML 1.1"), "front-matter-invalid"),
    "too-large": (yaml(_REST, *(f"key{n}: value" for n in range(10_000))), "front-matter-too-large"),
    "toml-broken": (
        f'+++\ntitle = "{TITLE}"\ndate = 2026-04-18\nx = \n+++\nThe body.\n'.encode(),
        "front-matter-invalid",
    ),
    "toml-impossible-date": (
        f'+++\ntitle = "{TITLE}"\ndate = 2026-02-30\n+++\nThe body.\n'.encode(),
        "front-matter-invalid",
    ),
    "toml-nesting": (f'+++\ntitle = "{TITLE}"\nx = {"[" * 20_000}\n+++\nThe body.\n'.encode(), "front-matter-unsafe"),
    "toml-dots": (f'+++\ntitle = "{TITLE}"\n{"a." * 20_000}b = 1\n+++\nThe body.\n'.encode(), "front-matter-unsafe"),
    "json-nesting": (f'{{"title": "{TITLE}",\n"x": {"[" * 20_000}\n}}\nThe body.\n'.encode(), "front-matter-unsafe"),
    "json-broken": (f'{{\n"title": "{TITLE}",\n"x": oops\n}}\nThe body.\n'.encode(), "front-matter-invalid"),
    "json-long-integer": (
        f'{{\n"title": "{TITLE}",\n"x": {"9" * 5_000}\n}}\nThe body.\n'.encode(),
        "front-matter-invalid",
    ),
}
"""Front matter that cannot be built; its title must be saved and its body be `The body.`."""


OTHER: dict[str, bytes] = {
    "empty": b"",
    "one-fence": b"---",
    "one-fence-and-line-end": b"---\n",
    "two-fences": b"---\n---",
    "only-nuls": b"\0" * 1000,
    "nul-in-key": b"---\nti\0tle: x\n---\nx",
    "all-bytes": bytes(range(256)) * 40,
    "utf-16-mark-only": b"\xff\xfe",
    "utf-16-odd-length": b"\xff\xfea",
    "utf-16-lone-surrogate": b"\xff\xfe\x00\xd8a\x00",
    "json-lone-surrogate": rb'{"title": "\ud800", "tags": ["\udfff"], "\udc00": 1, "\udc00": 2}',
    "yaml-lone-surrogate": b'---\ntitle: "\\ud800"\n---\n',
    "integer-keys": b"---\n1: a\n2: b\ntrue: c\n---\nx",
    "reserved-keys": b"---\ncontent: a\nhandler: b\nself: c\nmetadata: d\n---\nx",
    "odd-titles": b"---\ntitle: {a: [b, {c: d}]}\ntags: {a: b}\nauthor: [[a], {name: [x]}]\ndate: [1, 2]\n---\nx",
    "huge-integer": b"---\ntitle: " + b"9" * 5000 + b"\ndate: " + b"9" * 5000 + b"\n---\nx",
    "impossible-zone": b"---\ndate: 2026-01-01 10:00:00 +99:99\n---\nx",
    "binary": b"\x89PNG\r\n\x1a\n" + bytes(range(0, 256, 7)) * 999,
    "python-tag": b"---\ntitle: !!python/object/apply:os.system ['false']\n---\nx",
}
"""Anything may come of these except an exception."""


def large(kind: str, size: int = 50_000_000) -> bytes:
    """A file of about `size` bytes that punishes a careless regular expression or loop."""
    line = {
        "dashes": b"-",
        "braces": b"{",
        "blank-lines": b"\n",
        "spaces": b" ",
        "carriage-returns": b"\r",
        "headings": b"# a\n",
        "hashes": b"#",
        "prose-after-fence": b"never closed\n",
        "keys": b"key: value\n",
        "false-fences": b"---x\n",
        "invalid": b"\xff",
        "nuls": b"\0",
        "quotes": b'"',
        "japanese": "日本語。".encode(),
        "half-japanese": "日本語。".encode()[:-1],
    }[kind]
    start = {"prose-after-fence": b"---\n", "keys": b"---\n", "false-fences": b"---\n", "quotes": b'{"a": '}.get(
        kind, b""
    )
    return start + line * (size // len(line))
