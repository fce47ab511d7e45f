//! Walks the chunks of a RIFF file.
