"""Files of any supported kind into the articles table and the table of what was skipped."""

from analysis.articles.reading import Reading as Reading
from analysis.articles.reading import read_articles as read_articles
