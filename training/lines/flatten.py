# ruff: noqa: SIM905
"""Flatten HTML in the ways crawlers do, keeping for every line which elements its words came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html

SKIP = {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "head"}
BLOCKS = set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul br option "
    "button label".split()
)
SPACE = re.compile(r"\s+")


@dataclass
class Line:
    text: str
    nodes: list = field(default_factory=list)
    """(element, number of characters) for the text in the line."""


def walk(element) -> Iterator[tuple[str, object]]:
    """Yield ("open", element), ("text", (string, element)), ("close", element) in the order of the page."""
    stack = [("open", element)]
    while stack:
        kind, node = stack.pop()
        if kind != "open":
            yield kind, node
            continue
        if not isinstance(node.tag, str) or node.tag.lower() in SKIP:
            continue
        yield "open", node
        if node.text:
            yield "text", (node.text, node)
        todo = [("close", node)]
        for child in reversed(node):
            if child.tail:
                todo.append(("text", (child.tail, node)))
            todo.append(("open", child))
        stack.extend(todo)


def parse(content: str):
    return (
        lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))
        if isinstance(content, bytes)
        else lxml_html.fromstring(content)
    )


def page_title(tree) -> str:
    found = tree.find(".//title")
    return SPACE.sub(" ", found.text_content()).strip() if found is not None else ""


def flatten(tree, *, way: str, rng) -> list[Line]:
    """Return the lines of a page: ``wet`` (a block a line, inline text glued), ``pieces`` (a text node a line),
    ``indent`` (blocks with list marks and indents)."""
    lines: list[Line] = []
    title = page_title(tree)
    if title and way in ("pieces", "wet") and rng.random() < 0.5:
        lines.append(Line(title, [("page-title", len(title))]))
    body = tree.find(".//body")
    current, nodes = [], []

    def flush():
        text = SPACE.sub(" ", "".join(current)).strip()
        if text:
            mark = ""
            if way == "indent":
                near = next((n for n, _ in nodes), None)
                lists = 0
                while near is not None and not isinstance(near, str):
                    if near.tag in ("ul", "ol"):
                        lists += 1
                    if near.tag == "li" and not mark:
                        mark = "* "
                    near = near.getparent()
                if mark and lists > 1:
                    mark = "+ "
            lines.append(Line(mark + text, list(nodes)))
        current.clear()
        nodes.clear()

    for kind, value in walk(body if body is not None else tree):
        if kind == "text":
            text, node = value
            if way == "pieces":
                text = SPACE.sub(" ", text).strip()
                if text:
                    lines.append(Line(text, [(node, len(text))]))
                continue
            current.append(text)
            if text.strip():
                nodes.append((node, len(text.strip())))
        elif value.tag in BLOCKS and way != "pieces":
            flush()
    flush()
    return lines
