//! What a language has to say to who types: the help, and what was typed that there is not.

use untrace_core::model::Category;

/// How to type, and what was mistyped.
pub(crate) trait Usage: Sync {
    /// A command that a mistyped word may have meant.
    fn did_you_mean(&self, word: &str) -> String;
    /// What to do who typed an option that there is not.
    fn meant(&self, meant: Meant) -> String;
    /// What an option or command is for; every key of [`Help`] has one.
    fn help(&self, key: Help) -> &'static str;
    /// That something is no moment of the past.
    fn no_moment(&self) -> &'static str;
    /// That something is no language that is spoken here.
    fn no_language(&self) -> &'static str;
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
