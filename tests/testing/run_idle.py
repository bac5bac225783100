"""
Every suite against every adapter in which something does nothing: none of those is to pass.

Not collected by its name: `test_every_method_counts.py` runs it, and looks at what failed.
"""

from tests.testing.idle import idle, sound

globals().update({each.name: each.suite_for_it() for each in (*idle(), *sound())})
