"""The Quick Action for the Finder: a folder that goes into ~/Library/Services."""
from build import ROOT

ACTION = "Make a clean copy.workflow"


def files():
    folder = ROOT / "packaging/macos"
    return {str(path.relative_to(folder)): path for path in (folder / ACTION).rglob("*") if path.is_file()}
