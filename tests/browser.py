"""A headless Chromium spoken to over a pipe: enough of its DevTools protocol to look at a page from a file."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run")
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"


def installed() -> str | None:
    """The browser's command; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One tab. ``events`` gathers everything the browser says of its own accord."""

    def __init__(self, command: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        to_it, self._say = _high_pipe()
        self._hear, from_it = _high_pipe()

        def pipes() -> None:
            os.dup2(to_it, 3)
            os.dup2(from_it, 4)

        self._process = subprocess.Popen(
            [command, *FLAGS, NOWHERE, f"--user-data-dir={self._folder.name}", "about:blank"],
            preexec_fn=pipes,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_it)
        os.close(from_it)
        self._left, self._number, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """Sends a command and waits for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._say, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def open(self, page: Path, dark: bool) -> None:
        """Shows a page and waits until it is there; what was heard before is forgotten."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[feature])
        self.events.clear()
        self.ask("Page.navigate", url=page.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._next()

    def value(self, script: str) -> Any:
        """What a script in the page comes to, waited for where it is a promise."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press_tab(self) -> None:
        """One press of the key."""
        for kind in ("rawKeyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    def close(self) -> None:
        """Ends the browser that was started here, and no other."""
        self._process.terminate()
        self._process.wait(timeout=20)
        os.close(self._say)
        os.close(self._hear)
        self._folder.cleanup()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = os.read(self._hear, 1 << 20)
            if not more:
                raise EOFError("the browser ended")
            self._left += more
        one, self._left = self._left.split(b"\0", 1)
        message: dict[str, Any] = json.loads(one)
        if "method" in message:
            self.events.append(message)
        return message


def _high_pipe() -> tuple[int, int]:
    """A pipe whose ends are not among the numbers that the browser expects."""
    reading, writing = os.pipe()
    ends = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (reading, writing))
    os.close(reading)
    os.close(writing)
    return ends[0], ends[1]
