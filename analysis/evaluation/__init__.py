"""How right tables are, and how far annotators agree.

- ``read_gold(path, tables)``, ``write_gold(gold, folder)``: annotations by people, also from brat, doccano, INCEpTION;
- ``scores(tables, gold)``, ``values(tables, gold)``, ``errors(tables, gold)``, ``calibration(tables, gold)``: a program's
  tables against them; ``beside_peers(scores)``, that among what people and other systems reach;
- ``agreement(first, second)``, ``differences(first, second)``: two annotators, or an annotator and the program;
- ``claims_by_class(gold, tables)``: attributions laid out as PolNeAR has them, by what they are like.
"""

from analysis.evaluation.annotators import agreement, differences
from analysis.evaluation.attributions import claims_by_class
from analysis.evaluation.gold import read_gold, write_gold
from analysis.evaluation.matching import covered, match_records, matches
from analysis.evaluation.mistakes import errors
from analysis.evaluation.peers import beside_peers
from analysis.evaluation.scoring import calibration, scores, values

__all__ = [
    "agreement", "beside_peers", "calibration", "claims_by_class", "covered", "differences", "errors", "match_records",
    "matches", "read_gold", "scores", "values", "write_gold",
]  # fmt: skip
