"""What goes out of a library: chosen annotations, and passages as citations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import exchange
from reader.errors import UnknownAnnotation
from reader.locations import Locations
from reader.model import Span
from reader.workspace import Workspace

POST = """---
title: 潮見表の読み方
date: 2026-03-11
author: 港の人
---

## 二つの時計

港には時計が二つある。一つは町の時刻を、もう一つは満潮までの時間を指す。

## 朝

朝の潮は静かだ。
"""


@pytest.fixture
def workspace(tmp_path: Path, locations: Locations) -> Iterator[Workspace]:
    root = tmp_path / "library"
    root.mkdir()
    (root / "tides.md").write_text(POST, encoding="utf-8")
    workspace = Workspace.open(root, locations)
    workspace.refresh()
    yield workspace
    workspace.close()


def span_of(workspace: Workspace, quote: str) -> Span:
    start = workspace.article("tides.md").rendered.text.index(quote)
    return Span(start, start + len(quote))


@pytest.mark.parametrize("form", exchange.SUFFIXES)
def test_only_the_chosen_annotations_are_exported(workspace: Workspace, tmp_path: Path, form: str) -> None:
    kept, _ = workspace.annotate("tides.md", "cleaned", span_of(workspace, "時計が二つ"))
    workspace.annotate("tides.md", "cleaned", span_of(workspace, "朝の潮"))
    exchange.export_to(workspace, tmp_path / "out", form, ids={kept.id})
    text = (tmp_path / "out").read_text("utf-8")
    assert "時計が二つ" in text and "朝の潮" not in text


@pytest.mark.parametrize("form", exchange.CITATIONS)
def test_a_passage_is_cited_with_its_source(workspace: Workspace, form: str) -> None:
    annotation, _ = workspace.annotate("tides.md", "cleaned", span_of(workspace, "朝の潮"))
    for text in (
        exchange.cite(workspace, form, annotation.id),
        exchange.cite_selection(workspace, form, "tides.md", "cleaned", span_of(workspace, "朝の潮")),
    ):
        assert all(words in text for words in ("朝の潮", "潮見表の読み方", "港の人", "yomikaki://open?post=tides.md"))
    if form == "csl":
        assert json.loads(text)[0]["section"] == "朝"


def test_an_annotation_that_is_gone_cannot_be_cited(workspace: Workspace) -> None:
    with pytest.raises(UnknownAnnotation):
        exchange.cite(workspace, "plain", "gone")
