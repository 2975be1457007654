"""One function a chart: tables of the contract in, matplotlib Axes out, on ``ax`` or on a figure of its own.

Titles are worked out from the rows, so that they hold for one article and for three hundred; a selection without
rows gives an Axes that says so. In a notebook a cell ends ``charts.show(charts.cue_verbs(tables.claims))``.
"""

from analysis.charts.accuracy_charts import agreement, calibration, differences, precision_and_recall, values_right
from analysis.charts.casualty_charts import figures, figures_by_standing, reporters, tolls, tolls_by_day, victims
from analysis.charts.claim_charts import (
    cue_verbs,
    cues_by_source,
    forms,
    hedged_and_denied,
    statements_by_day,
    statements_by_source,
)
from analysis.charts.corpus_charts import (
    collocations,
    concordance_lines,
    dispersion,
    dispersion_plot,
    keyness,
    word_frequencies,
    words_over_time,
)
from analysis.charts.event_charts import accounts, corroborated, diversity, numbers_by_event
from analysis.charts.overview_charts import articles_by_day, distinctive_words, read_and_skipped, words_per_article
from analysis.charts.pictures import show, source_line
from analysis.charts.source_charts import (
    names_by_publisher,
    positions,
    sectors,
    share_of_statements,
    voices_in_articles,
)

__all__ = [
    "accounts", "agreement", "articles_by_day", "calibration", "collocations", "concordance_lines", "corroborated",
    "cue_verbs", "cues_by_source", "differences", "dispersion", "dispersion_plot", "distinctive_words", "diversity",
    "figures", "figures_by_standing", "forms", "hedged_and_denied", "keyness", "names_by_publisher",
    "numbers_by_event", "positions", "precision_and_recall", "read_and_skipped", "reporters", "sectors",
    "share_of_statements", "show", "source_line", "statements_by_day", "statements_by_source", "tolls",
    "tolls_by_day", "values_right", "victims", "voices_in_articles", "word_frequencies", "words_over_time",
    "words_per_article",
]  # fmt: skip
