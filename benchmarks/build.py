"""Time and memory of a build, each in fresh processes with an empty output folder.

`make bench` prints the least and the median of several runs and the peak memory of the largest
process. Machines differ and are noisy: compare ratios within one run, and minima rather than means.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 5

CASES = (
    ("three editions, HTML and PDF", ("build", "-q"), 3.5, None),
    ("three editions, HTML alone", ("build", "-q", "-f", "html"), 1.0, None),
    ("one PDF, zh-Hans", ("build", "-q", "-f", "pdf", "-e", "zh-Hans"), 1.6, 200),
    ("one PDF, en", ("build", "-q", "-f", "pdf", "-e", "en"), 1.6, 200),
    ("--version", ("--version",), 0.15, None),
)


def run(arguments: tuple[str, ...]) -> float:
    """Return the seconds that one fresh process takes."""
    with tempfile.TemporaryDirectory() as folder:
        output = ("-o", folder) if arguments[0] == "build" else ()
        command = [sys.executable, "-m", "jdpublish", "--project", str(ROOT), *arguments, *output]
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return time.perf_counter() - started


def peak(arguments: tuple[str, ...]) -> float:
    """Return the peak memory in MB of the largest process of a run, in a process of its own."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    with tempfile.TemporaryDirectory() as folder:
        output = ("-o", folder) if arguments[0] == "build" else ()
        command = [sys.executable, "-m", "jdpublish", "--project", str(ROOT), *arguments, *output]
        measured = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
        )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(measured.stdout) / unit


def main() -> None:
    """Print a row for each case."""
    print(f"{'':32}{'least s':>9}{'median s':>10}{'target s':>10}{'peak MB':>9}{'target':>8}")
    for name, arguments, seconds, megabytes in CASES:
        times = sorted(run(arguments) for _ in range(RUNS))
        target = f"{megabytes}" if megabytes else ""
        print(
            f"{name:32}{times[0]:9.2f}{statistics.median(times):10.2f}{seconds:10.2f}"
            f"{peak(arguments):9.0f}{target:>8}"
        )


if __name__ == "__main__":
    main()
