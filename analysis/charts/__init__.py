"""One function a chart: tables of the contract in, matplotlib Axes out, on ``ax`` or on a figure of its own.

Titles are worked out from the rows, so that they hold for one article and for three hundred; a selection without
rows gives an Axes that says so. In a notebook a cell ends ``charts.show(charts.cue_verbs(tables.claims))``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.charts.accuracy_charts import agreement as agreement
    from analysis.charts.accuracy_charts import calibration as calibration
    from analysis.charts.accuracy_charts import differences as differences
    from analysis.charts.accuracy_charts import precision_and_recall as precision_and_recall
    from analysis.charts.accuracy_charts import values_right as values_right
    from analysis.charts.casualty_charts import figures as figures
    from analysis.charts.casualty_charts import figures_by_standing as figures_by_standing
    from analysis.charts.casualty_charts import reporters as reporters
    from analysis.charts.casualty_charts import victims as victims
    from analysis.charts.claim_charts import cue_verbs as cue_verbs
    from analysis.charts.claim_charts import cues_by_source as cues_by_source
    from analysis.charts.claim_charts import forms as forms
    from analysis.charts.claim_charts import hedged_and_denied as hedged_and_denied
    from analysis.charts.claim_charts import statements_by_day as statements_by_day
    from analysis.charts.claim_charts import statements_by_source as statements_by_source
    from analysis.charts.collection_charts import counted as counted
    from analysis.charts.collection_charts import counted_by_day as counted_by_day
    from analysis.charts.corpus_charts import collocations as collocations
    from analysis.charts.corpus_charts import concordance_lines as concordance_lines
    from analysis.charts.corpus_charts import dispersion as dispersion
    from analysis.charts.corpus_charts import dispersion_plot as dispersion_plot
    from analysis.charts.corpus_charts import keyness as keyness
    from analysis.charts.corpus_charts import word_frequencies as word_frequencies
    from analysis.charts.corpus_charts import words_over_time as words_over_time
    from analysis.charts.event_charts import accounts as accounts
    from analysis.charts.event_charts import corroborated as corroborated
    from analysis.charts.event_charts import diversity as diversity
    from analysis.charts.event_charts import numbers_by_event as numbers_by_event
    from analysis.charts.overview_charts import articles_by_day as articles_by_day
    from analysis.charts.overview_charts import distinctive_words as distinctive_words
    from analysis.charts.overview_charts import read_and_skipped as read_and_skipped
    from analysis.charts.overview_charts import words_per_article as words_per_article
    from analysis.charts.pictures import show as show
    from analysis.charts.pictures import source_line as source_line
    from analysis.charts.source_charts import names_by_publisher as names_by_publisher
    from analysis.charts.source_charts import positions as positions
    from analysis.charts.source_charts import sectors as sectors
    from analysis.charts.source_charts import share_of_statements as share_of_statements
    from analysis.charts.source_charts import shares as shares
    from analysis.charts.source_charts import voices_in_articles as voices_in_articles
    from analysis.charts.toll_charts import tolls as tolls
    from analysis.charts.toll_charts import tolls_by_day as tolls_by_day

# Where each chart lives. They are imported when first asked for: those of words bring all of nltk, which takes a second.
_HOMES = {
    "accounts": "event_charts", "agreement": "accuracy_charts", "articles_by_day": "overview_charts", "calibration":
    "accuracy_charts", "collocations": "corpus_charts", "concordance_lines": "corpus_charts", "corroborated":
    "event_charts", "counted": "collection_charts", "counted_by_day": "collection_charts", "cue_verbs":
    "claim_charts", "cues_by_source": "claim_charts", "differences": "accuracy_charts", "dispersion":
    "corpus_charts", "dispersion_plot": "corpus_charts", "distinctive_words": "overview_charts", "diversity":
    "event_charts", "figures": "casualty_charts", "figures_by_standing": "casualty_charts", "forms": "claim_charts",
    "hedged_and_denied": "claim_charts", "keyness": "corpus_charts", "names_by_publisher": "source_charts",
    "numbers_by_event": "event_charts", "positions": "source_charts", "precision_and_recall": "accuracy_charts",
    "read_and_skipped": "overview_charts", "reporters": "casualty_charts", "sectors": "source_charts",
    "share_of_statements": "source_charts", "shares": "source_charts", "show": "pictures", "source_line":
    "pictures", "statements_by_day": "claim_charts", "statements_by_source": "claim_charts", "tolls": "toll_charts",
    "tolls_by_day": "toll_charts", "values_right": "accuracy_charts", "victims": "casualty_charts",
    "voices_in_articles": "source_charts", "word_frequencies": "corpus_charts", "words_over_time": "corpus_charts",
    "words_per_article": "overview_charts",
}  # fmt: skip
__all__ = [
    "accounts", "agreement", "articles_by_day", "calibration", "collocations", "concordance_lines", "corroborated",
    "counted", "counted_by_day", "cue_verbs", "cues_by_source", "differences", "dispersion", "dispersion_plot",
    "distinctive_words", "diversity", "figures", "figures_by_standing", "forms", "hedged_and_denied", "keyness",
    "names_by_publisher", "numbers_by_event", "positions", "precision_and_recall", "read_and_skipped", "reporters",
    "sectors", "share_of_statements", "shares", "show", "source_line", "statements_by_day", "statements_by_source",
    "tolls", "tolls_by_day", "values_right", "victims", "voices_in_articles", "word_frequencies", "words_over_time",
    "words_per_article",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis.charts' has no attribute {name!r}")
    return getattr(import_module(f"analysis.charts.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
