"""Deliver alerts: to a feed, to a file of JSON lines, to a command of the user's."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from demarche.errors import ConfigError
from demarche.exports.feeds import write_atom, write_rss
from demarche.exports.plain import write_jsonl
from demarche.types import Telling

SECONDS = 60
"""How long a command may take."""


def deliver(new: Sequence[Telling], *, recent: Sequence[Telling], name: str, target: str) -> None:
    """Deliver new events of a saved search.

    ``atom:PATH`` and ``rss:PATH`` write a feed of the recent events, ``jsonl:PATH`` adds a line for each new
    one, ``command:LINE`` runs a command once with a JSON line for each new one on its standard input.
    """
    kind, _, where = target.partition(":")
    if kind in ("atom", "rss"):
        part = Path(f"{where}.part")
        with part.open("w", encoding="utf-8") as out:
            (write_atom if kind == "atom" else write_rss)(recent, out, title=name)
        part.replace(where)
    elif kind == "jsonl":
        with Path(where).open("a", encoding="utf-8") as out:
            write_jsonl(new, out)
    elif kind == "command":
        _run(new, where)
    else:
        raise ConfigError(f"target {target!r}: write atom:PATH, rss:PATH, jsonl:PATH or command:LINE")


def _run(new: Sequence[Telling], line: str) -> None:
    import io
    import shlex

    lines = io.StringIO()
    write_jsonl(new, lines)
    words = shlex.split(line)  # no shell: nothing in an event can become a command
    try:
        done = subprocess.run(words, input=lines.getvalue(), text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigError(f"alert command {line!r}: {error}") from error
    if done.returncode:
        raise ConfigError(f"alert command {line!r} ended with exit code {done.returncode}")
