//! How samples of everything that is said are made, for the tests of every language.

/// None, one, a few, and enough for digit grouping.
pub const COUNTS: [u64; 4] = [0, 1, 2, 10_851];

/// A sample of each variant. Leaving one out does not compile.
#[macro_export]
macro_rules! each {
    ($of:ident { $($variant:ident $(($($value:expr),+))? $({ $($field:ident: $given:expr),+ $(,)? })?),+ $(,)? }) => {{
        const fn is_known(of: &$of) {
            match of {
                $($of::$variant { .. })|+ => {}
            }
        }
        let samples = vec![$($of::$variant $(($($value),+))? $({ $($field: $given),+ })?),+];
        samples.iter().for_each(is_known);
        samples
    }};
}
