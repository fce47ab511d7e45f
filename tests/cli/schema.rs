//! The schema of the report: every line keeps to it, it says the same words as the code, and it is strict.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};
use untrace::discover::Skip;
use untrace::outcome::{Failure, FileReport, Outcome, Outdated, Refusal};
use untrace::report;
use untrace_core::base::{Error, Limit, Malformed, Place, Unsupported};
use untrace_core::model::Category;
use untrace_core::verify::Doubt;

use crate::env::Env;

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("the schema is JSON"));

static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).expect("the schema is one of draft 2020-12"));

#[track_caller]
pub(crate) fn assert_valid(line: &Value) {
    let errors: Vec<_> = VALIDATOR.iter_errors(line).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{line:#}");
}

/// One word for each thing that can be said; the order is that of the schema.
fn words(pointer: &str) -> Vec<&str> {
    SCHEMA.pointer(pointer).unwrap().as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

/// One report for each reason there is.
fn reports() -> Vec<FileReport> {
    let at = || Place::at(7);
    let malformed = |what| Error::malformed(what, at());
    let unsupported = |what| Error::unsupported(what, at());
    let unreadable = [
        malformed(Malformed::CutOff),
        malformed(Malformed::NoEndOfImage),
        malformed(Malformed::NoEnd),
        malformed(Malformed::Empty),
        malformed(Malformed::Unrecognised),
        malformed(Malformed::Crc),
        malformed(Malformed::Undecided),
        unsupported(Unsupported::Format("GIF")),
        unsupported(Unsupported::Protected),
        unsupported(Unsupported::Codec(*b"apac")),
        unsupported(Unsupported::EntryBox(*b"apac", *b"dapa")),
        unsupported(Unsupported::Cropped((1200, 900), (4000, 3000))),
        unsupported(Unsupported::Hierarchical),
        unsupported(Unsupported::CriticalChunk),
        Error::limit(Limit::BlockBytes, at()),
        Error::limit(Limit::InflatedBytes, at()),
        Error::limit(Limit::Elements, at()),
    ];
    let refusals = unreadable.into_iter().map(Refusal::Unreadable).chain([Refusal::Verification(Doubt::NotFinal)]);
    let broken = || io::Error::from(io::ErrorKind::StorageFull);
    let failures = [
        Failure::Exists,
        Failure::Outdated(Outdated::Options),
        Failure::Linked,
        Failure::Original,
        Failure::Copy,
        Failure::OutputLost,
        Failure::Read(broken()),
        Failure::Write(broken()),
        Failure::Bug,
    ];
    let skips = [
        Skip::Hidden,
        Skip::Sidecar,
        Skip::NotMedia,
        Skip::MayTell,
        Skip::Page,
        Skip::Excluded,
        Skip::Older,
        Skip::Growing,
        Skip::Link,
        Skip::Special,
        Skip::Output,
    ];
    let outcomes = refusals.map(Outcome::Refused).chain(failures.map(Outcome::Failed)).chain(skips.map(Outcome::Skipped));
    let report = |outcome| FileReport { outcome, ..FileReport::new(Path::new("P/a.jpg")) };
    outcomes.map(report).collect()
}

#[test]
fn the_schema_has_every_reason_that_the_program_gives_and_no_other() {
    let lines: Vec<Value> =
        reports().iter().map(|report| serde_json::from_str(&report::json::file(report, true)).unwrap()).collect();
    lines.iter().for_each(assert_valid);
    let said: BTreeSet<&str> = lines.iter().filter_map(|line| line["reason"].as_str()).collect();
    assert_eq!(said, words("/$defs/file/properties/reason/enum").into_iter().collect());
}

#[test]
fn the_schema_has_every_category_that_the_program_knows_and_no_other() {
    assert_eq!(Category::ALL.iter().map(|category| category.word()).collect::<Vec<_>>(), words("/$defs/category/enum"));
    for &category in Category::ALL {
        assert_eq!(serde_json::to_value(category).unwrap(), category.word());
    }
    assert_eq!(SCHEMA.pointer("/$defs/summary/properties/categories/minProperties"), Some(&json!(Category::ALL.len())));
}

#[test]
fn every_outcome_can_be_met() {
    let env = Env::with_photos(&["P/a.jpg", "P/exists.jpg", "P/up-to-date.jpg", "P/.hidden.jpg"]);
    env.put("P/clean.jpg", &crate::env::clean_photo());
    env.put("P/refused.jpg", b"");
    env.untrace(["P/up-to-date.jpg", "-o", "P-clean"]).exits(0);
    env.put("P-clean/exists.jpg", b"something else");
    let ran = env.untrace(["P", "--json"]).exits(1);
    let met: BTreeSet<&str> = ran.files().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(met, words("/$defs/file/properties/outcome/enum").into_iter().collect());
}

/// A line of the program for each kind of thing there is to break.
fn lines() -> Vec<Value> {
    let env = Env::with_photos(&["P/a.jpg", "P/.b.jpg"]);
    env.put("P/c.jpg", b"");
    let ran = env.untrace(["P", "--json"]).exits(1);
    ran.files().chain([ran.summary()]).cloned().collect()
}

#[test]
fn the_schema_is_strict() {
    let mut broken = 0;
    for line in lines() {
        assert_valid(&line);
        for member in line.as_object().unwrap().keys() {
            let mut without = line.clone();
            without.as_object_mut().unwrap().remove(member);
            // What only goes with some lines is allowed to be missing.
            assert!(
                ["at", "remembered", "other_files", "earlier", "gone", "pruned", "renamed"].contains(&member.as_str())
                    || !VALIDATOR.is_valid(&without),
                "{member} is missed by nobody"
            );
            let mut wrong = line.clone();
            wrong[member] = json!({ "not": "this" });
            assert!(!VALIDATOR.is_valid(&wrong), "{member} may be anything");
            broken += 2;
        }
        let mut more = line.clone();
        more["nonsense"] = json!(1);
        assert!(!VALIDATOR.is_valid(&more));
    }
    assert!(broken > 80, "{broken}");
}

#[test]
fn the_schema_ties_reasons_to_outcomes() {
    let all = lines();
    let [hidden, cleaned, refused, summary] = all.as_slice() else { panic!("{all:#?}") };
    let changed = |line: &Value, pointer: &str, value: Value| {
        let mut line = line.clone();
        *line.pointer_mut(pointer).unwrap() = value;
        line
    };
    for wrong in [
        changed(hidden, "/reason", Value::Null),
        changed(hidden, "/reason", json!("exists")),
        changed(hidden, "/destination", json!("P-clean/.b.jpg")),
        changed(cleaned, "/reason", json!("hidden")),
        changed(cleaned, "/outcome", json!("already-clean")),
        changed(cleaned, "/outcome", json!("ok")),
        changed(cleaned, "/bytes_out", Value::Null),
        changed(cleaned, "/bytes_in", json!(-1)),
        changed(cleaned, "/schema", json!(1)),
        changed(cleaned, "/removed/0/category", json!("place")),
        changed(cleaned, "/removed/0/where", json!("somewhere")),
        changed(refused, "/reason", Value::Null),
        changed(refused, "/reason", json!("read")),
        changed(refused, "/outcome", json!("failed")),
        changed(refused, "/bytes_out", json!(1)),
        changed(summary, "/exit_status", json!(2)),
        changed(summary, "/command", json!("scan")),
        changed(summary, "/categories", json!({})),
    ] {
        assert!(!VALIDATOR.is_valid(&wrong), "{wrong:#}");
    }
    let said = |members: Value| {
        let mut telling = cleaned.clone();
        telling["removed"][0].as_object_mut().unwrap().append(&mut members.as_object().unwrap().clone());
        VALIDATOR.is_valid(&telling)
    };
    for right in [json!({ "value": "a secret" }), json!({ "value": -48.8566 }), json!({ "bytes": 44_453 })] {
        assert!(said(right.clone()), "{right}");
    }
    for wrong in [
        json!({ "nonsense": 1 }),
        json!({ "value": 181 }),
        json!({ "bytes": -1 }),
        json!({ "bytes": "44,453 bytes" }),
        json!({ "value": "a secret", "bytes": 8 }),
    ] {
        assert!(!said(wrong.clone()), "{wrong}");
    }
}

#[test]
fn lines_on_the_page_for_scripts_keep_to_it() {
    let page = include_str!("../../docs/scripts.md");
    let blocks: Vec<&str> = page.split("```json\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert!(!blocks.is_empty(), "the page shows no line");
    for line in blocks.iter().flat_map(|block| block.lines()) {
        assert_valid(&serde_json::from_str(line).unwrap());
    }
}
