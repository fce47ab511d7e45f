//! Names of countries by code, for whoever mentions them: data only, sentences are made elsewhere. The names come from
//! the Unicode CLDR, Copyright © 2004-2026 Unicode, Inc., under the licence Unicode-3.0. They have no articles or prepositions.

mod english;
mod french;

/// The English name of a country by ISO 3166-1, or of `XK`.
#[must_use]
pub fn english(code: &str) -> Option<&'static str> {
    find(english::NAMES, code)
}

/// The French name of a country by ISO 3166-1, or of `XK`.
#[must_use]
pub fn french(code: &str) -> Option<&'static str> {
    find(french::NAMES, code)
}

fn find(names: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    let at = names.binary_search_by_key(&code, |(code, _)| code).ok()?;
    names.get(at).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas;

    #[test]
    fn each_name_is_found_by_its_code() {
        for names in [english::NAMES, french::NAMES] {
            assert_eq!(names.len(), 250);
            for (code, name) in names {
                assert_eq!(find(names, code), Some(*name));
            }
        }
        assert_eq!((english("DE"), french("DE")), (Some("Germany"), Some("Allemagne")));
        assert_eq!((english("HK"), french("HK")), (Some("Hong Kong"), Some("Hong Kong")));
        assert_eq!((english("ZZ"), english("de"), english("")), (None, None, None));
    }

    #[test]
    fn every_country_of_the_atlas_has_a_name_in_both_languages() {
        let mut count = 0;
        for code in atlas::countries() {
            assert!(english(code).is_some() && french(code).is_some(), "{code}");
            count += 1;
        }
        assert!(count > 240);
    }
}
