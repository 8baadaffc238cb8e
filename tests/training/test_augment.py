"""Variants of training sentences keep their labels in step with their words."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import augment
from corpora import Example
from names import Names, as_words, made_sentences

NAMES = Names(
    people=("Ana Maria Silva",),
    places=("New Delhi",),
    organisations=("Bank of Ruritania",),
    countries=("Ruritania",),
    adjectives=("Ruritanian",),
    patterns={
        "agency": ("AFP",),
        "body": ("University of {place}",),
        "firm": ("{last} Group",),
        "field": ("Health",),
        "noun-ORG": ("company",),
        "noun-PER": ("president",),
        "noun-LOC": ("city",),
        "verb-ORG": ("say",),
    },
)


def sentence() -> Example:
    columns = {
        "lemma": ["the", "company", "in", "Paris", "say", "no", "."],
        "upos": ["DET", "NOUN", "ADP", "PROPN", "VERB", "INTJ", "PUNCT"],
        "xpos": ["DT", "NN", "IN", "NNP", "VBD", "UH", "."],
        "feats": ["_"] * 7,
        "head": [2, 5, 4, 5, 0, 5, 5],
        "deprel": ["det", "nsubj", "case", "obl", "root", "obj", "punct"],
        "name": ["O", "O", "O", "B-LOC", "O", "O", "O"],
    }
    return Example(words=["The", "company", "in", "Paris", "said", "no", "."], columns=columns)


@pytest.mark.parametrize("seed", range(40))
def test_every_variant_has_a_label_for_each_word_and_heads_within_it(seed: int) -> None:
    varied = augment.vary(sentence(), names=NAMES, chance=random.Random(seed))

    assert {len(column) for column in varied.columns.values()} == {len(varied.words)}
    assert all(head is None or 0 <= head <= len(varied.words) for head in varied.columns["head"])
    assert varied.columns["head"].count(0) == 1


def test_other_names_leave_the_rest_of_the_tree_as_it_was() -> None:
    varied = augment.swap_names(sentence(), names=NAMES, chance=random.Random(1))
    said = varied.words.index("said") + 1
    no = varied.words.index("no")

    assert varied.words[3] != "Paris"
    assert varied.columns["head"][1] == said
    assert varied.columns["head"][no] == said


def test_a_plain_noun_may_become_a_name() -> None:
    chances = [random.Random(seed) for seed in range(20)]
    varied = [augment.name_nouns(sentence(), names=NAMES, chance=chance) for chance in chances]

    assert any("B-ORG" in example.columns["name"] for example in varied)


def test_a_dateline_hangs_on_the_root() -> None:
    varied = augment.add_dateline(sentence(), names=NAMES, chance=random.Random(1))
    place = varied.columns["deprel"].index("parataxis")

    assert varied.words[varied.columns["head"][place] - 1] == "said"
    assert varied.columns["name"][0] == "B-LOC"


def test_names_are_cut_as_the_treebanks_cut() -> None:
    assert as_words("Al-Shabaab's Voice, Inc") == ["Al", "-", "Shabaab", "'s", "Voice", ",", "Inc"]


def test_made_sentences_tag_the_names_they_drew(tmp_path: Path) -> None:
    path = tmp_path / "patterns.txt"
    path.write_text("# note\n{PER} left {ORG} ( {ACR} ) in {LOC} .\n")
    [made] = made_sentences(path, names=NAMES, chance=random.Random(4))
    kinds = [tag[2:] for tag in made.columns["name"] if str(tag).startswith("B-")]

    assert len(made.words) == len(made.columns["name"])
    assert kinds == ["PER", "ORG", "ORG", "LOC"]
