//! Which categories a person asked to keep. Everything else always goes.

use super::Category;

/// Categories whose values are written into a copy again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    bits: u16,
}

/// Categories that can be kept: their values have types. Previews, hidden videos, ids and anything unknown always go.
pub const KEEPABLE: [Category; 7] = [
    Category::Location,
    Category::Date,
    Category::People,
    Category::Camera,
    Category::Text,
    Category::Software,
    Category::Panorama,
];

impl Keep {
    /// Nothing: the default.
    pub const NOTHING: Self = Self { bits: 0 };

    /// These, as far as they can be kept.
    #[must_use]
    pub fn these(categories: impl IntoIterator<Item = Category>) -> Self {
        let bit = |category: Category| if KEEPABLE.contains(&category) { mask(category) } else { 0 };
        Self { bits: categories.into_iter().map(bit).fold(0, |bits, bit| bits | bit) }
    }

    /// Everything that can be kept except these.
    #[must_use]
    pub fn all_but(gone: &[Category]) -> Self {
        Self::these(KEEPABLE.into_iter().filter(|category| !gone.contains(category)))
    }

    /// Whether values of a category are kept.
    #[must_use]
    pub const fn has(self, category: Category) -> bool {
        self.bits & mask(category) != 0
    }

    /// Whether everything goes.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        self.bits == 0
    }
}

const fn mask(category: Category) -> u16 {
    1 << category as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_kept_is_kept() {
        let all = Keep::these(Category::ALL.iter().copied());
        for &category in Category::ALL {
            assert_eq!(all.has(category), KEEPABLE.contains(&category), "{category:?}");
        }
        assert!(Keep::default().is_nothing());
        let rest = Keep::all_but(&[Category::Location, Category::Date]);
        assert!(rest.has(Category::Camera) && !rest.has(Category::Location) && !rest.has(Category::Id));
    }
}
