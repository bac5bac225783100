"""
Identity numbers, with the traps they are known for.

The numbers are the tax agency's published test numbers, or TF numbers.
"""

import datetime as dt
import traceback

import personnummer.personnummer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fastomsorg.terms import IdentityNumber, Malformed, NumberKind, age_on, hsa_id

TODAY = dt.date(2024, 6, 1)
BORN_1964 = "196408233234"
BORN_1890 = "189001019802"
COORDINATION = "197010632391"


def read(text: str, today: dt.date = TODAY) -> str:
    return IdentityNumber.parse(text, today=today).canonical


def refused(text: str, today: dt.date = TODAY) -> Malformed:
    with pytest.raises(Malformed) as raised:
        IdentityNumber.parse(text, today=today)
    return raised.value


@pytest.mark.parametrize(
    "written", ["196408233234", "19640823-3234", "640823-3234", " 19640823-3234\n"]
)
def test_every_way_of_writing_a_number_gives_the_same_twelve_digits(written: str) -> None:
    assert read(written) == BORN_1964


@pytest.mark.parametrize("written", [COORDINATION, "19701063-2391", "701063-2391"])
def test_a_coordination_number_has_sixty_added_to_its_day(written: str) -> None:
    number = IdentityNumber.parse(written, today=TODAY)

    assert number.canonical == COORDINATION
    assert number.kind is NumberKind.COORDINATION
    assert number.date == dt.date(1970, 10, 3)


@pytest.mark.parametrize(
    ("written", "canonical", "date"),
    [
        ("19671030TF10", "19671030TF10", dt.date(1967, 10, 30)),
        ("19671030-TF10", "19671030TF10", dt.date(1967, 10, 30)),
        ("19671030tf10", "19671030TF10", dt.date(1967, 10, 30)),
        ("410101-TF02", "19410101TF02", dt.date(1941, 1, 1)),
        ("410101-T002", "19410101T002", dt.date(1941, 1, 1)),
        ("19410101T123", "19410101T123", dt.date(1941, 1, 1)),
        ("19410101-T123", "19410101T123", dt.date(1941, 1, 1)),
        ("100101+TF02", "19100101TF02", dt.date(1910, 1, 1)),
    ],
)
def test_a_tf_number_stands_in_for_a_number(written: str, canonical: str, date: dt.date) -> None:
    number = IdentityNumber.parse(written, today=TODAY)

    assert (number.canonical, number.kind, number.date) == (canonical, NumberKind.TEMPORARY, date)


@pytest.mark.parametrize("written", ["1938082TF24", "1980082TF42"])
def test_the_handbooks_numbers_that_lost_a_digit_are_malformed(written: str) -> None:
    assert refused(written).code == "identity_number_malformed"


@pytest.mark.parametrize("written", ["6408233234", "410101TF02", "410101T002"])
def test_ten_characters_without_a_sign_are_refused_for_a_century_cannot_be_guessed(
    written: str,
) -> None:
    assert refused(written).code == "identity_number_without_century"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "19640823323",
        "1964082332345",
        "19640823+3234",
        "19640823 3234",
        "640823--3234",
        "640823–3234",
        "19640823TF1",
        "19640823TF100",
        "19640823XX10",
        "19640823TFAB",
        "١٩٦٤٠٨٢٣٣٢٣٤",
        "19640823-3234; 19671030TF10",
    ],
)
def test_anything_else_is_malformed_and_told_what_would_be_right(written: str) -> None:
    error = refused(written)

    assert error.code == "identity_number_malformed"
    assert error.facts["expected"] == (
        "YYYYMMDDNNNC",
        "YYYYMMDD-NNNC",
        "YYMMDD-NNNC",
        "YYMMDD+NNNC",
        "YYYYMMDDTFnn",
    )


@pytest.mark.parametrize(
    ("today", "sign"),
    [
        (dt.date(1890, 1, 1), "-"),
        (dt.date(1989, 12, 31), "-"),
        (dt.date(1990, 1, 1), "+"),
        (dt.date(2010, 12, 31), "+"),
    ],
)
def test_the_sign_becomes_a_plus_in_the_year_of_the_hundredth_birthday(
    today: dt.date, sign: str
) -> None:
    assert read(f"900101{sign}9802", today) == BORN_1890


def test_somebody_born_in_1924_is_never_taken_for_a_child_of_two() -> None:
    in_2026 = dt.date(2026, 6, 1)

    assert read("240301+TF02", in_2026) == "19240301TF02"
    assert read("240301-TF02", in_2026) == "20240301TF02"
    assert refused("240301TF02", in_2026).code == "identity_number_without_century"


def test_a_two_digit_year_depends_on_today_alone_and_not_on_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def later() -> dt.date:
        return dt.date(2164, 6, 1)

    monkeypatch.setattr(personnummer.personnummer, "_get_current_date", later)

    assert read("640823-3234") == BORN_1964


def test_a_birth_today_is_accepted_and_one_tomorrow_is_refused() -> None:
    assert read("20240601TF01") == "20240601TF01"

    error = refused("20240602TF01")
    assert (error.code, error.facts) == ("identity_number_in_future", {"latest": TODAY})


def test_a_day_later_this_year_is_refused_rather_than_taken_for_a_hundred_year_old() -> None:
    assert refused("240602-TF01").code == "identity_number_in_future"


def test_a_hundred_and_twenty_is_accepted_and_a_year_more_is_refused() -> None:
    assert read(BORN_1890, dt.date(2010, 12, 31)) == BORN_1890

    error = refused(BORN_1890, dt.date(2011, 1, 1))
    assert (error.code, error.facts) == ("identity_number_too_old", {"oldest": 120})


@pytest.mark.parametrize(
    "written", ["19000229TF10", "19640230-3234", "19641301TF10", "19640892-3234", "19640860-3234"]
)
def test_a_day_that_never_was_is_refused(written: str) -> None:
    assert refused(written).code == "identity_number_no_such_day"


def test_a_leap_day_that_was_is_accepted() -> None:
    assert IdentityNumber.parse("20000229TF10", today=TODAY).date == dt.date(2000, 2, 29)


def test_the_birth_number_000_is_refused() -> None:
    assert refused("19640823-0008").code == "identity_number_serial_zero"


@pytest.mark.parametrize("digit", sorted(set("0123456789") - {"4"}))
def test_every_other_check_digit_is_refused(digit: str) -> None:
    assert refused(BORN_1964[:-1] + digit).code == "identity_number_check_digit"


@pytest.mark.parametrize(
    "written",
    ["196408233235", "6408233234", "19640823-0008", "1938082TF24", "19640230-3234", "20990101TF01"],
)
def test_no_error_quotes_the_number_or_keeps_an_error_that_does(written: str) -> None:
    error = refused(written)
    told = "".join(traceback.format_exception_only(error)) + str(error.facts) + repr(error)

    assert written not in told
    assert written[-4:] not in told
    assert (error.__cause__, error.__context__) == (None, None)


def test_the_representation_shows_neither_number_nor_date() -> None:
    number = IdentityNumber.parse(BORN_1964, today=TODAY)

    assert repr(number) == "IdentityNumber(kind=<NumberKind.PERSONAL: 'personal'>)"
    assert str(number) == repr(number)


def test_nothing_about_sex_can_be_asked_of_a_number() -> None:
    number = IdentityNumber.parse(BORN_1964, today=TODAY)

    assert {name for name in dir(number) if not name.startswith("_")} == {
        "canonical",
        "date",
        "kind",
        "parse",
    }


@given(
    st.dates(dt.date(1905, 1, 1), TODAY), st.integers(0, 99), st.sampled_from(["", "-", "short"])
)
def test_a_number_reads_back_however_it_was_written(
    date: dt.date, serial: int, manner: str
) -> None:
    canonical = f"{date:%Y%m%d}TF{serial:02}"
    sign = "+" if TODAY.year - date.year >= 100 else "-"
    written = {
        "": canonical,
        "-": f"{date:%Y%m%d}-TF{serial:02}",
        "short": f"{date:%y%m%d}{sign}TF{serial:02}",
    }[manner]

    number = IdentityNumber.parse(written, today=TODAY)

    assert (number.canonical, number.date) == (canonical, date)
    assert age_on(TODAY, born=number.date) <= 120


@given(st.text(alphabet="0123456789TF+- ", max_size=14))
def test_whatever_is_typed_is_read_or_refused_without_being_quoted(written: str) -> None:
    told = read_or_refused(written)

    assert len(told) == 12 or written not in told or len(written) <= 4


def read_or_refused(written: str) -> str:
    try:
        return read(written)
    except Malformed as error:
        return str(error)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("SE2321000016-A1B2", "SE2321000016-A1B2"), (" se2321000016-a1b2 ", "SE2321000016-A1B2")],
)
def test_an_hsa_id_is_se_ten_digits_a_dash_and_letters_or_digits(
    written: str, read_as: str
) -> None:
    assert hsa_id(written) == read_as


@pytest.mark.parametrize(
    "written",
    ["", "SE2321000016", "SE2321000016-", "SE232100016-A1", "NO2321000016-A1", "SE2321000016-A_1"],
)
def test_anything_else_is_no_hsa_id(written: str) -> None:
    with pytest.raises(Malformed) as raised:
        hsa_id(written)

    assert raised.value.code == "hsa_id_malformed"
    assert raised.value.facts == {"expected": "SE0123456789-ABCD"}
