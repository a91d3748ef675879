"""The engine of a preview: it follows a project and says, as soon as it can, what has changed.

All computing is done in one thread, so that whatever is kept is never used twice at a time. What
the newest save changes goes first; what is left waits in steps that can be broken off.
"""

from jdpublish.preview.engine.engine import Engine

__all__ = ["Engine"]
