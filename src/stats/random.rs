//! Chance that is the same on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators"): the same numbers from the
/// same seed, wherever it runs. For resampling, never for secrets.
#[derive(Debug, Clone)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the places of a slice that holds `count`, each as likely as the others; 0 where it holds none.
    ///
    /// Lemire 2019, "Fast Random Integer Generation in an Interval": the few numbers that would favour a place are drawn
    /// again.
    pub(super) fn place(&mut self, count: usize) -> usize {
        let count = count as u64;
        if count == 0 {
            return 0;
        }
        let uneven = count.wrapping_neg() % count;
        loop {
            let wide = u128::from(self.next()) * u128::from(count);
            if wide as u64 >= uneven {
                return (wide >> 64) as usize;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence() {
        // seed 1234567: first numbers as listed at Rosetta Code, "Pseudo-random numbers/Splitmix64"
        let mut random = SplitMix64::new(1_234_567);
        let found: Vec<u64> = (0..5).map(|_| random.next()).collect();
        assert_eq!(
            found,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821
            ]
        );
    }

    #[test]
    fn every_place_is_as_likely() {
        // 70,000 draws of 7: 10,000 each, standard deviation 92.6; five of them is far out
        let mut random = SplitMix64::new(7);
        let mut counts = [0_i32; 7];
        for _ in 0..70_000 {
            counts[random.place(7)] += 1;
        }
        assert!(counts.iter().all(|count| (count - 10_000).abs() < 463), "{counts:?}");
        assert_eq!((random.place(0), random.place(1)), (0, 0));
    }
}
