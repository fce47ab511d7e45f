//! Sentences that are always the same.

use crate::i18n::together::{Figure, Label, Line};

pub(super) const fn label(label: Label) -> &'static str {
    match label {
        Label::Title => "What these photos reveal together",
        Label::Private => "Private",
        Label::PrivateWhy => {
            "This page spells out what it warns about. It is for you alone: do not post or forward it, and delete it when you have read it."
        }
        Label::HowSure => {
            "This was worked out on your own computer, from what the files say about themselves. Nobody looked at the \
             pictures, and nothing was sent or fetched. It is what a stranger could conclude, so it can be wrong: how sure it is stands beside each \
             finding. That is before anyone looks at the pictures themselves."
        }
        Label::Where => "Where",
        Label::WhereLead => {
            "The larger the circle, the more days with photos. There are no streets on these maps because nothing is fetched; a stranger would type \
             the coordinates into any map, and see the house."
        }
        Label::WorldMap => "All places on the map of the world",
        Label::AllPlaces => "All places as a table",
        Label::Number => "No.",
        Label::WhatPlace => "Place",
        Label::FilesColumn => "Files",
        Label::DaysColumn => "Days",
        Label::PositionColumn => "Position",
        Label::Week => "Every week",
        Label::WeekLead => "Days with photos, by hour and weekday.",
        Label::HourColumn => "Hour",
        Label::NoRoutines => "Nothing was found that returns every week at the same hour.",
        Label::SpanColumn | Label::When => "When",
        Label::Months => "Month by month",
        Label::MonthsLead => "Photos by month. Dark: those that say where.",
        Label::MonthColumn => "Month",
        Label::LocatedColumn => "Say where",
        Label::Journeys => "Away from home",
        Label::Who => "With what, and who",
        Label::Devices => "Phones and cameras",
        Label::DevicesLead => "A device ties together what it took, whoever posted it.",
        Label::People => "Names",
        Label::Ages => "Ages",
        Label::Hidden => "What nobody sees in the picture",
        Label::Said => "What else the files say",
        Label::Names => "What file names say",
        Label::WhichFiles => "Which files",
        Label::Posted => "What is already online",
        Label::PostedLead => {
            "This is what these services gave you about yourself. Clean copies change none of it: delete it there, or ask for its deletion (a right in the European \
             Union, see below). What was uploaded or saved was not shown to everybody, but it is no longer on your own devices alone."
        }
        Label::Next => "What to do",
        Label::CommandLead => "Make copies that say none of this. Your originals stay as they are:",
        Label::CommandThen => "Then post the copies, never the originals.",
        Label::Source => "Source:",
        Label::Thumbnail => "A photo taken there",
        Label::MadeHow => "No picture, place or name left this computer to make this page, and opening it uses no network.",
    }
}

pub(super) const fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Places(1) => "place",
        Figure::Places(_) => "places",
        Figure::Routines(1) => "fixed time every week",
        Figure::Routines(_) => "fixed times every week",
        Figure::Devices(1) => "phone or camera",
        Figure::Devices(_) => "phones or cameras",
        Figure::People(1) => "name of somebody",
        Figure::People(_) => "names of people",
    }
}

pub(super) const fn line_head(line: Line) -> &'static str {
    match line {
        Line::Places => "Where",
        Line::Routines => "Every week",
        Line::Journeys => "Away from home",
        Line::Devices => "With what",
        Line::People => "Who",
        Line::Hidden => "Hidden",
        Line::Said => "In the files",
        Line::Names => "In file names",
        Line::Posted => "Already online",
        Line::Next => "What to do",
    }
}
