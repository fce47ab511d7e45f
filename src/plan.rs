//! Decides what becomes of every region of a [`Scan`], by the policy alone. Pure: it never sees a byte. Everything
//! that stops before writing (`check`, `--dry-run`, reports) stops here.

use crate::error::{Error, Malformed, Place, Unsupported};
use crate::formats;
use crate::model::{Coordinate, Field, FieldId, Fresh, Region, Scan};
use crate::policy::{self, Category, Treatment};

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
    /// Names of the values that stay because showing the picture needs them.
    pub kept: Vec<String>,
}

impl Plan {
    /// Whether the file would stay exactly as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.decisions.iter().all(|decision| *decision == Decision::Keep)
    }
}

/// Applies the policy to every region and field.
///
/// # Errors
/// [`Error::Unsupported`] where the policy refuses a region; [`Error::Malformed`] where the regions do not tile the
/// file, or where a region that stays whole holds a field that has to go.
pub fn plan(scan: &Scan) -> Result<Plan, Error> {
    if !scan.is_total() {
        return Err(Error::malformed(Malformed::Undecided, Place::at(scan.len)));
    }
    let mut plan = Plan { decisions: Vec::with_capacity(scan.regions.len()), removed: Vec::new(), kept: Vec::new() };
    let mut fields = scan.fields.iter().peekable();
    for (index, region) in scan.regions.iter().enumerate() {
        let mut inside: Vec<&Field> = Vec::new();
        while let Some(field) = fields.next_if(|field| field.region == index) {
            inside.push(field);
        }
        let decision = decide(region, &inside)?;
        plan.account(region, &inside, &decision);
        plan.decisions.push(decision);
    }
    // Lengths and flags follow from what stays, which is known only now.
    (formats::of(scan.format).settle)(scan, &mut plan.decisions);
    Ok(plan)
}

fn decide(region: &Region, inside: &[&Field]) -> Result<Decision, Error> {
    let goes = |field: &&Field| policy::rule(&field.id).treatment == Treatment::Remove;
    let decision = match policy::rule(&region.id).treatment {
        Treatment::Keep => Decision::Keep,
        Treatment::Refuse => {
            return Err(Error::unsupported(Unsupported::Protected, Place::new(region.span.start, region.id.name())));
        }
        Treatment::Rewrite | Treatment::Remove if region.fixed && region.exact => Decision::Keep,
        Treatment::Rewrite | Treatment::Remove if region.fixed => Decision::Blank(region.fresh.clone()),
        Treatment::Rewrite => match &region.fresh {
            Some(_) if region.exact => Decision::Keep,
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
    fn account(&mut self, region: &Region, inside: &[&Field], decision: &Decision) {
        let before = self.removed.len();
        let goes = match decision {
            Decision::Keep | Decision::Write(_) => false,
            Decision::Blank(_) => policy::rule(&region.id).treatment == Treatment::Remove,
            Decision::Drop => true,
        };
        // What belongs to an earlier region is told there.
        let continued = region.fixed && region.fresh == Some(Fresh::Continued);
        if goes && !continued && !inside.iter().any(|field| field.id == region.id) {
            self.removed.extend(finding(&Field::new(region.id.clone(), Place::at(region.span.start))));
        }
        self.removed.extend(inside.iter().filter_map(|field| finding(field)));
        // What changes without a word about what was in it is unknown, and said to be.
        let silent = self.removed.len() == before && !region.accounted && !continued && !region.span.is_empty();
        if *decision != Decision::Keep && silent {
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
