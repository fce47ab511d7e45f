//! Where bilevel pictures with fax coding end (ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11): with the last row, and
//! the codes after it that mark the end.

mod reader;
mod row;

use reader::{Reader, Stop};
use row::Row;

/// How rows are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Each row by itself, starting at a whole multiple of this many bits (TIFF 6.0, section 10: 8; ThunderScan's
    /// relatives: 16).
    Aligned(usize),
    /// Group 3 (T.4), with codes between rows; in two dimensions if T4Options say so.
    Group3 {
        /// Whether a bit after each of those codes says how the row is coded.
        two_dimensional: bool,
    },
    /// Group 4 (T.6).
    Group4,
}

/// What is known about a strip or tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// How rows are coded.
    pub coding: Coding,
    /// Whether the least significant bit of a byte is its first (FillOrder 2).
    pub least_first: bool,
    /// Pixels per row.
    pub columns: u32,
    /// How many rows are requested.
    pub rows: u32,
}

/// At which byte the data end; `None` if a code has no meaning, or rows do not begin where they should. Data that run
/// out before the last row are read completely; those that mark their end are read no further.
#[must_use]
pub fn end(bytes: &[u8], form: Form) -> Option<usize> {
    // Rows without pixels have no codes, so there could be any number of them.
    if form.columns == 0 {
        return None;
    }
    let mut reader = Reader::new(bytes, form.least_first);
    let mut row = Row::new(form.columns);
    for number in 0..form.rows {
        match one(&mut reader, &mut row, form.coding, number) {
            Ok(()) => {}
            Err(Stop::Spent) => return Some(bytes.len()),
            Err(Stop::Said) => break,
            Err(Stop::Nonsense) => return None,
        }
    }
    close(&mut reader, form.coding);
    Some(reader.end())
}

fn one(reader: &mut Reader<'_>, row: &mut Row, coding: Coding, number: u32) -> Result<(), Stop> {
    match coding {
        Coding::Aligned(bits) => {
            row.one_dimensional(reader)?;
            // Nothing says where the next row begins.
            if reader.is_end_of_line() && !row.is_full() {
                return Err(Stop::Nonsense);
            }
            reader.align(bits)
        }
        Coding::Group3 { two_dimensional } => {
            reader.reach_end_of_line()?;
            // Six of them end a page; two of them are a missing row.
            let tag = if two_dimensional { reader.bit()? } else { true };
            if number > 0 && reader.is_end_of_line() {
                return Err(Stop::Said);
            }
            if tag { row.one_dimensional(reader) } else { row.two_dimensional(reader) }
        }
        Coding::Group4 if reader.is_end_of_line() => Err(Stop::Said),
        Coding::Group4 => row.two_dimensional(reader),
    }
}

/// Skips the codes that mark the end of a page: two ends of line (T.6, 2.4.1.1, EOFB), or six, of which some are often
/// missing (T.4, 4.1.4, RTC). A single one may be anything.
fn close(reader: &mut Reader<'_>, coding: Coding) {
    let (most, tagged) = match coding {
        Coding::Aligned(_) => return,
        Coding::Group3 { two_dimensional } => (6, two_dimensional),
        Coding::Group4 => (2, false),
    };
    let mut ahead = *reader;
    for number in 1..=most {
        let passed = ahead.pass_end_of_line(coding == Coding::Group4) && (!tagged || ahead.bit().is_ok());
        if !passed {
            return;
        }
        if number > 1 {
            *reader = ahead;
        }
    }
}

#[cfg(test)]
mod tests;
