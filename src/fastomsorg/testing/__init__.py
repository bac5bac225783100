"""
For those who write plug-ins: memory adapters, builders, conformance suites.
"""

__all__: list[str] = []
