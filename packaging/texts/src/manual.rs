//! Pages of the manual: one of the whole program, with all that can be typed without a command, and one of each command.

use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use untrace::i18n::{self, Lang, Manual};

use crate::flat::flat;
use crate::page::{Page, titled};

/// Each page with the file that it belongs into.
pub(crate) fn pages(program: &Command, lang: Lang, date: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let told = Page::of(program)?;
    let mut whole = flat(program, &told.version).override_usage(told.usage.clone());
    whole.build();
    let named = |command: &Command| format!("untrace-{}", command.get_name());
    let names: Vec<String> = whole.get_subcommands().map(named).collect();
    let mut pages = vec![("untrace".to_owned(), page(&whole, lang, date, Some(&told), &names)?)];
    for command in whole.get_subcommands() {
        pages.push((named(command), page(command, lang, date, None, &["untrace".to_owned()])?));
    }
    let folder = if lang == Lang::default() { "man1".to_owned() } else { format!("{}/man1", lang.code()) };
    Ok(pages.into_iter().map(|(name, text)| (format!("man/{folder}/{name}.1"), text)).collect())
}

fn page(command: &Command, lang: Lang, date: &str, told: Option<&Page>, others: &[String]) -> Result<Vec<u8>> {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let name = command.get_display_name().unwrap_or("untrace").to_owned();
    let status = told.map_or_else(|| command.get_after_help().map(ToString::to_string), |told| Some(told.status.clone()));
    let man = Man::new(with_titles(command)).date(date).source(concat!("untrace ", env!("CARGO_PKG_VERSION")));
    let man = man.manual(i18n::manual(lang, Manual::Whole));
    let mut text = Text(Vec::new());
    man.render_title(&mut text.0)?;
    text.section(i18n::manual(lang, Manual::Name), |roff| {
        roff.text([roman(format!("{name} - {}", about.trim_end_matches('.')))]);
    })?;
    text.heading(i18n::manual(lang, Manual::Synopsis))?;
    text.rest(|text| man.render_synopsis_section(text))?;
    text.section(i18n::manual(lang, Manual::Description), |roff| {
        roff.text([roman(format!("{}.", about.trim_end_matches('.')))]);
    })?;
    if let Some(told) = told {
        text.section(&told.examples, |roff| {
            for (typed, does) in &told.shown {
                roff.control("TP", []).text([bold(typed.as_str())]).text([roman(does.as_str())]);
            }
        })?;
        text.heading(&told.commands)?;
        text.rest(|text| man.render_subcommands_section(text))?;
    }
    man.render_options_section(&mut text.0)?;
    if let Some(status) = status.filter(|status| !status.is_empty()) {
        let (heading, rest) = status.split_once(':').context("no exit status")?;
        let (heading, said) = match heading.split_once(',') {
            // Whose it is stands in the text.
            Some((heading, _)) => (heading, status.as_str()),
            None => (heading, rest.trim_start()),
        };
        text.section(&titled(heading), |roff| {
            roff.text([roman(said.replace('\n', " "))]);
        })?;
    }
    text.section(i18n::manual(lang, Manual::SeeAlso), |roff| {
        let names = others.iter().flat_map(|name| [roman(", "), bold(name.as_str()), roman("(1)")]);
        roff.text(names.skip(1).collect::<Vec<_>>());
    })?;
    Ok(text.0)
}

/// A command whose groups of options have titles in place of headings.
fn with_titles(command: &Command) -> Command {
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    ids.iter().fold(command.clone(), |command, id| {
        command.mut_arg(id, |arg| match arg.get_help_heading().map(titled) {
            Some(title) => arg.help_heading(title),
            None => arg,
        })
    })
}

/// A page as far as it is written.
struct Text(Vec<u8>);

impl Text {
    fn heading(&mut self, words: &str) -> io::Result<()> {
        Roff::new().control("SH", [words.to_uppercase().as_str()]).to_writer(&mut self.0)
    }

    fn section(&mut self, heading: &str, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
        self.heading(heading)?;
        let mut roff = Roff::new();
        write(&mut roff);
        roff.to_writer(&mut self.0)
    }

    /// A section without the heading in English that it comes with.
    fn rest(&mut self, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut text = Vec::new();
        render(&mut text)?;
        let lines = text.split_inclusive(|byte| *byte == b'\n').skip_while(|line| !line.starts_with(b".SH ")).skip(1);
        lines.for_each(|line| self.0.extend_from_slice(line));
        Ok(())
    }
}
