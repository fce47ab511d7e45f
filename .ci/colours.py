#!/usr/bin/env python3
"""Puts colour profiles into pictures, cleans those, and has LittleCMS say whether the colours are the same.

    colours.py UNTRACE FOLDER...

Every profile below the folders, alone (.icc, .icm) or in a picture that Pillow opens, those of libvips, and some that
profiles.py makes are put into a JPEG, a PNG, a WebP and a TIFF. LittleCMS turns colours by the original's profile and by the
copy's to Lab, in four intents: the numbers have to be equal. A picture's profile is where colours come from; nobody turns
them into it. No text of the original may be left, and
no copy may have lost a profile that LittleCMS opens. Status 0: all that holds, and there was one profile at least.
"""
import ctypes
import hashlib
import io
import re
import struct
import subprocess
import sys
import tempfile
import warnings
import zlib
from pathlib import Path

from PIL import Image, ImageFile

import profiles

Image.MAX_IMAGE_PIXELS = None
warnings.simplefilter("ignore")
INTENTS = range(4)
# Of a float: how LittleCMS writes numbers (lcms2.h, "Pixel formatters").
FLOAT = 1 << 22 | 4
LAB, XYZ = 10, 9
NO_CACHE = 0x40
NO_OPTIMISATION = 0x100
BLACK_POINT = 0x2000  # compensation for what the darkest colour is
MOST_COLOURS = 2000


def library():
    lcms = ctypes.CDLL("liblcms2.so.2")
    handle = ctypes.c_void_p
    for function, result, arguments in (
        ("cmsOpenProfileFromMem", handle, [ctypes.c_char_p, ctypes.c_uint32]),
        ("cmsCreateLab4Profile", handle, [handle]),
        ("cmsCreateXYZProfile", handle, []),
        ("cmsCloseProfile", ctypes.c_int, [handle]),
        ("cmsGetColorSpace", ctypes.c_uint32, [handle]),
        ("cmsGetDeviceClass", ctypes.c_uint32, [handle]),
        ("cmsGetPCS", ctypes.c_uint32, [handle]),
        ("cmsChannelsOf", ctypes.c_uint32, [ctypes.c_uint32]),
        ("cmsCreateTransform", handle, [handle, ctypes.c_uint32, handle, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32]),
        ("cmsCreateMultiprofileTransform", handle,
         [ctypes.POINTER(handle), ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32]),
        ("cmsDoTransform", None, [handle, handle, handle, ctypes.c_uint32]),
        ("cmsDeleteTransform", None, [handle]),
    ):
        getattr(lcms, function).restype = result
        getattr(lcms, function).argtypes = arguments
    return lcms


LCMS = library()


def formatter(channels, floats, space=0):
    return (FLOAT if floats else 2) | channels << 3 | space << 16


def steps(channels):
    """How many values each channel takes, so that there are not too many colours."""
    return max(2, min(9, int(MOST_COLOURS ** (1 / channels))))


def device_colours(channels):
    """Corners and points between, as numbers of 16 bits."""
    if channels > 8:
        state, rows = 1, []
        for _ in range(MOST_COLOURS):
            row = []
            for _ in range(channels):
                state = (state * 1103515245 + 12345) & 0x7FFFFFFF
                row.append(state >> 15)
            rows.append(row)
        return rows
    count = steps(channels)
    values = [round(step * 65535 / (count - 1)) for step in range(count)]
    if channels == 1:
        values = list(range(0, 65536, 257))
    rows = [[]]
    for _ in range(channels):
        rows = [row + [value] for row in rows for value in values]
    return rows


def turned(transform, rows, kind, outputs, output):
    """The colours that a transform makes of these; nothing where there is no transform."""
    if not transform:
        return None
    flat = (kind * sum(map(len, rows)))(*(value for row in rows for value in row))
    result = (output * (len(rows) * outputs))()
    LCMS.cmsDoTransform(transform, flat, result, len(rows))
    LCMS.cmsDeleteTransform(transform)
    return hashlib.sha256(bytes(result)).hexdigest()


def colours(profile):
    """What LittleCMS makes of colours by a profile, in each intent; nothing where it opens none."""
    if not profile:
        return None
    handle = LCMS.cmsOpenProfileFromMem(bytes(profile), len(profile))
    if not handle:
        return None
    lab = LCMS.cmsCreateLab4Profile(None)
    space, kind = LCMS.cmsGetColorSpace(handle), LCMS.cmsGetDeviceClass(handle).to_bytes(4, "big")
    channels = LCMS.cmsChannelsOf(space)
    lab_out = formatter(3, True, LAB)
    device = formatter(channels, False)
    answers = [kind, space, LCMS.cmsGetPCS(handle)]
    for intent in INTENTS:
        for flags in (NO_CACHE, NO_CACHE | NO_OPTIMISATION, NO_CACHE | BLACK_POINT):
            if kind in (b"link", b"abst"):
                outputs = LCMS.cmsChannelsOf(LCMS.cmsGetPCS(handle))
                handles = (ctypes.c_void_p * 1)(handle)
                transform = LCMS.cmsCreateMultiprofileTransform(handles, 1, device, formatter(outputs, False), intent, flags)
                answers.append(turned(transform, device_colours(channels), ctypes.c_uint16, outputs, ctypes.c_uint16))
            elif kind == b"nmcl":
                transform = LCMS.cmsCreateTransform(handle, formatter(1, False), lab, lab_out, intent, flags)
                answers.append(turned(transform, [[index] for index in range(2)], ctypes.c_uint16, 3, ctypes.c_float))
            else:
                there = LCMS.cmsCreateTransform(handle, device, lab, lab_out, intent, flags)
                answers.append(turned(there, device_colours(channels), ctypes.c_uint16, 3, ctypes.c_float))
    LCMS.cmsCloseProfile(lab)
    LCMS.cmsCloseProfile(handle)
    return answers


# --- pictures that hold a profile, and what they hold -------------------------------------------------------------------

def jpeg(profile):
    mode = {b"GRAY": "L", b"CMYK": "CMYK"}.get(bytes(profile[16:20]), "RGB")
    plain = saved("JPEG", mode)
    most = 0xFFFF - 16
    parts = [profile[at:at + most] for at in range(0, len(profile), most)]
    if len(parts) > 255:
        return None
    segments = b"".join(
        b"\xff\xe2" + struct.pack(">H", len(part) + 16) + b"ICC_PROFILE\0" + bytes([number, len(parts)]) + part
        for number, part in enumerate(parts, 1)
    )
    return plain[:2] + segments + plain[2:]


def png(profile):
    plain = saved("PNG", "L" if profile[16:20] == b"GRAY" else "RGB")
    data = b"profile\0\0" + zlib.compress(profile)
    chunk = struct.pack(">I", len(data)) + b"iCCP" + data + struct.pack(">I", zlib.crc32(b"iCCP" + data))
    return plain[:33] + chunk + plain[33:]


def webp(profile):
    return saved("WEBP", "RGB", icc_profile=profile)


def tiff(profile):
    return saved("TIFF", {b"GRAY": "L", b"CMYK": "CMYK"}.get(bytes(profile[16:20]), "RGB"), icc_profile=profile)


def saved(form, mode, **options):
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, form, **options)
    return out.getvalue()


FORMS = {"jpg": jpeg, "png": png, "webp": webp, "tif": tiff}


def held(path):
    """The profile that Pillow finds in a picture; for PNG all of it, which Pillow reads only so far."""
    if path.suffix == ".png":
        bytes_of_file = path.read_bytes()
        at, chunks = 8, {}
        while at + 8 <= len(bytes_of_file):
            length, kind = struct.unpack(">I4s", bytes_of_file[at:at + 8])
            chunks.setdefault(kind, bytes_of_file[at + 8:at + 8 + length])
            at += 12 + length
        data = chunks.get(b"iCCP")
        return zlib.decompress(data[data.index(0) + 2:]) if data else None
    try:
        with Image.open(path) as picture:
            return picture.info.get("icc_profile")
    except Exception:
        return None


# --- texts ----------------------------------------------------------------------------------------------------------------

# Signatures that the standard defines, and what every neutral text says.
STRUCTURE = re.compile(rb"^(desc|cprt|text|mluc|icc|enUS|acsp|mntr|prtr|scnr|spac|link|abst|nmcl|RGB|GRAY|CMYK|Lab|XYZ|[rgb]XYZ|[rgbk]TRC"
                       rb"|wtpt|bkpt|chad|sf32|curv|para|A2B\d|B2A\d|D2B\d|B2D\d|gamt|pre\d|mft[12]|mAB|mBA|mpet|ncl2|cicp|arts|matf|clut|cvst"
                       rb"|curf|parf|samf)+$")


def texts(profile):
    """Texts of six letters or more in tags that are text, in one or two bytes each."""
    found = set()
    count = int.from_bytes(profile[128:132], "big")
    for at in range(132, min(132 + 12 * count, len(profile) - 11), 12):
        signature, offset, length = struct.unpack(">4sII", profile[at:at + 12])
        data = profile[offset:offset + length]
        if data[:4] not in (b"text", b"desc", b"mluc", b"dict", b"ZXML", b"vcgt", b"data", b"psid", b"pseq"):
            continue
        for plain in (data, data[0::2], data[1::2]):
            found.update(re.findall(rb"[A-Za-z][A-Za-z0-9 ,.:;()_/-]{5,}", plain))
    return {text.strip() for text in found if len(text.strip()) >= 6}


def left_over(original, copy):
    kept = [copy, copy[0::2], copy[1::2]]
    return [text for text in texts(original) if not STRUCTURE.match(text.replace(b" ", b"")) and any(text in plain for plain in kept)]


# --- all of it ----------------------------------------------------------------------------------------------------------------

def collected(folders):
    """Every different profile, and where it is from."""
    known = {}
    for name, profile in profiles.made():
        known.setdefault(profile, name)
    for name, profile in of_libvips():
        known.setdefault(profile, name)
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            if path.suffix.lower() in (".icc", ".icm"):
                known.setdefault(path.read_bytes(), path.name)
            elif path.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"):
                try:
                    profile = held(path)
                except Exception:
                    profile = None
                if profile:
                    known.setdefault(bytes(profile), path.name)
    return known


def of_libvips():
    try:
        import pyvips
    except Exception:
        print("NO LIBVIPS: its own profiles are left out")
        return
    for name in ("srgb", "p3", "cmyk"):
        profile = pyvips.Operation.call("profile_load", name)
        if profile:
            yield f"libvips {name}", bytes(profile)


def compare(original, copy):
    """What is wrong with a copy's profile, as a text; nothing where all is right."""
    before, after = colours(original), colours(copy)
    if before is None:
        return None if after is None else "LittleCMS opens the copy's, and not the original's"
    if copy is None:
        return "the copy has none"
    if before != after:
        return "other colours"
    if len(copy) > len(original):
        return "longer than it was"
    # Profiles that everybody has stay as they are, texts and all.
    if original != copy and (left := left_over(original, copy)):
        return f"texts that are left: {left[:3]}"
    return None


def main():
    untrace, folders = Path(sys.argv[1]).resolve(), [Path(folder) for folder in sys.argv[2:]]
    known = collected(folders)
    wrong, refused, same, shown = [], {}, 0, set()
    with tempfile.TemporaryDirectory() as room:
        originals, copies, again = Path(room, "originals"), Path(room, "copies"), Path(room, "again")
        originals.mkdir()
        pictures = {}
        for index, (profile, name) in enumerate(known.items()):
            for form, made in FORMS.items():
                try:
                    picture = made(profile)
                except Exception:
                    picture = None
                if picture:
                    path = Path(f"{index:04}.{form}")
                    (originals / path).write_bytes(picture)
                    pictures[path] = (name, profile)
        for source, target in ((originals, copies), (copies, again)):
            subprocess.run([untrace, "clean", source, "-o", target, "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for path, (name, profile) in pictures.items():
            copy = copies / path
            if not copy.exists():
                refused.setdefault(name, []).append(path.suffix)
                continue
            if not (again / path).exists() or (again / path).read_bytes() != copy.read_bytes():
                wrong.append(f"{name} in {path.suffix}: a copy of the copy is another")
            if problem := compare(profile, held(copy)):
                wrong.append(f"{name} in {path.suffix}: {problem}")
            else:
                same += 1
    for name, forms in refused.items():
        told = profiles.REFUSED.get(name)
        print(f"refused: {name} in {' '.join(forms)}: {told or 'NOBODY KNOWS WHY'}")
        if not told:
            wrong.append(f"{name}: refused")
    for line in wrong:
        print(f"WRONG: {line}")
    opened = sum(colours(profile) is not None for profile in known)
    print(f"{len(known)} profiles, of which LittleCMS opens {opened}: the same colours in {same} copies, {len(wrong)} wrong")
    return 1 if wrong or not same else 0


if __name__ == "__main__":
    sys.exit(main())
