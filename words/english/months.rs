//! Names of months.

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Its name, by number, starting at 1.
pub fn month(month: i8) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn a_month_that_is_none_has_no_name() {
        assert_eq!([month(0), month(1), month(12), month(13), month(-1)], ["", "January", "December", "", ""]);
    }
}
