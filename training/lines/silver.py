# ruff: noqa: E501
"""Label flattened lines from what the HTML knows: the known body, element names, class names."""

import gzip
import html as html_escapes
import json
import re
from collections import Counter
from pathlib import Path

from flatten import BLOCKS, Line

WORD = re.compile(r"\w+")
CLASS_RULES = [
    ("caption", r"caption|wp-caption|figcaption|image-desc|photo-desc"),
    ("credit", r"credit|copyright-holder|photographer|image-source|picture-source"),
    (
        "share",
        r"shar(?:e|ing)(?:[-_ ]|$|tools|bar|buttons|icons|this)|social(?!ist)|addthis|sharedaddy|print-(?:link|button)|text-?size|fontsize|read(?:ing)?-?time|view-?count|like-?button|listen|audio-player|bookmark",
    ),
    ("comments", r"comment|disqus|livefyre|viafoura|spotim|reply"),
    (
        "promo",
        r"newsletter|subscri|promo|advert|(?:^|[-_ ])ads?(?:[-_ ]|$)|paywall|sign-?up|donat|membership|sponsor|outbrain-ad|banner|call-to-action|cta(?:[-_ ]|$)|register",
    ),
    (
        "related",
        r"relat|recirc|recommend|most-?(?:read|popular|viewed|shared)|trending|popular|more-(?:from|on|stories|news)|read-?(?:more|next|also)|also-(?:read|like)|taboola|outbrain|teaser|latest|up-?next|next-(?:up|article)|sidebar|widget|you-may|dont-miss|top-?stories|related-links|recent",
    ),
    ("tags", r"(?:^|[-_ ])tags?(?:[-_ ]|$)|topics?(?:[-_ ]|$)|keywords|taglist|tag-list|article-tags"),
    ("byline", r"byline|by-line|author|contributor|reporter|journalist|writer"),
    (
        "date",
        r"(?:^|[-_ ])(?:date|time|timestamp|published|pubdate|dateline|datetime|updated|last-?modified)(?:[-_ ]|$)|publish|timestamp|date-?time|post-date|entry-date",
    ),
    (
        "deck",
        r"standfirst|(?:^|[-_ ])deck|(?:^|[-_ ])dek(?:[-_ ]|$)|subtitle|sub-?head(?:line|ing)?|subhed|article-summary|article__summary|strapline|excerpt|lead-text|article-lead|highlights|key-points",
    ),
    ("footer", r"footer|legal|cookie|copyright|gdpr|consent|disclaimer|terms"),
    ("header", r"(?:^|[-_ ])nav|header|menu|masthead|breadcrumb|topbar|ticker|search|login|site-?head|logo"),
]
COMPILED = [(label, re.compile(pattern, re.I)) for label, pattern in CLASS_RULES]
TAG_RULES = {
    "figcaption": "caption",
    "nav": "header",
    "footer": "footer",
    "time": "date",
    "h1": "title",
    "aside": "related",
}
PROP_RULES = {
    "headline": "title",
    "author": "byline",
    "datepublished": "date",
    "datemodified": "date",
    "description": "deck",
    "alternativeheadline": "deck",
}
STAMP = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d (?:hours?|mins?|minutes?|days?) ago|\d:\d\d",
    re.I,
)
CREDIT_WORDS = re.compile(
    r"©|getty images|\bphoto(?:graph)?s?(?: by|:|/)|\((?:ap|afp|reuters)\b|/ ?(?:ap|afp|reuters|getty)|image: |credit|\bap photo|\bepa\b|shutterstock|\bepa-efe",
    re.I,
)


def norm(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


class Truth:
    """What is known of a page: body paragraphs, title, authors."""

    def __init__(self, body: str, title: str | None, authors=()):
        self.raw = body
        self.paragraphs = {norm(each) for each in body.split("\n") if each.strip()}
        self.body = " " + norm(body) + " "
        words = self.body.split()
        self.grams = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        self.title = norm(title or "")
        self.authors = [norm(each) for each in authors or () if each]

    def is_body(self, text: str) -> bool | None:
        words = norm(text).split()
        if not words:
            return None
        joined = " ".join(words)
        if joined in self.paragraphs:
            return True
        if len(words) >= 5 and f" {joined} " in self.body:
            return True
        if len(words) >= 8:
            grams = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
            return sum(gram in self.grams for gram in grams) >= 0.7 * len(grams)
        return None

    def is_title(self, text: str) -> bool:
        joined = norm(text)
        if not self.title or len(joined) < 12:
            return False
        return (
            joined == self.title
            or (joined.startswith(self.title) and len(joined) < len(self.title) + 45)
            or (len(joined) > 25 and joined in self.title)
        )


def block_of(node):
    while node is not None and node.tag not in BLOCKS:
        node = node.getparent()
    return node


def names_of(node) -> str:
    get = node.get
    return " ".join(
        filter(None, (get("class"), get("id"), get("data-component"), get("data-testid"), get("role")))
    )


def dom_label(node) -> tuple[str | None, int]:
    """Return the label that element and class names give, innermost first, and how far out it was found."""
    far = 0
    while node is not None and isinstance(node.tag, str) and node.tag not in ("body", "html"):
        prop = (node.get("itemprop") or "").lower()
        if prop in PROP_RULES:
            return PROP_RULES[prop], far
        if node.get("rel") in ("author", "tag"):
            return ("byline" if node.get("rel") == "author" else "tags"), far
        names = names_of(node)
        if names and len(names) < 400:
            for label, pattern in COMPILED:
                if pattern.search(names):
                    return label, far
        if node.tag in TAG_RULES:
            return TAG_RULES[node.tag], far
        node = node.getparent()
        far += 1
        if far > 14:
            break
    return None, far


def in_link(node) -> bool:
    while node is not None and node.tag not in BLOCKS:
        if node.tag == "a":
            return True
        node = node.getparent()
    return node is not None and node.tag in ("h2", "h3", "h4", "li") and node.find(".//a") is not None


def label_lines(lines: list[Line], truth: Truth) -> list[str | None]:
    """Return a label for each line, None where the page gives no sure one."""
    cache: dict[object, bool | None] = {}
    labels = [first_label(line, truth, cache) for line in lines]
    return by_region(lines, labels, truth)


def first_label(line: Line, truth: Truth, cache) -> str | None:
    if line.nodes and line.nodes[0][0] == "page-title":
        return "title"
    body_chars = total = 0
    votes: Counter = Counter()
    whole = truth.is_body(line.text.lstrip("*+ "))
    for node, size in line.nodes:
        total += size
        block = block_of(node)
        if block not in cache:
            text = block.text_content() if block is not None else ""
            cache[block] = truth.is_body(text) if len(text) < 20000 else None
        if cache[block]:
            body_chars += size
        label, _ = dom_label(node)
        votes[label] += size
    if truth.is_title(line.text.lstrip("*+ ")):
        return "title"
    top = votes.most_common(1)[0][0] if votes else None
    tag = next((block.tag for node, _ in line.nodes if (block := block_of(node)) is not None), "")
    if whole or body_chars * 2 > total:
        words = line.text.split()
        if top in ("caption", "credit", "byline", "date") and len(words) < 60:
            return None  # the known body and the page disagree
        if (
            (tag in ("h2", "h3", "h4", "h5") or all_strong(line))
            and len(words) < 16
            and line.text[-1] not in '.,:;”"'
        ):
            return "subhead"
        return "body"
    return refine(top, line, tag)


def all_strong(line: Line) -> bool:
    for node, _ in line.nodes:
        inner = node
        while inner is not None and inner.tag not in BLOCKS and inner.tag not in ("strong", "b"):
            inner = inner.getparent()
        if inner is None or inner.tag not in ("strong", "b"):
            return False
    return len(line.nodes) == 1 and line.text[0].isupper()


def refine(top: str | None, line: Line, tag: str) -> str | None:
    text = line.text
    if re.search(r"©|copyright|all rights reserved", text, re.I) and not CREDIT_WORDS.sub("", text):
        return "footer"
    if top == "caption" and CREDIT_WORDS.search(text) and len(text.split()) < 9:
        return "credit"
    if top == "title" and len(text.split()) < 3:
        return None
    if top == "date" and not STAMP.search(text):
        return "related" if len(text.split()) > 4 else None
    if top == "byline" and len(text.split()) > 60:
        return None
    if top is None and re.match(r"^(?:by|written by|reporting by)\s", text, re.I) and len(text.split()) < 14:
        return "byline"
    return top


def by_region(lines: list[Line], labels: list[str | None], truth: Truth) -> list[str | None]:
    """Settle what depends on where a line stands: before the article, within it, after it."""
    bodies = [index for index, label in enumerate(labels) if label == "body"]
    if not bodies:
        return [None] * len(lines)
    first, last = bodies[0], bodies[-1]
    titles = [index for index, label in enumerate(labels[:first]) if label == "title" and index > 2]
    top = titles[0] if titles else max(0, first - 12)
    out: list[str | None] = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        linked = bool(line.nodes) and not isinstance(line.nodes[0][0], str) and in_link(line.nodes[0][0])
        many = len(line.text.split()) >= 5
        if index < top:
            if (
                label in ("subhead", "tags", "footer", "date", "byline", "deck", "title")
                and index > 2
                and label != "title"
            ):
                label = "header"
            if label in (None, "related", "comments"):
                label = "header" if not (many and label == "related" and not linked) else "related"
        elif index > last:
            if label in ("header", "title", "deck", "subhead", "body", "caption", "credit") or label is None:
                label = (
                    "related" if many and linked else ("footer" if label in ("header", None) else "related")
                )
            if label in ("byline", "date") and index > last + 12:
                label = "related"
        else:
            if label == "footer":
                label = None
            if label == "header" and index > first:
                label = None
            if label == "title" and index > first:
                label = "related"
        if label is None and linked and index > first:
            label = "related" if many else None
        if label in (None, "header") and top < index < min(first, top + 5) and many and not linked:
            label = "deck"
        out.append(label)
    return out


def read_pages(gold: Path, *, skip: set[str]):
    """Yield (name, html, Truth) for the pages of the development HTML."""
    scraping = json.loads((gold / "scrapinghub.json").read_text(encoding="utf-8"))
    for name, entry in sorted(scraping.items()):
        if name in skip:
            continue
        content = gzip.decompress((gold / "scrapinghub" / f"{name}.html.gz").read_bytes()).decode(
            "utf-8", "replace"
        )
        yield name, content, Truth(entry["articleBody"], headline(content))
    fundus = json.loads((gold / "fundus.json").read_text(encoding="utf-8"))
    for name, entry in sorted(fundus.items()):
        if name in skip:
            continue
        content = gzip.decompress((gold / "fundus" / f"{name}.html.gz").read_bytes()).decode(
            "utf-8", "replace"
        )
        yield name, content, Truth("\n".join(entry["paragraphs"]), entry["title"], entry["authors"])


def headline(content: str) -> str | None:
    match = re.search(r"<meta[^>]+og:title[^>]+content=\"([^\"]+)\"", content) or re.search(
        r"<h1[^>]*>(.*?)</h1", content, re.S
    )
    if not match:
        return None
    text = html_escapes.unescape(re.sub(r"<[^>]+>", " ", match.group(1)))
    return re.split(r"\s[|–—]\s|\s-\s(?=[A-Z][\w ]{2,25}$)", text)[0]
