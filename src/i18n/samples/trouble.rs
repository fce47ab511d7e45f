//! Samples of what can go wrong, in the words of a language. Names contain `zz`, so that they can be found again.

use std::io;
use std::path::{Path, PathBuf};

use crate::confine::{self, Closed, Open};
use crate::discover::RequestError;
use crate::exports::{Network, Unread};
use crate::i18n::language::Spoken;
use crate::i18n::trouble::Protections;
use crate::outcome::{Failure, Outdated};
use crate::tally::{Cause, Troubles};
use untrace_words::Advice;
use untrace_words::Lang;
use untrace_words::each;
use untrace_words::testing::samples::refusals::{io_errors, of_advice};

fn outdated() -> Vec<Outdated> {
    each!(Outdated { Original, Options, Program })
}

fn failures() -> Vec<Failure> {
    let mut failures = each!(Failure {
        Exists, Outdated(Outdated::Original), Linked, Original, Copy, OutputLost, Read(io::ErrorKind::NotFound.into()),
        Write(io::ErrorKind::NotFound.into()), Bug,
    });
    failures.extend(outdated().into_iter().map(Failure::Outdated));
    failures.extend(io_errors().into_iter().map(Failure::Read));
    failures.extend(io_errors().into_iter().map(Failure::Write));
    failures
}

fn requests() -> Vec<RequestError> {
    let path = || PathBuf::from("zz/a.jpg");
    let trouble = || io::Error::from(io::ErrorKind::PermissionDenied).into();
    each!(RequestError {
        Missing(path()), NothingFits(PathBuf::from("zz/*.jpg")), NotWatched, LinkInPlace(path()), NotConfirmed, Pattern("[zz".to_owned()), StreamAlone, StreamFromTerminal,
        StreamToTerminal, ListUnreadable(path(), trouble()), ListHasNul(path()), Inaccessible(path(), trouble()),
        NeedsOutput(path()), OutputIsFile(path()), OutputIsInput(path()),
        Collision { one: path(), other: PathBuf::from("zz/A.jpg"), target: PathBuf::from("out-zz/a.jpg") },
        OutputEncloses(path()), OutputUnreadable(path(), trouble()), OverOriginal(path()), NeutralBeside(path()),
        LogInOutput(path()), LogIsOther(path()), LogUnwritable(path(), trouble()), MapInOutput(path()), MapExists(path()),
        MapUnwritable(path(), trouble()), PageIsOther(path()), PageUnwritable(path(), trouble()),
    })
}

fn unread() -> Vec<Unread> {
    let mut unread = each!(Unread {
        WebPages(Network::Instagram), UnknownForm, TooLarge, TooMany, Malformed,
        Trouble(io::Error::from(io::ErrorKind::PermissionDenied).into()),
    });
    unread.extend(each!(Network { Instagram, Facebook, Snapchat, Google }).into_iter().map(Unread::WebPages));
    unread
}

fn open() -> Vec<Open> {
    each!(Open { Asked, System, Kernel, SwitchedOff, TooOld, Failed })
}

fn protections() -> Vec<Protections> {
    use confine::Network;
    let networks = each!(Network { Open, Tcp, TcpAndUdp });
    let closed = networks.into_iter().map(|network| Ok(Closed { version: 7, lengths: true, network }));
    let old = [Ok(Closed { version: 2, lengths: false, network: Network::Open })];
    let closed = closed.chain(old).chain(open().into_iter().map(Err));
    closed.flat_map(|closed| [true, false].map(|no_core_dumps| Protections { closed, no_core_dumps })).collect()
}

/// The parts of all advice, each with what it is about.
pub(in crate::i18n) fn advice(lang: Lang) -> Vec<(String, Advice)> {
    let words = lang.words();
    let copy = Path::new("out-zz/a.jpg");
    failures().into_iter().map(|failure| (format!("{failure:?}"), words.failure(&failure, Some(copy)))).collect()
}

/// What is wrong with many files.
pub(in crate::i18n) fn of_many(lang: Lang) -> Vec<(String, String)> {
    let words = lang.words();
    let mut said = Vec::new();
    for files in [1, 2, 1234] {
        said.extend(outdated().into_iter().map(|why| (format!("{files} {why:?}"), words.outdated(why, files))));
        let mut troubles = Troubles::default();
        for file in 0..files.saturating_add(3) {
            troubles.add(Cause::of_all("zz"), format!("zz-{file}.jpg"), "zz.".to_owned());
        }
        said.extend(words.troubles(&troubles).into_iter().map(|line| (format!("{files} others"), line)));
    }
    said
}

/// Everything that can be said about what is wrong, each with what it is about.
pub(crate) fn sentences(lang: Lang) -> Vec<(String, String)> {
    const NAME: &str = "zz.jpg";
    let words = lang.words();
    let mut said = of_many(lang);
    said.extend(of_advice(lang, advice(lang)));
    let mut add = |what: &dyn std::fmt::Debug, sentence: String| said.push((format!("{what:?}"), sentence));
    requests().iter().for_each(|error| add(error, words.request(error)));
    unread().iter().for_each(|unread| add(unread, words.list_unread(NAME, unread)));
    open().iter().for_each(|open| add(open, words.not_closed_in(*open)));
    protections().iter().for_each(|protections| add(protections, words.protections(*protections)));
    for error in io_errors() {
        let path = Path::new("zz/log");
        add(&("log", &error), words.log_lost(path, &error));
        add(&("map", &error), words.map_lost(path, &error));
        add(&("sent", &error), words.not_sent(&error));
        add(&("output", &error), words.output_lost(&error));
    }
    for (what, sentence) in [
        ("video", words.video_behind(NAME)),
        ("unread", words.unread(NAME)),
        ("standard input", words.standard_input().to_owned()),
        ("links", words.only_links(NAME)),
        ("empty", words.no_media(NAME, true)),
        ("no media", words.no_media(NAME, false)),
        ("page", words.page_written(NAME)),
        ("page not opened", words.page_not_opened(NAME)),
        ("folder not opened", words.folder_not_opened(NAME)),
        ("waiting", words.waiting(NAME)),
        ("output gone", words.output_gone(NAME)),
        ("watching", words.watching(NAME)),
        ("waited for", words.waited_for(NAME)),
    ] {
        add(&what, sentence);
    }
    said
}
