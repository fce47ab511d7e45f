//! What others already have.

use super::dates;
use crate::exports::Network;
use crate::tally::{Holder, Posted};
use untrace_words::english::lists::and;
use untrace_words::english::numbers::{count, number};

/// `Instagram: 214 posts, from 3 May 2023 to 4 June 2024; 37 say where, 12 name somebody.`
pub(super) fn posted(holder: Holder, posted: &Posted) -> String {
    let (one, many) = match holder {
        Holder::Network(Network::Instagram | Network::Facebook | Network::Google) => ("post", "posts"),
        Holder::Network(Network::Snapchat) => ("saved memory or story", "saved memories and stories"),
        Holder::GooglePhotos => ("uploaded photo or video", "uploaded photos and videos"),
    };
    let says =
        |some: u32, one: &str, many: &str| (some > 0).then(|| format!("{} {}", number(some), if some == 1 { one } else { many }));
    let says: Vec<String> =
        [says(posted.located, "says where", "say where"), says(posted.named, "names somebody", "name somebody")]
            .into_iter()
            .flatten()
            .collect();
    let span = dates::span(posted.first, posted.last);
    let span = if span.is_empty() { span } else { format!(", {span}") };
    let says = says.join(", ");
    // All positions say where: it is told of posts alone.
    let (beside, behind) = match (says.is_empty(), posted.positions) {
        (true, _) => (String::new(), String::new()),
        (false, 0) => (String::new(), format!("; {says}")),
        (false, _) => (format!(" ({says})"), String::new()),
    };
    let posts = (posted.posts > 0).then(|| format!("{}{beside}", count(posted.posts, one, many)));
    let positions = (posted.positions > 0).then(|| count(posted.positions, "recorded position", "recorded positions"));
    format!("{}: {}{span}{behind}.", holder.name(), and(posts.into_iter().chain(positions)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_was_uploaded_is_not_called_posted() {
        let some = Posted {
            posts: 214,
            located: 37,
            dated: 214,
            named: 1,
            first: Some(date(2023, 5, 3)),
            last: Some(date(2024, 6, 4)),
            ..Posted::default()
        };
        let said = |holder, some: &Posted| posted(holder, some).replace('\u{a0}', " ");
        assert_eq!(
            said(Holder::Network(Network::Instagram), &some),
            "Instagram: 214 posts, from 3 May 2023 to 4 June 2024; 37 say where, 1 names somebody."
        );
        let uploaded = said(Holder::GooglePhotos, &some);
        assert!(uploaded.starts_with("Google Photos: 214 uploaded photos and videos, from 3 May 2023"), "{uploaded}");
        let both = Posted { posts: 9, located: 2, positions: 26, ..Posted::default() };
        assert_eq!(said(Holder::Network(Network::Facebook), &both), "Facebook: 9 posts (2 say where) and 26 recorded positions.");
        let positions = Posted { positions: 5000, ..Posted::default() };
        assert_eq!(said(Holder::Network(Network::Google), &positions), "Google: 5,000 recorded positions.");
    }
}
