//! Plants bytes in files, one place at a time, and cleans what comes of it: what a copy of it is like, beside the copy of the
//! file itself. `.ci/planted.py` judges the copies that are not the same.
//!
//! `cargo run --release --example planted -- OUTPUT SHARE SEED FILE...` plants one byte in one of SHARE places,
//! and more thinly inside of coded data; at every fourth byte of the file, a text as well. It writes each copy that is another
//! into the folder OUTPUT, and for each planting with such a copy a line: number of the copy, file, position, `byte` or `text`,
//! `coded` or `element`, name of the region, beginning of the region. A line that begins with `#` has the counts of a file:
//! plantings, those with the same copy, and those that are refused.
//!
//! `... -- values FILE POSITION...` plants every value at each of these positions, and says how many copies there are of them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use untrace_core::base::{Input, Span};
use untrace_core::formats;
use untrace_core::model::{BmffElement, FieldId, FormatKind};
use untrace_core::sniff::{self, Sniffed};
use untrace_core::{Error, Options, clean};

/// What an attacker would write.
const TEXT: &[u8] = b"Nora1981";
/// So many times fewer places are tried inside of coded data, and again for each of so many bytes that these are long.
const CODED: u64 = 16;
const LONG: u64 = 4096;
/// The header of coded data, which is tried like everything else.
const HEAD: u64 = 16;

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().ok_or_else(|| io::Error::other("planted OUTPUT SHARE SEED FILE..."));
    let output = PathBuf::from(word()?);
    if output == Path::new("values") {
        let path = PathBuf::from(word()?);
        return File::read(&path)?.map_or(Ok(()), |file| file.values(words.filter_map(|position| position.parse().ok())));
    }
    let number = |word: String| word.parse().map_err(io::Error::other);
    let choice = Choice { share: number(word()?)?, seed: number(word()?)? };
    plant(&output, &words.map(PathBuf::from).collect::<Vec<_>>(), &choice)
}

/// In which places: one of so many, as a seed has it.
struct Choice {
    share: u64,
    seed: u64,
}

fn plant(output: &Path, files: &[PathBuf], choice: &Choice) -> io::Result<()> {
    let (next, numbers, lines) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(io::stdout()));
    let work = || -> io::Result<()> {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let said = File::read(path)?.map_or_else(|| Ok(String::new()), |file| file.planted(choice, output, &numbers))?;
            lines.lock().map_err(|_| io::Error::other("a thread came to a stop"))?.write_all(said.as_bytes())?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism()?.get();
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| io::Error::other("a thread came to a stop"))?)
    })
}

/// A file that has a copy.
struct File<'a> {
    path: &'a Path,
    bytes: Vec<u8>,
    format: FormatKind,
    copy: Vec<u8>,
    regions: Vec<(Span, FieldId)>,
}

impl<'a> File<'a> {
    fn read(path: &'a Path) -> io::Result<Option<Self>> {
        let bytes = fs::read(path)?;
        let input = Input::from_bytes(&bytes);
        let Ok(Sniffed::Format(format)) = sniff::look(&input) else { return Ok(None) };
        let Ok(scan) = (formats::of(format).scan)(&input) else { return Ok(None) };
        let Ok(cleaned) = clean(&bytes, &Options::default()) else { return Ok(None) };
        let regions = scan.regions().into_iter().map(|(span, id)| (span, id.clone())).collect();
        drop(scan);
        Ok(Some(Self { path, bytes, format, copy: cleaned.bytes, regions }))
    }

    fn planted(&self, choice: &Choice, output: &Path, numbers: &AtomicUsize) -> io::Result<String> {
        let name = self.path.display().to_string();
        let suffix = self.path.extension().map_or(String::new(), |suffix| format!(".{}", suffix.display()));
        let copy_of_itself = numbers.fetch_add(1, Ordering::Relaxed);
        fs::write(output.join(format!("{copy_of_itself}{suffix}")), &self.copy)?;
        let mut known = HashMap::from([(self.copy.clone(), copy_of_itself)]);
        let mut counts: HashMap<_, [u64; 3]> = HashMap::new();
        let mut lines = format!("{copy_of_itself}\t{name}\t\tuntouched\t\t{:?}\t\n", self.format);
        for (span, id) in &self.regions {
            for at in span.start..span.end() {
                let position = usize::try_from(at).map_err(io::Error::other)?;
                let offset = at.saturating_sub(span.start);
                let what = if self.is_coded(id, offset) { "coded" } else { "element" };
                let thinner = if what == "coded" { CODED.saturating_mul(1_u64.saturating_add(span.len / LONG)) } else { 1 };
                for (form, planted) in self.plantings(choice, position, thinner) {
                    let [tried, gone, refused] = counts.entry((form, what)).or_default();
                    *tried = tried.saturating_add(1);
                    let Some(cleaned) = self.cleaned(position, &planted) else {
                        *refused = refused.saturating_add(1);
                        continue;
                    };
                    if cleaned == self.copy {
                        *gone = gone.saturating_add(1);
                        continue;
                    }
                    let number = match known.get(&cleaned) {
                        Some(number) => *number,
                        None => {
                            let number = numbers.fetch_add(1, Ordering::Relaxed);
                            fs::write(output.join(format!("{number}{suffix}")), &cleaned)?;
                            known.insert(cleaned, number);
                            number
                        }
                    };
                    lines.push_str(&format!("{number}\t{name}\t{position}\t{form}\t{what}\t{id:?}\t{}\n", span.start));
                }
            }
        }
        for ((form, what), [tried, gone, refused]) in counts {
            lines.push_str(&format!("#\t{name}\t{form}\t{what}\t{tried}\t{gone}\t{refused}\n"));
        }
        Ok(lines)
    }

    /// Coded data have no place for anything by their names; what they begin with has, but for what has no header of its own.
    fn is_coded(&self, id: &FieldId, offset: u64) -> bool {
        match id {
            FieldId::Bmff(element) => matches!(element, BmffElement::Samples | BmffElement::CutOffNeeded),
            FieldId::Tiff(_) => (formats::of(self.format).has_end)(id),
            _ => (formats::of(self.format).has_end)(id) && offset >= HEAD,
        }
    }

    /// How many copies there are of the file with each value at these positions.
    fn values(&self, positions: impl Iterator<Item = usize>) -> io::Result<()> {
        for position in positions {
            let copies: HashSet<_> = (0..=u8::MAX).filter_map(|value| self.cleaned(position, &[value])).collect();
            writeln!(io::stdout(), "{position}\t{}", copies.len())?;
        }
        Ok(())
    }

    fn plantings(&self, choice: &Choice, position: usize, thinner: u64) -> Vec<(&'static str, Vec<u8>)> {
        let there = self.bytes.get(position).copied().unwrap_or_default();
        let chance = self.chance(position, choice.seed);
        if chance.checked_rem(choice.share.saturating_mul(thinner)) != Some(0) {
            return Vec::new();
        }
        // Never the value that is there.
        let other = u8::try_from((chance >> 32) % 255).unwrap_or_default().saturating_add(1);
        let mut plantings = vec![("byte", vec![there ^ other])];
        if position.is_multiple_of(4) && position.saturating_add(TEXT.len()) <= self.bytes.len() {
            plantings.push(("text", TEXT.to_vec()));
        }
        plantings
    }

    /// A number that is always the same for a place in a file, and like by chance beside others (FNV-1a, mixed).
    fn chance(&self, position: usize, seed: u64) -> u64 {
        let name = self.path.file_name().map_or(Vec::new(), |name| name.as_encoded_bytes().to_vec());
        let words = [position as u64, seed].map(u64::to_le_bytes).concat();
        let mixed = name
            .iter()
            .chain(&words)
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
        let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        mixed ^ (mixed >> 33)
    }

    fn cleaned(&self, position: usize, planted: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = self.bytes.clone();
        bytes.get_mut(position..position.checked_add(planted.len())?)?.copy_from_slice(planted);
        if self.format == FormatKind::Png {
            mend(&mut bytes, position);
        }
        match clean(&bytes, &Options::default()) {
            Ok(cleaned) => Some(cleaned.bytes),
            Err(Error::Bug) => stop(self.path, position),
            Err(_) => None,
        }
    }
}

/// A file that makes the core come to a stop is no refusal.
fn stop(path: &Path, position: usize) -> ! {
    let _ = writeln!(io::stderr(), "the core came to a stop: {} at {position}", path.display());
    std::process::exit(1)
}

/// Gives the chunk of a PNG file with this position the checksum that it should have, unless that was meant.
fn mend(bytes: &mut [u8], position: usize) -> Option<()> {
    let mut at = 8_usize;
    loop {
        let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?);
        let kind = at.checked_add(4)?;
        let end = kind.checked_add(4)?.checked_add(usize::try_from(length).ok()?)?;
        let next = end.checked_add(4)?;
        if position < next {
            if (kind..end).contains(&position) {
                let checksum = crc32fast::hash(bytes.get(kind..end)?);
                bytes.get_mut(end..next)?.copy_from_slice(&checksum.to_be_bytes());
            }
            return Some(());
        }
        at = next;
    }
}
