"""The W3C Web Annotation Data Model, as JSON-LD: what it demands of a record, and what of it we understand.

Sections are those of https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from reader.model import COLOURS, STYLES, Annotation, Selector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
POST = "urn:yomikaki:post:"
"""The source of our own records: followed by the path of the post, percent-encoded."""

Json = Any

# RFC 3987 without the parts that no tool checks: a scheme, and no sign that has to be encoded.
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
DIRECTIONS = {"ltr", "rtl", "auto"}
GROUPS = {"Choice", "Composite", "List", "Independents"}
DATES = ("created", "modified", "generated")


class Invalid(Exception):
    """A record that breaks a MUST of the model; the text is half a sentence for the person."""


# --- what the model demands ----------------------------------------------------------------------------------


def validate(record: Json, *, context: bool = True) -> None:
    """Raises Invalid unless the record is a Web Annotation. Inside of a collection it needs no context of its own."""
    if not isinstance(record, dict):
        raise Invalid("it is not an object")
    if (context or "@context" in record) and CONTEXT not in as_list(record.get("@context")):
        raise Invalid("it has no Web Annotation context")
    if "Annotation" not in as_list(record.get("type")):
        raise Invalid("its type is not “Annotation”")
    validate_description(record, "annotation")
    if "bodyValue" in record:
        if "body" in record:
            raise Invalid("it has a body and a bodyValue")
        if not isinstance(record["bodyValue"], str):
            raise Invalid("its bodyValue is not a text")
    if not as_list(record.get("target")):
        raise Invalid("it has no target")
    for body in as_list(record.get("body")):
        validate_resource(body, "body")
    for target in as_list(record["target"]):
        validate_resource(target, "target")
    if "id" in record:
        demand_iri(record["id"], "id")


def validate_resource(resource: Json, name: str) -> None:
    """A body or a target (3.2, 4)."""
    if isinstance(resource, str):
        demand_iri(resource, name)
        return
    if not isinstance(resource, dict):
        raise Invalid(f"its {name} is neither an address nor an object")
    types = as_list(resource.get("type"))
    groups = GROUPS.intersection(kind for kind in types if isinstance(kind, str))
    if len(groups) > 1:
        raise Invalid(f"its {name} is several kinds of group at once")
    if "items" in resource:
        if not groups:
            raise Invalid(f"its {name} has items but does not say what kind of group it is")
        for item in as_list(resource["items"]):
            validate_resource(item, name)
    elif groups:
        raise Invalid(f"its {name} is a group without items")
    if "id" in resource:
        demand_iri(resource["id"], f"{name} id")
    if "TextualBody" in types and not isinstance(resource.get("value"), str):
        raise Invalid(f"its textual {name} has no text, or several")
    if ("SpecificResource" in types or "selector" in resource) and "source" not in resource:
        raise Invalid(f"its {name} names no source")
    for source in as_list(resource.get("source")):
        validate_resource(source, f"source of its {name}")
    validate_description(resource, name)
    for selector in as_list(resource.get("selector")):
        validate_selector(selector)


def validate_description(resource: dict[str, Json], name: str) -> None:
    """What may be said of an annotation and of its bodies and targets alike (3.2.1, 3.3)."""
    for key in DATES:
        if key in resource and not is_date(resource[key]):
            raise Invalid(f"the {key} date of its {name} is not a date")
    for key in ("rights", "via"):
        for value in as_list(resource.get(key)):
            demand_iri(value["id"] if isinstance(value, dict) and "id" in value else value, key)
    if "canonical" in resource:
        demand_iri(resource["canonical"], "canonical")
    for key in ("creator", "generator"):
        if not all(isinstance(agent, str | dict) for agent in as_list(resource.get(key))):
            raise Invalid(f"the {key} of its {name} is neither an address nor an object")
    for key in ("format", "language"):
        if not all(isinstance(value, str) for value in as_list(resource.get(key))):
            raise Invalid(f"the {key} of its {name} is not a text")
    if not isinstance(resource.get("processingLanguage", ""), str):
        raise Invalid(f"its {name} has several processing languages")
    direction = resource.get("textDirection", "auto")
    if not isinstance(direction, str) or direction not in DIRECTIONS:
        raise Invalid(f"the text direction of its {name} is not ltr, rtl or auto")


def validate_selector(selector: Json) -> None:
    """4.2; kinds that the model does not know are allowed."""
    if isinstance(selector, str):
        demand_iri(selector, "selector")
        return
    if not isinstance(selector, dict):
        raise Invalid("its selector is neither an address nor an object")
    match selector.get("type"):
        case "FragmentSelector" | "CssSelector" | "XPathSelector" as kind:
            if not isinstance(selector.get("value"), str):
                raise Invalid(f"its {kind} has no value, or several")
        case "TextQuoteSelector":
            if not isinstance(selector.get("exact"), str):
                raise Invalid("its quote is not a text")
            if not all(isinstance(selector.get(key, ""), str) for key in ("prefix", "suffix")):
                raise Invalid("the context of its quote is not a text")
        case "TextPositionSelector" | "DataPositionSelector" as kind:
            if not all(is_count(selector.get(key)) for key in ("start", "end")):
                raise Invalid(f"the start or the end of its {kind} is not a whole number")
        case "RangeSelector":
            if "startSelector" not in selector or "endSelector" not in selector:
                raise Invalid("its range has no start or no end")
    for refinement in as_list(selector.get("refinedBy")):
        validate_selector(refinement)


def demand_iri(value: Json, name: str) -> None:
    if not isinstance(value, str):
        raise Invalid(f"its {name} is not one address")
    if not IRI.fullmatch(value):
        raise Invalid(f"its {name} “{value[:60]}” is not an address")


def is_date(value: Json) -> bool:
    try:
        return isinstance(value, str) and "T" in value and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def as_list(value: Json) -> list[Json]:
    """One value and a list of values mean the same to JSON-LD; nothing is an empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


# --- what we understand --------------------------------------------------------------------------------------


class Place(NamedTuple):
    """What a target says: the post, and the passage of it if it names one."""

    path: str
    selector: Selector | None


def parse(record: dict[str, Json], now: datetime) -> Annotation:
    """The annotation that a valid record describes; `now` stands in for times that it does not tell."""
    target = as_list(record["target"])[0]
    details = target if isinstance(target, dict) else {}
    created = date(record.get("created")) or now
    return Annotation(
        id=identity(record),
        path=path_of(target),
        selector=selector_of(details),
        view="original" if details.get("yomikaki:view") == "original" else "cleaned",
        colour=next((colour for colour in COLOURS if colour == details.get("yomikaki:colour")), COLOURS[0]),
        style=next((style for style in STYLES if style == details.get("yomikaki:style")), STYLES[0]),
        tags=tuple(dict.fromkeys(body["value"] for body in bodies(record) if is_tag(body))),
        note="\n\n".join(body["value"] for body in bodies(record) if is_note(body)),
        created=created,
        modified=date(record.get("modified")) or created,
    )


def identity(record: dict[str, Json]) -> str:
    """The UUID of a record, or its address; without either one that the same record gets again."""
    if "id" in record:
        return str(record["id"]).removeprefix("urn:uuid:")
    return str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(record, sort_keys=True)))


def address(id_: str) -> str:
    """The address of an annotation, from its id."""
    return id_ if IRI.fullmatch(id_) else f"urn:uuid:{id_}"


def source_of(path: str) -> str:
    """The address of a post of ours."""
    return POST + quote(path)


def path_of(target: Json) -> str:
    """The path of the post that a target is about; the address of what it is about if that is no post of ours."""
    if isinstance(target, dict):
        if isinstance(target.get("yomikaki:path"), str):
            return str(target["yomikaki:path"])
        inner = target.get("source", target.get("id", ""))
        return path_of(as_list(inner)[0] if as_list(inner) else "")
    return unquote(target.removeprefix(POST)) if target.startswith(POST) else str(target)


def selector_of(target: dict[str, Json]) -> Selector | None:
    selectors = list(nested(as_list(target.get("selector"))))
    quotes = (found for found in selectors if found.get("type") == "TextQuoteSelector" and found["exact"])
    found = next(quotes, None)
    if found is None:
        return None
    position: dict[str, Json] = next((one for one in selectors if one.get("type") == "TextPositionSelector"), {})
    text_hash = target.get("yomikaki:text", "")
    return Selector(
        quote=found["exact"],
        prefix=found.get("prefix", ""),
        suffix=found.get("suffix", ""),
        start=position.get("start", 0),
        text_hash=text_hash if isinstance(text_hash, str) else "",
    )


def nested(selectors: list[Json]) -> Iterator[dict[str, Json]]:
    """Selectors and those that refine them."""
    for selector in selectors:
        if isinstance(selector, dict):
            yield selector
            yield from nested(as_list(selector.get("refinedBy")))


def bodies(record: dict[str, Json]) -> list[Json]:
    """The bodies of a record; a bodyValue is one of them (3.2.5)."""
    if "bodyValue" in record:
        return [{"type": "TextualBody", "value": record["bodyValue"], "format": "text/plain"}]
    return as_list(record.get("body"))


def is_tag(body: Json) -> bool:
    return isinstance(body, dict) and body.get("type") == "TextualBody" and body.get("purpose") == "tagging"


def is_note(body: Json) -> bool:
    """Whether a body is a text for people, whatever its purpose, except a tag."""
    return isinstance(body, dict) and body.get("type") == "TextualBody" and body.get("purpose") != "tagging"


def date(value: Json) -> datetime | None:
    """The moment that a record names, UTC where it names no zone."""
    if not is_date(value):
        return None
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
