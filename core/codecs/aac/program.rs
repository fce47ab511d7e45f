//! The program configuration element (ISO/IEC 14496-3, 4.4.1.1): the assignment of elements to channels stays, the
//! comment goes.

use crate::codecs::bits::{Anew, Bits, text};
use crate::model::{CodedElement, Value};

/// Walks one that begins here, after its `id_syn_ele` if it has one; `None` if it does not fit.
pub(super) fn walk(bits: &mut Bits<'_>, anew: &mut Anew) -> Option<()> {
    // element_instance_tag, object_type, sampling_frequency_index
    bits.skip(4 + 2 + 4)?;
    let mut count = |width: usize| usize::try_from(bits.take(width)?).ok();
    let (front, side, back) = (count(4)?, count(4)?, count(4)?);
    let (low, data, coupling) = (count(2)?, count(3)?, count(4)?);
    // The mixdown elements and the matrix, each after a flag.
    for width in [4, 4, 3] {
        if bits.bit()? {
            bits.skip(width)?;
        }
    }
    for (elements, width) in [(front, 5), (side, 5), (back, 5), (low, 4), (data, 4), (coupling, 5)] {
        bits.skip(elements.checked_mul(width)?)?;
    }
    anew.clear(bits.align()?, CodedElement::ProgramComment);
    let len = usize::try_from(bits.take(8)?).ok()?;
    let comment = bits.skip(len.checked_mul(8)?)?;
    let says = text(&bits.bytes(comment.clone())).map(|text| (CodedElement::ProgramComment, Value::Text(text)));
    anew.clear_what_says(comment, CodedElement::ProgramComment, says.into_iter().collect());
    Some(())
}
