"""Time of a page of every kind with the whole Netherlands loaded: granian, SQLite, wrk.

Start ``./run demo`` first; then ``python -m benchmarks.pages [http://localhost:8000]``. Needs wrk.
Some of the cast walk through every link they are shown; of each kind of page one is asked for as
fast as one reader can, for a few seconds. Prints milliseconds, the slowest page first.
"""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

SCRIPT = __file__.replace("pages.py", "p95.lua")
SECONDS = 3
WHO = ("B. Visser", "A. de Groot", "W. Peters")
# Files, and what signs out or is none of ours to time.
SKIP = re.compile(r"formaat=|sorteer=|logout|/download/|/bewaard/|/-/|\.(xlsx|csv|json|vcf|pdf)")
CODES = ((r"[0-9a-f]{8}-[0-9a-f-]{27}", "…"), (r"VR\d\d", "VR…"), (r"GM\d+", "GM…"))


@dataclass
class Reader:
    """One of the cast, signed in: who, how to open a page, and the cookies."""

    name: str
    opener: urllib.request.OpenerDirector
    jar: http.cookiejar.CookieJar

    def read(self, url: str) -> str:
        """Return a page, or nothing when it is none or is refused."""
        try:
            with self.opener.open(url) as page:
                return str(page.read().decode()) if "html" in page.headers["Content-Type"] else ""
        except urllib.error.HTTPError:
            return ""

    @property
    def cookie(self) -> str:
        """Return the cookies as one header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def signed_in(base: str, name: str) -> Reader:
    """Sign in as one of the cast; raises LookupError when nobody is called that."""
    jar = http.cookiejar.CookieJar()
    reader = Reader(name, urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)), jar)
    forms = re.findall(r"<form method=\"post\".*?</form>", reader.read(f"{base}/demo/"), re.DOTALL)
    form = next((one for one in forms if name in one), None)
    if form is None:
        raise LookupError(name)
    fields = dict(re.findall(r'name="([^"]+)"\s+value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form)
    url = f"{base}{action.group(1) if action else '/demo/'}"
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())  # noqa: S310
    request.add_header("Referer", f"{base}/demo/")
    reader.opener.open(request).read()
    return reader


def kind(path: str) -> str:
    """Return the address without what tells one thing from another."""
    path = path.partition("?")[0]
    for pattern, instead in CODES:
        path = re.sub(pattern, instead, path)
    return path


def walk(reader: Reader, base: str, known: dict[str, tuple[str, Reader]]) -> None:
    """Add a page of every kind that this reader is shown and that is not known yet."""
    todo, seen = ["/", "/zoeken/?q=vitens"], set()
    while todo:
        path = todo.pop(0)
        if kind(path) in seen or SKIP.search(path):
            continue
        page = reader.read(base + path)
        if page:
            seen.add(kind(path))
            known.setdefault(kind(path), (path, reader))
            todo += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page)]


def measure(url: str, cookie: str) -> list[float]:
    """Return requests per second; p50, p95 and p99 in milliseconds; and errors."""
    command = ["wrk", "-t1", "-c1", f"-d{SECONDS}s", "-s", SCRIPT, "-H", f"Cookie: {cookie}", url]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 ours
    return [float(figure) for figure in run.stdout.partition("RESULT ")[2].split()]


def main() -> None:
    """Print a line per kind of page, the slowest first."""
    base = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
    known: dict[str, tuple[str, Reader]] = {}
    for name in WHO:
        walk(signed_in(base, name), base, known)
    found = [
        (measure(base + path, reader.cookie), shape, reader.name)
        for shape, (path, reader) in known.items()
    ]
    print(f"{len(found)} kinds of pages, one reader, {SECONDS} s each\np50 p95 p99 (ms) errors")
    for (_rate, p50, p95, p99, errors), shape, name in sorted(found, key=lambda one: -one[0][2]):
        print(f"{p50:6.1f} {p95:6.1f} {p99:6.1f} {errors:3.0f} {shape} ({name})")


if __name__ == "__main__":
    main()
