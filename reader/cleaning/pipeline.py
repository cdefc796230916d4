"""The rules in order, and the one function that applies them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.cleaning.assemble import assemble
from reader.cleaning.draft import Cut, Draft
from reader.cleaning.marks import marks
from reader.cleaning.phrases import TITLE_KEY
from reader.cleaning.rules import boilerplate, headings, late, markers, order, repetition, site, talk, title, variants
from reader.cleaning.source import Source
from reader.cleaning.spans import subtract
from reader.cleaning.units import read_units, unfold
from reader.model import CleanedArticle, Post, Span

Finder = Callable[[Source], Iterable[Cut]]
Step = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of clutter. `find` looks at the body for what is no article text, `step` at the article's units."""

    name: str
    title: str
    find: Finder | None = None
    step: Step | None = None
    sign: bool = False
    """Whether what it finds shows that a generator wrote the post."""
    article: bool = False
    """Whether what it removes is article text, which then stands elsewhere in the article."""


RULES: tuple[Rule, ...] = (
    Rule("marker", "Marks at which the generator ended a round", find=markers.find_markers, sign=True),
    Rule("stray-sign", "Emphasis and heading signs on lines of their own", find=markers.find_stray_signs),
    Rule("prompt", "Prompts that came back in the text", find=talk.find_prompts, sign=True),
    Rule("acknowledgement", "The generator accepting its task", find=talk.find_acknowledgements, sign=True),
    Rule("apology", "The generator apologising", find=talk.find_apologies, sign=True),
    Rule("agent-talk", "The generator talking to itself", find=talk.find_agent_talk, sign=True),
    Rule("furniture", "Boxes of the site: related posts, books, offers", find=site.find_furniture),
    Rule("engine-syntax", "Lines that only the blog engine understands", find=site.find_engine_syntax),
    Rule("conflict-mark", "Marks of a git conflict", find=site.find_conflict_marks),
    Rule("title-echo", "The title once more at the start of the text", step=title.title_echo),
    Rule("seam", "Cut sentences joined with what continues them", step=late.closed, article=True),
    Rule("repeated", "Sentences that stand in the text before", step=repetition.repeated, article=True),
    Rule(
        "cut-copy", "Cut-off copies of sentences that stand in full elsewhere", step=variants.cut_copies, article=True
    ),
    Rule("reworded", "Sentences that stand elsewhere in almost the same words", step=variants.reworded, article=True),
    Rule(
        "repeated-short",
        "Short sentences repeated along with a neighbour",
        step=repetition.repeated_short,
        article=True,
    ),
    Rule("order", "Additions to a repeated passage, moved to where it stands first", step=order.woven, article=True),
    Rule("boilerplate", "What stands in many posts of the library", step=boilerplate.left_out),
    Rule("seam-line", "Rule lines left over at a seam", step=headings.seam_lines),
    Rule("empty-heading", "Headings with nothing left below them", step=headings.empty_headings),
)

_WIDE_GAP = re.compile(r"\n[ \t]*\n[ \t]*\n\s*")
"""Two blank lines in a row: what is left of a seam where an editor took out the marker."""


def clean(post: Post, *, off: frozenset[str] = frozenset(), common: frozenset[int] = frozenset()) -> CleanedArticle:
    """The article of `post`: every distinct statement once, nothing added; the rules named in `off` are left out.

    `common` are the fingerprints of what stands in many posts of its library; those that `post` has not do not matter.
    """
    source = Source(post.body, post.raw_title, common)
    if not post.raw_title and not TITLE_KEY.search(post.front_matter):
        off |= {"title-echo"}  # the title is what the text begins with: there it is no echo
    cuts: list[Cut] = []
    for rule in RULES:
        if rule.find and rule.name not in off:
            cuts += _outside(rule.find(source), cuts)
            cuts.sort()
    seams = sorted([cut.span.end for cut in cuts if cut.seam] + [gap.end() for gap in _WIDE_GAP.finditer(post.body)])
    units = read_units(source, [cut.span for cut in cuts], seams)
    plain = title.plain_title(source.title)
    signs = {rule.name for rule in RULES if rule.sign}
    generated = any(cut.rule in signs for cut in cuts) or repetition.is_generated(units)
    if generated:
        units = unfold(source, units, title.known_forms(plain, units))
    draft = Draft(source, units, plain, tuple(cuts), generated=generated)
    for rule in RULES:
        if rule.step and rule.name not in off:
            draft = rule.step(draft)
    result = assemble(draft)
    text = "".join(post.body[start:end] for start, end in result.kept)
    return CleanedArticle(
        title=draft.title or title.plain_title(post.title),
        text=text,
        kept=result.kept,
        removals=result.removals,
        joins=result.joins,
        marks=tuple(sorted(marks(draft, text, result.kept), key=lambda mark: mark.span)),
    )


def _outside(found: Iterable[Cut], cuts: list[Cut]) -> list[Cut]:
    """What `found` cuts beyond `cuts` (sorted, disjoint)."""
    holes = [cut.span for cut in cuts]
    return [cut._replace(span=Span(*span)) for cut in found for span in subtract(cut.span, holes)]
