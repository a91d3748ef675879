"""PDFs made beside the preview, one at a time, each by a process of its own.

So the page never waits for one, what setting pages needs is never loaded into the server, and one
that is not wanted any more is ended at once.
"""

from jdpublish.preview.pdfs.job import Job
from jdpublish.preview.pdfs.making import Pdfs

__all__ = ["Job", "Pdfs"]
