"""The frozen values that the parts of the program exchange. Nothing here reads, writes or draws.

Coordinates: a `Span` is half-open and counts Unicode code points of a text that its field names:
*body* (the file after its front matter, as read), *cleaned* (the Markdown that the cleaner gives) or
*reading text* (the plain text of an article as it is shown).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

View = Literal["cleaned", "original", "compared"]
"""The three ways an article is shown; each has a reading text of its own."""

Colour = Literal["yellow", "green", "blue", "pink", "purple"]
Style = Literal["highlight", "underline"]
COLOURS: tuple[Colour, ...] = ("yellow", "green", "blue", "pink", "purple")
STYLES: tuple[Style, ...] = ("highlight", "underline")


class Span(NamedTuple):
    """Half-open range of code points in a named text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a post that the person should know: `kind` is a key of `errors.PROBLEMS`."""

    kind: str
    line: int | None = None
    detail: str = ""


# --- posts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One file of the library, as read. `path` is relative to the library, with `/`, and is its identity."""

    path: str
    title: str
    """The best title that front matter, first heading, first line or file name give; not yet repaired."""
    raw_title: str = ""
    """The title as the front matter has it, '' without one."""
    date: datetime | None = None
    """Always with a zone (UTC where the post names none)."""
    date_source: Literal["front matter", "file name", "file time", ""] = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    excerpt: str = ""
    image: str = ""
    front_matter: str = ""
    """The text between the fences, as written."""
    body: str = ""
    body_line: int = 1
    """The line of the file, counted from 1, on which the body starts."""
    content_hash: str = ""
    """Of the file's bytes: recognises a post that was moved or renamed."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSummary:
    """What lists, filters and sorting need of a post; cheap enough to hold 100,000 of them."""

    path: str
    title: str
    raw_title: str
    date: datetime | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    author: str
    excerpt: str
    """From the cleaned text; at most 200 characters."""
    reading_minutes: int
    characters: int
    """Length of the cleaned reading text."""
    repeated: float
    """Share of the body's characters that the cleaner removed as repetition, 0 to 1."""
    content_hash: str
    problems: tuple[Problem, ...] = ()


# --- cleaning ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the body that the cleaned article leaves out."""

    span: Span
    """In the body."""
    rule: str
    duplicate_of: Span | None = None
    """In the body: the stretch that stays and says the same."""


@dataclass(frozen=True, slots=True)
class Join:
    """A seam that was closed: the text before and the text after a removal run on without a break."""

    offset: int
    """In the cleaned text: where the two halves meet."""
    before: int
    """In the body: where the first half ends."""
    after: int
    """In the body: where the second half starts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the cleaned text about which the reader is told something; the text itself stays as it is."""

    span: Span
    """In the cleaned text."""
    kind: Literal["cut", "injected"]
    """`cut`: the sentence ends in the middle and is never completed; `injected`: probably put in by a script."""
    original: str = ""
    """For `injected`: the words that probably stood there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedArticle:
    """`kept` and `removals` tile the body; `text` is the kept stretches in reading order, byte for byte."""

    title: str
    text: str
    kept: tuple[Span, ...]
    """In the body, in reading order: `text == ''.join(body[s.start:s.end] for s in kept)`."""
    removals: tuple[Removal, ...] = ()
    """In order of the body, disjoint."""
    joins: tuple[Join, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesOff:
    """The cleaning rules that the person switched off, by name."""

    library: frozenset[str] = frozenset()
    """In the whole library."""
    posts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For single posts besides."""

    def of(self, path: str) -> frozenset[str]:
        """All that are off for one post."""
        return self.library | self.posts.get(path, frozenset())


# --- rendering -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article: `level` 2 to 6, `offset` in the reading text, `anchor` the name to scroll to."""

    level: int
    text: str
    offset: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An article ready to be shown: HTML in the subset that a QTextDocument understands, and its plain text.

    `text` is the *reading text*: what the view shows of the article, block by block separated by a line feed, an
    image as U+FFFC. Highlights, search and reading places all count in it.
    """

    html: str
    text: str
    insertions: tuple[Span, ...] = ()
    """Stretches of the *document's* text (code points) that are no part of the reading text: quiet lines in the
    place of removals, and removed passages that were opened. Leaving them out gives `text`."""
    headings: tuple[Heading, ...] = ()
    marks: tuple[tuple[Span, Mark], ...] = ()
    """Each mark with its span in the reading text."""
    folds: tuple[tuple[int, ...], ...] = ()
    """For each quiet line the indexes of the removals that it stands for."""
    removed: tuple[Span | None, ...] = ()
    """For each removal of the article where it is on the screen, in the *document's* text: the passage itself, or the
    quiet line that stands for it; None if nothing does."""
    stays: tuple[tuple[Span, ...], ...] = ()
    """For each removal the stretches of the reading text that say the same; empty where it is no repetition."""
    plain_reason: str = ""
    """Key of `errors.PROBLEMS` if the post was too much for layout and is shown as plain text."""


# --- annotations ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a quote stands in a text: W3C TextQuoteSelector and TextPositionSelector in one."""

    quote: str
    prefix: str
    suffix: str
    start: int
    """Code points into the text whose hash is `text_hash`."""
    text_hash: str


MatchKind = Literal["exact", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a selector was found. `score` is 1.0 for an unchanged quote, less for a changed one."""

    start: int
    end: int
    kind: MatchKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A highlight (with a selector) or a note on a whole post (without); either may carry Markdown in `note`."""

    id: str
    """A UUID; an imported annotation may have an address of the web for its id."""
    path: str
    selector: Selector | None
    view: Literal["cleaned", "original"] = "cleaned"
    """Whose reading text the selector counts in."""
    colour: Colour = "yellow"
    style: Style = "highlight"
    tags: tuple[str, ...] = ()
    note: str = ""
    created: datetime
    modified: datetime
    extra: str = ""
    """JSON of what an imported annotation had beyond these fields, so that exporting it loses nothing."""


@dataclass(frozen=True, slots=True)
class Placement:
    """An annotation and where it stands in the text on the screen; `match` is None when it lost its place."""

    annotation: Annotation
    match: Match | None


Fate = Literal["exact", "moved", "changed", "lost", "missing"]
"""What became of an annotation; `missing`: the file of its post is not there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of an annotation in its own view of its post; `now` is the text at its place, '' without one."""

    annotation: Annotation
    fate: Fate
    now: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the person did with a post."""

    read: bool = False
    starred: bool = False
    place: int = 0
    """Where reading stopped: an offset in the reading text of the cleaned view."""
    highlights: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One post, ready for the screen in one view, with the person's annotations placed in its reading text."""

    post: Post
    cleaned: CleanedArticle
    view: View
    rendered: Rendered
    placements: tuple[Placement, ...] = ()
    """In order of the reading text; those that lost their place come last."""
    reading_minutes: int = 1


# --- search --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the search index learns of a post. `text` is the reading text of the cleaned view."""

    path: str
    title: str
    raw_title: str = ""
    text: str = ""
    excerpt: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    author: str = ""
    date: datetime | None = None
    stamp: str = ""
    """Whatever tells the importer that the post changed since it was indexed; given back by `Index.stamps`."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage around matches: `marks` are spans of `text`; `offset` is where it starts in the field's text."""

    text: str
    marks: tuple[Span, ...]
    field: str = "text"
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One result: a post, or an annotation of it when `annotation_id` is set."""

    path: str
    score: float
    snippet: Snippet
    title_marks: tuple[Span, ...] = ()
    """Spans of the title."""
    annotation_id: str = ""
    tier: Literal["exact", "folded"] = "exact"
    """`folded`: only with hiragana and katakana as one and ー as nothing; such hits come after all exact ones."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the results fall under each value; months as `YYYY-MM`."""

    categories: Mapping[str, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to a query. `total` counts the exact tier, however many `hits` were asked for."""

    query: str
    hits: tuple[SearchHit, ...]
    total: int
    tier: Literal["exact", "folded"] = "exact"
    """`folded`: nothing matched exactly, these match with kana and long-vowel marks folded."""
    understood: str = ""
    """How the query was read, in words of the query language."""
    literal: bool = False
    """True when the query was malformed and was taken literally."""
    suggestions: tuple[str, ...] = ()
    facets: Facets = Facets()
    seconds: float = 0.0


# --- what happened -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is: `stage` is `scan`, `read`, `index` or `locate`; `total` 0 means not known yet."""

    stage: str
    done: int
    total: int
    detail: str = ""
    written: int = 0
    """Of an import: how many posts can be listed and found already."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, so that each view can tell whether it is touched."""

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old path to new path."""
    annotated: frozenset[str] = frozenset()
    """Posts whose annotations changed."""
    problems: Mapping[str, Problem] = field(default_factory=dict)
    """By path: folders, links and files that an import passed over."""
    status: frozenset[str] = frozenset()
    """Posts whose read state, star or place changed."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.moved or self.annotated or self.status)
