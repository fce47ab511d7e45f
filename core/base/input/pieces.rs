//! Buffers for reading spans, one piece at a time. They are reused: clearing a new one for each span takes longer than
//! reading as many bytes.

use std::cell::Cell;

/// Bytes read at once when a span is streamed. Few enough to stay in a core's cache while they are looked at.
pub(super) const PIECE_BYTES: usize = 128 << 10;

thread_local! {
    static FREE: Cell<Vec<Vec<u8>>> = const { Cell::new(Vec::new()) };
}

/// Lends `read` a buffer of [`PIECE_BYTES`] bytes, which still contain whatever was read last. It can ask for another
/// meanwhile.
pub(super) fn lend<T>(read: impl FnOnce(&mut [u8]) -> T) -> T {
    let mut free = FREE.take();
    let mut buffer = free.pop().unwrap_or_else(|| vec![0; PIECE_BYTES]);
    FREE.set(free);
    let result = read(&mut buffer);
    // Taken again: `read` may have borrowed and returned another.
    let mut free = FREE.take();
    free.push(buffer);
    FREE.set(free);
    result
}
