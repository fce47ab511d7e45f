"""Disks to try things on: images, and what the kernel and FUSE make of folders. Each is there for as long as its block lasts."""
import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from disk import Disk, umount
from steps import LeftOut

# How each is made on an image, how large that has to be, and how it is mounted.
IMAGES = {
    "ext4": (["mkfs.ext4", "-q", "-F"], 48, ["mount", "-o", "loop,commit=1"]),
    "ext2": (["mkfs.ext2", "-q", "-F"], 48, ["mount", "-o", "loop"]),
    "btrfs": (["mkfs.btrfs", "-q", "-f"], 256, ["mount", "-o", "loop,commit=1"]),
    "xfs": (["mkfs.xfs", "-q", "-f"], 320, ["mount", "-o", "loop"]),
    "exfat": (["mkfs.exfat"], 48, ["mount.exfat-fuse"]),
    "ntfs": (["mkfs.ntfs", "-q", "-F", "-f"], 48, ["ntfs-3g"]),
}


def sh(*command):
    """Runs a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise LeftOut(f"{command[0]}: {(done.stderr or done.stdout).strip().splitlines()[-1:] or done.returncode}")
    return done.stdout


@contextlib.contextmanager
def loop(image):
    """A device for an image."""
    device = sh("losetup", "--find", "--show", image).strip()
    try:
        yield device
    finally:
        subprocess.run(["losetup", "-d", device], check=False, capture_output=True)


@contextlib.contextmanager
def mounted(command, place):
    """Mounts by a command, and takes it away at the end."""
    place.mkdir(parents=True, exist_ok=True)
    sh(*command, place)
    try:
        yield place
    finally:
        if not umount(place):
            umount(place, lazily=True)


@contextlib.contextmanager
def disk(kind, folder, size=None):
    """A disk of a kind; `size` in MiB where it is to be a small one."""
    if os.geteuid():
        raise LeftOut("only root mounts")
    folder, place = Path(folder), Path(folder, f"mount-{kind}")
    below = folder / f"below-{kind}"
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, below, ignore_errors=True)
        below.mkdir(parents=True, exist_ok=True)
        if kind in IMAGES:
            make, least, mount = IMAGES[kind]
            if not shutil.which(make[0]) or not shutil.which(mount[0]):
                raise LeftOut(f"no {make[0]} or {mount[0]}")
            image = folder / f"{kind}.image"
            stack.callback(image.unlink, missing_ok=True)
            with image.open("wb") as file:
                file.truncate((size or least) << 20)
            sh(*make, image)
            device = image if "loop" in mount[-1] else stack.enter_context(loop(image))
            stack.enter_context(mounted([*mount, device], place))
        elif kind == "tmpfs":
            stack.enter_context(mounted(["mount", "-t", "tmpfs", "-o", f"size={size or 64}m", "none"], place))
        elif kind == "overlay":
            # On an overlay, overlays cannot keep what is written: on a disk of memory they can.
            stack.enter_context(mounted(["mount", "-t", "tmpfs", "none"], below))
            for name in ("lower", "upper", "work"):
                (below / name).mkdir()
            layers = f"lowerdir={below}/lower,upperdir={below}/upper,workdir={below}/work"
            stack.enter_context(mounted(["mount", "-t", "overlay", "-o", layers, "none"], place))
        elif kind == "bindfs":
            if not shutil.which("bindfs"):
                raise LeftOut("no bindfs")
            stack.enter_context(mounted(["bindfs", below], place))
        elif kind in ("plain", "fat", "stick"):
            if not Disk.is_possible():
                raise LeftOut("no /dev/fuse")
            stack.enter_context(Disk(below, place, kind, direct=False))
        else:
            raise LeftOut(f"{kind} is not known")
        yield place
