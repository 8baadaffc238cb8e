#!/usr/bin/env python3
"""Write the pages that are made from the tables and the commands: ``codebook.md``, ``reference/commands.md``.

    python docs/generate.py

A test fails where these pages and their sources differ.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from demarche.cli.main import COMMANDS, main
from demarche.tables import Tables, known_tables, load_schema, load_tables

HERE = Path(__file__).parent
RULES_SHOWN = 6


def codebook(tables: Tables) -> Iterator[str]:
    """Yield the codebook, line by line."""
    yield "# Codebook\n"
    yield "Made from the tables that the program codes with. Every rule carries its own example.\n"
    yield "## Event types\n"
    rules = tables.rows("event_rules")
    for kind in tables.rows("event_types"):
        own = [rule for rule in rules if rule["event_type"] == kind["id"]]
        yield f"### {kind['id']}\n"
        yield f"{kind['meaning'][:1].upper()}{kind['meaning'][1:]}. Class: {kind['quad']}. {len(own)} rules.\n"
        modes = [row for row in tables.rows("modes") if row["event_type"] == kind["id"] and row["mode"]]
        if modes:
            yield "Modes: " + ", ".join(f"*{row['mode']}* ({row['meaning']})" for row in modes) + ".\n"
        step = max(1, len(own) // RULES_SHOWN)
        for rule in own[::step][:RULES_SHOWN]:
            yield f"- “{rule['example']}” → `{rule['expect']}` (`{rule['id']}`)"
        yield ""
    yield "## Tables\n"
    for name in known_tables():
        schema = load_schema(name)
        yield f"### {name}\n"
        yield f"{schema.title}. {len(tables.rows(name))} rows.\n"
        yield "| column | takes | help |\n| --- | --- | --- |"
        for field in schema.fields:
            yield f"| {field.name} | {field.type} | {field.description.replace('|', '&#124;')} |"
        yield ""


def commands() -> Iterator[str]:
    """Yield the reference of the commands, line by line."""
    yield "# Commands\n"
    yield "Made from the program's own help.\n"
    context = click.Context(main, info_name="demarche", **main.context_settings)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield f"## {name}\n"
        yield "```text"
        yield command.get_help(
            click.Context(command, info_name=name, parent=context, terminal_width=90, max_content_width=90)
        )
        yield "```\n"


def pages() -> dict[Path, str]:
    """Return the generated pages by their paths."""
    return {
        HERE / "codebook.md": "\n".join(codebook(load_tables())),
        HERE / "reference" / "commands.md": "\n".join(commands()),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
