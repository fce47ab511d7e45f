use std::fs;

use super::{FileManager, Named, Obstacle, Offer, add, remove};

const ENGLISH: Named = Named { code: "en", name: "Make a clean copy", comment: "Without traces" };
const FRENCH: Named = Named { code: "fr", name: "Créer une copie sans traces", comment: "Sans traces" };

fn offer(spoken: Named) -> Offer<'static> {
    Offer { program: "/opt/un trace/untrace", spoken, names: &[ENGLISH, FRENCH] }
}

/// Every file below a folder.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|it| it.file_type().is_file())
        .map(|it| it.into_path())
        .collect()
}

#[test]
fn what_is_added_is_removed_in_whatever_language_it_was_added() {
    let data = tempfile::tempdir().unwrap();
    for spoken in [ENGLISH, FRENCH] {
        for manager in FileManager::ALL {
            add(*manager, data.path(), &offer(spoken)).unwrap();
        }
    }
    // Scripts are called what the menu says; everything else has its names in all languages.
    assert_eq!(files(data.path()).len(), FileManager::ALL.len() + 1);
    for manager in FileManager::ALL {
        assert_eq!(remove(*manager, data.path(), &offer(ENGLISH)), Ok(true), "{manager:?}");
        assert_eq!(remove(*manager, data.path(), &offer(ENGLISH)), Ok(false), "{manager:?}");
    }
    assert!(files(data.path()).is_empty());
}

#[test]
fn a_file_of_somebody_else_stays_as_it_is() {
    let data = tempfile::tempdir().unwrap();
    let theirs = data.path().join("kio/servicemenus/untrace.desktop");
    fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, "theirs").unwrap();
    let foreign = Obstacle::Foreign(theirs.clone());
    assert_eq!(add(FileManager::Dolphin, data.path(), &offer(ENGLISH)), Err(foreign.clone()));
    assert_eq!(remove(FileManager::Dolphin, data.path(), &offer(ENGLISH)), Err(foreign));
    assert_eq!(fs::read(theirs).unwrap(), b"theirs");
}

#[cfg(unix)]
#[test]
fn scripts_and_service_menus_can_be_run_and_the_rest_cannot() {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().unwrap();
    for manager in FileManager::ALL {
        add(*manager, data.path(), &offer(ENGLISH)).unwrap();
    }
    let executable = files(data.path()).into_iter().filter(|file| fs::metadata(file).unwrap().permissions().mode() & 0o111 != 0);
    let mut names: Vec<String> = executable.map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["Make a clean copy", "untrace.desktop"]);
}
