"""Tables of findings that are right as they are: file, finding, reason; tabs between. A line that no longer comes true
is wrong, too."""
from pathlib import Path


def known(table, folders):
    """(file, finding) -> reason, for the files of the folders."""
    lines = Path(__file__).with_name(table).read_text().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(file, finding): reason for file, finding, reason in rows if file.split("/")[0] in folders}


def unexpected(found, table, folders):
    """A line for what is found and not known, and for what is known and no longer found; tells the rest."""
    expected = known(table, folders)
    for file, finding in sorted(found & expected.keys()):
        print(f"known: {file}: {finding}: {expected[file, finding]}")
    wrong = [f"{file}: {finding}" for file, finding in sorted(found - expected.keys())]
    gone = sorted(expected.keys() - found)
    return wrong + [f"{file}: {finding}: no longer so, take it out of {table}" for file, finding in gone]
