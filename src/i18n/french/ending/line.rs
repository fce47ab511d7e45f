//! A run in one line, for a log.

use crate::i18n::ending::{Done, Ran, Told};
use untrace_words::french::numbers::count;

/// `untrace 0.1.0 : clean : 12 copies sans traces (3 nouvelles), 1 sans copie, 2 laissés de côté ; en 0,4 s, code de retour 1`.
pub(super) fn line(ran: &Ran<'_>) -> String {
    let (done, without) = match ran.done {
        Done::Cleaned(copies, new) => {
            let new = count(new, "nouvelle", "nouvelles");
            (format!("{} ({new})", count(copies, "copie sans traces", "copies sans traces")), ("sans copie", "sans copie"))
        }
        Done::DryRun(copies) => {
            (format!("à blanc, {}", count(copies, "copie sans traces", "copies sans traces")), ("sans copie", "sans copie"))
        }
        Done::Checked(files, telling) => {
            let files = count(files, "fichier examiné", "fichiers examinés");
            let telling = match telling {
                0 => "dont aucun ne révèle quoi que ce soit".to_owned(),
                some => format!("dont {}", count(some, "révèle quelque chose", "révèlent quelque chose")),
            };
            (format!("{files}, {telling}"), ("non lu", "non lus"))
        }
        Done::Read(files) => (count(files, "fichier lu", "fichiers lus"), ("non lu", "non lus")),
        Done::Nothing(why) => (format!("rien n’a été fait\u{a0}: {why}"), ("", "")),
    };
    let mut parts = vec![done];
    let rest = [
        (ran.without, without),
        (ran.left_out, ("laissé de côté", "laissés de côté")),
        (ran.not_reached, ("non atteint", "non atteints")),
    ];
    parts.extend(rest.into_iter().filter(|(files, _)| *files > 0).map(|(files, (one, many))| count(files, one, many)));
    let Told { version, command, status, duration, .. } = ran.told;
    let tenths = duration.as_millis() / 100;
    let parts = parts.join(", ");
    format!(
        "untrace {version}\u{a0}: {command}\u{a0}: {parts}\u{202f}; en {},{}\u{a0}s, code de retour {status}",
        tenths / 10,
        tenths % 10
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_line_has_what_was_done_how_long_it_took_and_how_it_ended() {
        let told =
            Told { version: "1.2.3", command: "clean", dry_run: false, duration: Duration::from_millis(61_250), status: 1 };
        let ran = Ran { told, done: Done::Cleaned(3, 1), without: 1, left_out: 1, not_reached: 1200 };
        assert_eq!(
            line(&ran),
            "untrace 1.2.3\u{a0}: clean\u{a0}: 3\u{a0}copies sans traces (1\u{a0}nouvelle), 1\u{a0}sans copie, 1\u{a0}laissé de côté, 1\u{202f}200\u{a0}non atteints\u{202f}; en 61,2\u{a0}s, code de retour 1"
        );
    }
}
