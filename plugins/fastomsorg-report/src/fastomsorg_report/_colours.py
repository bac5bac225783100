"""
The colours of page and plots. Text on the page's ground is at least 4.5 to 1, bars at least 3 to 1.
"""

INK = "#1c2733"
MUTED = "#51606e"
GROUND = "#ffffff"
TINT = "#f3f6f5"
RULE = "#d5dcdb"
BAR = "#1f6f6b"
AIM = "#9a4a00"

NAMES = {
    "ink": INK,
    "muted": MUTED,
    "ground": GROUND,
    "tint": TINT,
    "rule": RULE,
    "accent": BAR,
    "aim": AIM,
}
