"""Across articles: the same event, figures that agree or disagree, contested claims, who stands behind them.

``events/wording.py`` and ``grouping.py`` find the story of each article, ``passages.py`` the event of each figure,
``copies.py`` and ``voices.py`` who really speaks; the other files answer one question each.
"""

from analysis.events.accounts import event_figures as event_figures
from analysis.events.agreement import find_events as find_events
from analysis.events.copies import find_copies as find_copies
from analysis.events.corroboration import corroboration as corroboration
from analysis.events.disputes import find_disputes as find_disputes
from analysis.events.diversity import diversity as diversity
from analysis.events.grouping import stories as stories
from analysis.events.rows import sides as sides
from analysis.events.rows import with_records as with_records
