//! The front door: cleaning bytes, or anything that can be read by position, in one call. No panic gets out of here,
//! and nothing that was not verified.

use std::collections::BTreeSet;
use std::fmt;

use crate::base::{Error as Reason, Input, Malformed, Place, ReadAt, Unsupported, guard};
use crate::edit::EditList;
use crate::facts;
use crate::formats::{self, AnyScan, Planned};
use crate::keep;
use crate::model::{Category, Codec, CropGuard, FormatKind, Keep, Trust};
use crate::plan::{self, Finding};
use crate::previews;
use crate::sniff::{self, Sniffed};
use crate::verify::{self, Depth, Doubt, Original, verify};

/// What a copy may still say. Nothing by default.
///
/// ```
/// use untrace_core::{Category, Options};
///
/// let options = Options::default().keep([Category::Date, Category::Camera]);
/// # let _ = options;
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    keep: Keep,
    trust: Trust,
    depth: Depth,
    crops: CropGuard,
}

impl Options {
    /// Writes the values of these categories into the copy again. Those that always go (previews, hidden videos, ids,
    /// anything unknown) are ignored.
    #[must_use]
    pub fn keep(mut self, categories: impl IntoIterator<Item = Category>) -> Self {
        self.keep = Keep::these(categories);
        self
    }

    /// Keeps the samples of these codecs, given by the type of their sample entry (`apac`), although nothing here can
    /// look into them. Without it, such a video is refused.
    #[must_use]
    pub fn trust_codecs(mut self, codecs: impl IntoIterator<Item = Codec>) -> Self {
        self.trust = Trust::these(codecs);
        self
    }

    /// What becomes of a file of which a crop hides a part. By default it is copied, and its part is among what is
    /// [needed](Plan::needed).
    ///
    /// ```
    /// use untrace_core::{CropGuard, Options};
    ///
    /// let options = Options::default().crop_guard(CropGuard::Refuse);
    /// # let _ = options;
    /// ```
    #[must_use]
    pub const fn crop_guard(mut self, crops: CropGuard) -> Self {
        self.crops = crops;
        self
    }

    /// Verifies more than is always verified: by default, everything except media above 64 MiB, byte for byte.
    #[must_use]
    pub const fn verify(mut self, depth: Depth) -> Self {
        self.depth = depth;
        self
    }
}

/// Why there is no copy. There is no best effort: what cannot be cleaned with certainty is refused.
///
/// ```
/// use untrace_core::{Error, clean, Options};
///
/// let error = clean(b"\x89PNG\r\n\x1a\n cut off", &Options::default()).unwrap_err();
/// assert!(matches!(error, Error::Refused(_)));
/// ```
#[derive(Debug)]
pub enum Error {
    /// It is not a photo or video that can be cleaned, or it breaks the rules of its format.
    Refused(Reason),
    /// The copy was written and judged, but not trusted.
    Doubtful(Doubt),
    /// Something in this program, or in the reader it was given, failed.
    Bug,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => write!(f, "refused: {reason}"),
            Self::Doubtful(doubt) => write!(f, "the copy was not believed: {doubt:?}"),
            Self::Bug => f.write_str("this program, or its reader, came to a stop"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(reason) => Some(reason),
            Self::Doubtful(_) | Self::Bug => None,
        }
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason)
    }
}

/// A copy of the bytes, and what is no longer in it.
#[derive(Debug, Clone)]
pub struct Cleaned {
    /// The copy. It shows the same picture: the picture data were not decoded, and are the same byte for byte.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: FormatKind,
    /// What was removed, in file order. Empty if the bytes were already clean.
    pub removed: Vec<Finding>,
    /// Categories that were asked for and that the copy still reveals.
    pub kept: BTreeSet<Category>,
    /// What says something and stays all the same, because showing the picture needs it: what a [crop](Finding::crop)
    /// hides, for example.
    pub needed: Vec<Finding>,
}

/// What a file gives away.
#[derive(Debug, Clone)]
pub struct Findings {
    /// What it is.
    pub format: FormatKind,
    /// What it reveals, in file order.
    pub findings: Vec<Finding>,
    /// What it reveals, too, but would stay in a copy, because showing the picture needs it: what a
    /// [crop](Finding::crop) hides, for example.
    pub needed: Vec<Finding>,
    /// Whether its copy would be identical. A file may have to change even if it reveals nothing: bytes that nobody can
    /// name, values in a form that could hide something.
    pub is_clean: bool,
}

impl Findings {
    /// What kinds of things it reveals, worst first. For whether it can be posted as it is, see `is_clean`.
    ///
    /// ```
    /// use untrace_core::{Category, check};
    ///
    /// let gif = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    /// assert!(check(gif)?.categories().contains(&Category::Text));
    /// # Ok::<(), untrace_core::Error>(())
    /// ```
    #[must_use]
    pub fn categories(&self) -> BTreeSet<Category> {
        self.findings.iter().map(|finding| finding.category).collect()
    }

    /// Where the file says it was made, in degrees north and east, most exact first.
    #[must_use]
    pub fn positions(&self) -> Vec<(f64, f64)> {
        facts::positions(&self.findings).iter().map(|fix| (fix.latitude.degrees(), fix.longitude.degrees())).collect()
    }
}

/// A copy of bytes that no longer says where, when, with what or of whom they were taken. Always verified.
///
/// Memory: the copy, and whatever is read of the bytes. For a video, [`plan()`] is better.
///
/// # Errors
/// [`Error::Refused`] for anything that is not a photo or video, or cannot be cleaned with certainty;
/// [`Error::Doubtful`] if the copy did not pass verification.
///
/// ```
/// use untrace_core::{Options, clean};
///
/// let gif = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// let cleaned = clean(gif, &Options::default())?;
/// assert_eq!(cleaned.removed.len(), 1);
/// assert_eq!(cleaned.bytes, b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
/// # Ok::<(), untrace_core::Error>(())
/// ```
pub fn clean(bytes: &[u8], options: &Options) -> Result<Cleaned, Error> {
    guarded(|| {
        let plan = Plan::of(Input::from_bytes(bytes), options)?;
        // The edits were made for exactly these bytes: if they do not fit, the mistake is ours.
        let copy = plan.planned.edits.apply(bytes).ok_or(Error::Bug)?;
        // Judged even if nothing changes: if we planned wrongly, an empty plan would prove nothing.
        plan.judge(&Input::from_bytes(&copy))?;
        let Plan { scan, planned, .. } = plan;
        let kept = planned.values.categories();
        Ok(Cleaned { bytes: copy, format: scan.format(), removed: planned.removed, kept, needed: planned.needed })
    })
}

/// What the bytes give away. Nothing is written.
///
/// # Errors
/// [`Error::Refused`] for anything that is not a photo or video, or cannot be understood: nobody knows what it reveals.
///
/// ```
/// use untrace_core::{Value, check};
///
/// let gif = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// let found = check(gif)?;
/// assert_eq!(found.findings[0].value, Value::Text("Lea Martin".to_owned()));
/// # Ok::<(), untrace_core::Error>(())
/// ```
pub fn check(bytes: &[u8]) -> Result<Findings, Error> {
    let plan = plan(&bytes, &Options::default())?;
    let (format, is_clean) = (plan.format(), plan.is_clean());
    let Planned { removed, needed, .. } = plan.planned;
    Ok(Findings { format, is_clean, findings: removed, needed })
}

/// What becomes of a file that is read by position: for callers with files, or anything else too large for memory.
///
/// # Errors
/// As for [`clean`], except those of verification, which belong to [`Plan::verify`].
///
/// ```
/// use untrace_core::{Options, plan};
///
/// let gif: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// let plan = plan(&gif, &Options::default())?;
/// let copy = plan.edits().apply(gif).expect("the edits are for this file");
/// plan.verify(&copy.as_slice())?;
/// # Ok::<(), untrace_core::Error>(())
/// ```
pub fn plan<'a>(reader: &'a dyn ReadAt, options: &Options) -> Result<Plan<'a>, Error> {
    guarded(|| Plan::of(Input::from_reader(reader), options))
}

/// What becomes of a file, and the edits that make it so.
#[derive(Debug)]
pub struct Plan<'a> {
    input: Input<'a>,
    scan: AnyScan,
    planned: Planned,
    options: Options,
}

impl<'a> Plan<'a> {
    fn of(input: Input<'a>, options: &Options) -> Result<Self, Error> {
        let format = match sniff::look(&input)? {
            Sniffed::Format(format) => format,
            Sniffed::Unsupported(name) => {
                return Err(Reason::unsupported(Unsupported::Format(name), Place::at(0)).into());
            }
            Sniffed::Unknown => return Err(Reason::malformed(Malformed::Unrecognised, Place::at(0)).into()),
        };
        let scan = (formats::of(format).scan)(&input)?.trusting(options.trust);
        // Before the copy is written: the caller writes it from these edits and no others.
        let scan = verify::looked_into(&input, scan, options.depth)?;
        let planned = scan.plan(options.keep)?;
        plan::guard(&planned.needed, options.crops)?;
        Ok(Self { input, scan, planned, options: *options })
    }

    /// What the file is.
    #[must_use]
    pub const fn format(&self) -> FormatKind {
        self.scan.format()
    }

    /// What is removed, in file order.
    #[must_use]
    pub fn removed(&self) -> &[Finding] {
        &self.planned.removed
    }

    /// What says something and stays all the same, because showing the picture needs it.
    #[must_use]
    pub fn needed(&self) -> &[Finding] {
        &self.planned.needed
    }

    /// When the picture was taken, as far as the file says.
    #[must_use]
    pub fn taken(&self) -> Option<jiff::Timestamp> {
        keep::taken(self.scan.fields())
    }

    /// Previews that are pictures in their own right, as they are coded in the file: they may show what was cropped away.
    #[must_use]
    pub fn previews(&self) -> Vec<Vec<u8>> {
        previews::coded(&self.input, &self.scan).filter_map(|(_, bytes)| bytes).collect()
    }

    /// Whether the file is clean: its copy would be identical.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.planned.is_empty
    }

    /// What changes. Whoever writes the copy from it must [verify](Self::verify) it before giving it a name.
    #[must_use]
    pub const fn edits(&self) -> &EditList {
        &self.planned.edits
    }

    /// Judges a copy written from the edits as if it were a stranger's file.
    ///
    /// # Errors
    /// [`Error::Doubtful`] if it is not trusted: it must then be thrown away.
    pub fn verify(&self, copy: &dyn ReadAt) -> Result<(), Error> {
        guarded(|| self.judge(&Input::from_reader(copy)))
    }

    fn judge(&self, copy: &Input<'_>) -> Result<(), Error> {
        let original = Original {
            keep: self.options.keep,
            trust: self.options.trust,
            values: self.planned.values.clone(),
            ..Original::new(&self.input, &self.scan)
        };
        verify(&original, copy, self.options.depth).map_err(Error::Doubtful)
    }
}

/// A file that nobody thought of must not bring down the calling program.
fn guarded<T>(ask: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    guard(ask).unwrap_or(Err(Error::Bug))
}
