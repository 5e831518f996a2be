"""How property tests run: the same examples every time, and no clock. One browser serves all tests that need one."""

from hypothesis import settings

from tests.browser import browser, opened

__all__ = ["browser", "opened"]

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
