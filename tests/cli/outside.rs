//! What tests need of the machine: another user, small disks, terminals. What is missing is said; where the variable
//! CI is `true`, nothing may be missing but what the kernel forbids.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::env::{Env, Ran, UNTRACE};

/// Says what the machine cannot do, past the test harness, which keeps what tests print.
pub(crate) fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

/// Says what could not be tested. Fails where everything has to be there.
#[track_caller]
pub(crate) fn skip(what: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{what}: needed where CI is true");
    say(what);
}

pub(crate) fn has(program: &str) -> bool {
    Command::new("sh").args(["-c", &format!("command -v {program} >/dev/null")]).status().unwrap().success()
}

fn is_root(env: &Env) -> bool {
    fs::metadata(env.path("")).unwrap().uid() == 0
}

/// Lets everybody into a folder, and everybody write there.
pub(crate) fn open_to_all(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
}

/// Runs the program as somebody whom permissions hold back: `root` is not. The arguments are words of a shell.
#[track_caller]
pub(crate) fn untrace_as_nobody(env: &Env, args: &str) -> Option<Ran> {
    if !is_root(env) {
        return Some(env.shell(&format!("exec \"$UNTRACE\" {args}")));
    }
    if !has("setpriv") {
        skip("no setpriv: permissions cannot be tested as root");
        return None;
    }
    // The folder that cargo builds in may be closed to others.
    let tools = tempfile::tempdir().unwrap();
    fs::set_permissions(tools.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = tools.path().join("untrace");
    fs::copy(UNTRACE, &program).unwrap();
    // Another test that starts a program at this moment holds the copy open for writing until it has started.
    let run = format!("setpriv --reuid=65534 --regid=65534 --clear-groups {} {args}", program.display());
    let line =
        format!("for _ in 1 2 3 4 5 6 7 8 9; do {run}; code=$?; [ $code -eq 126 ] || exit $code; sleep 0.1; done; exit 126");
    Some(env.shell(&line))
}

/// A small disk in memory.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// Nothing where the kernel lets nobody mount.
    pub(crate) fn mount(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "untrace-test"]).arg(folder).output();
        match mount {
            Ok(output) if output.status.success() => Some(Self(folder.to_path_buf())),
            Ok(output) => {
                say(&format!("no small disk: {}", String::from_utf8_lossy(&output.stderr).trim()));
                None
            }
            Err(_) => {
                skip("no mount: small disks cannot be tested");
                None
            }
        }
    }

    /// Nothing can be written to it any more.
    pub(crate) fn make_read_only(&self) {
        assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Whether a process can have mounts of its own, and hide `/proc`.
pub(crate) fn can_hide_proc() -> bool {
    let tried = Command::new("unshare").args(["-m", "sh", "-c", "mount -t tmpfs untrace-test /proc"]).output();
    match tried {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            say(&format!("/proc cannot be hidden: {}", String::from_utf8_lossy(&output.stderr).trim()));
            false
        }
        Err(_) => {
            skip("no unshare: a machine without /proc cannot be tested");
            false
        }
    }
}

/// Runs a line of a shell on a terminal of its own, and answers what that terminal was sent.
#[track_caller]
pub(crate) fn on_a_terminal(env: &Env, line: &str, variables: &[(&str, &str)]) -> Option<Ran> {
    // `script` of util-linux; others take their arguments in another order.
    let works = Command::new("script").args(["-qec", "true", "/dev/null"]).stdin(Stdio::null()).output();
    if !works.is_ok_and(|output| output.status.success()) {
        skip("no script (util-linux): terminals cannot be tested");
        return None;
    }
    let line = format!("stty cols 100 rows 40; {line}");
    let run = env.run("script", ["-qefc", &line, "/dev/null"]);
    Some(variables.iter().fold(run, |run, (name, value)| run.variable(name, value)).go())
}

/// Sends a signal to a process that a test started.
pub(crate) fn signal(name: &str, process: u32) {
    assert!(Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap().success());
}
