"""The installer for Windows, by NSIS."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from build import ROOT, environment


def installer(file, files, version, moment, quick=False):
    with tempfile.TemporaryDirectory() as work:
        staged, installs, removes = (Path(work) / name for name in ("staged", "installs.nsh", "removes.nsh"))
        folders = set()
        for name in sorted(files):
            copy = staged / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files[name], copy)
            folders |= {str(parent) for parent in Path(name).parents if str(parent) != "."}
        # NSIS takes files with their times.
        for path in [*staged.rglob("*"), staged]:
            os.utime(path, (moment, moment))
        windows = lambda name: name.replace("/", "\\")
        into = lambda name: windows("/".join(["$INSTDIR", *Path(name).parts[:-1]]))
        installs.write_text("".join(f'SetOutPath "{into(name)}"\nFile "{staged / name}"\n' for name in sorted(files)))
        deletes = [f'Delete "$INSTDIR\\{windows(name)}"' for name in sorted(files)]
        deletes += [f'RMDir "$INSTDIR\\{windows(name)}"' for name in sorted(folders, reverse=True)]
        removes.write_text("\n".join(deletes) + "\n")
        given = {"OUT": file.resolve(), "VERSION": version, "INSTALLS": installs, "REMOVES": removes}
        defines = [f"-D{name}={value}" for name, value in given.items()]
        defines += ["-DQUICK"] if quick else []
        command = ["makensis", "-V2", "-WX", *defines, ROOT / "packaging/windows/untrace.nsi"]
        subprocess.run(command, env=environment(), check=True, cwd=work)
