import Testing

@testable import SpamFilterService

struct InternetAddressTests {
    @Test(arguments: [
        // This machine, private networks, links, providers' shared space.
        "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.0.1",
        "192.168.255.255",
        // Documentation, benchmarks, relays, multicast, reserved, broadcast.
        "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "198.19.255.255", "192.88.99.1", "192.31.196.1",
        "192.52.193.1", "192.175.48.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        // Version 6: unspecified, loopback, unique local, link-local, site-local, multicast, discard, documentation.
        "::", "::1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "100::1", "2001:db8::1",
        "3fff::1", "5f00::1",
        // Version 4 inside: mapped, compatible, translated, NAT64, local NAT64, Teredo, 6to4, ORCHID.
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "2001:0:7f00:1::", "2002:7f00:1::", "2002:808:808::1", "2001:10::1",
        "2001:20::1", "2620:4f:8000::1", "4000::1", "e000::1",
    ])
    func `an address that only some can reach is not public`(text: String) throws {
        #expect(try !#require(InternetAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888",
        "2003::1", "2a00:1450:4001::1", "2620:4f:8001::1", "3ffe::1",
    ])
    func `an address of the public network is`(text: String) throws {
        #expect(try #require(InternetAddress(text)).isPublic)
    }

    @Test(arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "2130706433", "0x7f.0.0.1", "::g", "1.2.3.4:80"])
    func `what is no address in figures is none`(text: String) {
        #expect(InternetAddress(text) == nil)
    }
}
