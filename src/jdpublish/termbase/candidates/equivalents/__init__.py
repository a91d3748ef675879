"""Words of a translation that may render what somebody has chosen: proposed, never invented."""

from jdpublish.termbase.candidates.equivalents.chinese import chinese_for
from jdpublish.termbase.candidates.equivalents.contract import Equivalent, Pairing, Reason
from jdpublish.termbase.candidates.equivalents.english import english_for

__all__ = ["Equivalent", "Pairing", "Reason", "chinese_for", "english_for"]
