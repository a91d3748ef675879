"""The glossary in the page: looked up, added to, edited, through the code of the command line."""

from jdpublish.preview.contract import Route
from jdpublish.preview.desk.glossary.proposing import propose
from jdpublish.preview.desk.glossary.reading import entry, listed
from jdpublish.preview.desk.glossary.writing import add, edit

__all__ = ["GLOSSARY"]

GLOSSARY: tuple[Route, ...] = (
    Route("GET", "/-/glossary", listed),
    Route("POST", "/-/glossary", add),
    Route("POST", "/-/glossary/propose", propose),
    Route("GET", "/-/glossary/{id}", entry),
    Route("PUT", "/-/glossary/{id}", edit, conditional=True),
)
