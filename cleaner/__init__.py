"""Repair what machine translation and web scraping leave in text, and account for every change."""

from cleaner.config import Config
from cleaner.edits import Finding, Result
from cleaner.pipeline import Pipeline, clean
from cleaner.rule import Rule

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "Pipeline", "Result", "Rule", "__version__", "clean"]
