"""Header lines as public files have them, and tables written under them."""

import csv
import io
from pathlib import Path

from shop import EXPONENT

FOLDER = Path(__file__).parent / "headers"


def header(name):
    """The columns of a header file."""
    text = (FOLDER / name).read_text(encoding="utf-8").strip("\n").lstrip("\ufeff")
    delimiter = "\t" if name.endswith(".tsv") else ";" if ";" in text else ","
    return next(csv.reader(io.StringIO(text), delimiter=delimiter))


def money(amount, currency="USD", mark="."):
    """1240 → "12.40", by the currency's own decimals."""
    digits = EXPONENT[currency]
    sign, whole = ("-" if amount < 0 else ""), str(abs(amount)).rjust(digits + 1, "0")
    return sign + (f"{whole[:-digits]}{mark}{whole[-digits:]}" if digits else whole)


def grouped(amount, thousands, mark):
    """Two decimals, with marks between thousands."""
    sign, cents = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{cents // 100:,}".replace(",", thousands) + f"{mark}{cents % 100:02d}"


class Table:
    """Rows of named cells; a name that the header does not have is a mistake here."""

    def __init__(self, columns):
        self.columns = columns
        self.rows = []

    def add(self, cells):
        unknown = set(cells) - set(self.columns)
        assert not unknown, f"no such columns: {unknown}"
        self.rows.append([str(cells.get(name, "")) for name in self.columns])

    def text(self, delimiter=",", end="\n", quote=csv.QUOTE_MINIMAL, head=True):
        """`quote` None writes cells as they are, as Amazon does."""
        rows = ([self.columns] if head else []) + self.rows
        if quote is None:
            assert not any(mark in cell for row in rows for cell in row for mark in (delimiter, "\n", "\r"))
            return "".join(delimiter.join(row) + end for row in rows)
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quote).writerows(rows)
        return out.getvalue()
