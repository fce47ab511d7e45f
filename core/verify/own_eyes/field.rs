//! What the fields of a structure can be: the words that grammars are written in.

use super::bytes::{Bytes, Seen};

/// One field, or several.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    /// These bytes.
    Is(&'static [u8]),
    /// This many zeros.
    Zeros(u64),
    /// Zeros up to the end, however many.
    ZerosToEnd,
    /// An unsigned number of so many bytes, at most so large.
    Number(u8, u64),
    /// The same with a sign, at most so far from zero.
    Signed(u8, u64),
    /// A length, count or place, of so many bytes.
    Length(u8),
    /// One of these.
    Word(&'static [[u8; 4]]),
    /// So many bytes of a value on the list.
    Listed(u64),
    /// A value on the list, up to the end.
    ListedToEnd,
    /// These fields again and again, as long as there is room for them.
    Repeated(&'static [Self]),
    /// A number of four bytes, and these fields so many times.
    Counted(&'static [Self]),
    /// These fields if there is anything left.
    Optional(&'static [Self]),
    /// One of these forms: the first whose first field fits.
    Either(&'static [&'static [Self]]),
}

impl Field {
    /// How many bytes it takes, at least one.
    const fn least(&self) -> u64 {
        match *self {
            Self::Number(width, _) | Self::Signed(width, _) | Self::Length(width) => width as u64,
            Self::Word(_) => 4,
            _ => 1,
        }
    }
}

impl Bytes<'_, '_> {
    /// Reads fields one after the other.
    pub(super) fn follow(&mut self, fields: &'static [Field]) -> Seen {
        for field in fields {
            match *field {
                Field::Is(bytes) => self.exactly(bytes)?,
                Field::Zeros(len) => self.zeros(len)?,
                Field::ZerosToEnd => self.zeros(self.left())?,
                Field::Number(width, most) => _ = self.number(width, most)?,
                Field::Signed(width, most) => self.signed(width, most)?,
                Field::Length(width) => _ = self.length(width)?,
                Field::Word(words) => _ = self.word(words)?,
                Field::Listed(len) => self.listed(len)?,
                Field::ListedToEnd => self.listed(self.left())?,
                Field::Repeated(fields) => {
                    while self.left() >= fields.iter().map(Field::least).sum() {
                        self.follow(fields)?;
                    }
                }
                Field::Counted(fields) => {
                    for _ in 0..self.length(4)? {
                        self.follow(fields)?;
                    }
                }
                Field::Optional(fields) => {
                    if self.left() > 0 {
                        self.follow(fields)?;
                    }
                }
                Field::Either(forms) => self.follow_one(forms)?,
            }
        }
        Ok(())
    }

    fn follow_one(&mut self, forms: &'static [&'static [Field]]) -> Seen {
        for form in forms {
            match form.split_first() {
                Some((Field::Is(bytes), rest)) if self.begins(bytes) => return self.follow(rest),
                Some((Field::Is(_), _)) => {}
                _ => return self.follow(form),
            }
        }
        self.stray()
    }
}
