"""The W3C's own suite: `YOMIKAKI_W3C=folder python tests/benchmarks/annotations_w3c.py`.

The folder is that of https://github.com/w3c/web-annotation-tests with `annotations`, `collections`, `definitions` and
`samples`. Every MUST is checked on exports of ours; the correct samples have to come back as they were, the incorrect
ones have to be refused, also when only their syntax has been repaired.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from reader.annotations.export import jsonld
from reader.annotations.importers import read_jsonld
from reader.model import Annotation, Selector

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def ours() -> list[Annotation]:
    """Annotations with everything they can have, and with nothing."""
    selector = Selector("名前", "吾輩は猫である。", "はまだ無い。", 8, "a1b2")
    common: dict[str, Any] = {"created": NOW, "modified": NOW}
    return [
        Annotation(id="00000000-0000-4000-8000-000000000001", path="a.md", selector=selector, **common),
        Annotation(id="00000000-0000-4000-8000-000000000002", path="猫 と/犬#?.md", selector=None, note="n", **common),
        Annotation(id="00000000-0000-4000-8000-000000000003", path="C:\\b|c.md", selector=None, tags=("t",), **common),
        Annotation(
            id="00000000-0000-4000-8000-000000000004",
            path="a.md",
            selector=selector,
            view="original",
            colour="purple",
            style="underline",
            note="**Markdown**",
            tags=("重要", "to read"),
            **common,
        ),
    ]


def failures(suite: Path, test: str, record: Any) -> Iterator[str]:
    """The assertions of a test that a record breaks."""
    resources = (
        (file.name, Resource.from_contents(json.loads(file.read_text()), default_specification=DRAFT4))
        for file in (suite / "definitions").glob("*.json")
    )
    registry: Registry[Any] = Registry().with_resources(resources)
    for name in json.loads((suite / test).read_text())["assertions"]:
        schema = json.loads((suite / name).read_text())
        valid = Draft4Validator(schema, registry=registry, format_checker=FormatChecker()).is_valid(record)
        if valid != (schema.get("expectedResult", "valid") == "valid"):
            yield name


def main(suite: Path) -> int:
    broken = 0
    records = [jsonld.record(annotation) for annotation in ours()]
    for test, documents in (
        ("annotations/annotationMusts.test", records),
        ("collections/collectionMusts.test", [json.loads(jsonld.export(ours()))]),
    ):
        for document in documents:
            for failure in failures(suite, test, document):
                broken += 1
                print(f"{test}: {failure}")
    for file in sorted((suite / "samples" / "correct").glob("anno*.json")):
        text = file.read_text(encoding="utf-8")
        imported = read_jsonld(text, file.name, NOW)
        if [jsonld.record(annotation) for annotation in imported.annotations] != [json.loads(text)]:
            broken += 1
            print(f"{file.name} does not come back: {imported.refused}")
    for file in sorted((suite / "samples" / "incorrect").glob("*.json")):
        text = file.read_text(encoding="utf-8")
        # Most of them are no JSON either, for a comma too many.
        for attempt in (text, re.sub(r",(\s*})", r"\1", text)):
            if not read_jsonld(attempt, file.name, NOW).refused:
                broken += 1
                print(f"{file.name} was accepted")
    print(f"{broken} things wrong")
    return int(bool(broken))


if __name__ == "__main__":
    folder = Path(os.environ.get("YOMIKAKI_W3C", ""))
    if not (folder / "definitions").is_dir():
        print("No suite: set YOMIKAKI_W3C to a folder with the W3C's web-annotation-tests.")
        sys.exit(2)
    sys.exit(main(folder))
