//! What stands on the page in a browser.

use super::numbers::number;
use crate::lang::English;
use crate::page::{Counted, Page, Text};

impl Page for English {
    fn itself(&self) -> &'static str {
        "English"
    }

    fn text(&self, text: Text) -> &'static str {
        match text {
            Text::PageTitle => "untrace: photos and videos without their traces",
            Text::Language => "Language",
            Text::Headline => "Post the photo, not where it was taken.",
            Text::Lead => {
                "Photos and videos say where and when they were taken, with which phone, and sometimes who is in them. Make copies that no longer do, before you post or send them."
            }
            Text::ChooseFiles => "Choose photos and videos",
            Text::ChooseFolder => "Choose a folder",
            Text::DropHere => "Or drop files and folders anywhere on this page.",
            Text::NothingUploaded => "Nothing is uploaded.",
            Text::StayHere => "Your photos stay on this device. The originals are never changed.",
            Text::WhatHappens => "What happens to a photo",
            Text::GoesTitle => "What goes",
            Text::Goes => {
                "The place and the time, the phone or camera and its serial numbers, names and faces, captions, hidden previews and videos, and everything that is not known."
            }
            Text::StaysTitle => "What stays",
            Text::Stays => "The picture itself with its colours, and the sound of videos, exactly as they are.",
            Text::CannotTitle => "What no copy can hide",
            Text::Cannot => {
                "What there is to see and hear: faces, the name of a school on a shirt, a voice. And what the website notes when you post."
            }
            Text::Results => "Your photos and videos",
            Text::AddFiles => "Add files",
            Text::AddFolder => "Add a folder",
            Text::StartAgain => "Start again",
            Text::AtWork => "Clean copies are being made. The originals are never changed.",
            Text::ToCopies => "Go to the copies",
            Text::EachFile => "Each file",
            Text::Waiting => "Waiting",
            Text::Working => "In progress",
            Text::CopyReady => "Clean copy ready",
            Text::NoCopy => "No copy",
            Text::GivesAway => "The original gives away",
            Text::GivesNothing => "The original gives nothing away.",
            Text::Perhaps => "perhaps",
            Text::Place => "A place on a map",
            Text::StillSays => "The copy still says, because the picture needs it",
            Text::NothingLeft => "The copy says nothing of this any more.",
            Text::Compare => "Before and after",
            Text::Before => "Before",
            Text::After => "After",
            Text::TheOriginal => "The original",
            Text::TheCopy => "The clean copy",
            Text::Close => "Close",
            Text::Stopped => "Something went wrong with this file, and it was not copied. Do not post the original instead.",
            Text::TooLong => "This file took too long, and was not copied. The program for computers may manage it.",
            Text::NotReached => "You cancelled before its turn came. It was not copied.",
            Text::Unreadable => "This file or folder could not be read, and was not copied. Choose it again on its own.",
            Text::WithoutCopy => "Without a copy:",
            Text::WithoutLead => "Do not post the originals of these instead.",
            Text::Others => "Neither photos nor videos:",
            Text::Bar => "Progress and copies",
            Text::Progress => "Progress",
            Text::Cancel => "Cancel",
            Text::NeutralNames => "Neutral names (photo-0001.jpg)",
            Text::NeutralHint => "Names give things away too: dates, people, apps.",
            Text::KeptHint => "The copies keep the names of the originals, which may give away dates, people or apps.",
            Text::Share => "Share",
            Text::OtherWays => "Other ways to take the copies",
            Text::Save => "Save",
            Text::AsSingleFiles => "As single files",
            Text::AsZip => "As a zip",
            Text::IntoFolder => "Into a folder",
            Text::PostCopies => "Post the copies, not the originals.",
            Text::Saving => "Saving…",
            Text::Saved => "The copies went to your downloads.",
            Text::SavedInFolder => "The copies are in the folder. Nothing that was there was replaced.",
            Text::Shared => "The copies were handed over.",
            Text::NotSaved => "Nothing more was saved.",
            Text::SavingFailed => "Not everything could be saved. Is there room enough, and may the browser write there?",
            Text::ShareFailed => "Sharing did not work here. Save the copies instead.",
            Text::ShareLost => "What you shared did not arrive, perhaps because it is too large. Choose the photos here instead.",
            Text::CannotStart => {
                "The program could not start in this browser. Load the page again, or try a newer browser. Nothing was copied."
            }
            Text::CheckTitle => "How to check that nothing is sent",
            Text::CheckOffline => {
                "Disconnect: turn off Wi-Fi and mobile data once this page is open. Everything works as before."
            }
            Text::CheckTools => {
                "Watch: open your browser's developer tools (F12), choose “Network”, and have photos cleaned. No request goes out with them."
            }
            Text::CheckHosted => {
                "Read: the page's Content-Security-Policy, at the top of its source, makes the browser refuse every connection but to the place that the page itself came from, which is asked for the page's own files alone."
            }
            Text::CheckAlone => {
                "Read: the Content-Security-Policy at the top of this file makes the browser refuse every connection."
            }
            Text::CheckSum => "Compare: the SHA-256 below is that of the very program that runs here. Each release lists it.",
            Text::Checksum => "SHA-256 of the program:",
            Text::NoChecksum => "not available in this browser",
            Text::Credits => "Maps: Natural Earth.",
        }
    }

    fn counted(&self, counted: Counted) -> String {
        match counted {
            Counted::Summary { copies, without, others } => summary(copies, without, others),
            Counted::SaveCopies(1) => "Save the clean copy".to_owned(),
            Counted::SaveCopies(copies) => format!("Save {} clean copies", number(copies)),
            Counted::ShareCopies(1) => "Share the clean copy".to_owned(),
            Counted::ShareCopies(copies) => format!("Share {} clean copies", number(copies)),
            Counted::ShowMore(files) => format!("Show {} more", number(files)),
            Counted::More(files) => format!("{} more", number(files)),
        }
    }
}

/// What all files came to, in up to three sentences.
fn summary(copies: u64, without: u64, others: u64) -> String {
    let copies = match copies {
        0 => "No clean copy was made.".to_owned(),
        1 => "1 clean copy is ready.".to_owned(),
        many => format!("{} clean copies are ready.", number(many)),
    };
    let without = match without {
        0 => String::new(),
        1 => " 1 file has no copy.".to_owned(),
        many => format!(" {} files have no copy.", number(many)),
    };
    let others = match others {
        0 => String::new(),
        1 => " 1 file is neither a photo nor a video.".to_owned(),
        many => format!(" {} files are neither photos nor videos.", number(many)),
    };
    copies + &without + &others
}
