"""
The visits of an export, in the folders of their municipality and month.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fastomsorg.care import Visit
from fastomsorg.terms import UnitId

from ._codes import Coded, Codes
from ._files import Month, Monthly, folder_of, put_in_place, same_files
from ._layout import BY_MONTH, MONTHS, NO_MUNICIPALITY, NUMBERS, PLACES, TABLES, UNDATED
from ._register import StaffRegister
from ._visit_columns import by_staff, visit_columns


@attrs.frozen
class Written:
    """
    What was written (*utskrivet*): rows of each table, and which months are *new*, which *kept*.
    """

    rows: Mapping[str, int]
    new: tuple[Month, ...]
    kept: tuple[Month, ...]


class VisitWriter:
    """
    Visits and crews (*besök och besättning*) in *root*; where a month is as it was *earlier*, the
    files that lie there already.
    """

    def __init__(
        self, root: Path, earlier: Path | None, codes: Codes, register: StaffRegister
    ) -> None:
        self._register = register
        self._root = root
        self._earlier = earlier
        self._codes = codes
        self._monthly = Monthly(self._file)
        self._first: dict[Month, int] = {}
        self._names: dict[int, str] = {}
        self._rows = dict.fromkeys(BY_MONTH, 0)

    def write(self, visits: Iterable[Visit], municipalities: Mapping[UnitId, str]) -> Written:
        for rows in visit_columns(visits, self._codes, self._register):
            self._share_out(rows, self._places(municipalities))
        self._monthly.close()
        kept = tuple(month for month in sorted(self._first) if self._is_kept(month))
        new = tuple(month for month in sorted(self._first) if month not in kept)
        return Written(self._rows, new, kept)

    def _places(self, municipalities: Mapping[UnitId, str]) -> pa.Array:
        """
        The number of the municipality of every unit that was met, by the unit's own number.
        """
        found: dict[int, int] = {}
        for unit, id in self._codes.rows_of(Coded.UNIT):
            name = municipalities.get(id, "")
            found[unit] = self._codes.municipality(name)
            self._names[found[unit]] = name or NO_MUNICIPALITY
        return pa.array([found.get(unit, 0) for unit in range(max(found, default=-1) + 1)])

    def _share_out(self, rows: pa.Table, places: pa.Array) -> None:
        """
        Each month's rows to its folder, numbered after those that lie there.
        """
        place = pc.take(places, rows["unit"])
        month = pc.add(pc.multiply(rows["month"].cast(pa.int64()), PLACES), place)
        for number in pc.unique(month).to_pylist():
            some = rows.filter(pc.equal(month, number))
            of = _folder_names(number // PLACES, self._names[number % PLACES])
            first = self._first.get(of, number * NUMBERS)
            self._first[of] = first + some.num_rows
            numbers = pa.array(range(first, first + some.num_rows), pa.int64())
            self._monthly.add(of, some.append_column("visit", numbers))

    def _file(self, month: Month, number: int, rows: pa.Table) -> None:
        of_table = {"visits": rows.select(TABLES["visits"].names), "crews": by_staff(rows)}
        for name, written in of_table.items():
            folder = folder_of(self._root / name, month)
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(written.cast(TABLES[name]), folder / f"{number:06}.parquet")
            self._rows[name] += written.num_rows

    def _is_kept(self, month: Month) -> bool:
        if self._earlier is None:
            return False
        both = [
            (folder_of(self._root / name, month), folder_of(self._earlier / name, month))
            for name in BY_MONTH
        ]
        if not all(same_files(new, earlier) for new, earlier in both):
            return False
        for new, earlier in both:
            put_in_place(new, earlier)
        return True


def _folder_names(month: int, municipality: str) -> Month:
    year, number = divmod(month, MONTHS)
    return municipality, f"{year:04}-{number + 1:02}" if month else UNDATED
