"""`python -m jdpublish` and the `jdpublish` command."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    A command is short: collecting garbage costs a build 5–10 %, and taking down the pages of a PDF
    box by box at the end another tenth of a second. So neither is done; all is written by then.
    """
    gc.disable()
    from jdpublish.cli import run  # noqa: PLC0415  after the line above

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
