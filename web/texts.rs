//! What stands on the page, for whoever builds it: `texts` writes it as JSON, by language and name.

use std::collections::BTreeMap;

use untrace_words::{Lang, Text};

fn main() -> Result<(), serde_json::Error> {
    let texts = |lang: Lang| -> BTreeMap<&str, &str> {
        let words = lang.one_file();
        Text::ALL.iter().map(|text| (text.name(), words.text(*text))).chain([("itself", words.itself())]).collect()
    };
    let all: BTreeMap<&str, BTreeMap<&str, &str>> = Lang::ALL.iter().map(|lang| (lang.code(), texts(*lang))).collect();
    serde_json::to_writer(std::io::stdout(), &all)
}
