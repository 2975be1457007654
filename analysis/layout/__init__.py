"""What each stretch of an article is: title, standfirst, dateline, caption, body, boilerplate."""

from analysis.layout.parts import Layout as Layout
from analysis.layout.parts import Part as Part
from analysis.layout.parts import lay_out as lay_out
