"""Places of a text: which names are taken, and which place of a name is meant."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.places import find_places, find_toponyms
from demarche.tables import Tables, load_tables
from demarche.types import Analysis, Article, Paragraph, ParagraphKind, Place, Sentence, Span, children_of

TABLES = load_tables()


@pytest.fixture(scope="module")
def tables() -> Tables:
    return TABLES


def analysis_of(text: str, names: dict[str, str]) -> Analysis:
    """Return an analysis in which the named stretches carry these name types and capitals are PROPN."""
    words = list(re.finditer(r"(?:[A-Z]\.)+|Mr\.|\w[\w’'-]*|[^\w\s]", text))
    tags = ["O"] * len(words)
    for name, kind in names.items():
        for found in re.finditer(rf"\b{re.escape(name)}(?!\w)", text):
            inside = [
                index for index, word in enumerate(words) if found.start() <= word.start() < found.end()
            ]
            for place, index in enumerate(inside):
                tags[index] = ("I-" if place else "B-") + kind
    blank = ("",) * len(words)
    heads = tuple(range(len(words)))
    return Analysis(
        sentences=(Sentence(span=Span(start=0, end=len(text)), first=0, last=len(words), paragraph=0),),
        start=tuple(word.start() for word in words),
        end=tuple(word.end() for word in words),
        form=tuple(word[0] for word in words),
        lemma=tuple(word[0].lower() for word in words),
        upos=tuple("PROPN" if word[0][0].isupper() else "X" for word in words),
        xpos=blank,
        feats=blank,
        head=heads,
        deprel=("root",) * len(words),
        name=tuple(tags),
        children=children_of(heads),
    )


def places_of(text: str, tables: Tables, **names: str) -> list[Place]:
    spelt = {name.replace("_", " "): kind for name, kind in names.items()}
    return list(find_toponyms(text, analysis_of(text, spelt), tables=tables))


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Talks were held in Geneva.", "Geneva", "CHE", "settlement"),
        ("Talks were held in Kiev.", "Kyiv", "UKR", "settlement"),
        ("Shelling in Raqqa went on.", "Ar Raqqah", "SYR", "settlement"),
        ("Shelling in al-Raqqah went on.", "Ar Raqqah", "SYR", "settlement"),
        ("Troops left Syria.", "Syria", "SYR", "country"),
        ("Ships crossed the Black Sea.", "Black Sea", "", "area"),
        ("Fighting in Donbas went on.", "Donbas", "UKR", "region"),
        ("Fighting in Gaza went on.", "Gaza", "PSE", "region"),
        ("He flew to New York.", "New York City", "USA", "settlement"),
        ("He flew to Washington.", "Washington, D.C.", "USA", "settlement"),
        (
            "Shells hit the Zaporizhzhia nuclear power plant.",
            "Zaporizhzhia nuclear power plant",
            "UKR",
            "point",
        ),
        ("He spoke at Camp David.", "Camp David", "USA", "point"),
    ],
)
def test_a_known_name_gives_its_place(
    text: str, name: str, country: str, precision: str, tables: Tables
) -> None:
    spelt = re.findall(r"(?:al-)?[A-Z]\w+(?: [A-Z]\w+)*", text)[-1]
    places = find_toponyms(text, analysis_of(text, {spelt: "LOC"}), tables=tables)

    assert [(place.name, place.country, place.precision) for place in places] == [(name, country, precision)]


@pytest.mark.parametrize(
    ("text", "country", "region"),
    [
        ("He lives in Paris.", "FRA", "FR.11"),
        ("He lives in Paris, Texas.", "USA", "US.TX"),
        ("He lives in Paris, Ky.", "USA", "US.KY"),
        ("He lives in Moscow, ID.", "USA", "US.ID"),
        ("He lives in London, Ontario.", "CAN", "CA.08"),
    ],
)
def test_a_region_behind_the_name_decides(text: str, country: str, region: str, tables: Tables) -> None:
    names = {name: "LOC" for name in ("Paris", "Texas", "Moscow", "London", "Ontario") if name in text}
    first = find_toponyms(text, analysis_of(text, names), tables=tables)[0]

    assert (first.country, first.region) == (country, region)


def test_the_document_decides_between_namesakes(tables: Tables) -> None:
    georgia = places_of(
        "Georgia, Alabama and Florida voted. Atlanta is big, Savannah small.",
        tables,
        **dict.fromkeys(("Georgia", "Alabama", "Florida", "Atlanta", "Savannah"), "LOC"),
    )
    country = places_of(
        "Georgia and Armenia voted. Tbilisi is big.", tables, Georgia="LOC", Armenia="LOC", Tbilisi="LOC"
    )

    assert (georgia[0].country, country[0].country) == ("USA", "GEO")


def test_a_name_has_one_sense_a_document(tables: Tables) -> None:
    places = places_of("In Paris, Texas, it rained. Paris was wet.", tables, Paris="LOC", Texas="LOC")

    assert {place.region for place in places} == {"US.TX"}


def test_who_lost_is_told(tables: Tables) -> None:
    (paris,) = places_of("He lives in Paris.", tables, Paris="LOC")

    assert paris.refused and all(refusal.reason for refusal in paris.refused)


def test_persons_and_common_words_are_no_places(tables: Tables) -> None:
    assert places_of("Mr. Houston said Most Victory was near.", tables) == []
    assert places_of("Paris Hilton sang.", tables, Paris_Hilton="PER") == []


def test_an_adjective_points_to_its_country_but_names_no_place(tables: Tables) -> None:
    text = "Turkish troops left Syria."
    analysis = analysis_of(text, {"Syria": "LOC"})
    article = Article(
        page_id="1",
        text=text,
        paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind=ParagraphKind.BODY),),
    )

    assert [place.country for place in find_toponyms(text, analysis, tables=tables)] == ["TUR", "SYR"]
    assert [place.name for place in find_places(article, analysis, (), tables=tables)] == ["Syria"]


def test_directions_and_kinds_are_no_part_of_the_name(tables: Tables) -> None:
    text = "Fighting in northern Syria and in Sichuan province."
    places = find_toponyms(
        text, analysis_of(text, {"northern Syria": "LOC", "Sichuan province": "LOC"}), tables=tables
    )

    assert [place.span.of(text) for place in places] == ["Syria", "Sichuan"]


WORDS = st.sampled_from(
    [
        "Paris",
        ",",
        "Texas",
        "Ky",
        ".",
        "Georgia",
        "in",
        "the",
        "Mr.",
        "Washington",
        "D.C.",
        "Turkish",
        "OH",
        "New",
        "York",
        "al-",
        "İzmir",
        "Gaza’s",
        "\n",
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(WORDS, max_size=15).map(" ".join) | st.text(max_size=60),
    st.sampled_from(["LOC", "ORG", "PER", "O"]),
)
def test_any_text_gives_places_whose_spans_slice_back(text: str, kind: str) -> None:
    names = {name: kind for name in ("Paris", "New York", "Georgia", "İzmir") if name in text and kind != "O"}
    analysis = analysis_of(text, names)
    if not analysis.form:
        return
    places = find_toponyms(text, analysis, tables=TABLES)

    assert all(0 <= place.span.start < place.span.end <= len(text) for place in places)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(places))
    assert all(abs(place.latitude) <= 90 and abs(place.longitude) <= 180 and place.basis for place in places)
