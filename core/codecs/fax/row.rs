//! One row of a fax: as runs of one colour (T.4, 4.1), or as changes from the previous row (T.4, 4.2; T.6, 2.2).

use fax::maps::{Mode, black, mode, white};

use super::reader::{Reader, Stop};

/// The columns at which the colour changes: to black, to white, and so on.
#[derive(Debug)]
pub(super) struct Row {
    columns: u32,
    before: Vec<u32>,
    changes: Vec<u32>,
}

impl Row {
    pub(super) const fn new(columns: u32) -> Self {
        Self { columns, before: Vec::new(), changes: Vec::new() }
    }

    /// Reads runs up to the last column. A row that is too long or ends early still counts, as in libtiff.
    pub(super) fn one_dimensional(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        self.turn();
        let (mut at, mut black) = (0_u32, false);
        while at < self.columns && !reader.is_end_of_line() {
            at = at.saturating_add(run(reader, black)?);
            self.changes.push(at.min(self.columns));
            black = !black;
        }
        Ok(())
    }

    /// Reads modes up to the last column.
    pub(super) fn two_dimensional(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        self.turn();
        let (mut at, mut black, mut begun, mut seen) = (0_u32, false, false, 0_usize);
        while at < self.columns {
            let is_behind = |change: u32| change > at || !begun;
            while self.before.get(seen).is_some_and(|&change| !is_behind(change)) {
                seen = seen.saturating_add(1);
            }
            // The first change to this colour rather than the other.
            let first = if seen % 2 == usize::from(black) { seen } else { seen.saturating_add(1) };
            let change = |index: usize| self.before.get(index).copied().unwrap_or(self.columns);
            match reader.code(mode::decode)? {
                Mode::Pass => at = change(first.saturating_add(1)),
                Mode::Horizontal => {
                    for black in [black, !black] {
                        at = at.saturating_add(run(reader, black)?);
                        self.changes.push(at.min(self.columns));
                    }
                }
                Mode::Vertical(delta) => {
                    let to = change(first).checked_add_signed(delta.into()).filter(|&to| to >= at && to <= self.columns);
                    at = to.ok_or(Stop::Nonsense)?;
                    self.changes.push(at);
                    black = !black;
                }
                Mode::Extension | Mode::EOF => return Err(Stop::Nonsense),
            }
            begun = true;
        }
        Ok(())
    }

    /// Whether the last row reaches the last column.
    pub(super) fn is_full(&self) -> bool {
        self.changes.last().is_some_and(|&change| change >= self.columns)
    }

    fn turn(&mut self) {
        std::mem::swap(&mut self.before, &mut self.changes);
        self.changes.clear();
    }
}

/// A run: make-up codes of 64 pixels and more, and a terminating code of fewer (T.4, 4.1.1).
fn run(reader: &mut Reader<'_>, black: bool) -> Result<u32, Stop> {
    let mut sum = 0_u32;
    loop {
        let code = reader.code(|reader| if black { black::decode(reader) } else { white::decode(reader) })?;
        sum = sum.saturating_add(code.into());
        if code < 64 {
            return Ok(sum);
        }
    }
}
