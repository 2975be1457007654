"""Widgets for a notebook: a collection to question (``Explorer``), and an article to annotate (``Annotator``)."""

from analysis.exploring.annotator import Annotator as Annotator
from analysis.exploring.explorer import Explorer as Explorer
