"""Whether a text is English."""

from __future__ import annotations

import re
from functools import cache

SHORT = 20  # words: of fewer, the language is taken to be English unless there is no doubt
_SMALL_WORDS = re.compile(
    r"\b(?:the|of|and|with|was|were|from|that|his|has|have|after|which|this|by|for|are|is|to)\b", re.IGNORECASE
)
# What English with African or Slavic names is taken for, and tongues no news is written in
_NOT_FOR_NEWS = {"pcm", "la", "zxx", "grc", "hbo", "sa", "vo", "eo", "an", "ext", "bcl"}


def is_english(text: str) -> bool:
    """Whether a text is English, by its small words or py3langid (Lui and Baldwin 2012); a short one unless surely not.

    >>> is_english("The bridge fell, police said."), is_english("Le pont est tombé dans la nuit, a dit la police.")
    (True, False)
    """
    start = text[:3000]
    words = start.split()
    small = _SMALL_WORDS.findall(start)
    if len(small) >= 0.12 * len(words) and len({word.lower() for word in small}) > 1:
        return True
    likely = dict(_identifier().rank(start))["en"]
    return likely > (0.005 if len(words) < SHORT else 0.1)  # English without names scores .9; others below .001


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, because its model takes .6 s

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(identifier.labels) - _NOT_FOR_NEWS))
    return identifier
