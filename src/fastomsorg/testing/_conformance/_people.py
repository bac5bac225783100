"""
The suite for whoever knows who there is.
"""

from ._clients import ClientsConformance
from ._staff import StaffConformance


class PeopleConformance(ClientsConformance, StaffConformance, needs=("people",), takes=("intake",)):
    """
    What a `People` is (*personer och enheter*). Override `people`: empty, for each test.

    Override `intake` too where something else than the people itself fills it.
    """
