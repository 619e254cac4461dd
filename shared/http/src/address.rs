//! Which addresses a request may go to that somebody else chose.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is one of the internet's: no loopback, private, link-local, shared,
/// multicast, documentation, benchmark or reserved one, and none that hides such a one.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(hidden) => is_public_v4(hidden),
            None => is_public_v6(address),
        },
    }
}

/// IANA's registry of special-purpose addresses, as ranges of a network and its length.
const SPECIAL_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Where clouds keep their metadata.
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
    ([255, 255, 255, 255], 32),
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let address = address.to_bits();
    !SPECIAL_V4.iter().any(|(network, length)| {
        let network = Ipv4Addr::from(*network).to_bits();
        (address ^ network) >> (32 - length) == 0
    })
}

/// Within `2000::/3`, the only part that is given out for the internet, these are not public.
const SPECIAL_V6: [([u16; 3], u32); 4] = [
    // Protocol assignments, Teredo among them, which hides another address.
    ([0x2001, 0, 0], 23),
    ([0x2001, 0x0db8, 0], 32),
    // 6to4 hides another address.
    ([0x2002, 0, 0], 16),
    ([0x3fff, 0, 0], 20),
];

fn is_public_v6(address: Ipv6Addr) -> bool {
    let address = address.to_bits();
    if address >> 125 != 0b001 {
        return false;
    }
    !SPECIAL_V6.iter().any(|([a, b, c], length)| {
        let network = Ipv6Addr::new(*a, *b, *c, 0, 0, 0, 0, 0).to_bits();
        (address ^ network) >> (128 - length) == 0
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_the_internets_is_refused() {
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    proptest! {
        #[test]
        fn hiding_an_address_in_another_opens_nothing(bits: u32) {
            let inner = Ipv4Addr::from_bits(bits);
            let mapped = IpAddr::V6(inner.to_ipv6_mapped());
            prop_assert_eq!(is_public(mapped), is_public(inner.into()));
            let [a, b, c, d] = inner.octets();
            let pair = |one, other| u16::from_be_bytes([one, other]);
            for hidden in [
                Ipv6Addr::new(0, 0, 0, 0, 0, 0, pair(a, b), pair(c, d)),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, pair(a, b), pair(c, d)),
                Ipv6Addr::new(0x2002, pair(a, b), pair(c, d), 0, 0, 0, 0, 1),
            ] {
                prop_assert!(!is_public(hidden.into()));
            }
        }

        #[test]
        fn what_the_standard_library_knows_to_be_special_is_refused(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            if address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation()
                || address.is_unspecified()
            {
                prop_assert!(!is_public(address.into()));
            }
        }
    }
}
