"""Writes every export of the synthetic shop, each with what must be found in it.

`python3 write.py` writes the folders under `exports/`; `python3 write.py --check` only compares them with what it
would write and names the first difference.
"""

import json
import sys

from decimal import Decimal
from pathlib import Path

import asia
import marketplaces
import own_shops
import payments
import tables

FOLDER = Path(__file__).parent / "exports"


def files():
    """Path and bytes of every file."""
    for source in (own_shops, marketplaces, asia, payments, tables):
        for name, file, content, expected in source.exports():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            yield FOLDER / name / file, data
            yield FOLDER / name / "expected.json", as_json({"file": file} | expected)


def as_json(value):
    plain = json.dumps(value, ensure_ascii=False, indent=1, default=lambda amount: float(amount) if isinstance(amount, Decimal) else amount)
    return f"{plain}\n".encode("utf-8")


def main():
    written = dict(files())
    if "--check" not in sys.argv:
        for path, data in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return
    there = {path for path in FOLDER.rglob("*") if path.is_file()}
    different = sorted(str(path.relative_to(FOLDER)) for path in there | set(written) if path not in there or written.get(path) != path.read_bytes())
    if different:
        sys.exit(f"{len(different)} files differ from what is written here, the first is {different[0]}.")


main()
