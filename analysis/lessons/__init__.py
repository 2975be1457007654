"""What the lessons in ``notebooks/lessons`` call: the checks of their exercises, and their solutions filled in.

A check works the answer out from the tables that it is given, so that it holds for any collection; it says what is wrong
with an answer and never what the right one is. ``python -m analysis.lessons FOLDER`` writes the lessons with their
solutions filled in.
"""

from analysis.lessons.opening import open_lesson as open_lesson
from analysis.lessons.solutions import solved as solved
from analysis.lessons.solutions import write_solved as write_solved
from analysis.lessons.verdicts import Verdict as Verdict
