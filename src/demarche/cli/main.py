"""``demarche``: the group of commands; a command's module is loaded when it is called."""

import os
from importlib import import_module
from keyword import iskeyword

import click

from demarche import __version__
from demarche.errors import DemarcheError

COMMANDS = {
    "read": "Read pages: files, folders, archives, feeds, addresses, or - for standard input.",
    "gather": "Fold copies, join reports of one event, follow processes and plans.",
    "show": "Show a record, event or page, back to its sentence.",
    "explain": "Code a text and show each stage's choices and their reasons.",
    "find": "Search the sentences of a record.",
    "query": "Run a read-only SQL query on a record.",
    "calendar": "List announced events and what became of them.",
    "export": "Write the record in a format that other tools read.",
    "import": "Bring in records that another run exported.",
    "review": "Accept, correct or reject a record.",
    "alerts": "Send new events of saved searches to a feed, a file or a command.",
    "delete": "Delete a page and all that hangs on it.",
    "serve": "Open the reading room, a web interface, on this machine.",
    "watch": "Poll feeds and read what is new.",
    "check": "Check tables and run each rule on its own example.",
    "tables": "List the tables, print one, or show what an edit changes.",
    "actors": "Import actors from other sources into a folder of your own tables.",
    "places": "Import places from other sources into a folder of your own tables.",
}
"""Name and one line of help; ``cli/<name>.py`` holds ``command``."""


class LazyGroup(click.Group):
    """A group that lists its commands without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loading its module; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"demarche.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes one clear line and exit code 2."""
        # one thread for numpy's small matrices: more of them only wait for each other
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        try:
            return super().invoke(ctx)
        except DemarcheError as error:
            click.echo(f"demarche: {error}", err=True)
            ctx.exit(2)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="demarche")
def main() -> None:
    """Read news pages and keep the sourced record of diplomacy and conflict.

    \b
    demarche read page.html                     see what one page tells
    demarche read crawl/ --into record.db       read many pages into a record
    demarche serve record.db                    look at the record in a browser

    Data goes to standard output, talk to standard error. Exit code 0: good; 1: some pages had problems
    (they are listed with reasons); 2: wrong use.
    """
