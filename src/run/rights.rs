//! Whoever may read an original may read what replaces it, and nobody else. If that is impossible, only the owner may.

use std::fs::File;
use std::io;

/// Gives a file the owner, mode bits and access control list of another.
#[cfg(unix)]
pub(super) fn keep(original: &File, copy: &File) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let like = original.metadata()?;
    // One at a time: somebody who may not give a file away may still set the group. The bits for it come later.
    let _ = fchown(copy, None, Some(like.gid()));
    let _ = fchown(copy, Some(like.uid()), None);
    let has = copy.metadata()?;
    let is_whole = lists::keep(original, copy) && (has.uid(), has.gid()) == (like.uid(), like.gid());
    let bits = like.permissions().mode() & if is_whole { 0o777 } else { 0o700 };
    copy.set_permissions(Permissions::from_mode(bits))
}

/// Other systems have rights per folder.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "other systems have such bits")]
pub(super) const fn keep(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}

/// Access control lists in addition to the bits (acl(5)); a new file inherits one from its folder.
#[cfg(target_os = "linux")]
mod lists {
    use std::fs::File;

    use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;

    const NAME: &str = "system.posix_acl_access";

    /// Returns whether the copy now has the same list.
    pub(super) fn keep(original: &File, copy: &File) -> bool {
        // More than any disk accepts.
        let mut list = [0; 64 << 10];
        match fgetxattr(original, NAME, &mut list[..]) {
            Ok(len) => list.get(..len).is_some_and(|list| fsetxattr(copy, NAME, list, XattrFlags::empty()).is_ok()),
            Err(Errno::NODATA | Errno::OPNOTSUPP) => {
                matches!(fremovexattr(copy, NAME), Ok(()) | Err(Errno::NODATA | Errno::OPNOTSUPP))
            }
            Err(_) => false,
        }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod lists {
    use std::fs::File;

    /// Macs have lists too, which we do not read yet: only the owner may.
    pub(super) const fn keep(_: &File, _: &File) -> bool {
        false
    }
}
