"""Time of every page with the whole Netherlands loaded: granian, SQLite, wrk, a reader of the demo.

Start ``./run demo`` first; then ``python -m benchmarks.pages [http://127.0.0.1:8000]``. Needs wrk.
"""

from __future__ import annotations

import http.cookiejar
import re
import subprocess
import sys
import urllib.parse
import urllib.request

SCRIPT = __file__.replace("pages.py", "p95.lua")
READERS = 2
SECONDS = 5


def signed_in(base: str) -> tuple[urllib.request.OpenerDirector, str]:
    """Sign in as the first of the cast; return an opener and the cookie header."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{base}/demo/").read().decode()
    form = page.partition('<form method="post"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)"\s+value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form)
    url = f"{base}{action.group(1) if action else '/demo/'}"
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())  # noqa: S310
    request.add_header("Referer", f"{base}/demo/")
    opener.open(request).read()
    return opener, "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def pages(opener: urllib.request.OpenerDirector, base: str) -> list[str]:
    """Return the main pages, and one of each kind that needs a number."""
    listed = opener.open(f"{base}/netwerken/").read().decode()
    network = re.search(r'href="(/netwerken/[0-9a-f-]{36}/)[^"]*">\s*Vitens', listed)
    organisations = opener.open(f"{base}/organisaties/").read().decode()
    organisation = re.search(r'href="(/organisaties/[0-9a-f-]{36}/)"', organisations)
    found = [match.group(1) for match in (network, organisation) if match]
    fixed = ["/", "/netwerken/", "/regio/", "/regio/VR04/", "/organisaties/", "/gebied/gemeenten/"]
    return [*fixed, "/gebied/gemeenten/GM0193/", "/zoeken/?q=vitens", "/mijn-gegevens/", *found]


def measure(url: str, cookie: str) -> str:
    """Return requests per second and p50, p95, p99 in milliseconds, and errors."""
    command = ["wrk", "-t1", f"-c{READERS}", f"-d{SECONDS}s", "-s", SCRIPT]
    run = subprocess.run(  # noqa: S603 our own words
        [*command, "-H", f"Cookie: {cookie}", url], capture_output=True, text=True, check=True
    )
    return run.stdout.partition("RESULT ")[2].strip()


def main() -> None:
    """Print a line per page."""
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    opener, cookie = signed_in(base)
    print(f"{'page':52} rps p50 p95 p99 (ms) errors; {READERS} readers, {SECONDS} s each")
    for path in pages(opener, base):
        print(f"{path:52} {measure(base + path, cookie)}")


if __name__ == "__main__":
    main()
