"""Annotations as JSON-LD in the W3C Web Annotation Data Model; keys of our own start with `yomikaki:`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from reader.annotations.web_annotation import (
    CONTEXT,
    Invalid,
    address,
    as_list,
    bodies,
    is_note,
    is_tag,
    parse,
    source_of,
    validate,
)
from reader.model import Annotation

Json = Any


def export(annotations: Iterable[Annotation]) -> str:
    """An AnnotationCollection with all annotations embedded. The same annotations give the same bytes."""
    return dump(collection([record(annotation) for annotation in annotations]))


def collection(items: list[dict[str, Json]]) -> dict[str, Json]:
    return {
        "@context": CONTEXT,
        "id": "urn:yomikaki:annotations",
        "type": "AnnotationCollection",
        "label": "Yomikaki",
        "total": len(items),
        "first": {"id": "urn:yomikaki:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def dump(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def record(annotation: Annotation) -> dict[str, Json]:
    """One annotation. What an imported one had beyond our fields is still there, what was edited since is new."""
    original = imported(annotation)
    if original is None:
        return fresh(annotation)
    known = parse(original, annotation.created)
    changed = {"@context": CONTEXT, **original}
    if annotation.modified != known.modified:
        changed["modified"] = annotation.modified.isoformat()
    if (annotation.note, annotation.tags) != (known.note, known.tags):
        changed.pop("bodyValue", None)
        changed["body"] = [
            *(body for body in bodies(original) if not (is_note(body) or is_tag(body))),
            *our_bodies(annotation),
        ]
    targets = as_list(original["target"])
    target = overlaid(targets[0], annotation, known)
    if target != targets[0]:
        changed["target"] = [target, *targets[1:]] if len(targets) > 1 else target
    return changed


def imported(annotation: Annotation) -> dict[str, Json] | None:
    """The record that an annotation was imported from; None if it was made here or the record was damaged since."""
    try:
        original = json.loads(annotation.extra)
        validate(original, context=False)
    except (ValueError, Invalid):
        return None
    return dict(original)


def fresh(annotation: Annotation) -> dict[str, Json]:
    """An annotation that was made here."""
    bodies_of_it = our_bodies(annotation)
    source = source_of(annotation.path)
    return {
        "@context": CONTEXT,
        "id": address(annotation.id),
        "type": "Annotation",
        "motivation": "commenting" if annotation.note else "highlighting" if annotation.selector else "tagging",
        "created": annotation.created.isoformat(),
        "modified": annotation.modified.isoformat(),
        # The model has no place for an empty list of bodies.
        **({"body": bodies_of_it} if bodies_of_it else {}),
        "target": {
            **(
                {"type": "SpecificResource", "source": source}
                if annotation.selector
                else {"id": source, "type": "Text"}
            ),
            "yomikaki:path": annotation.path,
            "yomikaki:view": annotation.view,
            **our_style(annotation),
            **our_selectors(annotation),
        },
    }


def overlaid(target: Json, annotation: Annotation, known: Annotation) -> Json:
    """The target of an imported record with what has changed since."""
    news: dict[str, Json] = {}
    if annotation.path != known.path:
        news["yomikaki:path"] = annotation.path
    if annotation.view != known.view:
        news["yomikaki:view"] = annotation.view
    if (annotation.colour, annotation.style) != (known.colour, known.style):
        news |= our_style(annotation)
    if annotation.selector != known.selector:
        news |= our_selectors(annotation)
    if not news:
        return target
    return {**(target if isinstance(target, dict) else {"type": "SpecificResource", "source": target}), **news}


def our_bodies(annotation: Annotation) -> list[Json]:
    note = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": annotation.note}
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags]
    return [note, *tags] if annotation.note else tags


def our_style(annotation: Annotation) -> dict[str, Json]:
    # The model's own styleClass demands a style sheet, which a highlighter's colour is not.
    return {"yomikaki:colour": annotation.colour, "yomikaki:style": annotation.style}


def our_selectors(annotation: Annotation) -> dict[str, Json]:
    selector = annotation.selector
    if selector is None:
        return {}
    return {
        "yomikaki:text": selector.text_hash,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": selector.quote,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.start + len(selector.quote)},
        ],
    }
