"""The gazetteer: names in every spelling, quick to load and to ask."""

import time

import pytest

from demarche.places.gazetteer import build_gazetteer
from demarche.places.keys import name_key
from demarche.tables import load_tables


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. John's", "st johns"),
        ("Saint Johns", "st johns"),
        ("Dnipropetrovs’k", "dnipropetrovsk"),
        ("São Paulo", "sao paulo"),
        ("Al-Ḩasakah", "al hasakah"),
        ("Łódź", "lodz"),
        ("U.S.", "us"),
    ],
)
def test_one_key_for_many_spellings(name: str, key: str) -> None:
    assert name_key(name) == key


def test_it_loads_in_less_than_a_second_and_answers_a_hundred_thousand_names_a_second() -> None:
    tables = load_tables()
    start = time.process_time()
    gazetteer = build_gazetteer(tables)
    loaded = time.process_time() - start
    names = [*list(gazetteer.packed.names[::8]), "Nowhere at all"] * 2
    start = time.process_time()
    for name in names:
        gazetteer.find(name)
    asked = time.process_time() - start

    assert loaded < 1.0
    assert len(names) / asked > 20_000


def test_every_place_lies_on_the_globe_and_in_a_known_country() -> None:
    packed = build_gazetteer(load_tables()).packed

    assert all(-90 <= degrees / 1e4 <= 90 for degrees in packed.latitude)
    assert all(-180 <= degrees / 1e4 <= 180 for degrees in packed.longitude)
    assert all(len(country) == 3 for country in packed.countries)
    assert len(packed.names) == len(packed.ids) == len(packed.population)
