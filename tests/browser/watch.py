"""What pages did that they should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# What the browser and htmx say about an answer that a test asked for, such as a 422.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",
    # A bar of long work asks again when the process that works itself does not answer.
    "htmx:timeout",
    "htmx:afterRequest",
)
# A browser breaks off what it was loading when somebody clicks on.
BROKEN_OFF = "net::ERR_ABORTED"
TELL = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Watch:
    """Notes what must not be: requests elsewhere or without answer, errors, broken policy."""

    url: str
    # Hosts that a test expects to be asked, besides the demo itself: none, unless it says so.
    expected: frozenset[str] = frozenset()
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begin to watch everything in this profile."""
        context.add_init_script(TELL)
        context.on("request", self.request)
        context.on("requestfailed", self.failed)
        context.on("response", self.response)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def request(self, request: Request) -> None:
        """Note a request to anybody else."""
        parts = urlsplit(request.url)
        known = self.expected | {urlsplit(self.url).netloc}
        if parts.scheme not in {"data", "blob"} and parts.netloc not in known:
            self.faults.append(f"asked {request.url}")

    def failed(self, request: Request) -> None:
        """Note a request that got no answer."""
        if request.failure != BROKEN_OFF:
            self.faults.append(f"failed {request.url}: {request.failure}")

    def response(self, response: Response) -> None:
        """Note an answer that no test asks for: a mistake of ours, or a file that is missing."""
        part_of_page = response.request.resource_type in {"stylesheet", "script", "image", "font"}
        if response.status >= 500 or (part_of_page and response.status >= 400):
            self.faults.append(f"{response.status} {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        """Note errors; violations of the content security policy are among them."""
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.faults.append(f"console: {message.text}")
