//! What a language has to say to who types: the help, and what was typed that there is not.

use untrace_core::model::Category;

/// How to type, and what was mistyped.
pub(crate) trait Usage: Sync {
    /// Commands, options or values that a mistyped word may have meant.
    fn did_you_mean(&self, words: &[String]) -> String;
    /// What to do who typed an option that there is not.
    fn meant(&self, meant: Meant) -> String;
    /// What an option or command is for; every key of [`Help`] has one.
    fn help(&self, key: Help) -> &'static str;
    /// What stands for a value in the help.
    fn placeholder(&self, placeholder: Placeholder) -> &'static str;
    /// The value of an option that nobody typed.
    fn default_value(&self, value: &str) -> String;
    /// All values that an option takes.
    fn possible_values(&self, values: &[String]) -> String;
    /// What is wrong with what was typed, without a full stop.
    fn mistyped(&self, mistyped: &Mistyped) -> String;
    /// How to type the name of a file that looks like an option.
    fn as_a_name(&self, name: &str) -> String;
    /// The word, with its colon, that begins a part of what is said.
    fn opening(&self, opening: Opening) -> &'static str;
    /// Where to read more.
    fn more_in_help(&self) -> &'static str;
    /// That something is no moment of the past.
    fn no_moment(&self) -> &'static str;
    /// That something is no language that is spoken here, with the codes of those that are.
    fn no_language(&self, known: &[String]) -> String;
    /// That something is no number of files at once.
    fn no_jobs(&self) -> &'static str;
    /// That something is no name of a codec.
    fn no_codec(&self) -> &'static str;
}

/// What is wrong with the arguments. Options are as the help has them, with what stands for their value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistyped {
    /// An option that there is not.
    NoOption(String),
    /// A word that has no place.
    NoPlace(String),
    /// A command that there is not.
    NoCommand(String),
    /// An option that was typed a second time.
    Twice(String),
    /// An option that goes with none of some others.
    Conflict(String, Vec<String>),
    /// Options or arguments that are missing.
    Missing(Vec<String>),
    /// An option without its value.
    NoValue(String),
    /// An option with a value that is none of those that it takes, and why, if there is more to say.
    WrongValue(String, String, Option<String>),
    /// An option that takes no value, with one.
    NeedlessValue(String, String),
    /// A value that is no text.
    NoText,
    /// Whatever else there may be.
    Other,
}

/// What stands for a value in the help.
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

/// What begins a part of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// How a command is typed.
    Usage,
    /// What is wrong.
    Error,
    /// What to do.
    Tip,
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
