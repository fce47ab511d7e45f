"""A disk of our own that can do less than others, and fails when it is told to: a file system in user space, by the kernel's
protocol alone (linux/fuse.h), over a folder.

    with Disk(folder, mount, "fat") as disk: disk.fail("WRITE", 3, errno.ENOSPC); ...

Kinds: `plain` can do all that ext4 can; `fat` has no unnamed files, no links and no rename that spares others, and does
not tell A from a; `stick` is `fat` with names that keep their case apart. It is root's to mount. Status of whoever asks for
one where there is no FUSE: `Disk.is_possible()` says so before.
"""
import ctypes
import errno
import mmap
import os
import signal
import stat
import struct
import time
from pathlib import Path

OPS = {
    "LOOKUP": 1, "FORGET": 2, "GETATTR": 3, "SETATTR": 4, "READLINK": 5, "SYMLINK": 6, "MKDIR": 9, "UNLINK": 10, "RMDIR": 11,
    "RENAME": 12, "LINK": 13, "OPEN": 14, "READ": 15, "WRITE": 16, "STATFS": 17, "RELEASE": 18, "FSYNC": 20, "GETXATTR": 22,
    "FLUSH": 25, "INIT": 26, "OPENDIR": 27, "READDIR": 28, "RELEASEDIR": 29, "FSYNCDIR": 30, "ACCESS": 34, "CREATE": 35,
    "INTERRUPT": 36, "DESTROY": 38, "BATCH_FORGET": 42, "RENAME2": 45, "LSEEK": 46, "COPY_FILE_RANGE": 47, "TMPFILE": 51,
}  # fmt: skip
NAMES = {number: name for name, number in OPS.items()}
SHORT, GONE = 1000, 1001
NOREPLACE = 1
WHOLE = 1 << 17
libc = ctypes.CDLL(None, use_errno=True)


def call(done):
    if done:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def umount(place, lazily=False):
    """Takes a disk away, also while it is used if `lazily`."""
    return libc.umount2(os.fsencode(place), 2 if lazily else 0) == 0


class Disk:
    """The disk, mounted for as long as the block lasts."""

    def __init__(self, folder, place, kind="plain", direct=False):
        self.folder, self.place, self.kind, self.direct = Path(folder), Path(place), kind, direct
        # Calls of each kind so far; which call of which kind fails, how; and since when all do.
        self.shared = mmap.mmap(-1, 8 * 80)
        self.child = None

    @staticmethod
    def is_possible():
        """Whether this machine lets us."""
        return os.geteuid() == 0 and os.access("/dev/fuse", os.R_OK | os.W_OK)

    def _get(self, at):
        return struct.unpack_from("<q", self.shared, 8 * at)[0]

    def _set(self, at, value):
        struct.pack_into("<q", self.shared, 8 * at, value)

    def count(self, op):
        """How often the disk was asked for something since `fail`."""
        return self._get(OPS[op])

    def fail(self, op=None, number=0, how=0):
        """Lets the next `number`-th request of a kind fail with an errno, or do less (SHORT); GONE is for all from then on."""
        for at in range(80):
            self._set(at, 0)
        if op:
            self._set(71, number)
            self._set(72, how)
            self._set(70, OPS[op])

    def __enter__(self):
        self.place.mkdir(parents=True, exist_ok=True)
        fd = os.open("/dev/fuse", os.O_RDWR)
        options = f"fd={fd},rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions".encode()
        call(libc.mount(b"untrace-disk", os.fsencode(self.place), b"fuse.untrace-disk", 0, options))
        self.child = os.fork()
        if not self.child:
            code = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                Server(self, fd).serve()
                code = 0
            except BaseException as error:  # noqa: BLE001 - said by a child that has nobody to raise to
                os.write(2, f"disk: {error!r}\n".encode())
            finally:
                os._exit(code)
        os.close(fd)
        return self

    def __exit__(self, *_):
        self.fail()
        for _ in range(50):
            if umount(self.place):
                break
            time.sleep(0.02)
        else:
            umount(self.place, lazily=True)
        self.kill()

    def kill(self):
        """The disk is gone: whoever still uses it is told so."""
        if self.child:
            try:
                os.kill(self.child, signal.SIGKILL)
            except ProcessLookupError:
                pass
            os.waitpid(self.child, 0)
            self.child = None


class Server:
    """Answers the kernel."""

    def __init__(self, disk, fd):
        self.disk, self.fd = disk, fd
        self.root = os.lstat(disk.folder).st_ino
        self.nodes = {1: None}
        self.handles, self.next = {}, 1
        self.unnamed = {}

    def serve(self):
        """Until the disk is taken away."""
        while True:
            try:
                request = os.read(self.fd, WHOLE + 4096)
            except OSError as error:
                if error.errno in (errno.ENODEV, errno.EBADF):
                    return
                if error.errno in (errno.EINTR, errno.ENOENT, errno.EAGAIN):
                    continue
                raise
            length, code, unique, node = struct.unpack_from("<IIQQ", request)
            name = NAMES.get(code, "")
            body = request[40:length]
            if name in ("FORGET", "BATCH_FORGET", "INTERRUPT"):
                continue
            try:
                how = self.fault(code)
                if how and how != SHORT:
                    raise OSError(errno.ENODEV if how == GONE else how, "")
                handler = getattr(self, name.lower(), None)
                if not handler:
                    raise OSError(errno.ENOSYS, "")
                answer, status = handler(node, body, how == SHORT) or b"", 0
            except OSError as error:
                answer, status = b"", -(error.errno or errno.EIO)
            try:
                os.write(self.fd, struct.pack("<IiQ", 16 + len(answer), status, unique) + answer)
            except OSError as error:
                if error.errno != errno.ENOENT:
                    return
            if name == "DESTROY":
                return

    def fault(self, code):
        disk = self.disk
        if code in (26, 38):
            return 0
        if disk._get(73) and NAMES.get(code) not in ("RELEASE", "RELEASEDIR"):
            return GONE
        disk._set(code, disk._get(code) + 1)
        if disk._get(70) == code and disk._get(71) == disk._get(code):
            if disk._get(72) == GONE:
                disk._set(73, 1)
            return disk._get(72)
        return 0

    # --- paths ---------------------------------------------------------------------------------------------------------
    def path(self, node, name=None):
        parts = [] if name is None else [name]
        while node != 1:
            if node not in self.nodes:
                raise OSError(errno.ESTALE, "")
            node, part = self.nodes[node]
            parts.append(part)
        return os.path.join(os.fsencode(self.disk.folder), *reversed(parts))

    def found(self, node, name):
        """The name as the disk has it."""
        if self.disk.kind == "fat" and not os.path.lexists(self.path(node, name)):
            wanted = name.decode(errors="surrogateescape").casefold()
            for other in os.listdir(self.path(node)):
                if other.decode(errors="surrogateescape").casefold() == wanted:
                    return other
        return name

    def attributes(self, found):
        time_of = lambda name: divmod(getattr(found, f"st_{name}time_ns"), 10**9)
        (a, an), (m, mn), (c, cn) = time_of("a"), time_of("m"), time_of("c")
        ino = 1 if found.st_ino == self.root else found.st_ino
        return struct.pack("<6Q10I", ino, found.st_size, found.st_blocks, a, m, c, an, mn, cn, found.st_mode, found.st_nlink,
                           found.st_uid, found.st_gid, 0, 4096, 0)  # fmt: skip

    def entry(self, node, name):
        found = os.lstat(self.path(node, name))
        self.nodes[found.st_ino] = (node, name)
        return struct.pack("<4Q2I", found.st_ino, 0, 0, 0, 0, 0) + self.attributes(found)

    def handle(self, fd):
        self.handles[self.next] = fd
        self.next += 1
        return struct.pack("<QII", self.next - 1, 1 if self.disk.direct else 0, 0)

    # --- what the kernel asks for ------------------------------------------------------------------------------------------
    def init(self, _, body, __):
        major, minor, ahead, _ = struct.unpack_from("<4I", body)
        # FUSE_BIG_WRITES
        return struct.pack("<4I2H2I2HI7I", 7, min(minor, 38), ahead, 1 << 5, 16, 12, WHOLE, 1, 32, 0, 0, *[0] * 7)

    def destroy(self, *_):
        return b""

    def lookup(self, node, body, _):
        return self.entry(node, self.found(node, body.rstrip(b"\0")))

    def getattr(self, node, body, _):
        flags, _, handle = struct.unpack_from("<IIQ", body)
        if flags & 1 and handle in self.handles:
            found = os.fstat(self.handles[handle])
        elif node in self.unnamed:
            found = os.fstat(self.unnamed[node])
        else:
            found = os.lstat(self.path(node))
        return struct.pack("<QII", 0, 0, 0) + self.attributes(found)

    def setattr(self, node, body, _):
        valid, _, handle, size, _, atime, mtime, _, an, mn, _, mode = struct.unpack_from("<IIQQQQQQIIII", body)
        where = self.handles.get(handle) if valid & 64 else self.unnamed.get(node)
        where = self.path(node) if where is None else where
        if valid & 1:
            os.chmod(where, stat.S_IMODE(mode))
        if valid & 8:
            os.truncate(where, size)
        if valid & (16 | 32):
            now = time.time_ns()
            access = now if valid & 128 or not valid & 16 else atime * 10**9 + an
            change = now if valid & 256 or not valid & 32 else mtime * 10**9 + mn
            os.utime(where, ns=(access, change))
        found = os.fstat(where) if isinstance(where, int) else os.lstat(where)
        return struct.pack("<QII", 0, 0, 0) + self.attributes(found)

    def readlink(self, node, *_):
        return os.readlink(self.path(node))

    def symlink(self, node, body, _):
        name, target = body.split(b"\0")[:2]
        if self.disk.kind != "plain":
            raise OSError(errno.EPERM, "")
        os.symlink(target, self.path(node, name))
        return self.entry(node, name)

    def mkdir(self, node, body, _):
        name = body[8:].rstrip(b"\0")
        os.mkdir(self.path(node, name), struct.unpack_from("<I", body)[0])
        return self.entry(node, name)

    def unlink(self, node, body, _):
        os.unlink(self.path(node, self.found(node, body.rstrip(b"\0"))))

    def rmdir(self, node, body, _):
        os.rmdir(self.path(node, body.rstrip(b"\0")))

    def rename(self, node, body, _, skip=8, flags=0):
        target = struct.unpack_from("<Q", body)[0]
        old, new = body[skip:].split(b"\0")[:2]
        from_, to = self.path(node, self.found(node, old)), self.path(target, self.found(target, new))
        if flags & ~NOREPLACE or (flags and self.disk.kind != "plain"):
            raise OSError(errno.EINVAL, "")
        if flags and os.path.lexists(to):
            raise OSError(errno.EEXIST, "")
        ino = os.lstat(from_).st_ino
        os.rename(from_, to)
        self.nodes[ino] = (target, os.path.basename(to))

    def rename2(self, node, body, short):
        return self.rename(node, body, short, 16, struct.unpack_from("<QI", body)[1])

    def link(self, node, body, _):
        if self.disk.kind != "plain":
            raise OSError(errno.EPERM, "")
        (old,), name = struct.unpack_from("<Q", body), body[8:].rstrip(b"\0")
        if old in self.unnamed:
            # Without a folder, Python calls link(2), which links the link.
            os.link(f"/proc/self/fd/{self.unnamed[old]}", self.path(node, name), src_dir_fd=self.unnamed[old], follow_symlinks=True)
        else:
            os.link(self.path(old), self.path(node, name), follow_symlinks=False)
        return self.entry(node, name)

    def open(self, node, body, _):
        flags = struct.unpack_from("<I", body)[0] & ~(os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_APPEND)
        return self.handle(os.open(self.path(node), flags))

    def create(self, node, body, _):
        flags, mode = struct.unpack_from("<II", body)
        name = body[16:].rstrip(b"\0")
        fd = os.open(self.path(node, name), flags | os.O_CREAT, mode)
        return self.entry(node, name) + self.handle(fd)

    def tmpfile(self, node, body, _):
        if self.disk.kind != "plain":
            raise OSError(errno.EOPNOTSUPP, "")
        mode = struct.unpack_from("<II", body)[1]
        fd = os.open(self.path(node), os.O_TMPFILE | os.O_RDWR, mode & 0o7777)
        found = os.fstat(fd)
        self.unnamed[found.st_ino] = os.dup(fd)
        return struct.pack("<4Q2I", found.st_ino, 0, 0, 0, 0, 0) + self.attributes(found) + self.handle(fd)

    def read(self, _, body, short):
        handle, offset, size = struct.unpack_from("<QQI", body)
        return os.pread(self.handles[handle], max(size // 3, 1) if short else size, offset)

    def write(self, _, body, short):
        handle, offset, size = struct.unpack_from("<QQI", body)
        data = body[40 : 40 + (max(size // 3, 1) if short else size)]
        return struct.pack("<II", os.pwrite(self.handles[handle], data, offset), 0)

    def copy_file_range(self, _, body, short):
        source, at, _, target, to, length, _ = struct.unpack_from("<7Q", body)
        data = os.pread(self.handles[source], min(length // 3 if short else length, 1 << 20), at)
        return struct.pack("<II", os.pwrite(self.handles[target], data, to), 0)

    def lseek(self, _, body, __):
        handle, offset, whence = struct.unpack_from("<QQI", body)
        return struct.pack("<Q", os.lseek(self.handles[handle], offset, whence))

    def statfs(self, *_):
        found = os.statvfs(self.disk.folder)
        return struct.pack("<5Q4I6I", found.f_blocks, found.f_bfree, found.f_bavail, found.f_files, found.f_ffree, 4096, 255, 4096, 0, *[0] * 6)

    def fsync(self, _, body, __):
        os.fdatasync(self.handles[struct.unpack_from("<Q", body)[0]])

    def fsyncdir(self, *_):
        return b""

    def flush(self, *_):
        return b""

    def release(self, _, body, __):
        os.close(self.handles.pop(struct.unpack_from("<Q", body)[0]))

    def opendir(self, node, *_):
        self.handles[self.next] = None
        path = self.path(node)
        names = [b".", b"..", *os.listdir(path)]
        self.handles[self.next] = [(name, os.lstat(os.path.join(path, name))) for name in names]
        self.next += 1
        return struct.pack("<QII", self.next - 1, 0, 0)

    def readdir(self, _, body, __):
        handle, offset, size = struct.unpack_from("<QQI", body)
        answer = b""
        for index, (name, found) in enumerate(self.handles[handle][offset:], offset + 1):
            kind = stat.S_IFMT(found.st_mode) >> 12
            one = struct.pack("<QQII", found.st_ino, index, len(name), kind) + name
            one += b"\0" * (-len(one) % 8)
            if len(answer) + len(one) > size:
                break
            answer += one
        return answer

    def releasedir(self, _, body, __):
        self.handles.pop(struct.unpack_from("<Q", body)[0])
