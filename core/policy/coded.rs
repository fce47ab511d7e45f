//! The rows for what is between coded pictures and sound: SEI messages, OBUs, elements and packs of their codecs. The
//! walkers know from the standards which of them stay; whatever they mark goes.

use super::row::{ANYTHING, Pattern, Row, Rule};
use crate::model::{Category, CodedElement as C};

use Category::{Camera, Date, Id, Location, Other, Software, Text};

const fn coded(element: C, name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Coded(element), name, rule: Rule::says(category) }
}

/// A place for anybody's data: what walkers do not read there may be telemetry.
const fn open(element: C, name: &'static str, category: Category) -> Row {
    Row { field: Pattern::Coded(element), name, rule: Rule::says(category).perhaps(ANYTHING) }
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    // ITU-T H.264, D.1; H.265, D.2.
    coded(C::SeiMessage(3), "SEI filler_payload", Other), open(C::SeiMessage(4), "SEI user_data_registered_itu_t_t35", Text),
    open(C::SeiMessage(5), "SEI user_data_unregistered", Other), coded(C::SeiMessage(136), "SEI time_code", Date),
    coded(C::ClockTimestamp, "clock timestamp in SEI pic_timing", Date),
    // AV1, 6.7.1.
    open(C::MetadataObu(4), "metadata OBU itut_t35", Text), coded(C::MetadataObu(5), "metadata OBU timecode", Date),
    open(C::DataStreamElement, "AAC data_stream_element", Other), coded(C::FillElement, "AAC fill_element", Software),
    coded(C::ProgramComment, "AAC comment_field_data", Text), open(C::UserData, "user_data", Other),
    coded(C::EncoderName, "name of the encoder", Software),
    // IEC 61834-4: recording date and time, of sound and pictures; camera; text.
    coded(C::DvPack(0x52), "DV recording date", Date), coded(C::DvPack(0x53), "DV recording time", Date),
    coded(C::DvPack(0x62), "DV recording date", Date), coded(C::DvPack(0x63), "DV recording time", Date),
    coded(C::DvPack(0x13), "DV time code", Date), coded(C::DvPack(0x70), "DV camera", Camera), coded(C::DvPack(0x71), "DV camera", Camera),
    open(C::FrameMetadata, "metadata in a frame", Other), open(C::Id3, "ID3 tag", Text), open(C::AuxiliaryData, "auxiliary data", Other),
    open(C::Tail, "bytes behind a frame", Other), open(C::SupplementalInformation, "PSUPP", Other),
    coded(C::TimeCode, "time_code", Date), coded(C::Copyright, "copyright_number", Id),
    coded(C::Configuration, "text in a decoder configuration", Software),
    coded(C::Position, "position between frames", Location), coded(C::Moment, "moment between frames", Date),
    coded(C::Make, "make between frames", Camera), coded(C::Model, "model between frames", Camera),
    coded(C::Movement, "movement between frames", Camera), coded(C::SerialNumber, "serial number between frames", Id),
];

pub(super) fn row(element: &C) -> Option<&'static Row> {
    ROWS.iter().find(|row| matches!(&row.field, Pattern::Coded(known) if known == element))
}

/// The name of an element without a row.
pub(super) fn name(element: &C) -> String {
    match element {
        C::SeiMessage(kind) => format!("SEI {kind}"),
        C::UnregisteredUserData(id) => format!("SEI user_data_unregistered {}", data_encoding::HEXLOWER.encode(id)),
        C::RegisteredUserData(id) => format!("ITU-T T.35 user data {}", data_encoding::HEXLOWER.encode(id)),
        C::NalUnit(kind) => format!("NAL unit of type {kind}"),
        C::Obu(kind) => format!("OBU of type {kind}"),
        C::MetadataObu(kind) => format!("metadata OBU {kind}"),
        C::DvPack(header) => format!("DV pack 0x{header:02X}"),
        _ => String::new(),
    }
}
