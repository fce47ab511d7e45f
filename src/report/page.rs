//! What many files tell together as one page: a single HTML file that loads nothing, has no script, and escapes whatever came
//! from a file. What is drawn is worked out in this folder, its looks are in the templates, and the words come from the
//! language.

mod about;
mod bars;
mod circles;
mod grid;
mod parts;
mod projection;
mod regions;
mod world;

use askama::Template;
use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use untrace_core::insight::Insight;

pub use self::about::{About, Land};
use self::bars::{Bar, bars};
use self::grid::{Grid, grids};
use self::parts::{Card, Item, Parts, Row};
use self::regions::{Region, regions};
use self::world::{World, world};
use super::headline::headline;
use super::sentences::Sentences;
use super::together::Command;
use crate::i18n::{Counsel, Figure, Label, Step, Together, Work};
use crate::sidecars::GENERATOR;

const STYLE: &str = include_str!("page/style.css");

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    words: &'a dyn Together,
    generator: &'static str,
    style: &'static str,
    style_hash: String,
    headline: String,
    missed: Vec<String>,
    measure: String,
    left_aside: Vec<String>,
    figures: Vec<(String, &'static str)>,
    land: &'static str,
    world: Option<World>,
    regions: Vec<Region>,
    cards: Vec<Card>,
    rows: Vec<Row>,
    rows_more: String,
    grids: Vec<Grid>,
    routines: Vec<Item>,
    bars: Vec<Bar>,
    journeys: Vec<Item>,
    devices: Vec<Item>,
    people: Vec<Item>,
    ages: Vec<Item>,
    hidden: Vec<Item>,
    said: Vec<Item>,
    names: Vec<Item>,
    posted: Vec<String>,
    command: Option<&'a str>,
    described: Option<&'static str>,
    steps: Vec<Counsel>,
    made: String,
    works: [&'static str; 2],
}

/// The page. Nothing in it can fail except writing to memory; then it is empty.
#[must_use]
pub fn page(insight: &Insight, about: &About, words: &dyn Together) -> String {
    let said = Sentences::new(insight, words);
    let parts = Parts { said, about };
    let (rows, rows_more) = parts.rows();
    let page = Page {
        words,
        generator: GENERATOR,
        style: STYLE,
        style_hash: BASE64.encode(&Sha256::digest(STYLE.as_bytes())),
        headline: words.headline(&headline(insight, about.missed.is_nothing())),
        missed: words.missed(&about.missed),
        measure: words.measure(&insight.files),
        left_aside: words.left_aside(&insight.files),
        figures: figures(insight, words),
        land: about.land.path,
        world: world(said, &about.land),
        regions: regions(said),
        cards: parts.cards(),
        rows,
        rows_more,
        grids: grids(said),
        routines: parts.routines(),
        bars: bars(&insight.months, words),
        journeys: parts.journeys(),
        devices: parts.devices(),
        people: parts.people(),
        ages: parts.ages(),
        hidden: parts.hidden(),
        said: parts.else_said(),
        names: parts.names(),
        posted: said.posted(&about.posted),
        command: about.command.as_ref().and_then(Command::typed),
        described: about.command.as_ref().and_then(|command| command.described(words)),
        steps: Step::ALL.iter().map(|step| words.step(*step)).collect(),
        made: words.made(about.made),
        works: [Work::Towns, Work::Land].map(|work| words.work(work)),
    };
    page.render().unwrap_or_default()
}

/// What there is, as numbers; anything there is none of is left out.
fn figures(insight: &Insight, words: &dyn Together) -> Vec<(String, &'static str)> {
    let count = super::sentences::count;
    [
        Figure::Places(count(insight.places.len())),
        Figure::Routines(count(insight.routines.len())),
        Figure::Devices(count(insight.devices.len())),
        Figure::People(count(insight.people.len())),
    ]
    .into_iter()
    .filter(|figure| figure.count() > 0)
    .map(|figure| (words.number(figure.count()), words.figure(figure)))
    .collect()
}
