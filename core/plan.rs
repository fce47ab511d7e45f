//! Decides what becomes of every region of a [`Scan`], according to the policy and what was asked to be kept. Pure: it
//! never sees a byte. Everything that stops before writing (`check`, `--dry-run`, reports) stops here.

use std::borrow::Cow;

use crate::base::{Error, Limit, Malformed, Moment, Place, Unsupported};
use crate::keep;
use crate::model::{
    BmffElement, Category, Crop, CropGuard, Decision, Field, FieldId, Fresh, Keep, Kept, Panorama, Region, Scan, TiffElement,
    Value, trimmed,
};
use crate::policy::{self, Treatment};

/// Something that is removed, and what it would have revealed.
///
/// ```
/// use untrace_core::{Category, check};
///
/// let gif = b"GIF89a\x01\0\x01\0\0\0\0!\xFE\x0ALea Martin\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// let found = check(gif)?;
/// let [comment] = found.findings.as_slice() else { panic!("one comment") };
/// assert_eq!((comment.category, comment.id.name().as_str()), (Category::Text, "comment extension"));
/// # Ok::<(), untrace_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it reveals to a stranger.
    pub category: Category,
    /// Whether it only might reveal that: its form has room for it, but it was not read.
    pub possible: bool,
    /// What it is.
    pub id: FieldId,
    /// Where it is.
    pub place: Place,
    /// What it says.
    pub value: Value,
}

impl Finding {
    /// The moment it gives, if it is about when something happened.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        match &self.value {
            Value::Moment { moment, .. } => Some(*moment),
            Value::Text(text) if self.category == Category::Date => {
                Moment::of_text(trimmed(text)).or_else(|| Moment::of_count(text))
            }
            _ => None,
        }
    }

    /// What a crop hides, if that is what it tells.
    #[must_use]
    pub fn crop(&self) -> Option<Crop> {
        match self.id {
            FieldId::Bmff(BmffElement::CroppedAway) | FieldId::Tiff(TiffElement::CroppedAway) => Crop::of(&self.value),
            _ => None,
        }
    }
}

/// Refuses a file of which a crop hides a part, if that was asked for; `needed` is what stays of it and says something.
///
/// # Errors
/// [`Unsupported::Cropped`].
pub fn guard(needed: &[Finding], guard: CropGuard) -> Result<(), Error> {
    match needed.iter().find_map(|found| Some((found, found.crop()?))) {
        Some((found, crop)) if guard == CropGuard::Refuse => {
            Err(Error::unsupported(Unsupported::Cropped(crop.shown, crop.whole), found.place.clone()))
        }
        _ => Ok(()),
    }
}

/// What becomes of a file.
#[derive(Debug, Clone)]
pub struct Plan<F> {
    /// One for each region of the scan, in the same order.
    pub decisions: Vec<Decision<F>>,
    /// What is removed, in file order.
    pub removed: Vec<Finding>,
    /// Names of the values that stay because they are needed to show the picture, and of categories that were asked
    /// for.
    pub kept: Vec<String>,
    /// What was asked to be kept, and is kept.
    pub values: Kept,
    /// Categories of values that were asked for but have no place in this file.
    pub unkept: Vec<Category>,
    /// What is revealing but stays, because it is needed to show the picture.
    pub needed: Vec<Finding>,
    /// Whether the copy has something the file lacks to be complete: an end, or a correct length or checksum.
    pub made_whole: bool,
}

impl<F: Fresh> Plan<F> {
    /// Whether the file would stay exactly as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.decisions.iter().all(|decision| *decision == Decision::Stay)
    }
}

/// Applies the policy to every region and field. Values of the categories in `keep` are written again, where readers of
/// this format look for them.
///
/// # Errors
/// [`Error::Unsupported`] if the policy refuses a region; [`Error::Malformed`] if the regions do not tile the file, or
/// if a region that stays whole holds a field that has to go; [`Limit::Elements`] for too many findings.
pub fn plan<F: Fresh>(scan: &Scan<F>, keep: Keep) -> Result<Plan<F>, Error> {
    // Bytes that no region claims would be copied without a decision.
    if !scan.is_total() {
        return Err(Error::malformed(Malformed::Undecided, Place::at(scan.len)));
    }
    let told = keep::told(&scan.fields, keep);
    // How a picture is shown has its own place, an XMP packet; everything else goes into one block.
    let held = Kept { panorama: None, ..told.clone() };
    let slot = slot(scan, &held);
    let place = slot.and_then(|slot| scan.regions.get(slot)?.fresh.as_ref());
    let held = place.and_then(|fresh| fresh.holding(&held).kept().cloned()).unwrap_or_default();
    let packet = packet(scan, told.panorama);
    let panorama = told.panorama.filter(|_| packet.is_some());
    let values = Kept { panorama, ..held.clone() };
    // What has no place in this file is not kept: it is removed, and reported like anything else.
    let keep = Keep::these(values.categories());
    let unkept = told.categories().into_iter().filter(|category| !keep.has(*category)).collect();
    let kept = values.categories().into_iter().map(|category| category.word().to_owned()).collect();
    let mut plan = Plan {
        decisions: Vec::with_capacity(scan.regions.len()),
        removed: Vec::new(),
        kept,
        values,
        unkept,
        needed: Vec::new(),
        made_whole: false,
    };
    let mut fields = scan.fields.iter().peekable();
    for (index, region) in scan.regions.iter().enumerate() {
        let mut inside: Vec<&Field> = Vec::new();
        while let Some(field) = fields.next_if(|field| field.region == index) {
            inside.push(field);
        }
        let wanted = region.fresh.as_ref().map(|fresh| {
            // A region that is no place for it, or not the chosen one, does not mention it.
            match fresh.showing(panorama.filter(|_| packet == Some(index))) {
                Some(shown) => Cow::Owned(shown),
                None if slot == Some(index) => fresh.holding(&held),
                None => fresh.beside(&held),
            }
        });
        let decision = decide(region, wanted.as_deref(), &inside)?;
        plan.account(region, &inside, &decision, keep);
        if plan.removed.len() > scan.limits().findings {
            return Err(Error::limit(Limit::Elements, Place::at(region.span.start)));
        }
        plan.decisions.push(decision);
    }
    // Lengths and flags depend on what stays, which is only known now.
    F::settle(scan, &mut plan.decisions);
    plan.made_whole = plan.decisions.iter().any(|decision| matches!(decision, Decision::Write(fresh) if fresh.completes()));
    Ok(plan)
}

/// The region that takes what is kept: the one that readers trust, with room for it. `None` if nothing is kept.
fn slot<F: Fresh>(scan: &Scan<F>, kept: &Kept) -> Option<usize> {
    if kept.is_empty() {
        return None;
    }
    let mut slots: Vec<(usize, &Region<F>, &F, bool)> = Vec::new();
    for (index, region) in scan.regions.iter().enumerate() {
        if let Some(fresh) = &region.fresh
            && let Some(held) = fresh.kept()
        {
            slots.push((index, region, fresh, !held.is_empty()));
        }
    }
    slots.sort_by_key(|(_, region, fresh, holds)| std::cmp::Reverse((fresh.word().is_some(), *holds, region.span.len)));
    // If offsets depend on its length, a region cannot grow for what is kept.
    let fits = |region: &Region<F>, fresh: &F| !region.fixed || fresh.holding(kept).compose().len() as u64 <= region.span.len;
    slots.into_iter().find(|(_, region, fresh, _)| fits(region, fresh)).map(|(index, ..)| index)
}

/// The region that says how a panorama is shown: the first one with room for it.
fn packet<F: Fresh>(scan: &Scan<F>, panorama: Option<Panorama>) -> Option<usize> {
    scan.regions.iter().position(|region| {
        let shown = region.fresh.as_ref().and_then(|fresh| fresh.showing(panorama));
        shown.is_some_and(|shown| !region.fixed || shown.compose().len() as u64 <= region.span.len)
    })
}

/// What becomes of a region that should contain `wanted`.
fn decide<F: Fresh>(region: &Region<F>, wanted: Option<&F>, inside: &[&Field]) -> Result<Decision<F>, Error> {
    let goes = |field: &&Field| policy::rule(&field.id).treatment == Treatment::Remove;
    // `exact` refers to the value that was read: with what is kept, a different one may have to be there.
    let exact = region.exact && wanted == region.fresh.as_ref();
    let written = wanted.filter(|fresh| !fresh.is_nothing());
    let decision = match policy::rule(&region.id).treatment {
        Treatment::Stay => Decision::Stay,
        Treatment::Refuse => {
            let what = match region.id {
                FieldId::Bmff(BmffElement::Codec(codec)) => Unsupported::Codec(codec),
                FieldId::Bmff(BmffElement::EntryBox(codec, kind)) => Unsupported::EntryBox(codec, kind),
                _ => Unsupported::Protected,
            };
            return Err(Error::unsupported(what, Place::new(region.span.start, region.id.name())));
        }
        // What would be written is already there: the copy of a clean copy must be the same file.
        Treatment::Rewrite | Treatment::Remove if region.fixed && exact => Decision::Stay,
        Treatment::Rewrite | Treatment::Remove if region.fixed => Decision::Blank(written.cloned()),
        Treatment::Rewrite => match written {
            _ if exact && region.fresh.is_some() => Decision::Stay,
            Some(fresh) => Decision::Write(fresh.clone()),
            None => Decision::Drop,
        },
        Treatment::Remove => Decision::Drop,
    };
    // A region that is exactly a fresh value holds nothing else.
    if decision == Decision::Stay && !region.exact && inside.iter().any(goes) {
        return Err(Error::malformed(Malformed::Undecided, Place::new(region.span.start, region.id.name())));
    }
    Ok(decision)
}

impl<F: Fresh> Plan<F> {
    fn account(&mut self, region: &Region<F>, inside: &[&Field], decision: &Decision<F>, keep: Keep) {
        let before = self.removed.len();
        let goes = match decision {
            Decision::Stay | Decision::Write(_) => false,
            Decision::Blank(_) => policy::rule(&region.id).treatment == Treatment::Remove,
            Decision::Drop => true,
        };
        self.needed.extend(inside.iter().filter_map(|field| needed(field)));
        // What was not read cannot be what is kept.
        let is_kept = |finding: &Finding| !finding.possible && keep.has(finding.category);
        // What belongs to an earlier region is reported there.
        let continued = region.fixed && region.fresh.as_ref().is_some_and(Fresh::is_continued);
        // What was read between frames is reported as what it is.
        let read = matches!(region.id, FieldId::Coded(_)) && !inside.is_empty();
        let own = (goes && !continued && !read && !inside.iter().any(|field| field.id == region.id))
            .then(|| Field::new(region.id.clone(), Place::at(region.span.start)));
        let findings = own.iter().chain(inside.iter().copied()).flat_map(findings);
        let (kept, removed): (Vec<Finding>, Vec<Finding>) = findings.partition(is_kept);
        self.removed.extend(removed);
        // If it changes and nothing is said of what was in it, that is unknown, and reported as such.
        let is_empty = |field: &&Field| field.id == region.id && field.value == Value::Text(String::new());
        let accounted = region.accounted || inside.iter().any(is_empty);
        let told = self.removed.len() > before || !kept.is_empty() || accounted || continued;
        if *decision != Decision::Stay && !told && !region.span.is_empty() {
            let (id, place) = (region.id.clone(), Place::at(region.span.start));
            self.removed.push(Finding { category: Category::Other, possible: false, id, place, value: Value::Unknown });
        }
        let word = region.fresh.as_ref().and_then(Fresh::word).filter(|_| *decision != Decision::Drop);
        self.kept.extend(word.filter(|word| !self.kept.iter().any(|kept| kept == word)).map(str::to_owned));
    }
}

/// What a field that stays reveals.
fn needed(field: &Field) -> Option<Finding> {
    let rule = policy::rule(&field.id);
    let category = rule.category.filter(|_| rule.treatment == Treatment::Stay)?;
    Some(Finding { category, possible: false, id: field.id.clone(), place: field.place.clone(), value: field.value.clone() })
}

/// What a field reveals, and what it might reveal: one finding for each category; also for a field that no plan is made
/// for.
#[must_use]
pub fn findings(field: &Field) -> Vec<Finding> {
    let of = |category, possible| Finding {
        category,
        possible,
        id: field.id.clone(),
        place: field.place.clone(),
        value: field.value.clone(),
    };
    let told = policy::category(field);
    let possible = policy::possible(field).iter().filter(|category| told != Some(**category));
    told.map(|category| of(category, false)).into_iter().chain(possible.map(|category| of(*category, true))).collect()
}

#[cfg(test)]
mod tests;
