"""Tables of collections that memory does not hold: a folder of parts, each the tables of some hundred articles.

``tabulate(..., into=folder)`` fills it, ``Partitions(folder)`` reads it. In the folder stand

- ``parts/<name>/``: a Parquet file a table, and ``part.json``, which says of which articles. A part is written beside and
  renamed: it is there whole or not at all, and what is there need not be made again;
- ``index.parquet``: the articles of the collection in their order, and the part that each is in. It is written last;
- ``skipped.parquet``: what was not read;
- ``corrected/``: the tables of articles that people have corrected, which take the place of those in the parts.
"""

from analysis.partitions.counting import count_rows as count_rows
from analysis.partitions.reading import Partitions as Partitions
from analysis.partitions.reading import load_tables as load_tables
