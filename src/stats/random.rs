//! Chance that is the same on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom Number Generators"): the same numbers from the
/// same seed, wherever it runs. For resampling and simulated cohorts, never for secrets.
#[derive(Debug, Clone)]
pub(crate) struct SplitMix64(u64);

impl SplitMix64 {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the places of a slice that holds `count`, each as likely as the others; 0 where it holds none.
    ///
    /// Lemire 2019, "Fast Random Integer Generation in an Interval": the few numbers that would favour a place are drawn
    /// again.
    pub(crate) fn place(&mut self, count: usize) -> usize {
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

    #[cfg(any(test, feature = "pool"))]
    /// A number from 0 to below 1, of the 2^53 that are evenly apart.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    #[cfg(any(test, feature = "pool"))]
    /// Two numbers of the normal distribution with mean 0 and variance 1 that know nothing of each other (Box and Muller
    /// 1958).
    pub(crate) fn normals(&mut self) -> (f64, f64) {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * self.share()).sin_cos();
        (radius * cosine, radius * sine)
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

    #[test]
    fn normal_numbers_have_the_shares_of_the_distribution() {
        // of 100,000, 68.27% lie within one deviation and 95.45% within two; five standard errors are 0.74% and 0.33%
        let mut random = SplitMix64::new(3);
        let numbers: Vec<f64> = (0..50_000).flat_map(|_| <[f64; 2]>::from(random.normals())).collect();
        let share = |within: f64| numbers.iter().filter(|z| z.abs() < within).count() as f64 / 100_000.0;
        assert!((share(1.0) - 0.6827).abs() < 0.0074, "{}", share(1.0));
        assert!((share(2.0) - 0.9545).abs() < 0.0033, "{}", share(2.0));
        let mean = numbers.iter().sum::<f64>() / 100_000.0;
        assert!(mean.abs() < 0.016, "{mean}");
        let together: f64 = numbers.chunks(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / 50_000.0;
        assert!(together.abs() < 0.023, "{together}");
    }
}
