//! Which colours of a palette a picture uses: the others could be any text, and become black. How pictures name them is a
//! matter of formats.

/// Bytes of a colour: red, green, blue.
const COLOUR: usize = 3;

/// Which colours of a palette are needed, by their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used([bool; 256]);

impl Used {
    /// No colour.
    pub(super) const NONE: Self = Self([false; 256]);
    /// All, where the points of a picture cannot be read.
    pub(super) const ALL: Self = Self([true; 256]);

    /// Those that are marked.
    pub(super) const fn of(marked: [bool; 256]) -> Self {
        Self(marked)
    }

    /// The colour of this number, too.
    pub(super) fn add(&mut self, number: u8) {
        if let Some(used) = self.0.get_mut(usize::from(number)) {
            *used = true;
        }
    }

    /// Those of either.
    pub(super) fn or(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(used, too)| *used |= too);
        self
    }

    /// A palette with only these.
    pub(super) fn only(self, palette: &[u8]) -> Vec<u8> {
        self.replaced(palette, COLOUR, 0)
    }

    /// How opaque each colour is, with the others opaque.
    pub(super) fn only_opacities(self, opacities: &[u8]) -> Vec<u8> {
        self.replaced(opacities, 1, u8::MAX)
    }

    fn replaced(self, entries: &[u8], len: usize, unused: u8) -> Vec<u8> {
        let mut entries = entries.to_vec();
        let idle = entries.chunks_mut(len).zip(self.0).filter(|(_, used)| !used);
        idle.for_each(|(entry, _)| entry.fill(unused));
        entries
    }
}

impl Default for Used {
    fn default() -> Self {
        Self::NONE
    }
}
