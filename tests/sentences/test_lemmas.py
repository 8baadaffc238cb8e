import pytest

from demarche.sentences.lemmas import apply_script, script_for


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("talks", "talk", "l|1|"),
        ("Talks", "talk", "l|1|"),
        ("said", "say", "l|2|y"),
        ("Moscow", "Moscow", "k|0|"),
        ("MOSCOW", "Moscow", "t|0|"),
        ("NATO", "NATO", "k|0|"),
        ("n't", "not", "l|2|ot"),
    ],
)
def test_a_script_turns_the_form_into_its_lemma(form: str, lemma: str, script: str) -> None:
    assert script_for(form, lemma=lemma) == script
    assert apply_script(form, script=script) == lemma


def test_an_irregular_word_has_no_script() -> None:
    assert script_for("went", lemma="go") is None


def test_a_lemma_is_never_empty() -> None:
    assert apply_script("s", script="l|1|") == "s"
