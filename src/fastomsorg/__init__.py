"""
*Fast omsorgskontakt*: must a contact be offered, who may be appointed, and who is it today?
"""

__all__: list[str] = []
