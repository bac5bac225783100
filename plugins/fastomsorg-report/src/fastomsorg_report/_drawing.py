"""
Drawing plots as SVG, with text that stays text.

Each is drawn twice: for a wide page, and for a narrow one on which its text can still be read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from ._bars import Plot
from ._colours import AIM, BAR, INK, MUTED, RULE

WIDE, NARROW = 720, 336
"""Widths in pixels: of the column on a desk, and on a telephone."""
ROW, NAMED_ROW, STANDING = 30, 44, 260
"""The height of a bar that lies, of one below its name, and of a plot whose bars stand."""
TEXT = 13
PER_CENT = 100
PIXELS = 72
"""A point is a pixel here: text is as large as it says."""

SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "fastomsorg",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.size": TEXT,
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
}


def drawn(plot: Plot, width: int) -> bytes:
    """
    The plot as an SVG file (*ritat diagram*) that is *width* pixels wide.
    """
    with _calmly():
        row = ROW if width >= WIDE else NAMED_ROW
        height = STANDING if plot.upright else 56 + row * len(plot.bars) + 18 * len(plot.lines)
        figure = Figure(figsize=(width / PIXELS, height / PIXELS), dpi=PIXELS)
        FigureCanvasSVG(figure)
        if plot.upright:
            _stand(plot, figure, width, height)
        else:
            _lie(plot, figure, width, height)
        file = BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()


@contextmanager
def _calmly() -> Iterator[None]:
    """
    With our own settings, whatever the host's; a letter that a font lacks is the reader's affair,
    who has other fonts.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def _bare(axes: Axes) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelsize=TEXT)


def _lie(plot: Plot, figure: Figure, width: int, height: int) -> None:
    """
    Bars that lie, below their names where it is narrow, else beside them.
    """
    beside = width >= WIDE
    left, right = (210, 118) if beside else (2, 62)
    top, bottom = 8 + 18 * len(plot.lines), 48
    axes = figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - top - bottom) / height,
        )
    )
    _bare(axes)
    places = range(len(plot.bars))
    thick = 0.56 if beside else 0.36
    shift = 0.0 if beside else 0.22
    axes.barh(
        [place + shift for place in places],
        [bar.length for bar in plot.bars],
        height=thick,
        color=BAR,
    )
    axes.set_xlim(0, plot.longest)
    axes.set_ylim(len(plot.bars) - 0.5, -0.5)
    axes.set_yticks([])
    if plot.end == PER_CENT:
        axes.set_xticks(range(0, PER_CENT + 1, 25 if beside else 50))
    else:
        axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(4 if beside else 3, integer=True))
    axes.set_xlabel(plot.axis, labelpad=8, fontsize=TEXT)
    axes.grid(axis="x", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    for place, bar in enumerate(plot.bars):
        at = 1.0 if plot.lines else bar.length / plot.longest
        axes.annotate(
            bar.figure,
            (at, place + shift),
            xycoords=axes.get_yaxis_transform(),
            xytext=(7, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
        )
        axes.annotate(
            _short(bar.name, 27 if beside else 36),
            (0, place + (0 if beside else -0.2)),
            xytext=(-10 if beside else 0, 0),
            textcoords="offset points",
            ha="right" if beside else "left",
            va="center_baseline",
            color=INK,
            annotation_clip=False,
        )
    _across(plot, axes)


def _across(plot: Plot, axes: Axes) -> None:
    """
    Lines across, each with its name above, one over the other.
    """
    for number, (name, at, aimed) in enumerate(plot.lines):
        colour = AIM if aimed else INK
        axes.axvline(at, color=colour, linewidth=1.6, linestyle=(0, (4, 3)) if aimed else "-")
        to_the_left = at > plot.longest / 2
        axes.annotate(
            name,
            (at, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(-4 if to_the_left else 4, 5 + 18 * number),
            textcoords="offset points",
            ha="right" if to_the_left else "left",
            color=colour,
        )


def _stand(plot: Plot, figure: Figure, width: int, height: int) -> None:
    left, right, top, bottom = 52, 8, 22, 50
    axes = figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - top - bottom) / height,
        )
    )
    _bare(axes)
    places = list(range(len(plot.bars)))
    axes.bar(places, [bar.length for bar in plot.bars], width=0.66, color=BAR)
    axes.set_ylim(0, plot.longest * 1.06)
    axes.set_xlim(-0.6, len(plot.bars) - 0.4)
    every = -(-len(places) // (18 if width >= WIDE else 9))
    axes.set_xticks(places[::every], [bar.name for bar in plot.bars][::every])
    axes.yaxis.set_major_locator(mpl.ticker.MaxNLocator(4, integer=True))
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel(plot.axis, labelpad=8, fontsize=TEXT)
    axes.set_ylabel(plot.side, labelpad=8, fontsize=TEXT)
    for name, at, aimed in plot.lines:
        axes.axvline(at, color=AIM if aimed else INK, linewidth=1.6, linestyle=(0, (4, 3)))
        axes.annotate(
            name,
            (at, 1),
            xycoords=axes.get_xaxis_transform(),
            xytext=(5, 4),
            textcoords="offset points",
            color=AIM if aimed else INK,
        )


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
