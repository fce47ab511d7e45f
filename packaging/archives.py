"""Archives that depend on what is in them alone: names in order, one owner, one time."""
import gzip
import io
import tarfile
import time
import zipfile


def members(files):
    """Names in an archive with their bytes and permissions. `files` are paths by name; programs can be started."""
    for name in sorted(files):
        yield name, files[name].read_bytes(), 0o755 if files[name].name in ("untrace", "untrace.exe") else 0o644


def tar(file, folder, files, moment):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data, mode in members(files):
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode, entry.mtime, entry.uname, entry.gname = len(data), mode, moment, "root", "root"
            archive.addfile(entry, io.BytesIO(data))
    file.write_bytes(gzipped(packed.getvalue()))


def gzipped(data):
    return gzip.compress(data, compresslevel=9, mtime=0)


def zip(file, folder, files, moment):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data, mode in members(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", time.gmtime(moment)[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16, 3
            archive.writestr(entry, data)
