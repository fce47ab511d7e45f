//! What others already have.

use crate::exports::Network;
use crate::tally::{Holder, Posted};
use untrace_words::french::dates;
use untrace_words::french::lists::and;
use untrace_words::french::numbers::{NARROW, WIDE, count, number};

/// `Instagram : 214 publications, du 3 mai 2023 au 4 juin 2024 ; 37 disent où, 12 nomment quelqu’un.`
pub(super) fn posted(holder: Holder, posted: &Posted) -> String {
    let (one, many) = match holder {
        Holder::Network(Network::Instagram | Network::Facebook | Network::Google) => ("publication", "publications"),
        Holder::Network(Network::Snapchat) => ("souvenir ou story", "souvenirs et stories"),
        Holder::GooglePhotos => ("photo ou vidéo sauvegardée en ligne", "photos et vidéos sauvegardées en ligne"),
    };
    let says = |some: u32, one: &str, many: &str| {
        (some > 0).then(|| format!("{}{WIDE}{}", number(some), if some < 2 { one } else { many }))
    };
    let says: Vec<String> =
        [says(posted.located, "dit où", "disent où"), says(posted.named, "nomme quelqu’un", "nomment quelqu’un")]
            .into_iter()
            .flatten()
            .collect();
    let span = dates::span(posted.first, posted.last);
    let span = if span.is_empty() { span } else { format!(", {span}") };
    let says = says.join(", ");
    // All positions say where: it is told of posts alone.
    let (beside, behind) = match (says.is_empty(), posted.positions) {
        (true, _) => (String::new(), String::new()),
        (false, 0) => (String::new(), format!("{NARROW}; {says}")),
        (false, _) => (format!(" ({says})"), String::new()),
    };
    let posts = (posted.posts > 0).then(|| format!("{}{beside}", count(posted.posts, one, many)));
    let positions = (posted.positions > 0).then(|| count(posted.positions, "position enregistrée", "positions enregistrées"));
    format!("{}{WIDE}: {}{span}{behind}.", holder.name(), and(posts.into_iter().chain(positions)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_uploaded_is_not_called_posted() {
        let some = Posted { posts: 214, located: 37, named: 1, ..Posted::default() };
        let said = |holder| posted(holder, &some).replace([WIDE, NARROW], " ");
        assert_eq!(said(Holder::Network(Network::Instagram)), "Instagram : 214 publications ; 37 disent où, 1 nomme quelqu’un.");
        assert!(said(Holder::GooglePhotos).starts_with("Google Photos : 214 photos et vidéos sauvegardées en ligne"));
    }
}
