"""Who may ask for what: pure functions over the head of a request.

A server on one's own machine is within reach of every page in one's browser: by a name that is
made to lead here (DNS rebinding: Vite, CVE-2025-24010), by requests that no page need be allowed
to read (esbuild, GHSA-67mh-4wv8-2f99), and by sockets, which know no same-origin policy
(webpack-dev-server, CVE-2018-14732). Each is answered for below.
"""

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from jdpublish.preview.server import refusals
from jdpublish.preview.server.refusals import Refusal

READS = ("GET", "HEAD")
WRITES = ("POST", "PUT", "DELETE")
TOKEN = "x-jdpublish-token"  # noqa: S105  the name of the header


@dataclass(frozen=True, slots=True)
class Gate:
    """The names this server answers to, as in an address, its port, and the token of this start.

    With `any_address` it listens at every address of the machine, and may be called by each; with
    `loopback` no other machine reaches it.
    """

    names: tuple[str, ...]
    port: int
    token: str
    any_address: bool = False
    loopback: bool = True

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.hosts[0]}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser may say in Host: it leaves the port of HTTP out (RFC 9110, 7.2)."""
        return tuple(f"{name}:{self.port}" if self.port != _HTTP else name for name in self.names)


_HTTP = 80


@dataclass(frozen=True, slots=True)
class Asking:
    """The head of a request: `headers` by small names, several of one name joined by commas."""

    method: str
    headers: Mapping[str, str]
    socket: bool = False


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name; one that is sent twice has a comma and equals nothing of ours."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def refused(asking: Asking, gate: Gate) -> Refusal | None:
    """Return why a request is refused by its head alone, or None where it may pass."""
    if not _is_ours(asking.headers.get("host", ""), gate):
        return refusals.misdirected(gate.address)
    if asking.method not in (*READS, *WRITES):
        return refusals.not_allowed(", ".join(READS))
    if not _from_here(asking):
        return refusals.FOREIGN_SITE
    if asking.method in WRITES:
        return _refused_write(asking, gate)
    return None


def _is_ours(host: str, gate: Gate) -> bool:
    """Tell whether a Host is one of ours; at every address, any address but no unknown name.

    Who rebinds a name can only send that name, never an address.
    """
    wanted = host.lower()
    if wanted in gate.hosts:
        return True
    return gate.any_address and _is_address(wanted, gate.port)


def _is_address(host: str, port: int) -> bool:
    found = _ADDRESS.fullmatch(host)
    if not found or (found["port"] or str(_HTTP)) != str(port):
        return False
    try:
        ip_address(found["six"] or found["four"])
    except ValueError:
        return False
    return True


_ADDRESS = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<four>[0-9.]+))(?::(?P<port>[0-9]+))?")


def _from_here(asking: Asking) -> bool:
    """Tell whether a page of ours asks, or a person by an address, or no browser at all.

    Source: W3C, Fetch Metadata Request Headers, 2.4; browsers send them to loopback addresses.
    Another port of this machine is the same site, so only the same origin will do.
    """
    headers = asking.headers
    if asking.socket or asking.method in WRITES:
        ours = headers.get("origin") == f"http://{headers['host'].lower()}"
        return ours and headers.get("sec-fetch-site", "same-origin") == "same-origin"
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    # A link that somebody follows: it shows a page, to that person alone.
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == (
        "navigate",
        "document",
    )


def _refused_write(asking: Asking, gate: Gate) -> Refusal | None:
    given = asking.headers.get(TOKEN, "")
    if not hmac.compare_digest(given.encode("latin-1"), gate.token.encode()):
        return refusals.NO_TOKEN
    kind = asking.headers.get("content-type", "").partition(";")[0]
    if kind.strip().lower() != "application/json":
        return refusals.NOT_JSON
    if int(asking.headers.get("content-length", "0")) > refusals.LARGEST:
        return refusals.TOO_LARGE
    return None


def version_asked(headers: Mapping[str, str]) -> str | None:
    """Return the version that If-Match names, or None where it does not name just one.

    `*` would match whatever is there, which is what the header is to prevent.
    """
    found = _VERSION.fullmatch(headers.get("if-match", ""))
    return found[1] if found else None


_VERSION = re.compile(r'"([\x21\x23-\x7e]+)"')
