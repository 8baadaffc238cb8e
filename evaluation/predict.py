#!/usr/bin/env python3
"""One door for all scorers: gold input in, predictions out, through the same code as the product.

    python evaluation/predict.py AREA INPUT OUTPUT [--workers N]

AREA is one of language, records, pages, events, attribution, factuality, time, actors, places.
Reads nothing of INPUT but its text, its date and given offsets: never a gold field.
"""

import argparse
import importlib
import sys
from pathlib import Path

AREAS = ("language", "records", "pages", "events", "attribution", "factuality", "time", "actors", "places")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    if not arguments.input.exists():
        parser.error(f"{arguments.input}: no such file or folder")
    sys.path.insert(0, str(Path(__file__).parent))
    area = importlib.import_module(f"areas.{arguments.area}")
    area.predict(arguments.input, arguments.output, arguments.workers)


if __name__ == "__main__":
    main()
