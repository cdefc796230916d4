"""JSON-LD out and in: nothing is lost on the way, and what breaks the W3C model is refused with a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from annotation_samples import START, make
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.export import jsonld
from reader.annotations.importers import Imported, read_jsonld
from reader.annotations.library import LibraryStore
from reader.annotations.store import Store
from reader.annotations.web_annotation import CONTEXT
from reader.model import COLOURS, STYLES, Annotation, Selector

NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def imported(*records: Any) -> Imported:
    return read_jsonld(json.dumps(list(records)), "file.jsonld", NOW)


def foreign(**fields: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "target": {
            "source": "http://example.org/page",
            "selector": {"type": "TextQuoteSelector", "exact": "quote", "prefix": "a ", "suffix": " b"},
        },
        **fields,
    }


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
annotations = st.builds(
    Annotation,
    id=st.uuids().map(str),
    path=texts.filter(bool),
    selector=st.none()
    | st.builds(
        Selector,
        quote=texts.filter(bool),
        prefix=texts,
        suffix=texts,
        start=st.integers(0, 10**6),
        text_hash=st.text("0123456789abcdef", max_size=40),
    ),
    view=st.sampled_from(("cleaned", "original")),
    colour=st.sampled_from(COLOURS),
    style=st.sampled_from(STYLES),
    tags=st.lists(texts, unique=True, max_size=3).map(tuple),
    note=texts,
    created=moments,
    modified=moments,
)


@given(st.lists(annotations, max_size=4))
def test_export_then_import_gives_the_same_annotations(values: list[Annotation]) -> None:
    text = jsonld.export(values)
    back = read_jsonld(text, "file.jsonld", NOW)
    assert back.refused == ()
    assert back.annotations == tuple(values)
    assert jsonld.export(back.annotations) == text


def test_what_a_foreign_record_has_beyond_our_fields_survives() -> None:
    record = foreign(
        creator={"id": "http://example.org/me", "type": "Person", "name": "A"},
        body=[
            {"type": "TextualBody", "purpose": "tagging", "value": "love"},
            {"type": "TextualBody", "value": "a note", "format": "text/plain", "language": "en"},
            {"type": "SpecificResource", "purpose": "describing", "source": "http://example.org/sound"},
        ],
        somethingNew={"deep": [1, 2, {"three": None}]},
    )
    (annotation,) = imported(record).annotations
    assert annotation.selector == Selector("quote", "a ", " b", 0, "")
    assert (annotation.note, annotation.tags) == ("a note", ("love",))
    assert annotation.path == "http://example.org/page"
    assert jsonld.record(annotation) == record


def test_an_edited_foreign_record_changes_only_where_it_was_edited() -> None:
    record = foreign(bodyValue="before", rights="http://example.org/licence", modified="2020-01-01T00:00:00Z")
    (annotation,) = imported(record).annotations
    edited = jsonld.record(
        replace(annotation, note="after", tags=("t",), colour="blue", path="a.md", modified=NOW, view="original")
    )
    assert edited["rights"] == "http://example.org/licence"
    assert "bodyValue" not in edited
    assert [body["value"] for body in edited["body"]] == ["after", "t"]
    assert edited["target"]["selector"] == record["target"]["selector"]
    (again,) = imported(edited).annotations
    assert (again.note, again.tags, again.colour, again.path, again.modified, again.view) == (
        "after",
        ("t",),
        "blue",
        "a.md",
        NOW,
        "original",
    )


def test_a_foreign_record_that_was_given_a_new_place_tells_it() -> None:
    (annotation,) = imported(foreign(target=["http://example.org/page", "http://example.org/other"])).annotations
    assert annotation.selector is None
    moved = jsonld.record(replace(annotation, selector=Selector("q", "", "", 3, "hash")))
    assert moved["target"][1] == "http://example.org/other"
    (again,) = imported(moved).annotations
    assert again.selector == Selector("q", "", "", 3, "hash")


def test_a_selector_may_be_refined_by_a_quote() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "q"}
    selector = {"type": "FragmentSelector", "value": "section", "refinedBy": quote}
    (annotation,) = imported(foreign(target={"source": "http://example.org/p", "selector": selector})).annotations
    assert annotation.selector == Selector("q", "", "", 0, "")


def test_a_record_without_an_id_gets_the_same_one_each_time() -> None:
    record = foreign()
    del record["id"]
    assert imported(record).annotations == imported(record).annotations


def test_the_address_of_a_foreign_post_can_be_resolved() -> None:
    result = read_jsonld(json.dumps(foreign()), "f", NOW, resolve={"http://example.org/page": "a.md"}.__getitem__)
    (annotation,) = result.annotations
    assert annotation.path == "a.md"
    assert jsonld.record(annotation)["target"]["source"] == "http://example.org/page"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"@context": "fish"}, "no Web Annotation context"),
        ({"id": "not an address"}, "is not an address"),
        ({"id": ["http://e.org/1", "http://e.org/2"]}, "its id is not one address"),
        ({"type": "Squirrel"}, "type is not"),
        ({"target": None}, "no target"),
        ({"target": 9}, "target is neither"),
        ({"target": "posts/a.md"}, "is not an address"),
        ({"target": {"type": "SpecificResource"}}, "names no source"),
        ({"target": {"source": "http://e.org/", "selector": {"type": "FragmentSelector"}}}, "has no value"),
        ({"target": {"source": "http://e.org/", "selector": 4}}, "selector is neither"),
        ({"target": {"source": "http://e.org/", "selector": {"type": "TextQuoteSelector"}}}, "quote is not a text"),
        (
            {
                "target": {
                    "source": "http://e.org/",
                    "selector": {"type": "TextQuoteSelector", "exact": "a", "prefix": 1},
                }
            },
            "context of its quote",
        ),
        (
            {
                "target": {
                    "source": "http://e.org/",
                    "selector": {"type": "TextPositionSelector", "start": -1, "end": 2},
                }
            },
            "not a whole number",
        ),
        ({"target": {"source": "http://e.org/", "selector": {"type": "RangeSelector"}}}, "range has no start"),
        ({"body": "this is not an address"}, "is not an address"),
        ({"body": {"id": "nor this"}}, "is not an address"),
        ({"body": {"id": "http://e.org/", "format": 6}}, "format of its body"),
        ({"body": {"id": "http://e.org/", "language": 3}}, "language of its body"),
        ({"body": {"id": "http://e.org/", "textDirection": "squirrel"}}, "text direction"),
        ({"body": {"id": "http://e.org/", "processingLanguage": ["en", "de"]}}, "processing languages"),
        ({"body": {"type": "TextualBody"}}, "has no text"),
        ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "has no text, or several"),
        ({"body": {"type": ["Choice", "List"], "items": ["http://e.org/"]}}, "several kinds of group"),
        ({"body": {"type": "Choice"}}, "group without items"),
        ({"body": {"items": ["http://e.org/"]}}, "what kind of group"),
        ({"body": "http://e.org/", "bodyValue": "x"}, "a body and a bodyValue"),
        ({"bodyValue": 23}, "bodyValue is not a text"),
        ({"creator": 6}, "creator of its annotation"),
        ({"generator": 42}, "generator of its annotation"),
        ({"created": "yesterday"}, "created date"),
        ({"modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]}, "modified date"),
        ({"generated": "2015-01-28"}, "generated date"),
        ({"rights": "free"}, "rights “free”"),
        ({"via": "here"}, "via “here”"),
        ({"canonical": "one"}, "canonical “one”"),
    ],
)
def test_a_record_that_breaks_the_model_is_refused_with_its_reason(change: dict[str, Any], reason: str) -> None:
    result = imported(foreign(), foreign(**change), foreign(id="http://example.org/anno3"))
    assert len(result.annotations) == 2
    (refused,) = result.refused
    assert refused.details["number"] == 2
    assert reason in str(refused)


@pytest.mark.parametrize("text", ["this is not json", '{"a": 1,}', "[" * 100_000, ""])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    result = read_jsonld(text, "file.jsonld", NOW)
    assert result.annotations == ()
    assert "the file is not JSON" in str(result.refused[0])


@pytest.mark.parametrize("value", [None, 1, "text", [], [None], [[]], {}])
def test_json_that_is_no_annotation_is_refused(value: Any) -> None:
    result = read_jsonld(json.dumps(value), "file.jsonld", NOW)
    assert result.annotations == ()
    assert bool(result.refused) is (value != [])


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "id", "target", "body", "selector", "source", "exact", "value"]) | texts,
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_import_fail(value: Any) -> None:
    for record in (
        value,
        foreign(target=value),
        foreign(body=value),
        foreign(target={"source": "a:b", "selector": value}),
    ):
        result = imported(record)
        assert len(result.annotations) + len(result.refused) == 1
        for annotation in result.annotations:
            jsonld.export([annotation])


def test_collections_and_pages_are_read_with_the_context_of_the_whole() -> None:
    record = foreign()
    del record["@context"]
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": [record]}
    collection = {"@context": CONTEXT, "type": "AnnotationCollection", "first": page}
    elsewhere = {"@context": CONTEXT, "type": "AnnotationCollection", "first": "http://example.org/page1"}
    for document, count in ((page, 1), (collection, 1), (elsewhere, 0)):
        assert len(read_jsonld(json.dumps(document), "f", NOW).annotations) == count


def test_a_second_import_changes_nothing(library: LibraryStore) -> None:
    first = imported(foreign(), foreign(id="http://example.org/2", bodyValue="x")).annotations
    assert library.merge(first)
    assert not library.merge(first)
    assert set(library.annotations()) == set(first)
    assert library.can_undo() == "import"
    library.undo()
    assert library.annotations() == ()


def test_an_import_does_not_undo_a_later_edit(library: LibraryStore) -> None:
    old = make(1, note="old")
    library.merge([replace(old, note="edited", modified=NOW)])
    assert not library.merge([old])
    assert library.merge([replace(old, note="newest", modified=NOW.replace(year=2030))])
    assert library.annotations()[0].note == "newest"


def test_from_one_store_into_another_the_export_stays_byte_for_byte(
    store: Store, library: LibraryStore, tmp_path: Any
) -> None:
    library.add(make(1, tags=("a b", "重要"), note="**note**", colour="purple", style="underline"))
    library.add(make(2, "other/猫 と 犬.md", quote=None, note="of the post"))
    library.merge(imported(foreign(creator="http://example.org/me")).annotations)
    text = jsonld.export(library.annotations())
    other = store.library(tmp_path / "other")
    other.merge(read_jsonld(text, "f", NOW).annotations)
    assert jsonld.export(other.annotations()) == text
    assert START.isoformat() in text
