"""The place where a server listens: the port that was asked for, or the next that is free."""

import errno
import socket
from dataclasses import dataclass
from ipaddress import ip_address

from jdpublish.errors import EnvironmentMissingError, ProjectError

LOOPBACK = "127.0.0.1"
_OURS = (LOOPBACK, "localhost", "[::1]")
_TRIES = 50
_BACKLOG = 128


@dataclass(frozen=True, slots=True)
class Listening:
    """An open socket, its port, and the names that browsers may call it by.

    With `any_address` it listens at all addresses of the machine, else with `loopback` only at
    those that no other machine reaches.
    """

    socket: socket.socket
    port: int
    names: tuple[str, ...]
    any_address: bool = False
    loopback: bool = True


def listening(host: str, port: int) -> Listening:
    """Return an open socket at a host's port or the next free one above it; 0 is any free one.

    Raises:
        ProjectError: the host is none of this machine's, or the port needs rights.
        EnvironmentMissingError: no port is free.
    """
    family, address = _address(host)
    found = ip_address(address)
    opened = _opened(family, address, port)
    own = f"[{host}]" if ":" in host else host.lower()
    names: tuple[str, ...] = (own,)
    if found.is_unspecified:
        names = _OURS
    elif found.is_loopback:
        names = tuple(dict.fromkeys((own, *_OURS)))
    return Listening(
        opened,
        opened.getsockname()[1],
        names,
        any_address=found.is_unspecified,
        loopback=found.is_loopback,
    )


def _address(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as problem:
        raise ProjectError(
            f"there is no host “{host}”",
            hint=f"leave --host out for {LOOPBACK}, or name an address of this machine",
        ) from problem
    family, _, _, _, place = found[0]
    return family, str(place[0])


def _opened(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    for wanted in range(port, min(port + _TRIES, 65536)) if port else [0]:
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind((address, wanted))
            opened.listen(_BACKLOG)
        except OSError as problem:
            opened.close()
            if problem.errno != errno.EADDRINUSE:
                raise _refused(problem, address, wanted) from problem
        else:
            return opened
    raise EnvironmentMissingError(
        f"no port from {port} upwards is free", hint="name another one with --port"
    )


def _refused(problem: OSError, address: str, port: int) -> ProjectError:
    if problem.errno in (errno.EACCES, errno.EPERM):
        return ProjectError(
            f"port {port} is for the administrator only", hint="name one above 1023 with --port"
        )
    return ProjectError(
        f"this machine cannot be reached at {address}: {problem.strerror}",
        hint=f"leave --host out for {LOOPBACK}, or name an address of this machine",
    )
