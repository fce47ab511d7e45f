//! Walks the blocks of a GIF data stream.
