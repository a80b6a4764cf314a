//! The pseudonym of a SOC: HMAC-SHA256 of its id under the salt of the house.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// 64 hexadecimal digits; the same for the same id and salt, and of no use to anybody without the salt.
#[must_use]
pub fn pseudonym(salt: &[u8], id: &str) -> String {
    hex(salt, id.as_bytes())
}

/// What tells one salt from another without giving it away: 16 hexadecimal digits.
#[must_use]
pub fn fingerprint(salt: &[u8]) -> String {
    // no id holds a zero byte, so this is nobody's pseudonym
    let mut all = hex(salt, b"socmark/pool/1\0salt");
    all.truncate(16);
    all
}

fn hex(salt: &[u8], message: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_the_published_function() {
        // RFC 4231, test case 2
        assert_eq!(
            pseudonym(b"Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_ne!(fingerprint(b"one salt"), fingerprint(b"another"));
        assert_eq!(fingerprint(b"one salt").len(), 16);
    }
}
