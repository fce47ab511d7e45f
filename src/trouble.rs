//! An error of the file system as a value: it can be copied, compared and reported later, and still says what the system said.

use std::io;

/// An error of the file system as a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    kind: io::ErrorKind,
    /// The number the system gave it.
    code: Option<i32>,
}

impl From<&io::Error> for Trouble {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), code: error.raw_os_error() }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::from(&error)
    }
}

impl From<io::ErrorKind> for Trouble {
    fn from(kind: io::ErrorKind) -> Self {
        Self { kind, code: None }
    }
}

impl From<Trouble> for io::Error {
    fn from(trouble: Trouble) -> Self {
        trouble.code.map_or_else(|| trouble.kind.into(), Self::from_raw_os_error)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_kind_goes_on_saying_what_it_is() {
        const EIO: i32 = 5;
        let error = io::Error::from(Trouble::from(io::Error::from_raw_os_error(EIO)));
        assert_eq!(error.raw_os_error(), Some(EIO));
        assert_eq!(io::Error::from(Trouble::from(io::ErrorKind::NotFound)).kind(), io::ErrorKind::NotFound);
    }
}
