"""
Every suite against adapters in which one method does not do what it should: none is to pass.

Not collected by its name: `test_every_method_counts.py` runs it, and looks at what failed.
"""

from tests.testing.idle import distorted, idle, sound

globals().update({each.name: each.suite_for_it() for each in (*idle(), *distorted(), *sound())})
