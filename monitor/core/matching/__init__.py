"""Texts compared with each other: what is kept of each, how much two share, and whether one copies the other.

A fingerprint is made once, when an article arrives, and is all that is stored for comparing. The history indexes
its keys; two texts that share `copies.KEYS_OF_A_CANDIDATE` of them or more are worth the comparison.

Stories are found likewise: an article's terms are weighed by how rare they are, and it joins the open story that is
nearest to it, or begins one. The history indexes the strongest terms of each open story.
"""

from monitor.core.matching.copies import containment, is_copy
from monitor.core.matching.fingerprints import fingerprint
from monitor.core.matching.vocabulary import terms

__all__ = ["containment", "fingerprint", "is_copy", "terms"]
