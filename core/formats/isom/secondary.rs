//! Picture tracks that belong to another track (ISO/IEC 23008-12, 7.5) and are not shown.

use super::movie::Movie;
use crate::model::ItemRole;

impl Movie {
    /// A thumbnail track belongs to the one that it shows at a smaller size. Readers show the first track that is not
    /// auxiliary: if that is the thumbnail track, it stays.
    pub(super) fn without_thumbnails(&mut self) {
        for index in 1..self.tracks.len() {
            let (before, from) = self.tracks.split_at_mut(index);
            let Some(track) = from.first_mut().filter(|track| track.shown) else { continue };
            if before.iter().any(|larger| larger.shown && track.thumbnails_of.contains(&larger.id)) {
                (track.shown, track.secondary) = (false, Some(ItemRole::Thumbnail));
            }
        }
    }

    /// Whether all tracks that go are picture tracks that belong to others.
    pub(super) fn loses_only_secondary(&self) -> bool {
        self.tracks.iter().all(|track| track.shown || track.secondary.is_some())
    }
}
