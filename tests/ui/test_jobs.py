"""One worker: deeds are all done in order, of questions only the newest is answered."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import LibraryMissing
from reader.ui.faults import Fault
from reader.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.close(lambda: None)


def unexpected(told: Fault) -> None:
    raise AssertionError(told)


def test_jobs_run_in_one_other_thread_and_answer_in_this_one(jobs: Jobs, qtbot: QtBot) -> None:
    workers: list[int] = []
    answers: list[tuple[int, int]] = []
    for number in range(3):
        jobs.run(
            "",
            lambda number=number: (workers.append(threading.get_ident()), number)[1],
            lambda number: answers.append((number, threading.get_ident())),
            unexpected,
        )
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == [(number, threading.get_ident()) for number in range(3)]
    assert len(set(workers)) == 1 and workers[0] != threading.get_ident()


def test_a_newer_question_replaces_the_older_ones(jobs: Jobs, qtbot: QtBot) -> None:
    go, ran, answers = threading.Event(), [], []
    jobs.run("search", lambda: go.wait(5) and ran.append("first"), lambda _: answers.append("first"), unexpected)
    for word in ("second", "third"):
        jobs.run("search", lambda word=word: ran.append(word), lambda _, word=word: answers.append(word), unexpected)
    jobs.run("other", lambda: None, lambda _: answers.append("other"), unexpected)
    go.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["third", "other"]
    assert ran == ["first", "third"], "a question that was overtaken before it began is not even asked"


def test_an_answer_that_is_no_longer_wanted_stays_away(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    jobs.run("show", lambda: None, lambda _: answers.append("show"), unexpected)
    jobs.forget("show")
    jobs.run("", lambda: None, lambda _: answers.append("deed"), unexpected)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["deed"]


def test_a_fault_of_the_environment_is_one_sentence(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[Fault] = []

    def fail() -> None:
        raise LibraryMissing(path="/本")

    jobs.run("", fail, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Fault(str(LibraryMissing(path="/本")))]


def test_a_bug_is_logged_and_told_with_its_traceback(
    jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Fault] = []
    jobs.run("", lambda: 1 // 0, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0].details and "ZeroDivisionError" not in told[0].sentence
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_closing_finishes_the_deeds_and_drops_the_questions(qtbot: QtBot) -> None:
    jobs, go, done = Jobs(), threading.Event(), []
    jobs.run("", lambda: go.wait(5), lambda _: done.append("answer"), unexpected)
    jobs.run("show", lambda: done.append("question"), lambda _: None, unexpected)
    jobs.run("", lambda: done.append("deed"), lambda _: done.append("answer"), unexpected)
    go.set()
    jobs.close(lambda: done.append("closed"))
    qtbot.wait(20)
    assert done == ["deed", "closed"]


def test_a_question_after_closing_goes_unanswered(qtbot: QtBot) -> None:
    jobs, done = Jobs(), []
    jobs.close(lambda: None)
    jobs.run("list", lambda: done.append("question"), done.append, unexpected)
    qtbot.wait(20)
    assert done == []
