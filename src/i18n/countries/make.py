#!/usr/bin/env python3
"""Writes english.rs and french.rs beside it: `python3 make.py FOLDER`, the folder `main` of the package cldr-localenames-full.

Takes the names of territories of the Unicode CLDR (Unicode-3.0), those with two letters that are places of ISO 3166-1, and `XK`. Where the
name is that of an administration (`Hong Kong SAR China`), the short one.
"""
import json
import sys
from pathlib import Path

# Exceptional reservations, groups of states, and codes for tests.
NO_COUNTRIES = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split()
SHORT = "HK MO PS".split()


def main():
    for language, two in ("English", "en"), ("French", "fr"):
        document = json.loads((Path(sys.argv[1]) / two / "territories.json").read_text())["main"][two]
        names = document["localeDisplayNames"]["territories"]
        rows = ""
        for code in sorted(names):
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
                rows += f'    ("{code}", "{names[code + "-alt-short" if code in SHORT else code]}"),\n'
        (Path(__file__).parent / f"{language.lower()}.rs").write_text(
            f"//! Names of countries in {language}, of the Unicode CLDR 48.2 (Unicode-3.0). Written by `make.py`.\n\n"
            f"pub(super) const NAMES: &[(&str, &str)] = &[\n{rows}];\n"
        )


main()
