"""
What the made-up are called.
"""

from ._chance import Chance

_FIRST_NAMES = """
    Agnes Ahmed Aino Alma Anders Anna Arne Asta Barbro Bengt Berit Birgit Björn Bo Britt Carin
    Dagny Eivor Elin Elsa Emir Erik Eva Fatima Folke Gerd Gun Gunnar Göran Hanna Hassan Henry
    Inga Ingrid Ivar Jonas Karin Kerstin Lars Leila Lena Lilly Linnea Maj Maria Märta Nils Olof
    Per Petra Ragnar Rut Samir Signe Siv Sofia Sten Sven Tage Ulla Vera Viktor Åke Åsa Örjan
"""
_FIRST_HALVES = "Alm Björk Ek Fors Gran Hög Kvist Lind Ny Rönn Sand Sjö Stor Sund Väster Öster"
_SECOND_HALVES = "berg by dal fält gren holm kulla lund mark ström strand torp vall ås äng ö"

FIRST_NAMES = tuple(_FIRST_NAMES.split())
FIRST_HALVES = tuple(_FIRST_HALVES.split())
SECOND_HALVES = tuple(_SECOND_HALVES.split())


def name(draw: Chance) -> str:
    """
    A first name and a surname (*namn*).
    """
    return f"{draw.choice(FIRST_NAMES)} {place(draw)}"


def place(draw: Chance) -> str:
    """
    A surname that could be a place's name, and the other way round (*ortnamn*).
    """
    return draw.choice(FIRST_HALVES) + draw.choice(SECOND_HALVES)
