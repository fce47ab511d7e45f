//! FFmpeg, asked about many files at a time: to start it takes longer than what it then does.

use std::path::Path;
use std::process::Command;

/// Files that it is asked about at once.
const AT_ONCE: usize = 32;

/// What is asked of each file.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    /// The name of the program.
    pub(crate) program: &'a str,
    /// Options of each file.
    pub(crate) input: &'a [&'a str],
    /// Streams that are looked at.
    pub(crate) streams: &'a [&'a str],
    /// Options of each answer.
    pub(crate) output: &'a [&'a str],
}

impl Question<'_> {
    /// For each file one line for each frame, with its hash; nothing where FFmpeg is not content with the file.
    pub(crate) fn frames(&self, files: &[&Path]) -> Vec<Option<String>> {
        files.chunks(AT_ONCE).flat_map(|some| self.of(some)).collect()
    }

    /// Where it is not content, it does not say with which: then with half of them at a time.
    fn of(&self, files: &[&Path]) -> Vec<Option<String>> {
        match (self.at_once(files), files.split_at(files.len() / 2)) {
            (Some(all), _) => all.into_iter().map(Some).collect(),
            (None, (some, others)) if !some.is_empty() => [self.of(some), self.of(others)].concat(),
            (None, _) => vec![None],
        }
    }

    fn at_once(&self, files: &[&Path]) -> Option<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(self.program);
        command.args(["-v", "quiet", "-nostdin"]);
        for file in files {
            command.args(self.input).arg("-i").arg(file);
        }
        let answers: Vec<_> = (0..files.len()).map(|number| folder.path().join(number.to_string())).collect();
        for (number, answer) in answers.iter().enumerate() {
            for stream in self.streams {
                command.args(["-map", &format!("{number}:{stream}")]);
            }
            command.args(self.output).args(["-f", "framehash"]).arg(answer);
        }
        command.status().unwrap().success().then(|| answers.iter().map(|answer| without_comments(answer)).collect())
    }
}

fn without_comments(answer: &Path) -> String {
    let text = std::fs::read_to_string(answer).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}
