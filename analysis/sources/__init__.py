"""Claims into sources: whom a source phrase means, its kind, sector and anonymity."""

from analysis.sources.descriptions import Source as Source
from analysis.sources.resolution import resolve_sources as resolve_sources
