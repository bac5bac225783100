"""
How fast, as ratios in one run against a named alternative. Absolute figures drift; ratios hold.
"""
