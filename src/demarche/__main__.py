"""``python -m demarche`` is ``demarche``."""

from demarche.cli.main import main

main(prog_name="demarche")
