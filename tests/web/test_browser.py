"""The reading room in a real browser: no console error, accessible, walked by keyboard."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.serving import serving
from tests.web.test_app import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room(record: Path) -> Iterator[str]:
    """The address of a reading room that runs beside the test."""
    with serving(record) as address:
        yield address


@pytest.fixture(scope="module")
def browser_page() -> Iterator["Page"]:
    if CHROMIUM is None:
        if os.environ.get("DEMARCHE_REQUIRE_BROWSER"):
            pytest.fail("no Chromium found, and this run requires one")
        pytest.skip("no Chromium found: install Debian's chromium to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1200, "height": 900})
        browser.close()


def test_every_page_opens_without_a_console_error(room: str, record: Path, browser_page: "Page") -> None:
    errors: list[str] = []
    browser_page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    browser_page.on("pageerror", lambda error: errors.append(str(error)))
    outside: list[str] = []
    browser_page.on(
        "request", lambda asked: None if asked.url.startswith((room, "data:")) else outside.append(asked.url)
    )

    for address in addresses(record):
        browser_page.goto(room + address)

    assert (errors, outside) == ([], [])


def test_every_page_passes_axe_without_serious_findings(
    room: str, record: Path, browser_page: "Page"
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for address in addresses(record):
        browser_page.goto(room + address)
        result = Axe().run(browser_page)
        found += [
            f"{address}: {one['id']}: {one['nodes'][0]['html'][:120]}"
            for one in result.response["violations"]
            if one["impact"] in ("serious", "critical")
        ]

    assert found == []


def test_the_keyboard_leads_from_the_inbox_to_the_evidence(room: str, browser_page: "Page") -> None:
    browser_page.goto(f"{room}/inbox")
    browser_page.keyboard.press("j")
    browser_page.keyboard.press("j")
    browser_page.keyboard.press("k")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/event/*")
    browser_page.locator(".tellings a[href^='/document/']").first.press("Enter")
    browser_page.wait_for_url("**/document/*")

    assert browser_page.locator("article.text mark.trigger").count() > 0


def test_the_slash_key_leads_to_the_search(room: str, browser_page: "Page") -> None:
    browser_page.goto(f"{room}/inbox")
    browser_page.keyboard.press("/")
    browser_page.wait_for_url("**/search")


def test_the_pages_work_without_script(room: str, browser_page: "Page") -> None:
    browser = browser_page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{room}/search")
    plain.fill("#q", "sanctions")
    plain.click("text=Search >> nth=-1")

    assert plain.locator(".hits li").count() > 0
    plain.context.close()


def test_no_page_fails_on_contrast_in_the_dark(room: str, record: Path, browser_page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme="dark")
    found = []
    for address in addresses(record):
        browser_page.goto(room + address)
        result = Axe().run(browser_page, options={"runOnly": ["color-contrast"]})
        found += [f"{address}: {one['nodes'][0]['html'][:120]}" for one in result.response["violations"]]
    browser_page.emulate_media(color_scheme="light")

    assert found == []


def test_no_page_is_wider_than_a_narrow_window(room: str, record: Path, browser_page: "Page") -> None:
    browser_page.set_viewport_size({"width": 400, "height": 800})
    wide = []
    for address in addresses(record):
        browser_page.goto(room + address)
        if browser_page.evaluate("document.documentElement.scrollWidth") > 400:
            wide.append(address)
    browser_page.set_viewport_size({"width": 1200, "height": 900})

    assert wide == []


def test_the_keys_save_a_search_and_mark_an_event(own_record: Path, browser_page: "Page") -> None:
    with serving(own_record, edit=True) as room:
        browser_page.goto(f"{room}/inbox?actor=ARM")
        browser_page.keyboard.press("s")
        browser_page.keyboard.type("Armenia")
        browser_page.keyboard.press("Enter")
        browser_page.wait_for_url("**/inbox?saved=Armenia")
        new = browser_page.locator(".new").count()
        browser_page.keyboard.press("j")
        with browser_page.expect_navigation():
            browser_page.keyboard.press("m")

        assert browser_page.locator(".new").count() == new - 1
