//! Gives copies their names: in one step, never over an original, and over another file only if that was asked for.
//! Until then a copy has no name (on Linux), or one that the next run recognises and removes. Folders of the
//! output are opened once, by handle, and everything below goes through that handle.

mod batch;
mod changes;
mod folder;
mod line;
mod obstacle;
mod originals;
mod outputs;
mod pending;
mod private;
mod settle;
mod sweep;

pub use batch::{Batch, Named, Ready};
pub use folder::{Folder, Present};
pub use obstacle::Obstacle;
pub use originals::Originals;
pub use outputs::Outputs;
pub use pending::{Over, Pending};
pub use private::PrivateFile;
pub use sweep::is_temporary;
