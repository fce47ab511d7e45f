//! Faces marked in a picture: how many, in each form in which programs mark them.

use crate::model::{FieldId, Value};
use crate::plan::Finding;
use crate::policy;

/// How many faces are marked; `None` if there are none, and 0 if the number is not given.
pub(super) fn count(found: &[&Finding]) -> Option<u64> {
    let named = |prefix: &str, name: &str, says: fn(&str) -> bool| {
        let is_one = |finding: &&&Finding| match (&finding.id, &finding.value) {
            (FieldId::Xmp(uri, property), Value::Text(text)) => {
                property == name && policy::xmp_prefix(uri) == Some(prefix) && says(text)
            }
            _ => false,
        };
        found.iter().filter(is_one).count() as u64
    };
    // Each program marks the same faces in its own form.
    let forms = [
        named("mwg-rs", "Type", |text| text == "Face"),
        named("MPReg", "Rectangle", |_| true),
        named("acdsee-rs", "Type", |text| text == "Face"),
    ];
    let most = forms.into_iter().max().filter(|&count| count > 0);
    let detected = || found.iter().any(|found| matches!(&found.id, FieldId::BmffKey(key) if key.contains("detected-face")));
    most.or_else(|| detected().then_some(0))
}
