"""Sentences into casualty figures, and figures into tolls: the model card of both.

How it reads. A cheap test keeps the sentences with a word that may tell an outcome (``outcomes``). In these, numbers
with their bounds (``numbers``) and noun phrases (``phrases``) are found, and the sentence becomes a row of units
(``units``) whose grammar says who was killed, and whether it really happened (``clauses``, ``groups``, ``victims``,
``told``). Then come the day, the place and whether another event is meant (``days``, ``circumstances``), and whose
figure it is (``informants``). ``tolls`` puts the figures of an article together. Everything is a rule or a word list, so
``explain_figure`` can say of every figure which words gave it.

What it cannot do. It reads a sentence at a time: a count whose outcome stands in another sentence is lost, and it does
not know who "he" or "the second victim" is. It cannot tell two events of one day in a round-up of several shootings, nor
know an event by its name; another event is told by days and by words such as "in 2014", "in retaliation for" or
"protested". Whether somebody who was shot lived is often told sentences later, so wounded people are overcounted where
all died. Irony, hypotheses without a modal verb and figures in tables are read as statements. "Overnight" is taken for the
day of publication, though the night began the day before. English only.

How right it is, on articles of which the even-numbered half was read for errors (all; in brackets the odd-numbered
half alone, as the reader before this one had it), in per cent; ``TABLES`` is made by ``python -m analysis tabulate
GOLD -o TABLES`` (with ``--vague isaf``, ``acled`` or ``airwars`` for these sets) and scored by ``score_casualties.py
GOLD TABLES``, the last line by ``score_figures.py``:

    ISAF releases          killed 91.1 (87.8), captured 85.0 (85.0), day of the event 75.0 (78.3)
    ACLED notes            killed 92.1 (90.6)
    gun violence (GVA)     killed 79.6 (80.1), wounded 68.0 (66.3)
    gun violence (GVDB)    killed 82.3 (82.5), wounded 76.5 (77.6)
    Airwars incidents      low and high of killed 51.5 (50.2), of wounded 64.4 (61.6)
    Wikipedia disasters    low and high of killed 80.3 (80.6), of wounded 74.1 (68.0)
    single figures         F1 84.1 (83.6), source of the figure 83.3 (73.3, of 15 figures)

Where the gold is 0, a toll is told all the same: killed ISAF 4.7, ACLED 4.1, GVA 7.4, GVDB 11.8; wounded GVA 17.4, GVDB
21.3. By reading, about two in three of these on GVDB state the dead or wounded that the gold leaves out, and most of GVA's
dead are of other shootings in the same round-up. A day: 11 % of the releases name no day or no year, and 11 % say one
day later than the gold. A day taken over from a sentence before is right as often as one in the figure's own sentence
(about three in four).
"""

from analysis.casualties.explaining import explain_figure as explain_figure
from analysis.casualties.figures import Figure as Figure
from analysis.casualties.figures import find_figures as find_figures
from analysis.casualties.tolls import tolls as tolls
