"""Sentences into casualty figures, and figures into tolls: the model card of both.

How it reads. A cheap test keeps the sentences with a word that may tell an outcome (``outcomes``). In these, numbers
with their bounds (``numbers``) and noun phrases (``phrases``) are found, and the sentence becomes a row of units
(``units``) whose grammar says who was killed, and whether it really happened (``clauses``, ``groups``, ``subjects``,
``victims``, ``nouns``, ``collectives``, ``captives``, ``told``). Then come the day, the place and whether another
event is meant (``days``, ``places``, ``circumstances``), whose figure it is (``informants``), who is told of again
(``retelling``), which number another replaces (``superseding``), who died of an illness or of age (``natural``), and
whether an earlier event is the one reported (``reported``). ``tolls`` puts the figures of an article together, within
the bounds that it opens with (``openings``). Everything is a rule or a word list, so ``explain_figure`` can say of
every figure which words gave it.

What it cannot do. It reads a sentence at a time: a count whose outcome stands in another sentence is lost but where "of
them", "the victims", "there were" or "the correct number" takes up a figure just before (``continued``). "He", "she"
and "they" are followed, for two sentences, to the wounded who died of it and to deaths that a protest is about; it does
not know who "the second victim" is, nor that Ana and Petrel are one woman. It cannot tell two events of one day in a
round-up of several shootings, nor know an event by its name; another event is told by days and by words such as "in
2014", "in retaliation for", "protested" or "came in the wake of". Whether somebody who was shot lived is often told
sentences later, so wounded people are overcounted where all died. Irony, hypotheses without a modal verb and figures in
tables are read as statements, so are the headlines of other stories that a page carries. "Overnight" is taken for the
day before publication, on which the night began. Somebody told dead of an
illness or of age is a figure of the table and of no toll; where the cause is not told, a natural death counts. English
only.

How right it is, in per cent: of all articles; in brackets of those with an odd number in their file. Errors were read in the
even-numbered ones, of the ISAF and ACLED sets in every second odd one too. ``TABLES`` is made by ``python -m analysis
tabulate GOLD -o TABLES`` (with ``--vague isaf``, ``acled`` or ``airwars`` for these sets) and scored by
``score_casualties.py GOLD TABLES``, the last line by ``score_figures.py``:

    ISAF releases          killed 93.9 (91.7), captured 89.4 (88.3), day of the event 77 (in some figure)
    ACLED notes            killed 94.9 (93.2)
    gun violence (GVA)     killed 84.2 (81.8), wounded 73.0 (70.7)
    gun violence (GVDB)    killed 83.4 (83.9), wounded 79.1 (79.4)
    Airwars incidents      low and high of killed 62.9 (59.7), of wounded 70.7 (69.7)
    Wikipedia disasters    low and high of killed 81.1 (81.2), of wounded 75.9 (68.0), of missing 70.2 (72.0)
    single figures         F1 92.3, source of the figure 93.2

Where the gold is 0, a toll is told all the same: killed ISAF 3.1, ACLED 2.5, GVA 7.0, GVDB 12.3; wounded GVA 15.9, GVDB
18.8; captured ISAF 4.4. By reading: of 12 such articles on GVDB 10 state the dead, of 32 on GVDB 23 the wounded, of 7 on
GVA 4 the wounded, that the gold leaves out, and 10 of 11 on GVA tell of several shootings of which the gold counts one.
What is our own error among them: people shot whose death is told by a noun ("his time of death") or of "the teenagers",
animals called by a word for people, and an earlier incident that only its month tells. A day: of 360 releases 38 name no
day or no year and 37 say one day later than the gold, most by "yesterday" or "today"; 7 are misread. A day taken over from
a sentence before is right as often as one in the figure's own sentence (about three in four). Airwars: the
low is that of a count of some of the people, or of names that are listed without "killed".
"""

from analysis.casualties.explaining import explain_figure as explain_figure
from analysis.casualties.figures import Figure as Figure
from analysis.casualties.figures import find_figures as find_figures
from analysis.casualties.tolls import tolls as tolls
