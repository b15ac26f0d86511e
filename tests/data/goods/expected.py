"""Writes expected.json: the numbers of the invented shop by public libraries (requirements.txt), none of them from this project."""

import json
from pathlib import Path

import expected_due
import expected_goods
import expected_offers
import expected_season
import expected_value

PARTS = {"goods": expected_goods, "offers": expected_offers, "value": expected_value, "due": expected_due, "season": expected_season}


def rounded(value):
    """Ten significant digits are more than the tests compare."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, dict):
        return {str(key): rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(one) for one in value]
    return value.item() if hasattr(value, "item") else value


made = {name: rounded(part.expected()) for name, part in PARTS.items()}
text = "".join(
    f"{start}{json.dumps(name)}: {json.dumps(part, sort_keys=True, ensure_ascii=False)}"
    for start, (name, part) in zip(["{"] + [",\n"] * len(made), made.items())
)
Path(__file__).with_name("expected.json").write_text(text + "}\n", encoding="utf-8")
