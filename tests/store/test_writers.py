"""Several writers and readers on one store at a time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from demarche.store import connect
from tests.store.readings import Told, page


def test_writers_wait_for_each_other_and_readers_never_do(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    connect(path).close()

    def write(writer: int) -> int:
        with connect(path) as store:
            for number in range(10):
                told = Told(sentence=f"The United States blocked draft {writer} {number}.", trigger="blocked")
                store.add([page(told, name=f"{writer}-{number}")])
                if number == 5:
                    store.gather()
        return 10

    def read(_: int) -> bool:
        with connect(path, read_only=True) as store:
            seen = [len(store.events()) for _ in range(20)]
        return seen == sorted(seen)

    with ThreadPoolExecutor(6) as pool:
        written = pool.map(write, range(3))
        watched = pool.map(read, range(3))
        assert sum(written) == 30
        assert all(watched)
    with connect(path) as store:
        assert len(store.query("SELECT 1 FROM page").rows) == 30
        assert store.query("SELECT sum(tellings) FROM event").rows == ((30,),)


def test_one_store_may_be_used_from_many_threads(tmp_path: Path) -> None:
    with connect(str(tmp_path / "record.db")) as store:

        def work(number: int) -> int:
            told = Told(sentence=f"The United States blocked draft {number}.", trigger="blocked")
            store.add([page(told, name=str(number))])
            return len(store.search("blocked", limit=100))

        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(work, range(12)))

        assert max(counts) == 12
