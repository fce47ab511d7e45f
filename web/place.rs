//! Where a picture was taken, as the page draws it.

use serde::Serialize;

/// Where a picture was taken, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Place {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}
