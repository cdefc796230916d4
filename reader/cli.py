"""The command line: `yomikaki [FOLDER]` opens the window, a verb does the same work without one.

Results go to stdout, progress to stderr. Exit codes: 0 done, 1 nothing found or problems reported, 2 wrong usage or
unreadable input, told in one sentence.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from reader import __version__
from reader.errors import ReaderError, WrongUsage
from reader.locations import Locations, locate

VERBS = ("clean", "index", "search", "annotations", "doctor", "backup", "restore")
DONE, NOTHING, WRONG = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (default: those of the process) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_print(stream)
    try:
        everywhere, rest = _options_of_every_verb().parse_known_args(words)
        locations = locate(everywhere.data, portable=everywhere.portable)
        if rest and rest[0] in VERBS:
            return _verb(rest, locations)
        return _window(rest, locations)
    except ReaderError as error:
        print(f"yomikaki: {error}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        print("yomikaki: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output left (as in “yomikaki search … | head”); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _never_fail_to_print(stream: TextIO) -> None:
    # Names of files need not be valid text, and a Windows console need not know Japanese.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(detail=f"{message}; “{self.prog} --help” shows the usage.")


def _options_of_every_verb() -> _Parser:
    parser = _Parser(prog="yomikaki", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep annotations, settings and cache in DIR")
    parser.add_argument("--portable", action="store_true", help="keep everything in “data” beside the program")
    return parser


def _window(words: list[str], locations: Locations) -> int:
    parser = _Parser(
        prog="yomikaki",
        description=__doc__,
        epilog=f"Verbs: {', '.join(VERBS)}; “yomikaki VERB --help” explains each.",
        parents=[_options_of_every_verb()],
    )
    parser.add_argument("folder", nargs="?", type=Path, help="the folder of posts to open")
    parser.add_argument("--version", action="version", version=f"Yomikaki {__version__}")
    parser.add_argument("--self-check", action="store_true", help="test the program on FOLDER, without a display")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="with --self-check: keep a picture")
    options = parser.parse_args(words)
    if options.self_check:
        from reader.selfcheck import self_check

        return self_check(options.folder, options.screenshot)
    from reader.ui.app import run

    return run(options.folder, locations)


def _verb(words: list[str], locations: Locations) -> int:
    parser = _Parser(prog="yomikaki", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    everywhere = [_options_of_every_verb()]

    def verb(name: str, text: str, *, folder: bool = True) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=text, description=text, parents=everywhere)
        if folder:
            one.add_argument("folder", type=Path, help="the folder of posts")
        return one

    clean = verb("clean", "Print the cleaned article of each file.", folder=False)
    clean.add_argument("files", nargs="+", type=Path, metavar="FILE")
    clean.add_argument("--format", choices=("markdown", "text", "json"), default="markdown")

    index = verb("index", "Read, clean and index every post; the last line is a summary in JSON.")
    index.add_argument("--rebuild", action="store_true", help="do everything anew")

    search = verb("search", "Find posts; “--json” prints total, tier, seconds and hits.")
    search.add_argument("query")
    search.add_argument("--limit", type=_count, default=50, help="how many hits to print (default 50)")
    search.add_argument("--json", action="store_true")

    doctor = verb("doctor", "Report every problem of every post, repeated posts and boilerplate.")
    doctor.add_argument("--json", action="store_true")

    backup = verb("backup", "Write a verified copy of the annotation database.", folder=False)
    backup.add_argument("file", nargs="?", type=Path, help="default: a new file in the backup folder")
    restore = verb("restore", "Put a backup in the place of the annotation database.", folder=False)
    restore.add_argument("file", nargs="?", type=Path, help="default: the newest backup")

    annotations = verbs.add_parser("annotations", help="List, check, export or import highlights and notes.")
    actions = annotations.add_subparsers(dest="action", required=True, parser_class=_Parser)
    for name, text in (
        ("list", "Print every highlight and note."),
        ("check", "Report the integrity of the database and the fate of every anchor."),
        ("export", "Print the annotations in another format."),
        ("import", "Read annotations from files: W3C JSON-LD or Readwise CSV."),
    ):
        action = actions.add_parser(name, help=text, description=text, parents=everywhere)
        action.add_argument("folder", type=Path, help="the folder of posts")
        if name == "export":
            action.add_argument("--format", choices=("markdown", "jsonld", "csv", "html"), required=True)
            action.add_argument("--output", type=Path, metavar="FILE", help="default: stdout")
        elif name == "import":
            action.add_argument("files", nargs="+", type=Path, metavar="FILE")
        else:
            action.add_argument("--json", action="store_true")

    options = parser.parse_args(words)
    from reader import commands

    name = f"{options.verb}_{options.action}" if options.verb == "annotations" else options.verb
    run: commands.Command = getattr(commands, name)
    return run(options, locations)


def _count(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
