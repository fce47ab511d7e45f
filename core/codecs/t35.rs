//! User data registered by ITU-T T.35: which of them decoders need. A placeholder.

/// Whether the whole payload, from the country code on, is of a form that decoders need.
#[must_use]
pub const fn needed(_payload: &[u8]) -> bool {
    false
}
