"""Settings: one table of them, read from TOML and keywords, checked whole, frozen."""

from cleaner.config.config import Config, Override
from cleaner.config.layers import FILE_NAME, find_file, presets
from cleaner.config.settings import SETTINGS, CommandOption, Setting

__all__ = ["FILE_NAME", "SETTINGS", "CommandOption", "Config", "Override", "Setting", "find_file", "presets"]
