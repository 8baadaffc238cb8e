"""Laws of the store: whatever comes in, in whatever order, the events are the same."""

import tempfile
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.store import Store, connect
from demarche.types import Factuality
from tests.store.readings import CHINA, RUSSIA, USA, Told, page

ACTORS = (USA, RUSSIA, CHINA)
TOLD = st.builds(
    lambda words, type_, who, whom, factuality, days: Told(
        sentence=f"{ACTORS[who].name} {words} {ACTORS[whom].name} on the border, officials said.",
        trigger=words.split()[0],
        type=type_,
        actors=(ACTORS[who],),
        recipients=(ACTORS[whom],),
        factuality=factuality,
        day=date(2020, 1, 1) + timedelta(days=days),
    ),
    st.sampled_from(("attacked troops of", "met envoys of", "condemned remarks of")),
    st.sampled_from(("ASSAULT", "CONSULT", "ACCUSE")),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from((Factuality.HAPPENED, Factuality.DENIED, Factuality.PLANNED)),
    st.integers(0, 3),
)
PAGES = st.lists(st.lists(TOLD, min_size=1, max_size=3), min_size=1, max_size=5)


def seen(store: Store) -> list[tuple[object, ...]]:
    return sorted(
        (e.type, e.actors, e.recipients, str(e.day), e.factuality, e.tellings, e.sources, e.standing)
        for e in store.events()
    )


@settings(max_examples=15, deadline=None)
@given(PAGES)
def test_gathering_page_by_page_or_all_at_once_gives_the_same_counts_and_can_be_taken_back(
    pages: list[list[Told]],
) -> None:
    readings = [page(*told, name=str(number), day=date(2020, 1, 5)) for number, told in enumerate(pages)]
    with tempfile.TemporaryDirectory() as folder, connect(f"{folder}/record.db") as store:
        store.add(readings)
        apart = seen(store)
        store.gather()
        joined = seen(store)
        store.gather()

        assert seen(store) == joined
        assert sum(event.tellings for event in store.events()) == len(store.records())
        assert store.facets()[""][""] == len(store.events())
        for (told_as,) in store.query("SELECT told_as FROM merges").rows:
            store.split(told_as)
        assert seen(store) == apart
        assert store.facets()["type"].total() == len(apart)
        for reading in readings:
            store.delete(reading.article.page_id)
        assert seen(store) == []
        assert store.query("SELECT count(*) FROM lines").rows == ((0,),)
        assert store.query("SELECT coalesce(sum(events), 0) FROM rollups").rows == ((0,),)
