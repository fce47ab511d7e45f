//! Decides what becomes of every region of a [`Scan`], by the policy and by what was asked to be kept. Pure: it never sees a byte. Everything
//! that stops before writing (`check`, `--dry-run`, reports) stops here.

use crate::error::{Error, Malformed, Place, Unsupported};
use crate::formats;
use crate::keep;
use crate::model::{Coordinate, Field, FieldId, Fresh, Kept, Region, Scan};
use crate::policy::{self, Category, Keep, Treatment};

/// What becomes of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Stays byte for byte.
    Keep,
    /// Gives way to the value inside, written anew.
    Write(Fresh),
    /// Gives way to this value, where there is one, and to zeros: as long as it was.
    Blank(Option<Fresh>),
    /// Goes.
    Drop,
}

/// Something that goes, and what it would have told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it tells a stranger.
    pub category: Category,
    /// What it is.
    pub id: FieldId,
    /// Where it stands.
    pub place: Place,
    /// What it says, where that could be read.
    pub value: Option<String>,
    /// The latitude or longitude that it is, where it is one.
    pub coordinate: Option<Coordinate>,
}

/// What becomes of a file.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One for each region of the scan, in its order.
    pub decisions: Vec<Decision>,
    /// What goes, in file order.
    pub removed: Vec<Finding>,
    /// Names of the values that stay because showing the picture needs them, and of categories that were asked for.
    pub kept: Vec<String>,
    /// What was asked to be kept, and is.
    pub values: Kept,
    /// Categories of values that were asked for and have no place in this file.
    pub unkept: Vec<Category>,
}

impl Plan {
    /// Whether the file would stay exactly as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.decisions.iter().all(|decision| *decision == Decision::Keep)
    }
}

/// Applies the policy to every region and field. Values of the categories in `keep` are written anew, into the place
/// of the file where readers look for them.
///
/// # Errors
/// [`Error::Unsupported`] where the policy refuses a region; [`Error::Malformed`] where the regions do not tile the
/// file, or where a region that stays whole holds a field that has to go.
pub fn plan(scan: &Scan, keep: Keep) -> Result<Plan, Error> {
    if !scan.is_total() {
        return Err(Error::malformed(Malformed::Undecided, Place::at(scan.len)));
    }
    let told = keep::told(scan, keep);
    let slot = slot(scan, &told);
    let place = slot.and_then(|slot| scan.regions.get(slot)?.fresh.as_ref());
    let values = place.and_then(|fresh| fresh.holding(&told).kept().cloned()).unwrap_or_default();
    let keep = Keep::these(values.categories());
    let unkept = told.categories().into_iter().filter(|category| !keep.has(*category)).collect();
    let kept = values.categories().into_iter().map(|category| category.word().to_owned()).collect();
    let mut plan = Plan { decisions: Vec::with_capacity(scan.regions.len()), removed: Vec::new(), kept, values, unkept };
    let mut fields = scan.fields.iter().peekable();
    for (index, region) in scan.regions.iter().enumerate() {
        let mut inside: Vec<&Field> = Vec::new();
        while let Some(field) = fields.next_if(|field| field.region == index) {
            inside.push(field);
        }
        let here = slot == Some(index);
        let wanted = region.fresh.as_ref();
        let wanted = wanted.map(|fresh| if here { fresh.holding(&plan.values) } else { fresh.beside(&plan.values) });
        let decision = decide(region, wanted.as_deref(), &inside)?;
        plan.account(region, &inside, &decision, keep);
        plan.decisions.push(decision);
    }
    // Lengths and flags follow from what stays, which is known only now.
    (formats::of(scan.format).settle)(scan, &mut plan.decisions);
    Ok(plan)
}

/// The region that takes what is kept: the one that readers believe, with room for it. Nothing where nothing is kept.
fn slot(scan: &Scan, kept: &Kept) -> Option<usize> {
    if kept.is_empty() {
        return None;
    }
    let compose = formats::of(scan.format).compose;
    let mut slots: Vec<(usize, &Region, &Fresh, bool)> = Vec::new();
    for (index, region) in scan.regions.iter().enumerate() {
        if let Some(fresh) = &region.fresh
            && let Some(held) = fresh.kept()
        {
            slots.push((index, region, fresh, !held.is_empty()));
        }
    }
    slots.sort_by_key(|(_, region, fresh, holds)| std::cmp::Reverse((fresh.word().is_some(), *holds, region.span.len)));
    let fits = |region: &Region, fresh: &Fresh| !region.fixed || compose(&fresh.holding(kept)).len() as u64 <= region.span.len;
    slots.into_iter().find(|(_, region, fresh, _)| fits(region, fresh)).map(|(index, ..)| index)
}

/// What becomes of a region that should hold `wanted`.
fn decide(region: &Region, wanted: Option<&Fresh>, inside: &[&Field]) -> Result<Decision, Error> {
    let goes = |field: &&Field| policy::rule(&field.id).treatment == Treatment::Remove;
    let exact = region.exact && wanted == region.fresh.as_ref();
    let written = wanted.filter(|fresh| !fresh.is_nothing());
    let decision = match policy::rule(&region.id).treatment {
        Treatment::Keep => Decision::Keep,
        Treatment::Refuse => {
            return Err(Error::unsupported(Unsupported::Protected, Place::new(region.span.start, region.id.name())));
        }
        Treatment::Rewrite | Treatment::Remove if region.fixed && exact => Decision::Keep,
        Treatment::Rewrite | Treatment::Remove if region.fixed => Decision::Blank(written.cloned()),
        Treatment::Rewrite => match written {
            _ if exact && region.fresh.is_some() => Decision::Keep,
            Some(fresh) => Decision::Write(fresh.clone()),
            None => Decision::Drop,
        },
        Treatment::Remove => Decision::Drop,
    };
    // What is exactly a fresh value holds nothing but that.
    if decision == Decision::Keep && !region.exact && inside.iter().any(goes) {
        return Err(Error::malformed(Malformed::Undecided, Place::new(region.span.start, region.id.name())));
    }
    Ok(decision)
}

impl Plan {
    fn account(&mut self, region: &Region, inside: &[&Field], decision: &Decision, keep: Keep) {
        let before = self.removed.len();
        let goes = match decision {
            Decision::Keep | Decision::Write(_) => false,
            Decision::Blank(_) => policy::rule(&region.id).treatment == Treatment::Remove,
            Decision::Drop => true,
        };
        let is_kept = |finding: &Finding| keep.has(finding.category);
        // What belongs to an earlier region is told there.
        let continued = region.fixed && region.fresh == Some(Fresh::Continued);
        let own = (goes && !continued && !inside.iter().any(|field| field.id == region.id))
            .then(|| Field::new(region.id.clone(), Place::at(region.span.start)));
        let findings = own.iter().chain(inside.iter().copied()).filter_map(finding);
        let (kept, removed): (Vec<Finding>, Vec<Finding>) = findings.partition(is_kept);
        self.removed.extend(removed);
        // What changes without a word about what was in it is unknown, and said to be.
        let told = self.removed.len() > before || !kept.is_empty() || region.accounted || continued;
        if *decision != Decision::Keep && !told && !region.span.is_empty() {
            let (id, place) = (region.id.clone(), Place::at(region.span.start));
            self.removed.push(Finding { category: Category::Other, id, place, value: None, coordinate: None });
        }
        let word = region.fresh.as_ref().and_then(Fresh::word).filter(|_| *decision != Decision::Drop);
        self.kept.extend(word.filter(|word| !self.kept.iter().any(|kept| kept == word)).map(str::to_owned));
    }
}

/// What a field tells, if it does; also one that no plan is made for.
#[must_use]
pub fn finding(field: &Field) -> Option<Finding> {
    let category = policy::category(field)?;
    let (value, coordinate) = (field.value.shown(), field.value.coordinate());
    Some(Finding { category, id: field.id.clone(), place: field.place.clone(), value, coordinate })
}
