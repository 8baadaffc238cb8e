"""Name the language of a text."""

from demarche.types import Article, ParagraphKind

_SAMPLE = 3000


def name_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, or None where there are too few words to tell."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < 20:
        return None
    from py3langid import langid  # loads a model of 5 MB

    if sample.isupper():
        sample = sample.lower()  # the model was made on mixed case
    code, _ = langid.classify(sample)
    return str(code)


def sample_of(article_text: str, paragraphs: tuple[tuple[int, int, ParagraphKind], ...]) -> str:
    """Return the words that the language is told from: the body, or everything where there is none."""
    body = [article_text[start:end] for start, end, kind in paragraphs if kind is ParagraphKind.BODY]
    return " ".join(body) if body else article_text


def is_english(article: Article) -> bool:
    """Return whether an article may be coded: English, or too short to tell."""
    return article.language in (None, "en")
