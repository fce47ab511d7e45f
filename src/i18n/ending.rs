//! What a language has to say at the end of a run. Which of it is said, and of how many, is decided by whoever tells the end
//! (`report/ending`); here it is worded.

use std::time::Duration;

use untrace_core::base::Moment;
use untrace_core::model::Category;

use super::together::Media;
use crate::outcome::Action;

/// What a run came to.
pub(crate) trait Ending: Sync {
    /// The first line.
    fn title(&self, title: &Title) -> String;
    /// That nothing was written; goes on after the first line.
    fn dry_run(&self) -> &'static str;
    /// What stands above lines.
    fn heading(&self, heading: &Heading) -> String;
    /// A line below a heading.
    fn row(&self, row: &Row) -> String;
    /// What was told by some files, with how many they are: `Léa Martin (6 files, such as IMG_1.jpg)`.
    fn told_by(&self, told: &str, by: By<'_>) -> String;
    /// A line that did not have room for all: `...; and 3 more`.
    fn and_more(&self, line: &str, more: u64) -> String;
    /// A sentence about the rest.
    fn note(&self, note: &Note) -> String;
    /// The one thing to remember.
    fn conclusion(&self, conclusion: &Conclusion) -> String;
    /// Asks whether so many originals may be replaced, or go to the trash.
    fn may_replace(&self, files: u64, trash: bool) -> String;
    /// Whether an answer means yes.
    fn is_yes(&self, answer: &str) -> bool;
    /// A run in one line.
    fn line(&self, ran: &Ran<'_>) -> String;
    /// What the bar of progress says before its numbers.
    fn progress(&self, action: Action) -> &'static str;
}

/// So many photos, videos, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: u64,
    /// Of what.
    pub media: Media,
}

/// What there was, each once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Met {
    /// Photos that are no half of a Live Photo.
    pub photos: u64,
    /// Live Photos, each of which is a photo and a video.
    pub live_photos: u64,
    /// Videos that are no half of a Live Photo.
    pub videos: u64,
}

/// The first line of the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// Stopped before the first photo.
    NotReached,
    /// Nothing but formats that cannot be read.
    NoneReadable,
    /// No photo or video.
    None,
    /// So many.
    Met(Met),
    /// Nothing is new, and the copies are of earlier runs, made otherwise.
    Earlier(Amount),
    /// Nothing is new, and so many have their copies, and so many have none.
    UpToDate(Amount, u64),
    /// So many are new, and so many had their copies.
    New(Amount, u64),
    /// So many were checked, and so many companion files with them.
    Checked(Met, u64),
    /// Nothing but so many companion files was checked.
    CompanionsChecked(u64),
}

/// What stands above lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// What originals give away that stay as they are.
    GiveAway(Media),
    /// What originals gave away that were replaced.
    GaveAway(Media),
    /// What nobody sees.
    Hidden,
    /// What copies still say.
    Kept,
    /// So many have no copy.
    NotCopied(u64),
    /// Copies that are in many places.
    Copies,
    /// The copy went to who called.
    StandardOutput,
    /// What was found of a category, and in how many.
    Found(Category, Amount),
    /// What may be in so many besides.
    Perhaps(Amount),
}

/// A line below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// So many told this, and so many more may have.
    Told {
        /// What.
        category: Category,
        /// Photos and videos that told it.
        sure: u64,
        /// Others that may have, in data that were not read.
        perhaps: u64,
    },
    /// Photos with a video behind them, and how many of the videos have sound.
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
    /// So many copies still tell this.
    StillTold(Category, u64),
    /// So many originals were clean before, and stayed.
    Stayed(u64),
    /// So many copies were written, or would be.
    Written {
        /// How many.
        copies: u64,
        /// How.
        deed: Deed,
    },
    /// So many copies were there.
    UpToDate(u64),
    /// From one day to another.
    Span(Moment, Moment),
}

/// Who told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    /// How many files.
    pub files: u64,
    /// The first of them; nothing where there is no room for it.
    pub first: Option<&'a str>,
    /// Whether it stands in the companion files of those.
    pub beside: bool,
}

/// A sentence about the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// So many have no room for what was to be kept.
    Unkept(u64),
    /// So many names tell this.
    Names(u64, Vec<Category>),
    /// So many companion files were not copied.
    Companions(u64),
    /// So many are no photos.
    NotMedia(u64),
    /// So many are pages of `untrace report`.
    Pages(u64),
    /// So many were not wanted by `--exclude` or `--include`.
    Excluded(u64),
    /// So many were not wanted by `--since`.
    Older(u64),
    /// So many are archives.
    Archives(u64),
    /// So many may tell places; the first of them by name.
    MayTell(u64, Vec<String>),
    /// So many are hidden.
    HiddenFiles(u64),
    /// So many are links, or no files.
    Links(u64),
    /// So many are outputs of earlier runs.
    Outputs(u64),
    /// So many were not reached.
    NotReached(u64),
    /// So many lost their HDR.
    HdrLost(u64),
    /// So many will show flat.
    Flat(u64),
    /// So many copies were made whole.
    MadeWhole(u64),
    /// So many hold film that was cut off, and the longest so many tenths of a second.
    CutOff(u64, u64),
    /// So many copies have a better extension.
    Corrected(u64),
    /// So many have a wrong extension; some of them by name, with their format.
    Misnamed(u64, Vec<(String, &'static str)>),
    /// So many copies of earlier runs are there, too.
    EarlierCopies(u64),
    /// So many copies are of originals that are gone.
    Gone(Amount),
    /// So many of those were removed, or would be.
    Pruned {
        /// How many.
        copies: u64,
        /// Whether nothing was written.
        dry_run: bool,
    },
    /// So many have another name now, and were removed under the earlier one, or would be.
    Renamed {
        /// How many.
        copies: u64,
        /// Whether nothing was written.
        dry_run: bool,
    },
    /// So many files are none of this run; the first of them by name.
    Others(u64, Vec<String>),
    /// So many are in formats that cannot be checked.
    ForeignUnchecked(u64),
    /// So many could not be checked.
    Unchecked(Amount),
    /// So many companion files could not be read.
    CompanionsUnread(u64),
    /// So many hold something that could not be read.
    PartlyUnread(u64),
    /// The previews of so many were not compared.
    Uncompared(Amount),
    /// So many companion files tell something.
    CompanionsTell(u64),
    /// That there is more to be listed.
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
    /// What counts was not found, by the words of `--fail-on`; whether the command that cleans the rest follows.
    NothingCounts(String, bool),
    /// Nothing could be checked.
    NothingChecked,
    /// Nothing was found in what could be checked.
    NothingInChecked,
    /// Nothing was found but what may stay, by the words of `--keep`.
    NothingButKept(String),
    /// Nothing was found but names.
    NothingButNames,
    /// Nothing was found.
    Nothing,
    /// Nothing but companion files was checked, and they tell something.
    LeaveOut,
    /// Nothing but companion files tells something.
    WithoutCompanions(Media),
    /// So many should not be posted; whether the command that cleans them follows.
    NotAsTheyAre(Amount, bool),
}

/// What to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// Nothing can be said: whoever writes to a stream knows what it is for.
    Nothing,
    /// One file.
    File(String),
    /// Files in folders.
    In(Vec<String>),
    /// Copies beside their originals.
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
    /// So many copies, and so many of them new.
    Cleaned(u64, u64),
    /// So many copies would have been made.
    DryRun(u64),
    /// So many files were checked, and so many told something.
    Checked(u64, u64),
    /// So many files were read.
    Read(u64),
    /// Nothing, for a reason.
    Nothing(&'a str),
}

/// What a log keeps of a run besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// That of the program.
    pub version: &'a str,
    /// `clean`, `check` or `report`.
    pub command: &'a str,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub status: u8,
}

/// What a run of `clean` did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deed {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether originals were replaced.
    pub in_place: bool,
}
