//! The rows for what cameras record about their route and themselves, in whatever form.

use super::row::{Pattern, Row, Rule};
use crate::model::{Category, TelemetryElement as T, TelemetryForm};

use Category::{Camera, Date, Id, Location, People, Software, Text};

const fn telemetry(element: T, name: &'static str, rule: Rule) -> Row {
    Row { field: Pattern::Telemetry(element), name, rule }
}

#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    telemetry(T::Position, "position in telemetry", Rule::says(Location)), telemetry(T::Moment, "moment in telemetry", Rule::says(Date)),
    telemetry(T::SerialNumber, "serial number in telemetry", Rule::says(Id)), telemetry(T::UniqueId, "unique id in telemetry", Rule::says(Id)),
    telemetry(T::Make, "make in telemetry", Rule::says(Camera)), telemetry(T::Model, "model in telemetry", Rule::says(Camera)),
    telemetry(T::Setting, "setting in telemetry", Rule::says(Camera)), telemetry(T::Firmware, "firmware in telemetry", Rule::says(Software)),
    telemetry(T::Author, "author in telemetry", Rule::says(People)), telemetry(T::Text, "text in telemetry", Rule::says(Text)),
    // Says nothing for certain. The forms are known, and what they have room for: a route, when it was taken, and with
    // which device.
    telemetry(T::Unread, "telemetry that is not read", Rule::HOLDER.perhaps(&[Location, Date, Id])),
];

pub(super) fn row(element: T) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.field == Pattern::Telemetry(element))
}

/// `freeGPS position`.
pub(super) fn name(form: TelemetryForm, element: T) -> String {
    let element = match element {
        T::Unread => "block",
        T::Position => "position",
        T::Moment => "moment",
        T::Make => "make",
        T::Model => "model",
        T::SerialNumber => "serial number",
        T::UniqueId => "unique id",
        T::Firmware => "firmware",
        T::Author => "author",
        T::Setting => "setting",
        T::Text => "text",
    };
    format!("{} {element}", form.name())
}
