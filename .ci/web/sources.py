"""The modules of the page have the types that they say, and the page that is judged is made of them: the same sources give the same bytes."""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from steps import LeftOut

WEB = Path(__file__).resolve().parent.parent.parent / "web"
sys.path.append(str(WEB))


def types():
    compiler = WEB / "node_modules/.bin/tsc"
    if not compiler.exists():
        raise LeftOut("NO TYPESCRIPT (npm ci IN web/): TYPES ARE NOT CHECKED")
    checked = subprocess.run([compiler, "--noEmit", "-p", WEB], capture_output=True, text=True)
    yield from checked.stdout.splitlines() if checked.returncode else ()


def bundles(dist, tmp):
    """All but the compiled core, which only another build of it could make again."""
    import bundle
    if not bundle.ESBUILD.exists():
        raise LeftOut("NO ESBUILD (npm ci IN web/): THE BUNDLES ARE NOT MADE AGAIN")
    page = (dist / "page/index.html").read_text()
    words = json.loads(re.search(r'id="words">(.*?)</script>', page, re.DOTALL)[1])
    core = tmp / "core"
    core.mkdir()
    (core / "untrace.core").write_bytes((dist / "page/untrace.core").read_bytes())
    # What stands between the core and the worker comes from the build of the core, too.
    (core / "untrace_web.js").write_text("export default async () => {}; export const [clean, say, previews, compare] = [];\n")
    version = tomllib.loads((WEB.parent / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    one, other = (bundle.made(core, words, (WEB.parent / "src/atlas/data/land.path").read_text(), version) for _ in range(2))
    if one != other:
        yield "two bundles of the same sources differ"
    for name, data in one[0].items():
        if name not in ("worker.js", "service-worker.js") and (dist / "page" / name).read_bytes() != data:
            yield f"page/{name} is not made of these sources"
    if {path.name for path in (dist / "page").iterdir()} != one[0].keys():
        yield "page/ holds other files than a build makes"
