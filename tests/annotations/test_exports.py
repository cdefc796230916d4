"""Annotations for people and for other programs: Markdown, CSV, HTML and citations."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from annotation_samples import START, make
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.export import citation, html, markdown, readwise
from reader.annotations.export.passage import Link, Passage, read_link, write_link
from reader.annotations.importers import read_readwise
from reader.model import Annotation, Selector

DATE = datetime(2025, 10, 3, tzinfo=UTC)


def passage(annotation: Annotation, title: str = "猫の話", **fields: str) -> Passage:
    return Passage(annotation=annotation, title=title, author="夏目", date=DATE, **fields)


def unresolved(url: str, title: str) -> str:
    return url or title


# --- links ---


@given(st.builds(Link, path=st.text(min_size=1), annotation=st.text(), quote=st.text(max_size=80)))
def test_a_link_leads_to_what_it_was_written_for(link: Link) -> None:
    try:
        "".join(link).encode()
    except UnicodeEncodeError:
        return
    assert read_link(write_link(link)) == link


@pytest.mark.parametrize("address", ["", "https://example.org/?post=a.md", "yomikaki://open", "yomikaki://[", "a.md"])
def test_other_addresses_are_no_links(address: str) -> None:
    assert read_link(address) is None


# --- Markdown ---


def test_a_post_as_markdown() -> None:
    highlight = make(1, note="**memo**", tags=("to read", "猫"))
    assert markdown.export_post([passage(highlight)]) == (
        '---\ntitle: "猫の話"\nauthor: "夏目"\ndate: "2025-10-03"\nsource: "a.md"\ntags: ["to-read", "猫"]\n---\n\n'
        "# 猫の話\n\n"
        "<!-- yomikaki:begin 00000000-0000-0000-0000-000000000001 -->\n"
        "> 名前\n\n**memo**\n\n#to-read #猫 [猫の話]"
        "(yomikaki://open?post=a.md&annotation=00000000-0000-0000-0000-000000000001&quote=%E5%90%8D%E5%89%8D)\n"
        "<!-- yomikaki:end 00000000-0000-0000-0000-000000000001 -->\n"
    )


def test_exporting_the_same_again_changes_nothing() -> None:
    passages = [passage(make(number, note="n")) for number in range(3)]
    text = markdown.export_post(passages)
    assert markdown.export_post(passages, text) == text
    everything = markdown.export_all(passages)
    assert markdown.export_all(passages, everything) == everything


def test_exporting_again_updates_in_place_and_keeps_what_was_written_around() -> None:
    one, two, three = (make(number, note=f"note {number}") for number in (1, 2, 3))
    text = markdown.export_post([passage(one), passage(three)])
    text = text.replace("# 猫の話\n", "# My title\n\nMy preface.\n") + "\nMy last words.\n"
    begin = f"<!-- yomikaki:begin {three.id}"
    text = text.replace(begin, f"Between.\n\n{begin}")
    again = markdown.export_post([passage(replace(one, note="edited")), passage(two)], text)
    assert again.index("My preface.") < again.index("edited") < again.index("note 2") < again.index("Between.")
    assert again.endswith("My last words.\n")
    assert "note 1" not in again
    assert "note 3" not in again
    assert again.count("yomikaki:begin") == again.count("yomikaki:end") == 2


def test_a_first_passage_that_is_new_stands_before_the_others() -> None:
    text = markdown.export_post([passage(make(2, note="second"))])
    again = markdown.export_post([passage(make(1, note="first")), passage(make(2, note="second"))], text)
    assert again.index("# 猫の話") < again.index("first") < again.index("second")


def test_an_export_into_a_file_without_blocks_is_appended() -> None:
    assert markdown.export_post([passage(make(1))], "Mine.").startswith("Mine.\n\n<!-- yomikaki:begin")


def test_all_posts_in_one_file_stand_under_their_headings() -> None:
    passages = [passage(make(1, "a.md"), "One"), passage(make(2, "a.md"), "One"), passage(make(3, "b.md"), "Two")]
    text = markdown.export_all(passages)
    assert text.count("## One\n") == 1
    assert text.index("## One") < text.index("## Two")
    with_new = markdown.export_all([*passages[:2], passage(make(4, "a.md", note="new"), "One"), passages[2]], text)
    assert with_new.index("new") < with_new.index("## Two")


def test_a_quote_is_never_taken_for_a_heading_or_a_list() -> None:
    quote = "# a\n- b\n1. c\n> d\nplain"
    assert markdown.block_quote(quote) == "> \\# a\n> \\- b\n> \\1. c\n> \\> d\n> plain"


def test_the_template_can_be_changed() -> None:
    text = markdown.export_post([passage(make(1), section="Intro")], template="$colour|$section|$unknown|$date")
    assert "yellow|Intro|$unknown|2025-10-03" in text


# --- Readwise ---


def test_csv_in_the_columns_of_readwise() -> None:
    annotations = [make(1, note='say "hi"\nthere', tags=("a b", "c")), make(2, quote=None, note="of the post")]
    rows = list(csv.DictReader(io.StringIO(readwise.export(map(passage, annotations)))))
    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[0]["Highlight"] == "名前"
    assert rows[0]["Note"] == '.a-b .c\nsay "hi"\nthere'
    assert (rows[1]["Highlight"], rows[1]["Note"], rows[1]["Location"]) == ("猫の話", "of the post", "")


def test_our_own_csv_comes_back() -> None:
    annotations = [make(1, note="memo", tags=("x", "y")), make(2, quote=None, note="of the post")]
    back = read_readwise(readwise.export(map(passage, annotations)), "f.csv", START, unresolved)
    assert back.refused == ()
    assert [(a.id, a.path, a.note, a.tags, a.created) for a in back.annotations] == [
        (a.id, a.path, a.note, a.tags, a.created) for a in annotations
    ]
    assert back.annotations[0].selector == Selector("名前", "", "", 8, "")
    assert back.annotations[1].selector is None


def test_an_export_of_readwise_is_read_and_a_bad_row_is_named() -> None:
    text = (
        "\ufeffHighlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at\n"
        "名前,猫,夏目,,.tag memo,pink,more,location,12,2024-05-06 07:08:09+00:00\n"
        " ,猫,,,,,,,,\n"
        "short\n"
    )
    back = read_readwise(text, "f.csv", START, unresolved)
    first, short = back.annotations
    assert (first.path, first.note, first.tags, first.colour) == ("猫", "memo", ("tag", "more"), "pink")
    assert first.created == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (short.selector and short.selector.quote, short.created) == ("short", START)
    assert [(error.details["number"], str(error)) for error in back.refused] == [
        (2, "Record 2 of “f.csv” was not imported: it has no highlight.")
    ]
    assert read_readwise(text, "f.csv", START, unresolved).annotations == back.annotations


def test_a_csv_of_something_else_is_refused() -> None:
    for text in ("", "a,b\n1,2\n"):
        (error,) = read_readwise(text, "f.csv", START, unresolved).refused
        assert "no column “Highlight”" in str(error)


def test_a_field_that_is_too_large_is_named() -> None:
    text = "Highlight\ngood\n" + "x" * 200_000 + "\n"
    back = read_readwise(text, "f.csv", START, unresolved)
    assert len(back.annotations) == 1
    assert "is no CSV" in str(back.refused[0])


# --- HTML ---


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    evil = "<script>alert(1)</script>\" onload='x'"
    page = html.export([passage(make(1, note=evil, tags=(evil,)), title=evil, section=evil)], title=evil)
    tags: list[str] = []
    attributes: set[str] = set()

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            attributes.update(name for name, _ in attrs)

    Collector().feed(page)
    assert "script" not in tags
    assert attributes <= {"charset", "class", "id", "href"}
    assert "名前" in page
    assert "src=" not in page


# --- citations ---


def test_a_passage_as_a_citation() -> None:
    cited = passage(make(1), title="A [b] & c", section="第1章")
    link = cited.link
    assert citation.markdown(cited) == f"> 名前\n>\n> — 夏目, [A \\[b\\] & c]({link}), 2025-10-03, 第1章\n"
    assert citation.plain(cited) == f"“名前” — 夏目, A [b] & c, 2025-10-03, 第1章. {link}\n"
    assert citation.bibtex(cited) == (
        "@online{a,\n  author = {{夏目}},\n  title = {A [b] \\& c},\n  date = {2025-10-03},\n  titleaddon = {第1章},\n"
        f"  annotation = {{名前}},\n  url = {{{link}}}\n}}\n"
    )
    assert json.loads(citation.csl_json(cited)) == [
        {
            "id": "a",
            "type": "post-weblog",
            "title": "A [b] & c",
            "author": [{"literal": "夏目"}],
            "issued": {"date-parts": [[2025, 10, 3]]},
            "section": "第1章",
            "note": "名前",
            "URL": link,
        }
    ]


def test_a_citation_of_a_post_without_facts() -> None:
    bare = Passage(annotation=make(1, "猫.md", quote=None), title="T")
    assert citation.markdown(bare) == f"[T]({bare.link})\n"
    assert citation.plain(bare) == f"T. {bare.link}\n"
    assert citation.bibtex(bare) == f"@online{{post,\n  title = {{T}},\n  url = {{{bare.link}}}\n}}\n"
    assert json.loads(citation.csl_json(bare))[0]["id"] == "post"
