//! What a language has to say at the end of a run. What is said, and about how many files, is decided by the caller
//! (`report/ending`); here it is put into words.

use std::time::Duration;

use untrace_core::base::Moment;
use untrace_core::model::Category;

use super::together::Media;
use crate::discover::Skip;
use crate::outcome::Action;

/// What a run came to.
pub(crate) trait Ending: Sync {
    /// The first line.
    fn title(&self, title: &Title) -> String;
    /// That nothing was written; goes on after the first line.
    fn dry_run(&self) -> &'static str;
    /// A heading above lines.
    fn heading(&self, heading: &Heading) -> String;
    /// A line below a heading.
    fn row(&self, row: &Row) -> String;
    /// What some files told, with how many they are: `Léa Martin (6 files, such as IMG_1.jpg)`.
    fn told_by(&self, told: &str, by: By<'_>) -> String;
    /// A line that had no room for everything: `...; and 3 more`.
    fn and_more(&self, line: &str, more: u64) -> String;
    /// A sentence about the rest.
    fn note(&self, note: &Note) -> String;
    /// The one thing to remember.
    fn conclusion(&self, conclusion: &Conclusion) -> String;
    /// Asks whether this many originals may be replaced, or moved to the trash.
    fn may_replace(&self, files: u64, trash: bool) -> String;
    /// Whether an answer means yes.
    fn is_yes(&self, answer: &str) -> bool;
    /// A run in one line.
    fn line(&self, ran: &Ran<'_>) -> String;
    /// What the progress bar says before its numbers.
    fn progress(&self, action: Action) -> &'static str;
    /// How many files of how many are done, in a window.
    fn so_far(&self, done: u64, all: u64) -> String;
    /// What is written in a window.
    fn window(&self, written: Window) -> &'static str;
    /// What became of one file, for `--verbose`.
    fn outcome(&self, became: Became) -> String;
}

/// What became of a file, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It has a new copy.
    Cleaned,
    /// Its copy is identical to it.
    AlreadyClean,
    /// Its copy already existed.
    UpToDate,
    /// It has no copy, because it could not be cleaned with certainty.
    Refused,
    /// It has no copy, because something went wrong.
    Failed,
    /// It was left out, and why.
    Skipped(Skip),
}

/// A number of photos, videos, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: u64,
    /// Of what.
    pub media: Media,
}

/// What there was, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Met {
    /// Photos that are not half of a Live Photo.
    pub photos: u64,
    /// Live Photos, each of which is a photo and a video.
    pub live_photos: u64,
    /// Videos that are not half of a Live Photo.
    pub videos: u64,
}

/// The first line of the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// Stopped before the first photo.
    NotReached,
    /// Nothing but unreadable formats.
    NoneReadable,
    /// No photo or video.
    None,
    /// How many there were.
    Met(Met),
    /// Nothing is new, and the copies are from earlier runs with other settings.
    Earlier(Amount),
    /// Nothing is new: how many have their copies, and how many have none.
    UpToDate(Amount, u64),
    /// How many are new, and how many already had their copies.
    New(Amount, u64),
    /// What there was, how many companion files were checked with it, and how many of the former could not be checked.
    Checked(Met, u64, u64),
    /// Only companion files were checked: how many.
    CompanionsChecked(u64),
}

/// A heading above lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// What originals that stay as they are give away.
    GiveAway(Media),
    /// What originals that were replaced gave away.
    GaveAway(Media),
    /// What nobody sees.
    Hidden,
    /// What copies still say.
    Kept,
    /// How many have no copy.
    NotCopied(u64),
    /// Copies in many places.
    Copies,
    /// The copy went to the caller.
    StandardOutput,
    /// What was found of a category, and in how many.
    Found(Category, Amount),
    /// What else may be in some, and in how many.
    Perhaps(Amount),
}

/// A line below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// How many told this, and how many more may have.
    Told {
        /// What they told.
        category: Category,
        /// Photos and videos that told it.
        sure: u64,
        /// Others that may have, in data that were not read.
        perhaps: u64,
    },
    /// Photos with a video appended, and how many of the videos have sound.
    VideosBehind {
        /// All of them.
        photos: u64,
        /// Those with sound.
        with_sound: u64,
    },
    /// Photos with notes about a video.
    VideoNotes(u64),
    /// Videos with tracks that no player shows.
    HiddenTracks(u64),
    /// How many copies still tell this.
    StillTold(Category, u64),
    /// How many originals were clean already, and stayed.
    Stayed(u64),
    /// How many copies were written, or would be.
    Written {
        /// How many copies.
        copies: u64,
        /// What was done.
        deed: Deed,
    },
    /// How many copies already existed.
    UpToDate(u64),
    /// From one day to another.
    Span(Moment, Moment),
}

/// Who told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    /// How many files.
    pub files: u64,
    /// The first of them; `None` if there is no room for it.
    pub first: Option<&'a str>,
    /// Whether it is in their companion files.
    pub beside: bool,
}

/// A sentence about the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// How many have no room for what was to be kept.
    Unkept(u64),
    /// How many names tell this.
    Names(u64, Vec<Category>),
    /// The same, for a person who cannot type an option.
    NamesByHand(u64, Vec<Category>),
    /// How many companion files were not copied.
    Companions(u64),
    /// How many are not photos.
    NotMedia(u64),
    /// How many are pages of `untrace report`.
    Pages(u64),
    /// How many were excluded by `--exclude` or `--include`.
    Excluded(u64),
    /// How many were excluded by `--since`.
    Older(u64),
    /// How many are archives.
    Archives(u64),
    /// How many may tell places; the first of them by name.
    MayTell(u64, Vec<String>),
    /// How many are hidden.
    HiddenFiles(u64),
    /// How many are links, or not files.
    Links(u64),
    /// How many are outputs of earlier runs.
    Outputs(u64),
    /// How many were not reached.
    NotReached(u64),
    /// How many lost their HDR.
    HdrLost(u64),
    /// How many will look flat.
    Flat(u64),
    /// How many copies were made complete.
    MadeWhole(u64),
    /// How many contain film that was cut off, and the length of the longest in tenths of a second.
    CutOff(u64, u64),
    /// How many copies, or files, have a part of the picture that a crop hides; the first of them by name.
    Cropped {
        /// How many.
        files: u64,
        /// The first of them.
        named: Vec<String>,
        /// Whether they are copies.
        has_copies: bool,
    },
    /// How many copies have a better extension.
    Corrected(u64),
    /// How many have a wrong extension; some of them by name, with their format.
    Misnamed(u64, Vec<(String, &'static str)>),
    /// How many copies from earlier runs are also there.
    EarlierCopies(u64),
    /// How many copies are of originals that are gone.
    Gone(u64),
    /// How many of those were removed, or would be.
    Pruned {
        /// How many.
        copies: u64,
        /// Whether nothing was written.
        dry_run: bool,
    },
    /// How many have a new name, and were removed under the old one, or would be.
    Renamed {
        /// How many.
        copies: u64,
        /// Whether nothing was written.
        dry_run: bool,
    },
    /// How many files are not from this run; the first of them by name.
    Others(u64, Vec<String>),
    /// How many are in formats that cannot be checked.
    ForeignUnchecked(u64),
    /// How many could not be checked.
    Unchecked(Amount),
    /// How many companion files could not be read.
    CompanionsUnread(u64),
    /// How many contain something that could not be read.
    PartlyUnread(u64),
    /// How many have previews that were not compared.
    Uncompared(Amount),
    /// How many companion files tell something.
    CompanionsTell(u64),
    /// That there is more to list.
    More,
}

/// The one thing to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conclusion {
    /// All originals were replaced.
    Replaced(Media),
    /// Some originals were not replaced.
    NotAllReplaced,
    /// What to post, and whether all have a copy there.
    Post(Posted, bool),
    /// Nothing that counts was found, by the words of `--fail-on`; whether the command that cleans the rest follows.
    NothingCounts(String, bool),
    /// Nothing could be checked.
    NothingChecked,
    /// Nothing was found in what could be checked.
    NothingInChecked,
    /// Nothing was found except what may stay, by the words of `--keep`.
    NothingButKept(String),
    /// Nothing was found except names.
    NothingButNames,
    /// Nothing was found.
    Nothing,
    /// Only companion files were checked, and they tell something.
    LeaveOut,
    /// Only companion files tell something.
    WithoutCompanions(Media),
    /// How many should not be posted; whether the command that cleans them follows.
    NotAsTheyAre(Amount, bool),
}

/// What to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// Nothing to say: whoever writes to a stream knows what it is for.
    Nothing,
    /// One file.
    File(String),
    /// Files in folders.
    In(Vec<String>),
    /// Copies next to their originals.
    Copies,
}

/// A run, for its last line.
#[derive(Debug, Clone, Copy)]
pub struct Ran<'a> {
    /// Which one.
    pub told: Told<'a>,
    /// What was done.
    pub done: Done<'a>,
    /// Files without a copy, or that were not read.
    pub without: u64,
    /// Files that were left out.
    pub left_out: u64,
    /// Files that were not reached.
    pub not_reached: u64,
}

/// What was done in a run.
#[derive(Debug, Clone, Copy)]
pub enum Done<'a> {
    /// How many copies, and how many of them are new.
    Cleaned(u64, u64),
    /// How many copies would have been made.
    DryRun(u64),
    /// How many files were checked, and how many told something.
    Checked(u64, u64),
    /// How many files were read.
    Read(u64),
    /// Nothing, for a reason.
    Nothing(&'a str),
}

/// What a log records of a run besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// `clean`, `check` or `report`.
    pub command: &'a str,
    /// Whether nothing was meant to be written.
    pub dry_run: bool,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub status: u8,
}

/// What is written in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Files are still being looked for.
    Looking,
    /// On the button that ends the run.
    Stop,
    /// On the button that shows the copies.
    Open,
    /// The same, as a question.
    OpenAsked,
    /// On the button that closes the window.
    Close,
    /// That the run failed, and nobody knows why.
    Failed,
}

/// What a run of `clean` did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deed {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether originals were replaced.
    pub in_place: bool,
    /// Whether the copies still say something, because it was asked for.
    pub keeps: bool,
}
