"""A person at a browser: a context of their own, so nobody shares a session."""

import re
import shutil
import subprocess
import time
from datetime import date, datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.cast import PASSWORD
from tests.journeys.looking import SHOTS, look
from tests.journeys.product import Product

PATIENCE = 20_000  # milliseconds; the machine may be busy
expect.set_options(timeout=PATIENCE)
MAIL_SECONDS = 30
# Refused forms and pages that are meant to be missing are not mistakes of the page.
EXPECTED = re.compile(
    r"the server responded with a status of (4\d\d)|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE"
)


class Visitor:
    def __init__(
        self,
        browser: Browser,
        product: Product,
        town: str,
        *,
        who: str = "visitor",
        language: str = "pl",
        script: bool = True,
    ) -> None:
        self.product, self.town, self.who, self.language = product, town, who, language
        self.context = browser.new_context(
            locale={"pl": "pl-PL", "en": "en-GB"}[language],
            timezone_id="Europe/Warsaw",
            viewport={"width": 1280, "height": 900},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.script = script
        self.flaws: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda problem: self.flaws.append(f"{page.url}: script error: {problem}"))
        page.on("response", self._answered)
        return page

    def _heard(self, message: Any) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            self.flaws.append(f"{self.page.url}: console: {message.text[:300]}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.flaws.append(f"{response.url}: status {response.status}")

    def close(self) -> None:
        self.context.close()

    def leave_a_picture(self) -> None:
        """What this person saw when the test failed."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"failed-{self.who}.png", full_page=True)

    # --- going about ------------------------------------------------------------------------------
    def go(self, path: str, *, name: str = "") -> "Visitor":
        self.page.goto(self.product.address(self.town, path) if path.startswith("/") else path, wait_until="load")
        return self.look(name=name)

    def look(self, *, name: str = "") -> "Visitor":
        if self.script:
            self.flaws += look(self.page, self.who, self.language, name=name)
        return self

    def press(self, where: str | Locator, *, name: str = "") -> "Visitor":
        """Press what leads to another page, and wait for it."""
        button = self.page.locator(where).first if isinstance(where, str) else where
        with self.page.expect_navigation(wait_until="load"):
            button.click()
        return self.look(name=name)

    def act(self, ending: str, *, name: str = "") -> "Visitor":
        """Send the form whose address ends so; one that asks first is opened and confirmed."""
        form = self.page.locator(f'form[action$="{ending}"]').first
        button = form.locator("button").last
        if not button.is_visible():
            self.page.locator("details", has=form).locator("summary").last.click()
        return self.press(button, name=name)

    def fill(self, **fields: Any) -> "Visitor":
        """By the fields' names; a double underscore stands for a hyphen."""
        for key, value in fields.items():
            field = self.page.locator(f'[name="{key.replace("__", "-")}"]')
            if isinstance(value, bool):
                field.first.set_checked(value)
            elif field.first.get_attribute("type") == "radio":
                self.page.locator(f'[name="{key.replace("__", "-")}"][value="{value}"]').check()
            elif field.first.evaluate("e => e.tagName") == "SELECT":
                field.first.select_option(value)
            else:
                field.first.fill(_typed(value))
        return self

    def sees(self, *texts: str) -> "Visitor":
        """In the page's own words; spaces that do not break are spaces here."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def says(self, text: str) -> bool:
        return text in plain(self.page.locator("main").inner_text())

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def ask(self, path: str) -> HTTPResponse:
        """The answer at an address, with this person's session; no redirect is followed."""
        # not every resolver knows *.localhost: the browser does by itself
        cookies = self.context.cookies(self.product.address(self.town, path))
        connection = HTTPConnection("127.0.0.1", self.product.port, timeout=PATIENCE / 1000)
        headers = {
            "Host": f"{self.town}.localhost:{self.product.port}",
            "Cookie": "; ".join(f"{one['name']}={one['value']}" for one in cookies),
        }
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def fetch(self, path: str) -> bytes:
        """A document: its own address leads to a link that lives a minute."""
        answer = self.ask(path)
        if answer.status == 302:
            answer = self.ask(re.sub(r"^https?://[^/]+", "", answer.headers["Location"]))
        assert answer.status == 200, f"{path}: {answer.status}"
        return answer.read()

    def status(self, path: str) -> int:
        return self.ask(path).status

    # --- signing in -------------------------------------------------------------------------------
    def log_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        self.go("/accounts/login/").speak()
        self.fill(login=email, password=password)
        return self.press('form[action$="/accounts/login/"] button.button')

    def speak(self) -> "Visitor":
        """Choose the language on the page itself, as a visitor does."""
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.press(f'.top-tools button[name="language"][value="{self.language}"]')
        return self


def _typed(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


class Postman:
    """Reads the outbox page, as a visitor of the demo does."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor

    def letter(self, to: str, subject: str) -> str:
        """The text of the newest letter to this address with these words in its subject. Waits until it is there."""
        self.expects((to, subject))
        self.visitor.press(self._row(to, subject).locator("a"))
        return plain(self.visitor.page.locator(".letter-text").inner_text())

    def expects(self, *letters: tuple[str, str]) -> None:
        """Each address has got a letter with these words in its subject, or gets it soon."""
        until = time.monotonic() + MAIL_SECONDS
        while True:
            self.visitor.go("/outbox/")
            missing = [one for one in letters if not self._row(*one).count()]
            if not missing:
                return
            assert time.monotonic() < until, f"no letter {missing}; there are: {self.rows()[:30]}"
            time.sleep(0.3)

    def _row(self, to: str, subject: str) -> Locator:
        return self.visitor.page.locator("tbody tr").filter(has_text=to).filter(has_text=subject).first

    def rows(self) -> list[str]:
        return [plain(row) for row in self.visitor.page.locator("tbody tr").all_inner_texts()]


def words_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF, where pdftotext is at hand; else nothing, and only its form was checked."""
    assert pdf.startswith(b"%PDF")
    if not shutil.which("pdftotext"):
        return ""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return plain(subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout)
