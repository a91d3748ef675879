"""What pages ask for beside themselves, by subject."""

from jdpublish.preview.contract import Route
from jdpublish.preview.desk.glossary import GLOSSARY
from jdpublish.preview.desk.translation import TRANSLATION

ROUTES: tuple[Route, ...] = (*GLOSSARY, *TRANSLATION)
"""Everything that a desk answers, whatever its subject."""
