"""One annotation in full: its note, colour and tags to be edited, what became of it and what can be done then."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.ui.annotations.difference import marked
from reader.ui.annotations.entries import NEEDY, Entry
from reader.ui.article.note_editor import NoteEditor
from reader.ui.menu_button import MenuButton
from reader.ui.theme import THEMES, Theme
from reader.ui.words import citation_names, date_words

HIGHEST = 200
"""Pixels that a passage may take."""
AROUND = 300
"""Characters of the old text that are shown on each side of a quote."""


class Passage(QTextBrowser):
    """A passage to be read: as high as its text, up to a limit, from where it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_html(self, html: str) -> None:
        self.setHtml(html.replace("\n", "<br>"))

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(min(round(self.document().size().height()) + 4, HIGHEST))


class AnnotationDetail(QWidget):
    """Shows one `Entry` and asks for changes of it."""

    edited = Signal(str, dict)
    """Id, and the changed fields by name."""
    delete_requested = Signal(tuple)
    go_requested = Signal(str)
    """Id of the annotation that should be shown in its post."""
    accept_requested = Signal(tuple)
    """Ids of the annotations whose present places are right."""
    reattach_requested = Signal(object)
    """The `Annotation` for which the person will choose another place."""
    old_text_requested = Signal(str)
    """Id of the annotation whose old surroundings are wanted."""
    cite_requested = Signal(str, str)
    """Form and id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._tags_shown = ""
        self._theme = THEMES["light"]
        self._source = QLabel(self)
        self._source.setTextFormat(Qt.TextFormat.RichText)
        self._source.setWordWrap(True)
        self._source.linkActivated.connect(self._go)
        self.editor = NoteEditor(self)
        self.tags = QLineEdit(self)
        self.tags.setPlaceholderText(self.tr("Tags, separated by commas"))
        self.tags.setAccessibleName(self.tr("Tags"))
        self.tags.editingFinished.connect(self._save_tags)
        self._cite = MenuButton(self.tr("Copy as citation"), self)
        self._cite.set_words(self.tr("Copy as citation"))
        for form, name in citation_names().items():
            self._cite.menu_.addAction(name).setData(form)
        self._cite.menu_.triggered.connect(self._ask_citation)
        self._story = self._build_story()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        facts = QVBoxLayout()
        facts.setContentsMargins(12, 0, 12, 0)
        facts.addWidget(self._source)
        facts.addWidget(self._story)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 10)
        below.addWidget(self.tags, 1)
        below.addWidget(self._cite)
        column.addLayout(facts)
        column.addWidget(self.editor, 1)
        column.addLayout(below)
        self.editor.edited.connect(self.edited)
        self.editor.delete_requested.connect(self.delete_requested)
        self.editor.go_requested.connect(self.go_requested)
        self.show_entry(None)

    def _build_story(self) -> QFrame:
        """What became of the annotation: a sentence, old beside new, and the decisions."""
        story = QFrame(self)
        story.setObjectName("story")
        self._sentence = QLabel(story)
        self._sentence.setWordWrap(True)
        self._then_name, self._now_name = QLabel(self.tr("Then"), story), QLabel(self.tr("Now"), story)
        self._then, self._now = Passage(story), Passage(story)
        texts = self._texts = QGridLayout()
        texts.setColumnStretch(0, 1)
        texts.setHorizontalSpacing(12)
        for place, (name, text) in enumerate(((self._then_name, self._then), (self._now_name, self._now))):
            name.setObjectName("dim")
            texts.addWidget(name, 0, place)
            texts.addWidget(text, 1, place)
        self._accept = QPushButton(self.tr("Accept this place"), story)
        self._accept.setToolTip(self.tr("From now on the highlight belongs to the present text"))
        self._accept.clicked.connect(self._ask_accept)
        self._reattach = QPushButton(self.tr("Choose the place…"), story)
        self._reattach.setToolTip(self.tr("Open a post and select the text that this annotation belongs to"))
        self._reattach.clicked.connect(self._ask_reattach)
        self._around = QPushButton(self.tr("Show the old text"), story)
        self._around.setToolTip(self.tr("What stood around the passage when it was annotated"))
        self._around.clicked.connect(self._ask_old_text)
        buttons = QHBoxLayout()
        for button in (self._accept, self._reattach, self._around):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(story)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._sentence)
        column.addLayout(texts)
        column.addLayout(buttons)
        return story

    def show_entry(self, entry: Entry | None) -> None:
        """Show this one; what was typed for another is saved first."""
        before = self._entry
        same = before is not None and entry is not None and before.annotation.id == entry.annotation.id
        if not same:
            self._save_tags()
        typing = same and self.tags.text() != self._tags_shown
        self._entry = entry
        self.setVisible(entry is not None)
        self.editor.show_annotation(entry.annotation if entry else None)
        if entry is None:
            return
        if not typing:
            self._tags_shown = ", ".join(entry.annotation.tags)
            self.tags.setText(self._tags_shown)
        self._show_source(entry)
        if not same or before is None or before.standing != entry.standing:
            self._show_story(entry)

    def save(self) -> None:
        """Ask for what was typed to be stored."""
        self._save_tags()
        self.editor.save()

    def show_old_text(self, annotation_id: str, text: str | None) -> None:
        """The reading text in which an annotation was made, as the answer to `old_text_requested`."""
        annotation = self._entry.annotation if self._entry else None
        if annotation is None or annotation.id != annotation_id or annotation.selector is None:
            return
        selector = annotation.selector
        if text is None:
            self._around.setText(self.tr("The old text was not kept"))
            self._around.setEnabled(False)
            return
        start, end = selector.start, selector.start + len(selector.quote)
        self._show_quote(text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
        self._around.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.editor.set_theme(theme)
        self.setStyleSheet(
            f"#story {{ background: {theme.base}; border: 1px solid {theme.line}; border-radius: 6px; }}"
            f"#dim {{ color: {theme.dim}; }}"
        )
        if self._entry is not None:
            self._show_source(self._entry)
            self._show_story(self._entry)

    def _show_source(self, entry: Entry) -> None:
        annotation = entry.annotation
        made = self.tr("Annotated on {date}").format(date=date_words(annotation.created.astimezone()))
        title = escape(entry.title)
        if entry.fate != "missing":
            title = f'<a href="#" style="color:{self._theme.link}; text-decoration:none">{title}</a>'
        self._source.setText(f'<b>{title}</b><br><span style="color:{self._theme.dim}">{escape(made)}</span>')

    def _show_story(self, entry: Entry) -> None:
        annotation, standing = entry.annotation, entry.standing
        told = standing is not None and annotation.selector is not None and entry.fate in (*NEEDY, "moved")
        self._story.setVisible(told)
        if standing is None or annotation.selector is None or not told:
            return
        sentences = {
            "changed": self.tr("The text was changed. The highlight is shown at what resembles it."),
            "moved": self.tr("The text now stands at another place of the post."),
            "lost": self.tr("The text is no longer in the post."),
            "missing": self.tr("The file of the post is not there: {path}").format(path=annotation.path),
        }
        self._sentence.setText(sentences[entry.fate])
        changed = entry.fate == "changed"
        for widget in (self._then_name, self._now_name, self._now):
            widget.setVisible(changed)
        self._texts.setColumnStretch(1, int(changed))
        self._accept.setVisible(entry.fate in ("changed", "moved"))
        self._around.setText(self.tr("Show the old text"))
        self._around.setEnabled(True)
        self._around.setVisible(not changed)
        selector = annotation.selector
        if changed:
            old, new = marked(selector.quote, standing.now, self._theme.removed["repeated"], self._theme.inks["green"])
            self._then.show_html(old)
            self._now.show_html(new)
        else:
            self._show_quote(selector.prefix, selector.quote, selector.suffix)

    def _show_quote(self, before: str, quote: str, after: str) -> None:
        theme, colour = self._theme, self._entry.annotation.colour if self._entry else "yellow"
        back = theme.highlights[colour]
        self._then.show_html(
            f'<span style="color:{theme.dim}">…{escape(before)}</span>'
            f'<a name="quote"></a><span style="background-color:{back}">{escape(quote)}</span>'
            f'<span style="color:{theme.dim}">{escape(after)}…</span>'
        )
        self._then.scrollToAnchor("quote")
        bar = self._then.verticalScrollBar()
        bar.setValue(bar.value() - HIGHEST // 3)

    @Slot()
    def _save_tags(self) -> None:
        if self._entry is None or self.tags.text() == self._tags_shown:
            return
        self._tags_shown = self.tags.text()
        tags = split_tags(self._tags_shown)
        if tags != self._entry.annotation.tags:
            self.edited.emit(self._entry.annotation.id, {"tags": tags})

    @Slot()
    def _go(self) -> None:
        if self._entry is not None:
            self.go_requested.emit(self._entry.annotation.id)

    @Slot()
    def _ask_accept(self) -> None:
        if self._entry is not None:
            self.accept_requested.emit((self._entry.annotation.id,))

    @Slot()
    def _ask_reattach(self) -> None:
        if self._entry is not None:
            self.reattach_requested.emit(self._entry.annotation)

    @Slot()
    def _ask_old_text(self) -> None:
        if self._entry is not None:
            self.old_text_requested.emit(self._entry.annotation.id)

    @Slot(QAction)
    def _ask_citation(self, action: QAction) -> None:
        if self._entry is not None:
            self.cite_requested.emit(action.data(), self._entry.annotation.id)


def split_tags(text: str) -> tuple[str, ...]:
    """The tags in what was typed: separated by commas of any script, each once."""
    parts = text.replace("、", ",").replace("，", ",").split(",")
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip().removeprefix("#"))))
