//! Where every test runs: a folder of its own, and a watch over the files in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::schema;

/// The program.
pub(crate) const UNTRACE: &str = env!("CARGO_BIN_EXE_untrace");

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(180);

/// The age of every original, so that a copy that takes it over shows.
pub(crate) fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub(crate) fn fixture(path: &str) -> Vec<u8> {
    fs::read(fixtures().join(path)).unwrap()
}

/// A small photo that tells where it was taken.
pub(crate) fn photo() -> Vec<u8> {
    fixture("jpeg/exif-gps.jpg")
}

/// A small photo that tells nothing.
pub(crate) fn clean_photo() -> Vec<u8> {
    fixture("jpeg/baseline.jpg")
}

/// A small photo with a comment.
pub(crate) fn commented(text: &str) -> Vec<u8> {
    let plain = clean_photo();
    let len = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xFE], &len, text.as_bytes(), &plain[2..]].concat()
}

/// A folder of its own for a test.
pub(crate) struct Env {
    folder: TempDir,
    /// What the program remembers between runs.
    state: TempDir,
}

impl Env {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // So that a test can be somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder, state: tempfile::tempdir().unwrap() }
    }

    /// One with small photos, which tell something, in these places.
    pub(crate) fn with_photos(places: &[&str]) -> Self {
        let env = Self::new();
        for place in places {
            env.put(place, &photo());
        }
        env
    }

    /// One with a phone's export in `P`.
    pub(crate) fn with_phone_export() -> Self {
        let env = Self::new();
        env.put_tree("phone-export", "P");
        env
    }

    pub(crate) fn path(&self, place: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(place)
    }

    pub(crate) fn read(&self, place: impl AsRef<Path>) -> Vec<u8> {
        fs::read(self.path(place)).unwrap()
    }

    pub(crate) fn has(&self, place: &str) -> bool {
        self.path(place).symlink_metadata().is_ok()
    }

    /// Puts an old file there, and makes its folder.
    pub(crate) fn put(&self, place: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(long_ago()).unwrap();
    }

    /// Puts a folder of the fixtures there.
    pub(crate) fn put_tree(&self, folder: &str, place: &str) {
        let from = fixtures().join(folder);
        for entry in WalkDir::new(&from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
            self.put(Path::new(place).join(entry.path().strip_prefix(&from).unwrap()), &fs::read(entry.path()).unwrap());
        }
    }

    /// The file that remembers what was written into the one output that there was.
    pub(crate) fn state_file(&self) -> PathBuf {
        let files = WalkDir::new(self.state.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let files: Vec<PathBuf> = files.map(walkdir::DirEntry::into_path).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    /// Waits until a change to what was put there would show in its times.
    pub(crate) fn settle(&self) {
        assert!(self.folder.path().exists());
        std::thread::sleep(Duration::from_millis(50));
    }

    /// Runs the program in the folder.
    pub(crate) fn untrace<I: IntoIterator<Item: AsRef<OsStr>>>(&self, args: I) -> Ran {
        self.run(UNTRACE, args).go()
    }

    /// Runs a line of a shell in the folder; it knows the program as `$UNTRACE`.
    pub(crate) fn shell(&self, line: &str) -> Ran {
        self.run("sh", ["-c", line]).go()
    }

    pub(crate) fn run<I: IntoIterator<Item: AsRef<OsStr>>>(&self, program: impl AsRef<OsStr>, args: I) -> Run<'_> {
        let args: Vec<OsString> = args.into_iter().map(|arg| arg.as_ref().to_owned()).collect();
        // `report` says one object, and no lines.
        let is_of_files = args.first().is_none_or(|command| command != "report");
        let json = is_of_files && args.iter().any(|arg| arg.to_string_lossy().contains("--json"));
        let mut command = std::process::Command::new(program);
        command.args(args).current_dir(self.folder.path()).env("UNTRACE", UNTRACE).env("LC_ALL", "C.UTF-8").env("TERM", "xterm");
        command.env("XDG_STATE_HOME", self.state.path());
        for name in ["CI", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LANGUAGE", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        Run { env: self, command, json, stdin: Vec::new(), may_change: BTreeSet::new() }
    }

    /// Every file and folder as it is now.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = BTreeMap::new();
        for entry in WalkDir::new(self.folder.path()).min_depth(1).into_iter().flatten() {
            let place = entry.path().strip_prefix(self.folder.path()).unwrap().to_path_buf();
            tree.insert(place, State::of(entry.path()));
        }
        Tree(tree)
    }

    /// What is new since `before`; fails if anything that was there is different, but for `may_change`.
    #[track_caller]
    pub(crate) fn only_new_since(&self, before: &Tree, may_change: &BTreeSet<PathBuf>) -> BTreeSet<String> {
        let after = self.tree();
        let stirred: BTreeSet<&Path> = may_change.iter().filter_map(|place| place.parent()).collect();
        let (children_before, children_after) = (before.children(), after.children());
        for (place, was) in before.0.iter().filter(|(place, _)| !may_change.contains(*place)) {
            let now = after.0.get(place).unwrap_or_else(|| panic!("{} is gone", place.display()));
            assert!(now.content == was.content, "{} has other content", place.display());
            assert_eq!((now.inode, now.mode), (was.inode, was.mode), "{} is another file", place.display());
            let place = place.as_path();
            let stirred = stirred.contains(place) || children_before.get(place) != children_after.get(place);
            assert!(stirred || now.modified == was.modified, "{} has another time", place.display());
        }
        after.0.keys().filter(|place| !before.0.contains_key(*place)).map(|place| place.to_string_lossy().into_owned()).collect()
    }
}

/// Files and folders, by their place.
pub(crate) struct Tree(BTreeMap<PathBuf, State>);

impl Tree {
    /// What is in each folder.
    fn children(&self) -> BTreeMap<&Path, BTreeSet<&Path>> {
        let mut children: BTreeMap<_, BTreeSet<&Path>> = BTreeMap::new();
        for place in self.0.keys() {
            children.entry(place.parent().unwrap()).or_default().insert(place);
        }
        children
    }
}

struct State {
    /// Bytes of a file, target of a link; nothing for a folder, or what cannot be read.
    content: Option<Vec<u8>>,
    inode: u64,
    mode: u32,
    modified: SystemTime,
}

impl State {
    fn of(path: &Path) -> Self {
        let metadata = path.symlink_metadata().unwrap();
        let content = if metadata.is_file() {
            fs::read(path).ok()
        } else {
            fs::read_link(path).ok().map(|target| target.into_os_string().into_encoded_bytes())
        };
        Self { content, inode: metadata.ino(), mode: metadata.mode(), modified: metadata.modified().unwrap() }
    }
}

/// A run that is being prepared.
pub(crate) struct Run<'e> {
    env: &'e Env,
    command: std::process::Command,
    json: bool,
    stdin: Vec<u8>,
    may_change: BTreeSet<PathBuf>,
}

impl Run<'_> {
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// What stands on standard input.
    pub(crate) fn reading(mut self, bytes: &[u8]) -> Self {
        self.stdin = bytes.to_vec();
        self
    }

    /// In a folder below.
    pub(crate) fn inside(mut self, folder: &str) -> Self {
        self.command.current_dir(self.env.path(folder));
        self
    }

    /// What the run may replace or remove.
    pub(crate) fn may_change(mut self, places: &[&str]) -> Self {
        self.may_change = places.iter().map(PathBuf::from).collect();
        self
    }

    /// Its report is cut off: it is not read as lines of JSON.
    pub(crate) const fn unread(mut self) -> Self {
        self.json = false;
        self
    }

    /// Starts it, and leaves the watch to the test.
    pub(crate) fn start(mut self) -> Child {
        use std::process::Stdio;
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Exit status, the bytes on standard output, and what stands on standard error. Nothing on the disk may be new.
    #[track_caller]
    pub(crate) fn pipe(self) -> (Option<i32>, Vec<u8>, String) {
        let before = self.env.tree();
        let output = assert_cmd::Command::from_std(self.command).timeout(PATIENCE).write_stdin(self.stdin).output().unwrap();
        assert!(self.env.only_new_since(&before, &BTreeSet::new()).is_empty());
        (output.status.code(), output.stdout, String::from_utf8(output.stderr).expect("standard error is UTF-8"))
    }

    #[track_caller]
    pub(crate) fn go(self) -> Ran {
        let before = self.env.tree();
        let output = assert_cmd::Command::from_std(self.command).timeout(PATIENCE).write_stdin(self.stdin).output().unwrap();
        let new = self.env.only_new_since(&before, &self.may_change);
        let ran = Ran {
            code: output.status.code(),
            stdout: untimed(String::from_utf8(output.stdout).expect("standard output is UTF-8")),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            new,
            lines: Vec::new(),
        };
        assert!(!ran.stderr.contains("panicked") && ran.code != Some(101), "{}", ran.stderr);
        assert!(ran.code.is_some(), "killed, or took too long: {}{}", ran.stdout, ran.stderr);
        assert!(ran.new.iter().all(|place| !place.contains(".untrace-")), "left behind: {:?}", ran.new);
        if self.json { ran.parsed() } else { ran }
    }
}

/// A report that says of no run how long it took: two of them can be compared.
fn untimed(report: String) -> String {
    let took = [("; in ", " s, status ", "0.0"), ("\"duration_ms\":", ",\"", "0")];
    took.iter().fold(report, |report, (before, behind, zero)| {
        let split = report.rsplit_once(before).and_then(|(begin, rest)| Some((begin, rest.split_once(behind)?.1)));
        split.map(|(begin, end)| format!("{begin}{before}{zero}{behind}{end}")).unwrap_or(report)
    })
}

/// What a run did and said.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// Files and folders that were not there before.
    pub(crate) new: BTreeSet<String>,
    lines: Vec<Value>,
}

impl Ran {
    /// Reads the report, which must keep to the schema and agree with itself.
    #[track_caller]
    fn parsed(mut self) -> Self {
        self.lines = self.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
        self.lines.iter().for_each(schema::assert_valid);
        assert!(self.stdout.is_empty() || self.stdout.ends_with('\n'), "an unfinished line");
        if self.lines.is_empty() {
            assert_eq!(self.code, Some(2), "no report: {}", self.stderr);
            return self;
        }
        let summaries = self.lines.iter().filter(|line| line["type"] == "summary").count();
        assert_eq!((summaries, &self.lines.last().unwrap()["type"]), (1, &Value::from("summary")), "one summary, at the end");
        for (word, member) in [
            ("cleaned", "cleaned"),
            ("already-clean", "already_clean"),
            ("up-to-date", "up_to_date"),
            ("refused", "refused"),
            ("failed", "failed"),
            ("skipped", "skipped"),
        ] {
            let counted = self.files().filter(|file| file["outcome"] == word).count();
            assert_eq!(self.summary()[member], counted, "{word}");
        }
        assert_eq!(self.code, self.summary()["exit_status"].as_i64().map(|status| i32::try_from(status).unwrap()));
        self
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &Value> {
        self.lines.iter().filter(|line| line["type"] == "file")
    }

    /// The line of one file.
    #[track_caller]
    pub(crate) fn file(&self, source: &str) -> &Value {
        let mut lines = self.files().filter(|line| line["source"] == source);
        let line = lines.next().unwrap_or_else(|| panic!("no line for {source} in {}", self.stdout));
        assert!(lines.next().is_none(), "two lines for {source}");
        line
    }

    #[track_caller]
    pub(crate) fn summary(&self) -> &Value {
        self.lines.last().expect("a report")
    }

    /// Outcome and reason of one file.
    #[track_caller]
    pub(crate) fn fate(&self, source: &str) -> (&str, Option<&str>) {
        let line = self.file(source);
        (line["outcome"].as_str().unwrap(), line["reason"].as_str())
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// That exactly these files are new, and the folders that they are in.
    #[track_caller]
    pub(crate) fn writes(self, files: &[&str]) -> Self {
        let folders = files.iter().flat_map(|file| Path::new(file).ancestors().skip(1)).map(Path::to_string_lossy);
        let folders: BTreeSet<_> = folders.map(std::borrow::Cow::into_owned).collect();
        let new: BTreeSet<_> = self.new.iter().filter(|place| !folders.contains(*place)).map(String::as_str).collect();
        assert_eq!(new, files.iter().copied().collect(), "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// What to remember: the last line before that for a log.
    pub(crate) fn conclusion(&self) -> &str {
        self.stdout.lines().rev().filter(|line| !line.is_empty()).nth(1).unwrap_or_default()
    }

    /// Both streams.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Calls again and again until it is so.
#[track_caller]
pub(crate) fn wait_until(mut so: impl FnMut() -> bool) {
    let begin = std::time::Instant::now();
    while !so() {
        assert!(begin.elapsed() < PATIENCE, "waited in vain");
        std::thread::sleep(Duration::from_millis(1));
    }
}
