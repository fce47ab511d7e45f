//! Buffers that spans are read through, a piece at a time. They are used again: to clear a new one for each span takes
//! longer than to read as many bytes.

use std::cell::Cell;

/// Bytes read at once where a span is streamed.
/// So few that they stay in the cache of a core while they are looked at.
pub(super) const PIECE_BYTES: usize = 128 << 10;

thread_local! {
    static FREE: Cell<Vec<Vec<u8>>> = const { Cell::new(Vec::new()) };
}

/// Lends `read` a buffer of [`PIECE_BYTES`] bytes, which hold whatever was read last. It can ask for another meanwhile.
pub(super) fn lend<T>(read: impl FnOnce(&mut [u8]) -> T) -> T {
    let mut free = FREE.take();
    let mut buffer = free.pop().unwrap_or_else(|| vec![0; PIECE_BYTES]);
    FREE.set(free);
    let result = read(&mut buffer);
    // Taken anew: whoever read may have lent and given back another.
    let mut free = FREE.take();
    free.push(buffer);
    FREE.set(free);
    result
}
