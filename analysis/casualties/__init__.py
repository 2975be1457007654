"""Sentences into casualty figures, and figures into tolls."""

from analysis.casualties.figures import Figure as Figure
from analysis.casualties.figures import find_figures as find_figures
from analysis.casualties.tolls import tolls as tolls
