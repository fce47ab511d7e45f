//! How likely something is by chance.

/// The probability that at least `k` of `n` things happen, if each happens with probability `p`.
pub(super) fn at_least(k: u32, n: u32, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    // The logarithm of the probability of exactly i, from i - 1 to i; sums of products are too small for numbers.
    let (mut exactly, mut sum) = (f64::from(n) * (1.0 - p).ln(), 0.0);
    for i in 1..=n {
        exactly += (f64::from(n.saturating_sub(i).saturating_add(1)) / f64::from(i)).ln() + (p / (1.0 - p)).ln();
        if i >= k {
            sum += exactly.exp();
        }
    }
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn coins_and_dice() {
        for (k, n, p, expected) in [
            (0, 5, 0.5, 1.0),
            (5, 5, 0.5, 1.0 / 32.0),
            (3, 5, 0.5, 0.5),
            (1, 10, 1.0 / 6.0, 0.838_494),
            (2, 2, 1.0 / 6.0, 1.0 / 36.0),
            (6, 5, 0.5, 0.0),
            // The sum of the exact fractions.
            (12, 24, 1.0 / 7.0, 3.614_7e-5),
            (5, 5, 1.0, 1.0),
        ] {
            let likely = at_least(k, n, p);
            assert!((likely - expected).abs() <= expected * 1e-2, "{k} of {n} by {p}: {likely}");
        }
        assert!(at_least(900, 3000, 0.2) < 1e-30, "and is no number that is none");
        assert!(at_least(900, 3000, 0.3) > 0.4);
    }
}
