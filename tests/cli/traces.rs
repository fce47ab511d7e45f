//! What a copy does not take over: times, attributes, permissions.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::env::{Env, Run, UNTRACE, clean_photo, long_ago};
use crate::outside::skip;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o7777
}

#[test]
fn a_copy_does_not_have_the_time_of_the_original() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    env.put("P/x/b.jpg", &clean_photo());
    File::open(env.path("P/x")).unwrap().set_modified(long_ago()).unwrap();
    let begin = SystemTime::now() - Duration::from_secs(5);
    env.untrace(["P"]).exits(0);
    for place in ["P-clean", "P-clean/x", "P-clean/x/a.jpg", "P-clean/x/b.jpg"] {
        let metadata = fs::metadata(env.path(place)).unwrap();
        assert!(metadata.modified().unwrap() > begin, "{place}");
    }
}

#[test]
fn a_copy_has_no_extended_attributes() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", &clean_photo());
    // Too large to be read whole: the kernel copies what stays.
    env.put("P/c.jpg", &[clean_photo(), vec![0; 3 << 20]].concat());
    let values: [(&str, &[u8]); 5] = [
        ("user.xdg.origin.url", b"https://example.org/nora"),
        ("user.xdg.tags", b"birthday"),
        ("user.comment", b"Nora"),
        // What Macs write, as shares keep it on a Linux disk.
        ("user.com.apple.metadata:kMDItemWhereFroms", b"bplist00https://example.org/nora"),
        ("user.com.apple.ResourceFork", b"Nora"),
    ];
    for place in ["P", "P/a.jpg", "P/b.jpg", "P/c.jpg"] {
        for (name, value) in values {
            let set = rustix::fs::setxattr(env.path(place), name, value, rustix::fs::XattrFlags::empty());
            if let Err(error) = set {
                skip(&format!("no extended attributes here ({error}): whether copies carry them cannot be tested"));
                return;
            }
        }
    }
    env.untrace(["P"]).exits(0);
    let originals = ["P/a.jpg", "P/c.jpg"];
    env.run(UNTRACE, [&originals[..], &["--in-place", "--yes"]].concat()).may_change(&originals).go().exits(0);
    for place in ["P-clean", "P-clean/a.jpg", "P-clean/b.jpg", "P-clean/c.jpg", "P/a.jpg", "P/c.jpg"] {
        let len = rustix::fs::listxattr(env.path(place), &mut [0_u8; 4096]).unwrap();
        let mut names = vec![0_u8; len];
        rustix::fs::listxattr(env.path(place), &mut names).unwrap();
        let names = String::from_utf8_lossy(&names).into_owned();
        assert!(!names.contains("user."), "{place}: {names}");
    }
}

#[test]
fn permissions_are_those_of_the_umask() {
    for (umask, file, folder) in [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("002", 0o664, 0o775), ("000", 0o666, 0o777)] {
        let env = Env::with_photos(&["P/x/a.jpg", "P/b.jpg", "P/c.jpg"]);
        env.put("P/d.jpg", &clean_photo());
        for (place, mode) in [("P/x/a.jpg", 0o400), ("P/b.jpg", 0o777), ("P/c.jpg", 0o4755), ("P/d.jpg", 0o600), ("P/x", 0o1777)]
        {
            fs::set_permissions(env.path(place), Permissions::from_mode(mode)).unwrap();
        }
        env.put("P-clean/c.jpg", b"something else");
        let line = format!("umask {umask}; exec \"$UNTRACE\" P --force");
        let run: Run<'_> = env.run("sh", ["-c", &line]);
        run.may_change(&["P-clean/c.jpg"]).go().exits(0);
        for place in ["P-clean/x/a.jpg", "P-clean/b.jpg", "P-clean/c.jpg", "P-clean/d.jpg"] {
            assert_eq!(mode(&env.path(place)), file, "umask {umask}: {place}");
        }
        assert_eq!(mode(&env.path("P-clean/x")), folder, "umask {umask}");
    }
}

#[test]
fn a_copy_belongs_to_who_made_it() {
    let env = Env::with_photos(&["P/x/a.jpg"]);
    env.put("P/b.jpg", &clean_photo());
    for place in ["P/x/a.jpg", "P/b.jpg", "P/x"] {
        if let Err(error) = std::os::unix::fs::chown(env.path(place), Some(4711), Some(4711)) {
            skip(&format!("no file can be given away here ({error}): whose copies are cannot be tested"));
            return;
        }
    }
    env.untrace(["P"]).exits(0);
    let own = fs::metadata(env.path("P")).unwrap();
    for place in ["P-clean", "P-clean/x", "P-clean/x/a.jpg", "P-clean/b.jpg"] {
        let metadata = fs::metadata(env.path(place)).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (own.uid(), own.gid()), "{place}");
    }
}

#[test]
fn a_copy_with_a_new_name_has_no_traces_either() {
    let env = Env::with_photos(&["P/2024 Nice/IMG_20240512_170312.jpg"]);
    env.put("P/b.jpg", &clean_photo());
    let begin = SystemTime::now() - Duration::from_secs(5);
    env.run("sh", ["-c", "umask 022; exec \"$UNTRACE\" P --rename"]).go().exits(0);
    for (place, expected) in [("album-01", 0o755), ("album-01/photo-0001.jpg", 0o644), ("photo-0002.jpg", 0o644)] {
        let path = env.path("P-clean").join(place);
        assert!(fs::metadata(&path).unwrap().modified().unwrap() > begin, "{place}");
        assert_eq!(mode(&path), expected, "{place}");
    }
}

#[test]
fn a_copy_is_a_file_of_its_own() {
    let env = Env::with_photos(&["P/a.jpg"]);
    env.put("P/b.jpg", &clean_photo());
    fs::hard_link(env.path("P/b.jpg"), env.path("P/c.jpg")).unwrap();
    env.untrace(["P"]).exits(0);
    let inodes = ["P-clean/a.jpg", "P-clean/b.jpg", "P-clean/c.jpg"].map(|place| env.path(place).metadata().unwrap());
    assert!(inodes.iter().all(|metadata| metadata.nlink() == 1));
}

#[test]
fn a_copy_does_not_say_where_the_original_was() {
    // A name, a folder, a user: nothing of the machine may get into a copy.
    let env = Env::with_phone_export();
    env.untrace(["P"]).exits(0);
    let place = env.path("");
    let place = place.to_str().unwrap().trim_end_matches('/').as_bytes();
    for entry in walkdir::WalkDir::new(env.path("P-clean")).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let bytes = fs::read(entry.path()).unwrap();
        assert!(!bytes.windows(place.len()).any(|window| window == place), "{}", entry.path().display());
    }
}

#[test]
fn what_check_and_a_dry_run_look_at_stays_as_it_is() {
    // The watch over every run compares bytes, times and modes; this is about reading alone.
    let env = Env::with_phone_export();
    for args in [&["check", "P"][..], &["check", "P", "-v"], &["P", "-n"], &["P", "-n", "--verify", "pixels"]] {
        env.run(UNTRACE, args).go().writes(&[]);
    }
}
