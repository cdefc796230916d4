"""What stands above an article: title, facts, links that filter, problems in words, and the switch of views."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.model import Article, Problem, View
from reader.ui.faults import problem_sentence
from reader.ui.query_terms import term
from reader.ui.theme import Theme
from reader.ui.words import date_words, hidden_words


class ArticleHeader(QWidget):
    """The facts of one post."""

    view_requested = Signal(str)
    filter_requested = Signal(str)
    """A term of the query language, as `tag:"AI"`."""
    note_requested = Signal()
    """A note on the whole post."""
    rules_toggled = Signal(bool)
    """Whether the list of what is hidden shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.title = self._label(selectable=True)
        self.facts = self._label()
        self.terms = self._label()
        self.terms.setTextFormat(Qt.TextFormat.RichText)
        self.terms.linkActivated.connect(self.filter_requested)
        self.problems = self._label(selectable=True)
        self.views: dict[View, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(5)
        self._column.addWidget(self.title)
        self._column.addWidget(self.facts)
        self._column.addWidget(self.terms)
        self._column.addWidget(self.problems)
        self._column.addLayout(self._switch())

    def show_article(self, article: Article) -> None:
        post = article.post
        self.title.setText(article.cleaned.title or post.title)
        # A post without front matter has its title as the first heading, and nobody wants to read it twice.
        self.title.setHidden(any(h.offset == 0 and h.text == self.title.text() for h in article.rendered.headings[:1]))
        self.title.setToolTip(
            self.tr("Title in the file: {title}").format(title=post.raw_title)
            if post.raw_title and post.raw_title != self.title.text()
            else ""
        )
        minutes = self.tr("%Ln minute(s) to read", None, article.reading_minutes)
        date = date_words(post.date) if post.date else ""
        self.facts.setText(" · ".join(filter(None, (date, post.author, minutes, post.path))))
        self.facts.setToolTip(post.path)
        self.terms.setText(_links("category", post.categories) + _links("tag", post.tags, "#"))
        self.terms.setVisible(bool(post.categories or post.tags))
        problems = list(post.problems)
        if article.rendered.plain_reason:
            problems.append(Problem(article.rendered.plain_reason))
        self.problems.setText("\n".join(f"⚠ {problem_sentence(problem)}" for problem in problems))
        self.problems.setVisible(bool(problems))
        self.views[article.view].setChecked(True)
        hidden = sum(removal.rule != "blank" for removal in article.cleaned.removals)
        self.rules.setText(hidden_words(hidden) if hidden else self.tr("Nothing hidden"))

    def set_theme(self, theme: Theme) -> None:
        font = QFont()
        font.setFamilies(list(theme.families))
        font.setPixelSize(round(theme.size * 1.55))
        font.setWeight(QFont.Weight.Bold)
        self.title.setFont(font)
        font.setPixelSize(max(round(theme.size * 0.78), 12))
        font.setWeight(QFont.Weight.Normal)
        for label in (self.facts, self.terms, self.problems):
            label.setFont(font)
        for label, colour in ((self.facts, theme.dim), (self.problems, theme.removed["repeated"])):
            colours = label.palette()
            # A label on the background of texts takes the colour of texts.
            colours.setColor(QPalette.ColorRole.Text, QColor(colour))
            label.setPalette(colours)

    def set_side_margin(self, side: int) -> None:
        """Stand above the text's left edge."""
        self._column.setContentsMargins(side, 24, side, 8)

    def _switch(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        group = QButtonGroup(self)
        names: Sequence[tuple[View, str, str]] = (
            ("cleaned", self.tr("Cleaned"), self.tr("Every statement once, clutter hidden")),
            ("original", self.tr("Original"), self.tr("The post as it is in the file")),
            ("compared", self.tr("Compared"), self.tr("The post with what is hidden struck through")),
        )
        for view, words, tip in names:
            button = self._button(words, tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, view=view: self.view_requested.emit(view))
            group.addButton(button)
            row.addWidget(button)
            self.views[view] = button
        row.addStretch(1)
        self.rules = self._button("", self.tr("What is hidden in this post, rule by rule"))
        self.rules.setCheckable(True)
        self.rules.clicked.connect(self.rules_toggled)
        row.addWidget(self.rules)
        note = self._button(self.tr("Note on the post"), self.tr("Write a note that belongs to the whole post"))
        note.clicked.connect(self._ask_note)
        row.addWidget(note)
        return row

    @Slot()
    def _ask_note(self) -> None:
        self.note_requested.emit()

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        return button

    def _label(self, *, selectable: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if selectable:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _links(field: str, values: Sequence[str], sign: str = "") -> str:
    """Values as links that filter by them."""
    return "".join(
        f'<a style="text-decoration:none" href="{escape(term(field, value))}">{sign}{escape(value)}</a>&nbsp;&nbsp; '
        for value in values
    )
