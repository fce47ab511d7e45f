//! Which photos a file next to them is about, by name alone. Google's names have quirks: suffixes and names are
//! cut to a length, copy numbers move, edited pictures and the videos of Live Photos share one file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::kind::kind;
use crate::folded::folded_name;
use untrace_core::model::SidecarKind;

/// The names in the folders that were met.
#[derive(Debug, Default)]
pub struct Folders(BTreeMap<PathBuf, Folder>);

/// Names without case, in a single Unicode form.
#[derive(Debug, Default)]
struct Folder {
    files: BTreeMap<String, PathBuf>,
    sidecars: BTreeSet<String>,
}

/// What Google appends to the name of an edited photo, by the language of the account.
const EDITED: [&str; 22] = [
    "edited",
    "bearbeitet",
    "modifié",
    "modifie",
    "editado",
    "editada",
    "ha editado",
    "modificato",
    "bewerkt",
    "edytowane",
    "redigerad",
    "redigert",
    "redigeret",
    "muokattu",
    "upraveno",
    "upravené",
    "szerkesztett",
    "düzenlendi",
    "изменено",
    "отредактировано",
    "編集済み",
    "已修改",
];

/// How Google's names end since 2024, whole or cut.
const SUPPLEMENTAL: &str = "supplemental-metadata";

/// Google cuts names to 46 characters before `.json`; shorter ones are whole.
const CUT: usize = 40;

impl Folders {
    /// Records a file by its name.
    pub fn add(&mut self, path: &Path) {
        let folder = self.0.entry(path.parent().unwrap_or_else(|| Path::new("")).to_path_buf()).or_default();
        let name = folded(path);
        if kind(path).is_some() {
            folder.sidecars.insert(name);
        } else {
            folder.files.insert(name, path.to_path_buf());
        }
    }

    /// The photos that a file is about, or its folder; empty if none of them was met.
    #[must_use]
    pub fn owners(&self, sidecar: &Path, kind: SidecarKind) -> Vec<PathBuf> {
        let parent = sidecar.parent().unwrap_or_else(|| Path::new(""));
        if kind.is_of_folder() {
            return vec![if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_path_buf() }];
        }
        // Archives made on a Mac have a separate folder for these.
        let archived = |part: &Component<'_>| part.as_os_str() == "__MACOSX";
        let beside: PathBuf = parent.components().filter(|part| kind != SidecarKind::AppleDouble || !archived(part)).collect();
        let Some(folder) = self.0.get(&beside) else { return Vec::new() };
        let name = folded(sidecar);
        let (stem, _) = split(&name);
        let found: BTreeSet<&str> = match kind {
            SidecarKind::Takeout => folder.of_takeout(stem),
            SidecarKind::Adjustments => folder.of_adjustments(stem),
            SidecarKind::Xmp if folder.files.contains_key(stem) => folder.called(stem).collect(),
            SidecarKind::AppleDouble => folder.called(name.strip_prefix("._").unwrap_or_default()).collect(),
            _ => folder.with_stem(stem).collect(),
        };
        found.into_iter().filter_map(|name| folder.files.get(name).cloned()).collect()
    }
}

impl Folder {
    fn called<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.files.get_key_value(name).map(|(name, _)| name.as_str()).into_iter()
    }

    fn beginning_with(&self, start: &str) -> Vec<&str> {
        let names = self.files.range(start.to_owned()..).map(|(name, _)| name.as_str());
        names.take_while(|name| name.starts_with(start)).collect()
    }

    /// `img_1.jpg` and `img_1.mov` for `img_1`.
    fn with_stem<'a>(&'a self, stem: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let start = format!("{stem}.");
        let names = self.beginning_with(&start).into_iter().filter(|name| split(name).0 == stem);
        names.collect::<Vec<_>>().into_iter()
    }

    /// Photos, their edited versions and their videos, for the name of a file without `.json`.
    fn of_takeout(&self, stem: &str) -> BTreeSet<&str> {
        let photos = self.titled(stem);
        let mut all = photos.clone();
        for photo in photos {
            let (stem, _) = split(photo);
            let is_video = |name: &&str| matches!(split(name).1, "mov" | "mp4" | "m4v" | "mp");
            all.extend(self.with_stem(stem).filter(is_video).filter(|video| !self.has_its_own(video)));
            // `PXL_1.MP.jpg` and the `PXL_1.MP` extracted from it.
            all.extend(self.called(stem).filter(is_video));
            let (plain, number) = numbered(stem);
            all.extend(self.beginning_with(&format!("{plain}-")).into_iter().filter(|name| {
                let rest = split(name).0.strip_prefix(plain).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
                let (word, again) = numbered(rest);
                again == number && EDITED.contains(&word)
            }));
        }
        all
    }

    /// Whether a file has Takeout JSON of its own.
    fn has_its_own(&self, name: &str) -> bool {
        let start = format!("{name}.");
        self.sidecars
            .range(start.clone()..)
            .take_while(|sidecar| sidecar.starts_with(&start))
            .any(|sidecar| sidecar.ends_with(".json"))
    }

    fn titled(&self, stem: &str) -> BTreeSet<&str> {
        let (base, number) = numbered(stem);
        let whole = base.rsplit_once('.').filter(|(_, suffix)| SUPPLEMENTAL.starts_with(suffix)).map(|(title, _)| title);
        let titles: Vec<&str> = whole.into_iter().chain([base]).collect();
        // `IMG.jpg(1).json` and `IMG.jpg.supplemental-metadata(1).json` are about `IMG(1).jpg`.
        for title in titles.iter().copied().chain([stem]) {
            let name = if title == stem { stem.to_owned() } else { with_number(title, number) };
            let found: BTreeSet<&str> = self.called(&name).collect();
            if !found.is_empty() {
                return found;
            }
        }
        // Older names omit the extension.
        for title in &titles {
            let found: BTreeSet<&str> = self.with_stem(&format!("{title}{number}")).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let long = titles.into_iter().filter(|title| title.chars().count() >= CUT);
        long.flat_map(|title| self.beginning_with(title)).filter(|name| numbered(split(name).0).1 == number).collect()
    }

    /// `IMG_1.AAE` and `IMG_O1.AAE` are about `IMG_1`, and about `IMG_E1`, which was made with them.
    fn of_adjustments(&self, stem: &str) -> BTreeSet<&str> {
        let original = stem.replacen("_o", "_", 1);
        let is_original = stem.split_once("_o").is_some_and(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()));
        let plain = if is_original { original.as_str() } else { stem };
        let edited = plain.replacen('_', "_e", 1);
        [stem, plain, &edited].into_iter().flat_map(|stem| self.with_stem(stem)).collect()
    }
}

fn folded(path: &Path) -> String {
    path.file_name().map(folded_name).unwrap_or_default()
}

/// A name before and after its last dot.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// `img(1)` as `img` and `(1)`.
fn numbered(stem: &str) -> (&str, &str) {
    let number = stem.rfind('(').and_then(|at| stem.split_at_checked(at)).filter(|(before, number)| {
        let digits = number.strip_prefix('(').and_then(|number| number.strip_suffix(')')).unwrap_or_default();
        !before.is_empty() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    number.unwrap_or((stem, ""))
}

/// `img.jpg` and `(1)` as `img(1).jpg`.
fn with_number(title: &str, number: &str) -> String {
    title.rsplit_once('.').map_or_else(|| format!("{title}{number}"), |(stem, extension)| format!("{stem}{number}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that a sidecar belongs to, among these.
    fn owners(sidecar: &str, names: &[&str]) -> Vec<String> {
        let mut folders = Folders::default();
        names.iter().chain([&sidecar]).for_each(|name| folders.add(&Path::new("P").join(name)));
        let sidecar = Path::new("P").join(sidecar);
        let owners = folders.owners(&sidecar, kind(&sidecar).unwrap());
        owners.iter().map(|owner| owner.strip_prefix("P").unwrap_or(owner).to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn takeout_names_lead_to_their_photos() {
        const LONG: &str = "a-photograph-with-a-name-that-is-far-too-long-01";
        for (sidecar, names, owner) in [
            ("IMG_1.jpg.json", &["IMG_1.jpg", "IMG_10.jpg"][..], &["IMG_1.jpg"][..]),
            ("IMG_1.JPG.json", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            ("IMG_1.jpg.supplemental-metadata.json", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            (
                "PXL_20240601_093021456.MP.jpg.supplemental-me.json",
                &["PXL_20240601_093021456.MP.jpg"],
                &["PXL_20240601_093021456.MP.jpg"],
            ),
            ("IMG_1.jpg.s.json", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            ("IMG_1.jpg..json", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            ("IMG_1.json", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            ("IMG_1.jpg(1).json", &["IMG_1.jpg", "IMG_1(1).jpg"], &["IMG_1(1).jpg"]),
            ("IMG_1.jpg.supplemental-metadata(1).json", &["IMG_1.jpg", "IMG_1(1).jpg"], &["IMG_1(1).jpg"]),
            ("IMG_1(1).jpg.json", &["IMG_1.jpg", "IMG_1(1).jpg"], &["IMG_1(1).jpg"]),
            ("IMG_1.jpg.json", &["IMG_1.jpg", "IMG_1-edited.jpg", "IMG_1-other.jpg"], &["IMG_1-edited.jpg", "IMG_1.jpg"]),
            ("IMG_1.jpg(1).json", &["IMG_1(1).jpg", "IMG_1-bearbeitet(1).jpg"], &["IMG_1(1).jpg", "IMG_1-bearbeitet(1).jpg"]),
            ("IMG_1.HEIC.json", &["IMG_1.HEIC", "IMG_1.MP4"], &["IMG_1.HEIC", "IMG_1.MP4"]),
            ("IMG_1.HEIC.json", &["IMG_1.HEIC", "IMG_1.MOV", "IMG_1.MOV.json"], &["IMG_1.HEIC"]),
            ("PXL_1.MP.jpg.json", &["PXL_1.MP.jpg", "PXL_1.MP"], &["PXL_1.MP", "PXL_1.MP.jpg"]),
            ("Me\u{301}tadonne\u{301}es.json", &["IMG_1.jpg"], &[]),
            ("other.jpg.json", &["IMG_1.jpg"], &[]),
        ] {
            assert_eq!(owners(sidecar, names), owner, "{sidecar}");
        }
        let (photo, cut) = (format!("{LONG}.jpg"), format!("{}.json", &LONG[..46]));
        assert_eq!(owners(&cut, &[&photo, "other.jpg"]), [photo.as_str()]);
        let second = format!("{LONG}(1).jpg");
        assert_eq!(owners(&format!("{}(1).json", &LONG[..46]), &[&photo, &second]), [second.as_str()]);
    }

    #[test]
    fn other_names_lead_to_their_photos() {
        for (sidecar, names, owner) in [
            ("IMG_1.AAE", &["IMG_1.HEIC", "IMG_1.MOV", "IMG_E1.JPG"][..], &["IMG_1.HEIC", "IMG_1.MOV", "IMG_E1.JPG"][..]),
            ("IMG_O1.aae", &["IMG_1.HEIC", "IMG_2.HEIC"], &["IMG_1.HEIC"]),
            ("IMG_1.jpg.xmp", &["IMG_1.jpg", "IMG_1.dng"], &["IMG_1.jpg"]),
            ("IMG_1.xmp", &["IMG_1.dng"], &["IMG_1.dng"]),
            ("MVI_1.THM", &["MVI_1.MP4", "MVI_2.MP4"], &["MVI_1.MP4"]),
            ("._IMG_1.jpg", &["IMG_1.jpg"], &["IMG_1.jpg"]),
            ("Cafe\u{301}.jpg.xmp", &["Caf\u{e9}.jpg"], &["Caf\u{e9}.jpg"]),
            ("Thumbs.db", &["IMG_1.jpg"], &[""]),
        ] {
            assert_eq!(owners(sidecar, names), owner, "{sidecar}");
        }
        let mut folders = Folders::default();
        folders.add(Path::new("P/a/b.jpg"));
        let owners = folders.owners(Path::new("P/__MACOSX/a/._b.jpg"), SidecarKind::AppleDouble);
        assert_eq!(owners, [Path::new("P/a/b.jpg")]);
    }
}
