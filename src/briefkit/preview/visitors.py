"""Who may ask the preview for something.

It listens on loopback only, and that is not enough: every page that the browser has open can send
requests there, and with a name of its own that leads to 127.0.0.1 (DNS rebinding) it could read the
answers. So the name it was asked by must be this machine's own, and what another site's page asks
for is refused, unless a person followed a link.
"""

from __future__ import annotations

from collections.abc import Mapping

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
METHODS = ("GET", "HEAD")


def refusal(headers: Mapping[str, str], port: int) -> str | None:
    """Why the request is refused; None for one that is answered.

    Without `Sec-Fetch-*` (https://www.w3.org/TR/fetch-metadata/)
    it is no browser of today that asks.
    """
    headers = {name.lower(): value for name, value in headers.items()}
    hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
    host = headers.get("host", "")
    if host.lower() not in hosts:
        return f"the preview answers to {NAMES[0]}:{port} and {NAMES[1]}:{port}, not to another name"
    origin = headers.get("origin")
    if origin is not None and origin.lower() not in {f"http://{own}" for own in hosts}:
        return "the preview answers no page of another origin"
    site = headers.get("sec-fetch-site", "none")
    followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if site not in ("none", "same-origin") and not followed:
        return "the preview answers no page of another site"
    return None
