"""Files of any supported kind into the articles table and the table of what was skipped."""

from analysis.articles.ledger import Reading as Reading
from analysis.articles.reading import Stream as Stream
from analysis.articles.reading import read_articles as read_articles
from analysis.articles.reading import stream_articles as stream_articles
