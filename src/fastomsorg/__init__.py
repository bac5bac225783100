"""
Fast omsorgskontakt: must a contact be offered, who may be appointed, who is it, how well does it work?
"""

__all__: list[str] = []
