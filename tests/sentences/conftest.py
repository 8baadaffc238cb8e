import pytest

from demarche.sentences import Analyzer, load_analyzer


@pytest.fixture(scope="session")
def ours() -> Analyzer:
    return load_analyzer()


@pytest.fixture(scope="session", params=["ours", "spacy"])
def any_analyzer(request: pytest.FixtureRequest) -> Analyzer:
    if request.param == "ours":
        return load_analyzer()
    spacy = pytest.importorskip("spacy", reason="the extra demarche[spacy] is not installed")
    from demarche.sentences.spacy import load_spacy_analyzer

    return load_spacy_analyzer(spacy.blank("en"))
