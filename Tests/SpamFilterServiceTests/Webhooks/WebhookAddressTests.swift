import Testing

@testable import SpamFilterService

struct WebhookAddressTests {
    @Test(arguments: [
        ("https://blog.example/hook", "https://blog.example/hook", "blog.example", 443),
        ("HTTP://Blog.Example", "http://blog.example/", "blog.example", 80),
        ("https://blog.example:443/a?b=c", "https://blog.example/a?b=c", "blog.example", 443),
        ("http://blog.example:8080/", "http://blog.example:8080/", "blog.example:8080", 8080),
        ("http://127.0.0.1:99/x", "http://127.0.0.1:99/x", "127.0.0.1:99", 99),
        ("http://[2001:DB8::1]/x", "http://[2001:db8::1]/x", "[2001:db8::1]", 80),
    ])
    func `an address has one spelling`(text: String, url: String, authority: String, port: Int) throws {
        let address = try #require(WebhookAddress(text))
        #expect(address.url == url)
        #expect(address.authority == authority)
        #expect(address.port == port)
        #expect(WebhookAddress(address.url) == address)
    }

    @Test(arguments: [
        "", "blog.example/hook", "ftp://blog.example/", "https:///hook", "https://", "https://user@blog.example/",
        "https://user:pw@blog.example/", "https://blog.example/#part", "https://blog.example:0/",
        "https://blog.example:70000/", "https://blög.example/", "https://blog.example/ä", "https://blog .example/",
        "https://blog.example\n/", "https://[::1/", "https://[fe80::1%25eth0]/", "https://bl%6fg.example/",
        "https://blog.example\\@evil.example/", "javascript:alert(1)", "file:///etc/passwd",
        "https://blog.example/" + String(repeating: "x", count: 2_048),
    ])
    func `anything else is refused`(text: String) {
        #expect(WebhookAddress(text) == nil)
    }

    @Test(arguments: [
        ("https://blog.example/wp-json/akismet/v1/webhook", "blog.example", true),
        ("http://blog.example/index.php?rest_route=/akismet/v1/webhook", "blog.example/news", true),
        ("http://blog.example:8080/hook", "blog.example:8080", true),
        ("http://blog.example:6379/", "blog.example", false),
        ("http://blog.example.evil.example/", "blog.example", false), ("http://evil.example/", "blog.example", false),
        ("http://169.254.169.254/latest/", "blog.example", false),
        ("http://blog.example@evil.example/", "blog.example", false),
    ])
    func `a callback is remembered only if it lies at the site's own host`(url: String, site: String, isKept: Bool) {
        let keyring = AkismetKeyring()
        keyring.remember("0123456789ab", callback: url, ofSite: site)
        #expect((keyring.callback(ofSite: site) != nil) == isKept)
        #expect(keyring.key(ofSite: site) == "0123456789ab")
        #expect(keyring.key(ofSite: "other.example") == nil)
    }
}
