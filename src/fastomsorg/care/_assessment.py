"""
The individual assessment that a *no need* rests on.
"""

import attrs


@attrs.frozen
class Assessment:
    """
    Why a contact is obviously unneeded (*individuell bedömning*), seen to its purpose.

    *persons_view* is the client's own view, or what stood in the way of asking for it.
    Source: prop. 2021/22:116 p. 36–37.
    """

    reason: str = attrs.field(repr=False)
    persons_view: str = attrs.field(repr=False)
    by: str = attrs.field(repr=False)
