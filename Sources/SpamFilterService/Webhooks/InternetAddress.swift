import NIOCore

/// An address of the Internet Protocol, version 4 or 6, by its bytes.
struct InternetAddress: Hashable, Sendable {
    /// 4 or 16 bytes, the highest first.
    let bytes: [UInt8]

    /// The address of a socket; `nil` for one in the file system.
    init?(_ address: SocketAddress) {
        // Where `sockaddr_in` and `sockaddr_in6` have the address: behind family and port, and a flow label.
        let place: Swift.Range<Int>
        switch address {
        case .v4: place = 4..<8
        case .v6: place = 8..<24
        case .unixDomainSocket: return nil
        }
        bytes = unsafe address.withSockAddr { socket, size in
            unsafe Array(UnsafeRawBufferPointer(start: socket, count: size)[place])
        }
    }

    /// Reads an address in figures; `nil` for anything else.
    init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }

    /// Whether the address is one of the public network, where anybody's server may stand.
    ///
    /// Everything else is refused, as the registries of IANA for special purposes have it: this machine, private networks,
    /// links, multicast, the shared space of providers, documentation, benchmarks, and the forms of version 6 that carry an
    /// address of version 4 inside (mapped, compatible, 6to4, Teredo, NAT64), behind which any of those may hide.
    var isPublic: Bool {
        bytes.count == 4
            ? !Self.special4.contains { $0.contains(bytes) }
            : Self.global6.contains(bytes) && !Self.special6.contains { $0.contains(bytes) }
    }

    /// The addresses whose first bits are those of a prefix.
    struct Range: Hashable, Sendable {
        let prefix: [UInt8]
        let bits: Int

        init(_ prefix: [UInt8], _ bits: Int) {
            self.prefix = prefix
            self.bits = bits
        }

        func contains(_ bytes: [UInt8]) -> Bool {
            for place in 0..<(bits + 7) / 8 {
                let kept = min(8, bits - 8 * place)
                let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
                guard bytes[place] & mask == prefix[place] & mask else { return false }
            }
            return true
        }
    }

    /// IANA IPv4 Special-Purpose Address Registry, and the classes D and E.
    private static let special4 = [
        Range([0], 8), Range([10], 8), Range([100, 64], 10), Range([127], 8), Range([169, 254], 16),
        Range([172, 16], 12), Range([192, 0, 0], 24), Range([192, 0, 2], 24), Range([192, 31, 196], 24),
        Range([192, 52, 193], 24), Range([192, 88, 99], 24), Range([192, 168], 16), Range([192, 175, 48], 24),
        Range([198, 18], 15), Range([198, 51, 100], 24), Range([203, 0, 113], 24), Range([224], 4), Range([240], 4),
    ]

    /// What of version 6 is given out to networks that everybody reaches (RFC 4291).
    private static let global6 = Range([0x20], 3)

    /// IANA IPv6 Special-Purpose Address Registry, as far as it lies in ``global6``.
    private static let special6 = [
        Range([0x20, 0x01, 0x00], 23), Range([0x20, 0x01, 0x0D, 0xB8], 32), Range([0x20, 0x02], 16),
        Range([0x26, 0x20, 0x00, 0x4F, 0x80, 0x00], 48), Range([0x3F, 0xFF, 0x00], 20),
    ]
}
