"""Tellings made by hand, for tests of the exports."""

from dataclasses import replace
from datetime import date

from demarche.types import PageFacts, Record, RecordParty, Telling

USA = RecordParty(
    text="Washington", actor="United States", country="USA", sector="GOV", start=0, sectors=("GOV",)
)
RUSSIA = RecordParty(
    text="Russia", actor="Russia", country="RUS", sector="GOV", start=40, sectors=("GOV", "MIL")
)
COUNCIL = RecordParty(text=None, actor="UN Security Council", country="UNO", sector="IGO", sectors=("IGO",))
PAGE = PageFacts(
    id="00aa11bb22cc33dd",
    name="crawl/1.html",
    url="https://www.example.org/news/1",
    title="A statement is blocked",
    outlet="Example News",
    language="en",
    published=date(2018, 3, 16),
    earliest=date(2018, 3, 16),
    latest=date(2018, 3, 16),
    fetched="2018-03-17T08:15:00Z",
    length=2000,
)
RECORD = Record(
    id="1111111111111111",
    event_id="2222222222222222",
    page_id=PAGE.id,
    sentence='Washington "blocked" a statement\tproposed by Russia,\nLavrov said.',
    start=0,
    end=60,
    sentence_number=1,
    trigger="blocked",
    trigger_start=12,
    trigger_end=19,
    type="REJECT",
    mode=None,
    contexts=("diplomatic", "peacekeeping"),
    kind="event",
    cameo="129",
    quad="verbal_conflict",
    goldstein=-5.0,
    actors=(USA,),
    recipients=(RUSSIA,),
    factuality="happened",
    according_to=("Sergey Lavrov", "colleagues"),
    sides=("RUS", "colleagues"),
    when_first=date(2018, 3, 15),
    when_last=date(2018, 3, 15),
    when_text="Thursday",
    when_basis="time_words:thursday",
    place="New York",
    latitude=40.7143,
    longitude=-74.006,
    place_country="USA",
    place_precision="settlement",
    place_basis="gazetteer:5128581",
    confidence=0.82,
    basis="event_rules:reject-014",
)
TELLING = Telling(record=RECORD, page=PAGE, day=date(2018, 3, 15), tellings=3, pages=2, sources=1)
BARE = replace(
    TELLING,
    record=replace(
        RECORD,
        id="3",
        page_id="5",
        event_id="4",
        mode=None,
        contexts=(),
        cameo=None,
        goldstein=None,
        actors=(),
        recipients=(),
        according_to=(),
        sides=(),
        when_first=None,
        when_last=None,
        when_text=None,
        place=None,
        latitude=None,
        longitude=None,
        place_country=None,
        place_precision=None,
        place_basis=None,
        factuality="planned",
    ),
    page=PageFacts(id="5", name="b.txt", published=date(2018, 3, 16)),
    day=None,
)
