"""``demarche read`` as a user meets it: good pages, bad pages, wrong use."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = "Russia rejected a U.S. proposal to extend the ceasefire in Syria on Friday, Tass reported.\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


def test_a_page_becomes_json_lines_with_its_evidence(page: Path) -> None:
    result = run("read", str(page), "--json")

    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(record["type"], record["sentence"]) for record in records] == [("REJECT", TEXT.strip())]


def test_standard_input_is_read(page: Path) -> None:
    assert run("read", "-", "--json", stdin=TEXT).stdout.count("REJECT") >= 1


def test_the_same_command_twice_changes_nothing(page: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "record.db")
    run("read", str(page), "--into", store)
    before = run("query", store, "SELECT * FROM records", "--form", "json").stdout

    again = run("read", str(page), "--into", store)

    assert again.exit_code == 0
    assert run("query", store, "SELECT * FROM records", "--form", "json").stdout == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "expected HTML, plain text"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_and_the_rest_goes_on(
    name: str, content: bytes, said: str, page: Path, tmp_path: Path
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)

    result = run("read", str(bad), str(page), "--json")

    assert result.exit_code == 1
    assert name in result.stderr and said in result.stderr
    assert "REJECT" in result.stdout


def test_a_page_in_another_language_is_kept_but_not_coded(tmp_path: Path) -> None:
    page = tmp_path / "francais.txt"
    page.write_text(
        "Le ministre français des Affaires étrangères a condamné vendredi l'attaque contre le convoi humanitaire. "
        "Il a appelé toutes les parties à respecter le cessez-le-feu et à reprendre les négociations à Genève."
    )

    result = run("read", str(page))

    assert "not English: read but not coded" in result.stdout


def test_invalid_characters_are_read_all_the_same(tmp_path: Path) -> None:
    page = tmp_path / "latin.txt"
    page.write_bytes(TEXT.replace("Syria", "S\u00e3o Paulo").encode("latin-1"))

    assert run("read", str(page), "--json").stdout.count("REJECT") >= 1


def test_a_missing_path_is_one_clear_line(page: Path) -> None:
    result = run("read", "/nowhere/page.txt", str(page), "--json")

    assert result.exit_code == 1
    assert "/nowhere/page.txt" in result.stderr and "REJECT" in result.stdout


def test_a_very_long_line_does_not_stop_the_run(page: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("ceasefire " * 5_000_000)

    result = run("read", str(long), str(page), "--json")

    assert "REJECT" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_target_that_cannot_be_written_is_told(page: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    assert "record.db" in run("read", str(page), "--into", str(tmp_path / "record.db")).stderr


def test_a_target_in_a_folder_that_is_missing_is_told(page: Path) -> None:
    result = run("read", str(page), "--into", "/nowhere/record.db")

    assert result.exit_code == 2
    assert "/nowhere/record.db" in result.stderr


def test_a_damaged_record_is_told_and_left_as_it_was(page: Path, tmp_path: Path) -> None:
    store = tmp_path / "record.db"
    store.write_bytes(b"this is no database" * 100)

    result = run("read", str(page), "--into", str(store))

    assert result.exit_code == 2
    assert "record.db" in result.stderr
    assert store.read_bytes() == b"this is no database" * 100


def test_another_programs_database_is_not_written_to(page: Path, tmp_path: Path) -> None:
    store = tmp_path / "other.db"
    with sqlite3.connect(store) as other:
        other.execute("CREATE TABLE things (name)")

    assert run("read", str(page), "--into", str(store)).exit_code == 2


def test_a_wrong_mapping_is_wrong_use(page: Path) -> None:
    result = run("read", str(page), "--map", "text")

    assert result.exit_code == 2
    assert "expected FIELD=COLUMN" in result.stderr
