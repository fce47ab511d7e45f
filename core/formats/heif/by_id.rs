//! Finds what a list says about an item by the item's number: lists are long, and each item is looked up many times.

/// Positions in a list, by the number of the item they are about.
#[derive(Debug, Default)]
pub(super) struct ById(Vec<(u32, usize)>);

impl ById {
    /// `ids` in the order of the list, each with its position.
    pub(super) fn new(ids: impl Iterator<Item = (u32, usize)>) -> Self {
        let mut places: Vec<(u32, usize)> = ids.collect();
        // By number, then by position: those of one item stay in the order of the list.
        places.sort_unstable();
        Self(places)
    }

    /// The positions of an item, in the order of the list.
    pub(super) fn all(&self, id: u32) -> impl Iterator<Item = usize> {
        let first = self.0.partition_point(|(other, _)| *other < id);
        let rest = self.0.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(other, _)| *other == id).map(|(_, at)| *at)
    }

    /// The only position of an item, in a list that names none [`twice`](Self::twice).
    pub(super) fn only(&self, id: u32) -> Option<usize> {
        self.all(id).next()
    }

    /// The second position of an item that has two: readers do not agree on which one counts.
    pub(super) fn twice(&self) -> Option<usize> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        pairs.filter(|((one, _), (next, _))| one == next).map(|(_, (_, at))| *at).next()
    }
}
