//! The names that the first values of a file appear under, however those values are written: endless blanks, text of any
//! length, halves of characters and impossible numbers do not hide whose list it is. Whether it is JSON is for its reader to
//! say.

use std::io::{self, BufReader, Read};

/// How many values are looked at.
const VALUES: usize = 1000;
/// How many bytes are looked at, whatever they contain.
const BYTES: u64 = 16 << 20;
/// Anything deeper gets no name.
const DEEPEST: usize = 32;
/// Bytes of a name.
const LONGEST: usize = 256;

/// How a file begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paths {
    /// Whether it is a list, not an object.
    pub(super) is_list: bool,
    /// The names that each value appears under, `media/uri`; the same path is not repeated in a row.
    pub(super) paths: Vec<String>,
    /// Whether the file continues beyond what was looked at, and had too few values there.
    pub(super) is_hidden: bool,
}

/// Reads the beginning of a file; `None` if it is neither a list nor an object.
pub(super) fn of(reader: impl Read) -> io::Result<Option<Paths>> {
    let mut bytes = BufReader::with_capacity(1 << 16, reader.take(BYTES)).bytes();
    let mut scan = Scan::default();
    let mut seen = 0_u64;
    for byte in &mut bytes {
        let byte = byte?;
        seen = seen.saturating_add(1);
        // The UTF-8 byte order mark.
        if scan.open.is_empty() && (byte.is_ascii_whitespace() || b"\xEF\xBB\xBF".contains(&byte)) {
            continue;
        }
        if scan.open.is_empty() && !b"[{".contains(&byte) {
            return Ok(None);
        }
        if !scan.byte(byte) {
            break;
        }
    }
    let Some(is_list) = scan.is_list else { return Ok(None) };
    let is_hidden = seen >= BYTES && scan.values < VALUES;
    Ok(Some(Paths { is_list, paths: scan.paths, is_hidden }))
}

#[derive(Debug, Default)]
struct Scan {
    is_list: Option<bool>,
    paths: Vec<String>,
    values: usize,
    /// For each open list and object: whether it is an object, and how long the path before it was.
    open: Vec<(bool, usize)>,
    /// How many are open below the deepest.
    deeper: usize,
    path: String,
    /// A text, as far as it was read, and whether the next character is escaped.
    text: Option<(Vec<u8>, bool)>,
    /// The last text, which is a name if a colon follows.
    last: Vec<u8>,
    /// Whether a value has begun.
    is_begun: bool,
}

impl Scan {
    /// Takes a byte; returns whether more are wanted.
    fn byte(&mut self, byte: u8) -> bool {
        if let Some((text, is_escaped)) = &mut self.text {
            match (byte, *is_escaped) {
                (b'"', false) => {
                    self.last = std::mem::take(text);
                    self.text = None;
                    self.is_begun = true;
                }
                _ => {
                    *is_escaped = byte == b'\\' && !*is_escaped;
                    if text.len() < LONGEST {
                        text.push(byte);
                    }
                }
            }
            return true;
        }
        match byte {
            b'"' => self.text = Some((Vec::new(), false)),
            b':' => self.name(),
            b'[' | b'{' => {
                self.is_list.get_or_insert(byte == b'[');
                self.is_begun = false;
                if self.open.len() < DEEPEST {
                    self.open.push((byte == b'{', self.path.len()));
                } else {
                    self.deeper = self.deeper.saturating_add(1);
                }
            }
            b',' | b']' | b'}' => {
                self.value();
                let closes = byte != b',';
                if closes && self.deeper > 0 {
                    self.deeper = self.deeper.saturating_sub(1);
                } else if closes {
                    let before = self.open.pop().map_or(0, |(_, before)| before);
                    self.path.truncate(before);
                }
                // The value that a name came before is over.
                let back = self.open.last().map_or(0, |(_, before)| *before);
                if self.deeper == 0 && self.open.last().is_some_and(|(is_object, _)| *is_object) {
                    self.path.truncate(back);
                }
            }
            _ => self.is_begun |= !byte.is_ascii_whitespace(),
        }
        self.values < VALUES && !self.open.is_empty()
    }

    /// The last text was a name.
    fn name(&mut self) {
        self.is_begun = false;
        let Some((true, before)) = self.open.last().copied().filter(|_| self.deeper == 0) else { return };
        self.path.truncate(before);
        let name = String::from_utf8_lossy(&self.last);
        // Names may be escaped too.
        let name = serde_json::from_str::<String>(&format!("\"{name}\"")).unwrap_or_else(|_| name.into_owned());
        if !self.path.is_empty() {
            self.path.push('/');
        }
        self.path.push_str(&name);
    }

    /// A value ends here, if there was one.
    fn value(&mut self) {
        if !std::mem::take(&mut self.is_begun) {
            return;
        }
        self.values = self.values.saturating_add(1);
        if self.paths.last() != Some(&self.path) {
            self.paths.push(self.path.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(json: &str) -> Option<Vec<String>> {
        of(json.as_bytes()).unwrap().map(|paths| paths.paths)
    }

    #[test]
    fn values_stand_under_the_names_that_json_gives_them() {
        for (json, expected) in [
            (r#"{"a": {"b": 1, "c": [1, {"d": "x"}, []]}, "e": null}"#, &["a/b", "a/c", "a/c/d", "e"][..]),
            (r#"[{"a": "}]:,"}, {"a": "\\\""}, {"b": true}]"#, &["a", "b"]),
            (r#"{"\u0061b": 1}"#, &["ab"]),
            ("\u{feff} \n[1]", &[""]),
            ("{}", &[]),
            ("[[[]]]", &[]),
        ] {
            assert_eq!(paths(json).unwrap(), expected, "{json}");
        }
        for none in ["", "null", "1", "\"x\"", "<html>"] {
            assert_eq!(paths(none), None, "{none}");
        }
    }

    /// Finds what `serde_json` finds, in the same order.
    #[test]
    fn the_same_is_found_in_json_as_by_a_reader_of_json() {
        for name in ["instagram/your_instagram_activity/media/posts_1.json", "google-android/Timeline.json"] {
            let file = format!("{}/fixtures/exports/{name}", env!("CARGO_MANIFEST_DIR"));
            let json = std::fs::read_to_string(file).unwrap();
            let mut expected: Vec<String> = Vec::new();
            let _ = untrace_core::blocks::json::walk(&json, "", VALUES, &mut |path, _| {
                if expected.last().is_none_or(|last| last != path) {
                    expected.push(path.to_owned());
                }
            });
            assert_eq!(paths(&json).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn what_no_reader_of_json_takes_hides_nothing() {
        let behind = |before: &str| paths(&format!("{{{before}\"b\": 1}}")).unwrap().contains(&"b".to_owned());
        assert!(behind(&" ".repeat(1 << 17)));
        assert!(behind(r#""a": "\ud800", "#) && behind(r#""a": 1e400, "#) && behind(r#""a": "\x", "#));
        assert!(behind(&format!("\"a\": \"{}\", ", "x".repeat(1 << 17))));
        assert!(behind(&format!("\"a\": {}{}, ", "[".repeat(1000), "]".repeat(1000))));
    }

    #[test]
    fn what_is_too_long_to_be_looked_through_is_known_to_be() {
        let long = [&b"{\"a\": \""[..], &vec![b'x'; 17 << 20], b"\"}"].concat();
        assert!(of(long.as_slice()).unwrap().unwrap().is_hidden);
        let short = of(&b"{\"a\": \"x\"}"[..]).unwrap().unwrap();
        assert!(!short.is_hidden);
    }
}
