"""What day it is: the one place that looks at the clock."""

import datetime as dt
import os

from jdpublish.errors import ProjectError


def today() -> dt.date:
    """Return the day of now, or that of SOURCE_DATE_EPOCH where the environment sets it.

    Source: reproducible-builds.org, “SOURCE_DATE_EPOCH specification”: seconds since 1970, UTC.

    Raises:
        ProjectError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return dt.date.today()  # noqa: DTZ011  the day that the wall calendar shows
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as problem:
        raise ProjectError(
            f"SOURCE_DATE_EPOCH is not a number of seconds: “{given}”",
            hint="unset it, or set it to the seconds since 1970",
        ) from problem
