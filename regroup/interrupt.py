"""Ctrl-C: one line and exit code 130 while there is nothing to keep, KeyboardInterrupt where there is.

Loaded before everything else, so that the seconds in which the libraries are loaded are covered.
"""

from __future__ import annotations

import _thread
import atexit
import contextlib
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from types import FrameType

LOADED = time.monotonic()
"""When the process came to its first module of regroup: from here on the time limit of a command counts."""
INTERRUPTED = 130
A_MOMENT = 0.01
"""Seconds until Ctrl-C comes again that came where nobody can hear it."""
WORDS = {"nb": "Avbrutt.", "en": "Interrupted."}
NORWEGIAN = ("nb", "nn", "no")


def language_around() -> str:
    """Norwegian where the system's language is; English otherwise."""
    around = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "nb" if around.lower().startswith(NORWEGIAN) else "en"


def guard() -> None:
    """From now on Ctrl-C ends the process at once, unless somebody has said what it is to do."""
    if threading.current_thread() is threading.main_thread() and _handler() is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
        sys.unraisablehook = _unheard
        atexit.register(_done)  # the first to be registered is the last to be called


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """Within it Ctrl-C raises KeyboardInterrupt, where `guard` was called before; after it, it ends the process."""
    guarded = _handler() is _leave
    try:
        if guarded:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
    finally:
        if guarded:
            signal.signal(signal.SIGINT, _leave)


@contextlib.contextmanager
def later(times: int | None = None) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Within it Ctrl-C waits for its end, where it would have raised KeyboardInterrupt.

    Gives the context in which it is heard at once after all, for the part that may take long.

    Args:
        times: how often it waits; whoever insists is heard at once. Always, when absent.
    """
    if threading.current_thread() is not threading.main_thread() or _handler() is not signal.default_int_handler:
        yield contextlib.nullcontext
        return
    waiting: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:
        waiting.append(number)
        if times is not None and len(waiting) > times:
            raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, wait)
        yield lambda: _at_once(wait, waiting)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if waiting:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _at_once(wait: Callable[[int, FrameType | None], None], waiting: list[int]) -> Iterator[None]:
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if waiting:
            raise KeyboardInterrupt
        yield
    finally:
        signal.signal(signal.SIGINT, wait)


def was_interrupted(error: BaseException | None) -> bool:
    """Whether an error is Ctrl-C, or what a library made of it."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _handler() -> object:
    return signal.getsignal(signal.SIGINT)


def _leave(number: int, frame: FrameType | None) -> None:
    with contextlib.suppress(Exception):
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        os.write(2, f"{WORDS[language_around()]}\n".encode())
    os._exit(INTERRUPTED)


def _done() -> None:
    """Everything is said and written: Ctrl-C while Python itself ends changes the exit code no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _unheard(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C where Python drops errors (a weak reference's callback, a finalizer) comes again a moment later.

    From another thread, when this function is over: what is raised within it is dropped as well.
    """
    if isinstance(lost.exc_value, KeyboardInterrupt):
        again = threading.Timer(A_MOMENT, _again)
        again.daemon = True
        with contextlib.suppress(RuntimeError):  # Python is ending, and takes no new threads
            again.start()
    else:
        sys.__unraisablehook__(lost)


def _again() -> None:
    """Ctrl-C to the main thread, also where it waits for something, which only a real signal ends."""
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()


def _is_command() -> bool:
    """Whether this process is the command ``regroup`` or ``python -m regroup``."""
    first = sys.argv[0] if sys.argv else ""
    if first == "-m":  # what it stands for is being found: this package, or one that imports it
        return "regroup" in (sys.orig_argv[at + 1] for at, word in enumerate(sys.orig_argv[:-1]) if word == "-m")
    return re.split(r"[\\/]", first)[-1] in ("regroup", "regroup.exe", "regroup-script.py")


if _is_command():
    guard()
