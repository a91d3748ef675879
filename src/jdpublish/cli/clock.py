"""What day it is, for commands."""

from jdpublish.workspace.clock import today

__all__ = ["today"]
