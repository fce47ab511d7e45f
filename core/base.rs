//! What everything else builds on: bounded reading, places, errors. Nothing here knows a format.

mod budget;
mod coordinate;
mod cursor;
mod divisor;
mod epoch;
mod equal;
mod error;
mod guard;
mod input;
mod limits;
mod moment;
mod place;
mod position;
mod read_at;
mod same;
mod span;
mod spans;

pub use budget::{Budget, cost};
pub use coordinate::{Axis, Coordinate};
pub use cursor::{ByteOrder, Cursor};
pub use divisor::common_divisor;
pub use epoch::{EPOCH_1601, EPOCH_1904, EPOCH_2000, EPOCH_2001};
pub use error::{Error, Limit, Malformed, Unsupported};
pub use guard::guard;
pub use input::Input;
pub use limits::Limits;
pub use moment::Moment;
pub use place::Place;
pub use position::{Fix, Position};
pub use read_at::{ReadAt, slice};
pub use same::same;
pub use span::Span;
pub use spans::Spans;
