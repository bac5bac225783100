"""
An SVG file made part of a page: with its text alternative, and ids that are its own.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ._bars import Plot

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
REFERENCE = re.compile(r"url\(#([^)]+)\)")


def inline(svg: bytes, plot: Plot, shape: str) -> str:
    """
    The SVG as an element of a page (*infogad bild*), which says in words what it shows.
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    prefix = f"{plot.code}-{shape}"
    for name in ("metadata", "defs/style"):
        _remove(root, name)
    for element in root.iter():
        _own(element, prefix)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    words = {"title": plot.title, "desc": plot.about}
    for place, (name, said) in enumerate(words.items()):
        element = ET.Element(f"{{{SVG}}}{name}", {"id": f"{prefix}-{name}"})
        element.text = said
        root.insert(place, element)
    root.attrib["role"] = "img"
    root.attrib["aria-labelledby"] = f"{prefix}-title {prefix}-desc"
    root.attrib["class"] = f"plot {shape}"
    root.attrib["focusable"] = "false"
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return ET.tostring(root, encoding="unicode")


def _remove(root: ET.Element, path: str) -> None:
    *above, last = path.split("/")
    for parent in root.iterfind("/".join(f"{{{SVG}}}{each}" for each in above) or "."):
        for child in parent.findall(f"{{{SVG}}}{last}"):
            parent.remove(child)


def _own(element: ET.Element, prefix: str) -> None:
    """
    Give the element's id, and the ids that it refers to, a beginning that no other plot has.
    """
    for name, value in element.attrib.items():
        if name == "id":
            element.attrib[name] = f"{prefix}-{value}"
        elif name in ("href", f"{{{XLINK}}}href") and value.startswith("#"):
            element.attrib[name] = f"#{prefix}-{value[1:]}"
        else:
            element.attrib[name] = REFERENCE.sub(rf"url(#{prefix}-\1)", value)
