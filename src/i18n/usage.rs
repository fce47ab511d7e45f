//! What a language has to say to a person who types: the help, and what was typed but does not exist.

use untrace_core::model::Category;

use crate::menus::FileManager;
use crate::trouble::Trouble;

/// How to type, and what was mistyped.
pub(crate) trait Usage: Sync {
    /// Commands, options or values that a mistyped word may have meant.
    fn did_you_mean(&self, words: &[String]) -> String;
    /// What to do after typing an option that does not exist.
    fn meant(&self, meant: Meant) -> String;
    /// What an option or command is for; every key of [`Help`] has one.
    fn help(&self, key: Help) -> &'static str;
    /// The placeholder for a value in the help.
    fn placeholder(&self, placeholder: Placeholder) -> &'static str;
    /// A heading of a manual.
    fn manual(&self, manual: Manual) -> &'static str;
    /// The value of an option that was not typed.
    fn default_value(&self, value: &str) -> String;
    /// All values that an option takes.
    fn possible_values(&self, values: &[String]) -> String;
    /// What is wrong with what was typed, without a full stop.
    fn mistyped(&self, mistyped: &Mistyped) -> String;
    /// How to type the name of a file that looks like an option.
    fn as_a_name(&self, name: &str) -> String;
    /// The word, with its colon, that introduces a part of what is said.
    fn opening(&self, opening: Opening) -> &'static str;
    /// What to do with the program without typing: drag photos onto it.
    fn drag_here(&self) -> &'static str;
    /// How to close the window.
    fn press_enter(&self) -> &'static str;
    /// Where to read more.
    fn more_in_help(&self) -> &'static str;
    /// That something is not a moment in the past.
    fn no_moment(&self) -> &'static str;
    /// That something is not an available language, with the codes of those that are.
    fn no_language(&self, known: &[String]) -> String;
    /// That something is not a number of files at a time.
    fn no_jobs(&self) -> &'static str;
    /// That something is not the name of a codec.
    fn no_codec(&self) -> &'static str;
    /// What the menu of a file manager offers, and what that is for.
    fn offer(&self) -> [&'static str; 2];
    /// What became of the menus of file managers.
    fn menus(&self, menus: &Menus) -> String;
}

/// What is wrong with the arguments. Options are as in the help, with the placeholder for their value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistyped {
    /// An option that does not exist.
    NoOption(String),
    /// A word that does not belong.
    NoPlace(String),
    /// A command that does not exist.
    NoCommand(String),
    /// An option that was typed twice.
    Twice(String),
    /// An option that cannot be combined with some others.
    Conflict(String, Vec<String>),
    /// Options or arguments that are missing.
    Missing(Vec<String>),
    /// An option without its value.
    NoValue(String),
    /// An option with a value that it does not take, and why, if there is more to say.
    WrongValue(String, String, Option<String>),
    /// An option with a value, although it takes none.
    NeedlessValue(String, String),
    /// A value that is not text.
    NoText,
    /// Anything else.
    Other,
}

/// A placeholder for a value in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the values")]
pub enum Placeholder {
    Path,
    Dir,
    File,
    Categories,
    Words,
    Glob,
    When,
    How,
    Number,
    Codec,
}

/// A heading of a manual that stands nowhere in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manual {
    /// What a page is a part of.
    Whole,
    /// Of the name, and what it is for in a line.
    Name,
    /// Of how it is typed.
    Synopsis,
    /// Of what it does.
    Description,
    /// Of other pages.
    SeeAlso,
}

/// What introduces a part of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// How to type a command.
    Usage,
    /// What is wrong.
    Error,
    /// What to do.
    Tip,
}

/// What somebody who typed an option that does not exist meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// To remove what is removed anyway.
    Everything,
    /// To remove, or to keep, what one category tells.
    One(Category),
    /// To keep the originals.
    OriginalsStay,
    /// To include folders in folders.
    Folders,
    /// To compress, or to change, pictures.
    AsTheyAre,
    /// What a command of this name does.
    Command(&'static str),
    /// What an option that has this name here, and this help, does.
    Option(&'static str, Help),
    /// An option that only this command has.
    Elsewhere(&'static str),
}

/// What became of the menus of file managers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Menus {
    /// These have an entry now.
    Added(Vec<FileManager>),
    /// These have none any more.
    Removed(Vec<FileManager>),
    /// None had one.
    NothingToRemove,
    /// There is none that we know.
    NoFileManager,
    /// This system gets its entries otherwise.
    Elsewhere,
    /// A file has the name of an entry, and is none of ours.
    Foreign(String),
    /// A file of an entry cannot be written or removed.
    Failed(String, Trouble),
}

/// Everything on the command line that has a help text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(strum::VariantArray))]
#[allow(missing_docs, reason = "the names are those of the options")]
pub enum Help {
    About,
    Page,
    After,
    AfterCheck,
    AfterWatch,
    Help,
    ArgumentsGroup,
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
    CheckPaths,
    ReportPaths,
    WatchPaths,
    FilesFrom,
    ReadFilesFrom,
    Null,
    Output,
    WatchOutput,
    DryRun,
    Json,
    ReportJson,
    WatchJson,
    Jobs,
    Quiet,
    ReadQuiet,
    Log,
    ReadLog,
    Verbose,
    CheckVerbose,
    ReportVerbose,
    Color,
    Force,
    Hidden,
    Strict,
    ReadStrict,
    ExpectFiles,
    Exclude,
    Include,
    Since,
    TrustCodec,
    ReadTrustCodec,
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
    CropGuard,
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
    Wait,
    Rename,
    NameMap,
    FixExtension,
    Window,
    Integrate,
    AfterIntegrate,
    IntegrateRemove,
    FailOn,
    KeptAlready,
    Sandbox,
}
