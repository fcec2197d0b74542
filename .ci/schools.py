"""A grant to every school by its enrolment: what the product's books say, against the file counted here anew."""

import csv
import json
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

PER_PUPIL = 12_345  # cents for a full-time equivalent
SCHOOLS, ENROLLED, EQUIVALENTS = 2_216, 2_171, Decimal("805670.8")  # as the dataset was published


def post_grants(folder: Path, manage: Callable[..., str]) -> str:
    """What differs, or nothing."""
    wanted, blank = shares(folder)
    asked = ["load_schools", str(folder), "--per-pupil", str(PER_PUPIL), "--json"]
    told = json.loads(manage(*asked, quiet=True))
    found = (told["schools"], told["by_network"], told["by_school"], told["blank"])
    if found != (SCHOOLS, sum(wanted.values()), wanted, blank):
        different = dict(wanted.items() ^ told["by_school"].items())
        return f"found {found[:2]}, wanted {(SCHOOLS, sum(wanted.values()))}; {len(different)} schools differ"
    said = manage("verify_books", quiet=True)
    print(said.strip().splitlines()[-1])
    if f"between communities: {ENROLLED} debts" not in said:
        return "debts between communities do not cancel out"
    print(f"{told['by_network'] / 100:,.2f} {told['currency']} in the network's books, to the cent what {len(wanted):,}"
          f" schools' books say. {told['rule']} No enrolment: {', '.join(blank)}")  # fmt: skip
    return ""


def shares(folder: Path) -> tuple[dict[str, int], list[str]]:
    """Cents by the largest remainder method, written without the product; and the schools without an enrolment."""
    with (folder / "master_dataset.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["School_code"], row["latest_year_enrolment_FTE"]) for row in csv.DictReader(file)]
    counted = {f"nsw-{code}": round(Decimal(said), 1) for code, said in rows if said}
    total = sum(counted.values(), Decimal(0))
    if (len(rows), len(counted), total) != (SCHOOLS, ENROLLED, EQUIVALENTS):
        raise SystemExit(f"The data is not the dataset as published: {len(rows)}, {len(counted)}, {total}")
    pool = int((total * PER_PUPIL).quantize(Decimal(1), ROUND_HALF_EVEN))
    wanted = {slug: int(pool * tenths // (total * 10)) for slug, tenths in tenths_of(counted).items()}
    left = {slug: pool * tenths % int(total * 10) for slug, tenths in tenths_of(counted).items()}
    for slug in sorted(left, key=lambda one: -left[one])[: pool - sum(wanted.values())]:
        wanted[slug] += 1
    return wanted, [code for code, said in rows if not said]


def tenths_of(counted: dict[str, Decimal]) -> dict[str, int]:
    return {slug: int(number * 10) for slug, number in counted.items()}
