"""Words of a collection, questioned: where they stand, how often, beside which others, and how evenly.

``index_words`` makes a ``Corpus`` of tables or of articles; every other function takes it and returns a DataFrame that
``charts`` has a picture of. Patterns are a word or a phrase unless ``kind`` says otherwise, see ``find``.

Definitions are those of the peer ``conc`` where it has one: frequencies, n-grams (none over punctuation), the
log-likelihood and the log ratio of keyness, the log-likelihood of neither punctuation nor words counted twice. They differ
in this: an n-gram or a phrase ends with its paragraph; a collocate near two hits is counted once, and its
log-likelihood is nltk's of all four cells; the chance that ``pmi`` allows for is that of the whole window, so it is
conc's mutual information less the binary logarithm of the window's words a hit.
"""

from analysis.corpus.collocations import collocates as collocates
from analysis.corpus.collocations import collocations as collocations
from analysis.corpus.concordance import concordance as concordance
from analysis.corpus.dispersion import dispersion as dispersion
from analysis.corpus.dispersion import occurrences as occurrences
from analysis.corpus.dispersion import over_time as over_time
from analysis.corpus.frequency import frequency as frequency
from analysis.corpus.frequency import ngrams as ngrams
from analysis.corpus.indexing import Corpus as Corpus
from analysis.corpus.indexing import index_words as index_words
from analysis.corpus.keyness import keyness as keyness
from analysis.corpus.searching import find as find
