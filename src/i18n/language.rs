//! What a language has to say: the compiler lists what one lacks.

use std::path::Path;
use std::time::Duration;

use untrace_core::base::{Fix, Moment};
use untrace_core::facts::{Measure, Part};
use untrace_core::model::Category;
use untrace_core::policy::Treatment;
use untrace_core::previews::Shows;

use crate::confine::{Closed, Open};
use crate::discover::RequestError;
use crate::exports::Unread;
use crate::outcome::{Action, Failure, FileReport, Outdated, Refusal};
use crate::tally::{Gathered, Totals, Troubles};

/// What is wrong with a file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Goes on after the file's name: `is cut off at byte 81,920 (no end-of-image marker)`.
    pub trouble: String,
    /// A sentence of its own: `Export it from the phone again.`
    pub remedy: String,
}

/// One language.
pub(crate) trait Language: Sync {
    /// Why a file was refused.
    fn refusal(&self, refusal: &Refusal) -> Advice;
    /// Why a file failed.
    fn failure(&self, failure: &Failure, destination: Option<&Path>) -> Advice;
    /// `IMG_1.JPG is cut off ...; not copied. Export it again.`
    fn not_copied(&self, name: &str, advice: &Advice) -> String;
    /// `IMG_1.JPG is cut off ...; not checked. Export it again.`
    fn not_checked(&self, name: &str, advice: &Advice) -> String;
    /// `the video behind IMG_1.JPG`.
    fn video_behind(&self, name: &str) -> String;
    /// That a file that was asked for is no photo.
    fn unread(&self, name: &str) -> String;
    /// That something is no moment of the past.
    fn no_moment(&self) -> &'static str;
    /// That something is no language that is spoken here.
    fn no_language(&self) -> &'static str;
    /// What a photo that has no path is called.
    fn standard_input(&self) -> &'static str;
    /// That a copy could not be written to where the program writes.
    fn not_sent(&self, error: &std::io::Error) -> String;
    /// That a folder that was asked for holds nothing but links.
    fn only_links(&self, name: &str) -> String;
    /// That a folder that was asked for holds no photo, or nothing at all.
    fn no_media(&self, name: &str, is_empty: bool) -> String;
    /// Why nothing was begun.
    fn request(&self, error: &RequestError) -> String;
    /// A command that a mistyped word may have meant.
    fn did_you_mean(&self, word: &str) -> String;
    /// What to do who typed an option that there is not.
    fn meant(&self, meant: Meant) -> String;
    /// So many bytes.
    fn bytes(&self, count: u64) -> String;
    /// What a category tells, as the label of a line: `where`.
    fn category(&self, category: Category) -> &'static str;
    /// What becomes of a field, for `untrace fields`.
    fn field_fate(&self, treatment: Treatment, keep: bool) -> &'static str;
    /// What an option or command is for; every key of [`Help`] has one.
    fn help(&self, key: Help) -> &'static str;
    /// The lines at the end of `clean`.
    fn clean_summary(&self, totals: &Totals, deed: Deed) -> Summary;
    /// Asks whether so many originals may be replaced, or go to the trash.
    fn may_replace(&self, files: u64, trash: bool) -> String;
    /// Whether an answer means yes.
    fn is_yes(&self, answer: &str) -> bool;
    /// The lines at the end of `check`: what many files tell together, and what counts.
    fn check_summary(&self, totals: &Totals, gathered: Option<&Gathered>, counts: Counts<'_>) -> Summary;
    /// A run in one line.
    fn line(&self, told: &Told<'_>, totals: &Totals) -> String;
    /// The same of one that was not begun.
    fn line_of_nothing(&self, told: &Told<'_>, why: &str) -> String;
    /// That the log could not be written.
    fn log_lost(&self, path: &Path, error: &std::io::Error) -> String;
    /// `48.8566 N, 2.3522 E, exact to 3 m`.
    fn position(&self, position: &Fix) -> String;
    /// `3 August 2024, 21:07:44`.
    fn moment(&self, moment: &Moment) -> String;
    /// A number with its unit: `1/50 s`, `f/1.8`.
    fn measure(&self, measure: Measure, number: &str) -> String;
    /// So many faces that are marked; 0 where nobody says how many.
    fn faces(&self, count: u64) -> String;
    /// Numbers, switches and codes about this that only programs understand.
    fn numbers(&self, category: Category) -> &'static str;
    /// What a part of a file is.
    fn part(&self, part: Part) -> &'static str;
    /// The label of a line about what was not read: `perhaps`.
    fn perhaps_label(&self) -> &'static str;
    /// What parts may tell that were not read: `where, who: in the maker's own notes, which untrace does not read`.
    fn may_tell(&self, categories: &[Category], parts: &[Part]) -> String;
    /// That a field of this name was not read, and may say it.
    fn perhaps(&self, name: &str) -> String;
    /// What a preview shows.
    fn preview(&self, shows: Shows) -> &'static str;
    /// So many small pictures, in a file beside photos.
    fn small_pictures(&self, count: u64) -> String;
    /// That a video is behind the picture, perhaps with sound.
    fn video(&self, sound: bool) -> &'static str;
    /// That there is a word about a video that is somewhere else.
    fn notes_about_video(&self) -> &'static str;
    /// Goes on after the name of a file that tells about others: `, about IMG_1.jpg`.
    fn beside(&self, about: &[String]) -> String;
    /// What became of one file, for `--verbose`.
    fn outcome(&self, report: &FileReport) -> String;
    /// Why a list of a network was not read, or not to its end, and what to do.
    fn list_unread(&self, name: &str, unread: &Unread) -> String;
    /// Where the page is, and who may read it.
    fn page_written(&self, name: &str) -> String;
    /// That no program shows the page.
    fn page_not_opened(&self, name: &str) -> String;
    /// That the list of names could not be written.
    fn map_lost(&self, path: &Path, error: &std::io::Error) -> String;
    /// What the system holds the program to, for `--verbose`.
    fn protections(&self, protections: Protections) -> String;
    /// That the system holds the program to nothing, though it has to.
    fn not_closed_in(&self, open: Open) -> String;
    /// That another run writes into the folder, and this one waits.
    fn waiting(&self, name: &str) -> String;
    /// That the folder of the copies is gone, and the run ended there.
    fn output_gone(&self, name: &str) -> String;
    /// That the output could not be written.
    fn output_lost(&self, error: &std::io::Error) -> String;
    /// That so many copies of earlier runs are other ones now.
    fn outdated(&self, why: Outdated, files: u64) -> String;
    /// That a folder is watched from now on.
    fn watching(&self, name: &str) -> String;
    /// That a folder is not there, and is waited for.
    fn waited_for(&self, name: &str) -> String;
    /// What went wrong; what went wrong with many files once.
    fn troubles(&self, troubles: &Troubles) -> Vec<String>;
    /// What the bar of progress says before its numbers.
    fn progress(&self, action: Action) -> &'static str;
}

/// The end of a report: what was found, what became of it, what to do now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What it is about.
    pub title: String,
    /// Headings with their lines.
    pub sections: Vec<(String, Vec<String>)>,
    /// Single lines about the rest.
    pub notes: Vec<String>,
    /// The one thing to remember.
    pub conclusion: String,
    /// Whether that is good news.
    pub is_good: bool,
    /// Whether sections stand close together, so that many fit on a screen.
    pub is_close: bool,
    /// A command to run, as it is typed.
    pub command: Option<String>,
}

/// What a log keeps of a run besides its counts.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// That of the program.
    pub version: &'a str,
    /// `clean` or `check`.
    pub command: &'a str,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub status: u8,
}

/// What a run of `clean` did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deed {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Whether originals were replaced.
    pub in_place: bool,
}

/// What of `check` counts for its exit status.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The words of `--fail-on`; nothing where all counts.
    pub only: Option<&'a [&'static str]>,
    /// Whether something was found that counts.
    pub found: bool,
    /// What was said to be there on purpose.
    pub kept: &'a [Category],
    /// The command that cleans what was checked; nothing where it cannot be typed in a line.
    pub command: Option<&'a str>,
}

/// What somebody meant who typed an option that there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// To remove what is removed anyway.
    Everything,
    /// To remove, or to keep, what one category tells.
    One(Category),
    /// To take folders in folders.
    Folders,
    /// To compress, or to change, pictures.
    AsTheyAre,
    /// What a command of this name does.
    Command(&'static str),
    /// What an option does that is called so here, and that has this help.
    Option(&'static str, Help),
    /// An option that only this command has.
    Elsewhere(&'static str),
}

/// What protects the person from a hole in this program.
#[derive(Debug, Clone, Copy)]
pub struct Protections {
    /// What the system holds the program to, or why to nothing.
    pub closed: Result<Closed, Open>,
    /// Whether the memory is dumped nowhere.
    pub no_core_dumps: bool,
}

/// Everything on the command line that has a help text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the options")]
pub enum Help {
    About,
    Page,
    After,
    AfterCheck,
    Help,
    FilesGroup,
    CopiesGroup,
    OriginalsGroup,
    KeepingGroup,
    NamingGroup,
    ReportGroup,
    MachineGroup,
    Clean,
    Check,
    Watch,
    Paths,
    FilesFrom,
    Null,
    Output,
    DryRun,
    Json,
    Jobs,
    Quiet,
    Log,
    Verbose,
    Color,
    Force,
    Hidden,
    Strict,
    ExpectFiles,
    Exclude,
    Include,
    Since,
    TrustCodec,
    NoSync,
    InPlace,
    Trash,
    BreakLinks,
    Yes,
    Recheck,
    Prune,
    Update,
    Verify,
    ShowValues,
    ExtractMotion,
    Keep,
    Only,
    Fields,
    FieldsJson,
    Report,
    AfterReport,
    PageGroup,
    PageFile,
    OpenPage,
    Thumbnails,
    Lang,
    Rename,
    NameMap,
    FixExtension,
    FailOn,
    KeptAlready,
    Sandbox,
}
