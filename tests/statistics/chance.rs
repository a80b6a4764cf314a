//! Seeded chance, and distributions whose shares are known exactly.

/// SplitMix64; the same numbers in every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Evenly in 0..1.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From the standard normal distribution (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (radius, angle) = (1.0 - self.share(), self.share());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    }
}

/// Values 0, 1, 2 and so on, each with its probability; without any, a continuous distribution.
#[derive(Debug, Clone)]
pub struct Population {
    pub name: &'static str,
    pub shares: Vec<f64>,
}

impl Population {
    /// A value with its true mid-rank: the share below and half of the share with the same value.
    pub fn draw(&self, chance: &mut Chance) -> (f64, f64) {
        let place = chance.share();
        if self.shares.is_empty() {
            return (place, place);
        }
        let mut below = 0.0;
        for (value, share) in self.shares.iter().enumerate() {
            if place < below + share || value + 1 == self.shares.len() {
                return (value as f64, below + share / 2.0);
            }
            below += share;
        }
        unreachable!("a population has a value")
    }
}

/// The distribution of the sum of so many independent answers with these shares.
pub fn sum_of(shares: &[f64], answers: usize) -> Vec<f64> {
    let mut sum = vec![1.0];
    for _ in 0..answers {
        let mut next = vec![0.0; sum.len() + shares.len() - 1];
        for (at, p) in sum.iter().enumerate() {
            for (level, share) in shares.iter().enumerate() {
                next[at + level] += p * share;
            }
        }
        sum = next;
    }
    sum
}
