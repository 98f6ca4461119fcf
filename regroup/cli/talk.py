"""What every command says besides its answer: errors in the reader's language, each with its exit code."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator

import typer

from regroup import interrupt
from regroup.errors import RegroupError
from regroup.read import language_of
from regroup.report.page import silence
from regroup.text import say

INTERRUPTED = interrupt.INTERRUPTED
OUR_FAULT = 4


@contextlib.contextmanager
def speaking(lang: str | None, scenario: str | None = None) -> Iterator[str]:
    """Gives the language to speak, and turns every error into a message on stderr and an exit code."""
    language = lang or "en"
    try:
        with interrupt.heard():
            language = lang or (language_of(scenario) if scenario else None) or interrupt.language_around()
            yield language
    except (typer.Exit, SystemExit):
        raise
    except RegroupError as error:
        complain(error.text(language))
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        silence(sys.stdout)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort: nobody is shown a traceback unasked
        if interrupt.was_interrupted(error):
            complain(interrupt.WORDS[language])
            raise typer.Exit(INTERRUPTED) from None
        if os.environ.get("REGROUP_TRACE") == "1":
            traceback.print_exc()
        complain(say("cli.unexpected", language, kind=type(error).__name__))
        raise typer.Exit(OUR_FAULT) from None


def complain(text: str) -> None:
    """Prints on stderr, as it is."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr, flush=True)


def print_plain(text: str) -> None:
    """Prints a document on stdout in UTF-8, whatever the terminal's own encoding; a closed pipe ends it quietly."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence(sys.stdout)
