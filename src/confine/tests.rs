//! Trying what is out of reach, each in a thread of its own, because a confined thread stays confined.

#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::{Closed, Network, Open, Reach, close_in};
use crate::commit::{Folder, Over, Pending};

/// Does something in a thread that has given up everything but `reach`; says so loudly if nothing can enforce that.
fn inside<T: Send>(reach: &Reach, act: impl FnOnce(Closed) -> T + Send) -> Option<T> {
    let done = thread::scope(|scope| scope.spawn(|| close_in(reach).map(act)).join().unwrap());
    match done {
        Ok(done) => Some(done),
        Err(open @ (Open::Kernel | Open::SwitchedOff)) => {
            // The kernel's own list, if it shows one, has to agree.
            let listed = fs::read_to_string("/sys/kernel/security/lsm").unwrap_or_default();
            assert!(!listed.contains("landlock"), "{open:?}, but the kernel has {listed}");
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: THIS KERNEL HAS NO LANDLOCK ({open:?}): WHAT IT KEEPS OUT OF REACH IS NOT TRIED"
            );
            None
        }
        Err(open) => panic!("{open:?}"),
    }
}

/// Photos to read, an output to write, and something next to them.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for folder in ["P", "out", "beside"] {
            fs::create_dir(place.path(folder)).unwrap();
            fs::write(place.path(folder).join("a.jpg"), b"photo").unwrap();
        }
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn reach(&self) -> Reach {
        Reach { reads: vec![self.path("P")], writes: vec![self.path("out")], ..Reach::default() }
    }
}

#[track_caller]
fn is_denied<T>(tried: std::io::Result<T>) {
    let error = tried.err().expect("out of reach");
    assert!(matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::CrossesDevices), "{error}");
}

#[test]
fn no_other_file_is_opened() {
    let place = Place::new();
    File::open("/etc/passwd").unwrap();
    let tried = inside(&place.reach(), |_| {
        fs::read(place.path("P/a.jpg")).unwrap();
        fs::read(place.path("out/a.jpg")).unwrap();
        fs::read_dir(place.path("P")).unwrap();
        is_denied(File::open("/etc/passwd"));
        is_denied(File::open(place.path("beside/a.jpg")));
        is_denied(fs::read_dir(place.path("")));
        is_denied(fs::read_dir("/"));
        is_denied(File::open("/proc/self/maps"));
    });
    if tried.is_some() {
        let nothing = inside(&Reach::default(), |_| is_denied(File::open(place.path("P/a.jpg"))));
        assert_eq!(nothing, Some(()));
    }
}

#[test]
fn nothing_is_written_beside_the_output() {
    let place = Place::new();
    inside(&place.reach(), |closed| {
        fs::write(place.path("out/b.jpg"), b"copy").unwrap();
        for name in ["P", "beside"] {
            let folder = place.path(name);
            is_denied(fs::write(folder.join("b.jpg"), b"copy"));
            is_denied(File::options().write(true).open(folder.join("a.jpg")));
            is_denied(fs::create_dir(folder.join("c")));
            is_denied(fs::remove_file(folder.join("a.jpg")));
            is_denied(fs::rename(folder.join("a.jpg"), folder.join("z.jpg")));
            is_denied(fs::rename(place.path("out/b.jpg"), folder.join("b.jpg")));
            is_denied(fs::hard_link(place.path("out/b.jpg"), folder.join("b.jpg")));
            is_denied(fs::hard_link(folder.join("a.jpg"), place.path("out/c.jpg")));
            is_denied(std::os::unix::fs::symlink("a.jpg", folder.join("link")));
        }
        is_denied(std::os::unix::fs::symlink("a.jpg", place.path("out/link")));
        assert!(closed.version >= 1);
    });
    assert_eq!(fs::read_dir(place.path("beside")).unwrap().count(), 1);
    assert_eq!(fs::read(place.path("beside/a.jpg")).unwrap(), b"photo");
}

#[test]
fn nothing_is_started() {
    let place = Place::new();
    inside(&place.reach(), |_| is_denied(std::process::Command::new("/bin/true").status()));
}

#[test]
fn nothing_is_connected() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    TcpStream::connect(address).unwrap();
    inside(&Reach::default(), |closed| {
        if closed.network == Network::Open {
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: LANDLOCK {} HAS NO NETWORK: THAT IT IS OUT OF REACH IS NOT TRIED",
                closed.version
            );
            return;
        }
        is_denied(TcpStream::connect(address));
        is_denied(TcpListener::bind("127.0.0.1:0"));
        if closed.network == Network::TcpAndUdp {
            is_denied(std::net::UdpSocket::bind("127.0.0.1:0"));
        }
    });
}

#[test]
fn threads_that_are_started_inside_are_inside() {
    inside(&Reach::default(), |_| {
        thread::scope(|scope| scope.spawn(|| is_denied(File::open("/etc/passwd"))).join().unwrap());
    });
}

#[test]
fn copies_of_both_kinds_get_their_names_inside() {
    let place = Place::new();
    inside(&place.reach(), |_| {
        let folder = Arc::new(Folder::open(&place.path("out")).unwrap());
        for (number, over) in [Over::Nothing, Over::File].into_iter().enumerate() {
            for make in [Pending::create, Pending::private] {
                let mut copy = make(&folder).unwrap();
                copy.file().write_all(b"copy").unwrap();
                copy.file().set_len(2).unwrap();
                let name = if over == Over::File { "a.jpg".to_owned() } else { format!("{number}{}.jpg", make as usize) };
                copy.publish(name.as_ref(), over).unwrap();
            }
        }
        fs::create_dir(place.path("out/album")).unwrap();
        fs::rename(place.path("out/a.jpg"), place.path("out/album/a.jpg")).unwrap_or_else(|error| {
            // The first version cannot move anything between folders, and nothing here asks it to.
            assert_eq!(error.kind(), ErrorKind::CrossesDevices);
        });
    });
}

#[test]
fn a_file_without_a_name_gets_one_where_that_is_all_that_is_done() {
    let place = Place::new();
    let folder = Arc::new(Folder::open(&place.path("beside")).unwrap());
    let list = Pending::private(&folder).unwrap();
    if !list.is_unnamed() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: NO FILES WITHOUT A NAME HERE: THAT THEY GET ONE INSIDE IS NOT TRIED");
        return;
    }
    let reach = Reach { names: vec![place.path("beside")], ..Reach::default() };
    inside(&reach, |_| {
        let mut list = list;
        list.file().write_all(b"names").unwrap();
        list.publish("names.json".as_ref(), Over::Nothing).unwrap();
        is_denied(File::open(place.path("beside/names.json")));
        is_denied(File::options().write(true).open(place.path("beside/a.jpg")));
        is_denied(fs::write(place.path("beside/b.jpg"), b"copy"));
        is_denied(fs::remove_file(place.path("beside/a.jpg")));
        is_denied(fs::rename(place.path("beside/a.jpg"), place.path("beside/z.jpg")));
    });
    assert_eq!(fs::read(place.path("beside/a.jpg")).unwrap(), b"photo");
}

#[test]
fn folders_are_made_and_removed_where_that_is_all_that_is_done() {
    let place = Place::new();
    let reach = Reach { folders: vec![place.path("beside")], ..Reach::default() };
    inside(&reach, |_| {
        let folder = place.path("beside/new");
        fs::create_dir(&folder).unwrap();
        is_denied(fs::write(folder.join("a"), b""));
        fs::remove_dir(&folder).unwrap();
        is_denied(fs::remove_file(place.path("beside/a.jpg")));
    });
}

#[test]
fn what_a_link_leads_to_is_read() {
    let place = Place::new();
    std::os::unix::fs::symlink(place.path("beside/a.jpg"), place.path("link.jpg")).unwrap();
    std::os::unix::fs::symlink(place.path("P"), place.path("link")).unwrap();
    let reach = Reach { reads: vec![place.path("link.jpg"), place.path("link")], ..Reach::default() };
    inside(&reach, |_| {
        fs::read(place.path("link.jpg")).unwrap();
        fs::read(place.path("link/a.jpg")).unwrap();
        is_denied(fs::read_dir(place.path("beside")));
    });
}

#[test]
fn what_is_not_there_or_on_no_disk_is_no_obstacle() {
    let (pipe, _other_end) = std::io::pipe().unwrap();
    let pipe = std::path::PathBuf::from(format!("/dev/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&pipe)));
    let reach = Reach { reads: vec!["/nowhere".into(), pipe.clone(), "".into(), "/dev/null".into()], ..Reach::default() };
    inside(&reach, |_| {
        File::open(&pipe).unwrap();
        assert_eq!(File::open("/nowhere").unwrap_err().kind(), ErrorKind::NotFound);
        File::open("/dev/null").unwrap();
        fs::read_dir(Path::new(".")).unwrap();
    });
}
