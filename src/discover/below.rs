//! Which part of its path a typed input keeps below an output for several: its name, unless others have the same one. Paths in
//! lists are in `listed`. Whether two copies collide anyway is for [`super::no_collision`] to say.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::inputs::Input;
use crate::folded::folded_name;
use crate::parent::folder_of;

/// Typed inputs that share a name, by index, each with its path from the point where their paths part.
pub(super) fn apart(inputs: &[Input]) -> BTreeMap<usize, PathBuf> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, input) in inputs.iter().enumerate().filter(|(_, input)| !input.listed) {
        if let Some(name) = input.absolute.file_name() {
            named.entry(folded_name(name)).or_default().push(index);
        }
    }
    let mut places = BTreeMap::new();
    for group in named.into_values().filter(|group| group.len() > 1) {
        let paths: Vec<&Path> =
            group.iter().filter_map(|index| inputs.get(*index)).map(|input| input.absolute.as_path()).collect();
        let shared = shared(&paths);
        places.extend(
            group.into_iter().zip(paths).map(|(index, path)| (index, path.components().skip(shared).filter(is_name).collect())),
        );
    }
    places
}

/// How many components all paths have in common at the start, ignoring their names.
fn shared(paths: &[&Path]) -> usize {
    let Some((first, others)) = paths.split_first() else { return 0 };
    let folder = folder_of(first);
    let alike =
        |other: &&Path| folder.components().zip(folder_of(other).components()).take_while(|(one, other)| one == other).count();
    others.iter().map(alike).min().unwrap_or(0)
}

fn is_name(part: &Component<'_>) -> bool {
    matches!(part, Component::Normal(_))
}
