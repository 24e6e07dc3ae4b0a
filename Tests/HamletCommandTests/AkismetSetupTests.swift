import Foundation
import Testing

struct AkismetSetupTests {
    @Test(arguments: ["wordpress", "dns", "python", "node", "cedx", "php", "rakismet", "perl"])
    func `every recipe names the service that was given`(recipe: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", recipe, "--url", "http://filter.example:8711/")
            #expect((outcome.code, outcome.errors) == (0, ""))
            #expect(outcome.output.contains("filter.example"))
            #expect(!outcome.output.contains("filter.example:8711//"))
            #expect(!outcome.output.contains(/@[A-Z]+@/))
        }
    }

    @Test func `the plugin is written where it belongs, and nothing is overwritten`() async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", "wordpress", "--write", ".")
            #expect(outcome.code == 0)
            let file = hamlet.folder.appending(path: "hamlet-akismet.php")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("'HAMLET_URL', 'http://127.0.0.1:8711'"))
            let again = try await hamlet.run("akismet-setup", "wordpress", "--write", ".")
            #expect(again.code == 73)
            #expect(again.errors.contains("is already there"))
            #expect(try await hamlet.run("akismet-setup", "wordpress", "--write", "no/such/folder/x.php").code == 73)
        }
    }

    @Test(arguments: [
        ("wordpress", "mu-plugins", "mu-plugins/hamlet-akismet.php"), ("wordpress", "new/", "new/hamlet-akismet.php"),
        ("wordpress", "own.php", "own.php"), ("dns", "notes", "notes"), ("dns", "folder/", "folder/akismet-dns.txt"),
    ])
    func `a missing folder is made, a file stays a file`(recipe: String, path: String, file: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", recipe, "--write", path)
            #expect((outcome.code, outcome.errors) == (0, ""))
            #expect(outcome.output.hasSuffix("\(file).\n"))
            #expect(try String(contentsOf: hamlet.folder.appending(path: file), encoding: .utf8).isEmpty == false)
            #expect(try await hamlet.run("akismet-setup", recipe, "--write", path).code == 73)
        }
    }

    @Test func `an address cannot break out of the plugin's text`() async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", "wordpress", "--url", "http://a.example/'.x().'")
            #expect(outcome.output.contains(#"'http://a.example/\'.x().\''"#))
        }
    }

    @Test(arguments: ["filter.example", "ftp://filter.example", "", "http://"])
    func `what is no address of a service is refused`(url: String) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", "dns", "--url", url)
            #expect(outcome.code == 64)
        }
    }

    @Test(arguments: [
        ("node", "http://127.0.0.1:8711", "a name that leads to this service"),
        ("rakismet", "https://192.0.2.1", "a name that leads to this service"),
        ("perl", "http://[2001:db8::1]:8711", "a name that leads to this service"),
        ("perl", "https://filter.example", "begins with http://"),
        ("dns", "http://127.0.0.1:8711/hamlet", "leave the path out"),
        ("python", "http://filter.example/hamlet/", "leave the path out"),
        ("php", "http://filter.example/?a=b", "leave it out"), ("wordpress", "http://a@filter.example", "leave it out"),
        ("wordpress", "http://filter.example/#a", "leave it out"),
        ("cedx", "http://filter.example/a", "leave the path out"),
        ("wordpress", "https://rest.akismet.com", "the address of this service"),
        ("dns", "http://0123456789ab.Rest.Akismet.com/", "the address of this service"),
    ])
    func `an address that a client cannot use is refused with what works`(
        recipe: String,
        url: String,
        words: String
    ) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", recipe, "--url", url)
            #expect((outcome.code, outcome.output) == (64, ""))
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ("wordpress", "http://127.0.0.1:8711/hamlet/", "'http://127.0.0.1:8711/hamlet'"),
        ("dns", "http://[::1]:8711", "proxy_pass http://[::1]:8711;"),
        ("python", "http://127.0.0.1:8711/", #"httpx.URL("http://127.0.0.1:8711")"#),
        ("php", "http://127.0.0.1:8711", "'https://your-site.example', 'http://127.0.0.1:8711')"),
        ("node", "https://filter.example:8711", "protocol: 'https', host: 'filter.example:8711'"),
        ("perl", "http://filter.example:8711", "'filter.example:8711'"),
        ("rakismet", "http://filter.example:8711", "'filter.example'"),
    ])
    func `an address that a client can use stands in its recipe`(recipe: String, url: String, words: String)
        async throws
    {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run("akismet-setup", recipe, "--url", url)
            #expect((outcome.code, outcome.errors) == (0, ""))
            #expect(outcome.output.contains(words), "\(outcome.output)")
        }
    }

    @Test func `an Akismet key needs no role and is bound to the site that its clients name`() async throws {
        try await withHamlet { hamlet in
            let key = try await hamlet.run("keys", "create", "--akismet", "--site", "https://Blog.example/")
            #expect(key.output.wholeMatch(of: /[0-9a-f]{12}\n/) != nil)
            let listed = try await hamlet.run("keys", "list")
            #expect(listed.output.contains("akismet  moderate  site blog.example"))
            #expect(try await hamlet.run("keys", "create").code == 64)
        }
    }

    @Test(arguments: ["-1", "604801", "soon"])
    func `a time for rechecks that makes no sense is refused`(value: String) async throws {
        try await withHamlet { hamlet in
            let environment = ["HAMLET_AKISMET_RECHECK_AFTER": value]
            let outcome = try await hamlet.run("stats", environment: environment)
            #expect(outcome.code == 78)
        }
    }
}
