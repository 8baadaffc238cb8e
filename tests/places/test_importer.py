"""Import of GeoNames files: all of it or nothing."""

import zipfile
from pathlib import Path

import pytest

from demarche.errors import InputError, TableError
from demarche.places import import_geonames
from demarche.places.gazetteer import build_gazetteer
from demarche.tables import load_tables

LINE = (
    "99000001\tDorfeld\tDorfeld\tDorfelt,Дорфельд\t48.1\t37.8\tP\tPPL\tUA\t\t05\t\t\t\t{population}\t\t200"
    "\tEurope/Kiev\t2024-01-01"
)


def line(population: str = "850", **changes: str) -> str:
    text = LINE.format(population=population)
    for old, new in changes.items():
        text = text.replace({"latitude": "48.1", "name": "Dorfeld", "id": "99000001"}[old], new)
    return text


def test_imported_places_are_found(tmp_path: Path) -> None:
    (tmp_path / "UA.txt").write_text(line() + "\n", encoding="utf-8")

    done = import_geonames(tmp_path / "UA.txt", tmp_path / "tables")

    found = build_gazetteer(load_tables(tmp_path / "tables")).find("Dorfelt")
    assert (done.added, done.replaced) == (1, 0)
    assert [(one.id, one.country, one.region, one.population) for one in found] == [
        ("99000001", "UKR", "UA.05", 850)
    ]


def test_a_second_import_replaces_rows_of_the_same_number(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(line("900") + "\n" + line(id="99000002"), encoding="utf-8")
    import_geonames(tmp_path / "a.txt", tmp_path / "tables")

    done = import_geonames(tmp_path / "b.txt", tmp_path / "tables")

    assert (done.added, done.replaced) == (1, 1)


def test_a_zip_file_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "words")
        archive.writestr("UA.txt", line())

    assert import_geonames(tmp_path / "UA.zip", tmp_path / "tables").added == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("id,name\n1,2\n", "19"),
        ("\x00\x01", "19"),
    ],
)
def test_another_form_is_refused_with_what_was_expected(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.txt").write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=says):
        import_geonames(tmp_path / "wrong.txt", tmp_path / "tables")


def test_a_missing_file_and_a_damaged_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04nonsense")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")

    for name, says in (("absent.txt", "no such file"), ("bad.zip", "damaged"), ("bad.txt", "UTF-8")):
        with pytest.raises(InputError, match=says):
            import_geonames(tmp_path / name, tmp_path / "tables")


def test_every_faulty_line_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    lines = [line(), line(latitude="948.1"), line("many"), line(id="x"), "too\tshort"]
    (tmp_path / "UA.txt").write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(TableError) as caught:
        import_geonames(tmp_path / "UA.txt", tmp_path / "tables")

    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (2, "latitude"),
        (3, "population"),
        (4, "geonameid"),
        (5, ""),
    ]
    assert not (tmp_path / "tables" / "gazetteer.csv").exists()
