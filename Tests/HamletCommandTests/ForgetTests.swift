import NIOHTTP1
import Testing

/// Several people on two sites, and who of them is forgotten by which options.
struct ForgetTests {
    /// A marked comment of a person on a site.
    private struct Post {
        let text: String
        let site: String
        let person: Person
        let isSpam: Bool
    }

    private struct Person {
        let name: String
        let email: String
        let ip: String
        let url: String

        var fields: String {
            #""author": "\#(name)", "author_email": "\#(email)", "author_ip": "\#(ip)", "author_url": "\#(url)""#
        }
    }

    // Each field is shared by other two people, so that a field which is mistaken for another one finds others.
    private static let ann = Person(name: "Ann", email: "a@x.example", ip: "192.0.2.1", url: "http://a.example/")
    private static let bob = Person(name: "Bob", email: "b@x.example", ip: "192.0.2.1", url: "http://b.example/")
    private static let cleo = Person(name: "Ann", email: "c@x.example", ip: "192.0.2.3", url: "http://b.example/")
    private static let dora = Person(name: "Dora", email: "b@x.example", ip: "192.0.2.4", url: "http://d.example/")

    private static let posts = [
        Post(text: "ann one", site: "one.example", person: ann, isSpam: true),
        Post(text: "ann two", site: "two.example", person: ann, isSpam: false),
        Post(text: "bob one", site: "one.example", person: bob, isSpam: true),
        Post(text: "cleo two", site: "two.example", person: cleo, isSpam: false),
        Post(text: "dora one", site: "one.example", person: dora, isSpam: false),
        Post(text: "dora two", site: "two.example", person: dora, isSpam: true),
    ]

    /// Teaches all posts over HTTP, which takes every field, and runs the rest without the service.
    private func withPosts(_ body: (Hamlet, _ ids: [String: String]) async throws -> Void) async throws {
        try await withHamlet { hamlet in
            let ids = try await hamlet.serving { daemon in
                var ids: [String: String] = [:]
                for post in Self.posts {
                    let comment = #"{"content": "\#(post.text)", "site": "\#(post.site)", \#(post.person.fields)}"#
                    let id = try await daemon.request(.POST, "/v1/comments", comment).json["id"]?.string ?? ""
                    let label = #"{"label": "\#(post.isSpam ? "spam" : "ham")"}"#
                    #expect(try await daemon.request(.PUT, "/v1/comments/\(id)/label", label).status == 200)
                    ids[post.text] = id
                }
                return ids
            }.value
            try await body(hamlet, ids)
        }
    }

    /// The texts that the database holds.
    private func texts(_ hamlet: Hamlet) async throws -> Set<String> {
        let lines = try await hamlet.run("export", "-").lines.compactMap { try JSONValue($0)["content"]?.string }
        return Set(lines)
    }

    private static let all = Set(posts.map(\.text))

    @Test(arguments: [
        (["--email", "b@x.example"], ["bob one", "dora one", "dora two"]),
        (["--email", "B@X.Example"], ["bob one", "dora one", "dora two"]),
        (["--ip", "192.0.2.1"], ["ann one", "ann two", "bob one"]),
        (["--url", "http://b.example/"], ["bob one", "cleo two"]),
        (["--author", "ann"], ["ann one", "ann two", "cleo two"]),
        (["--author", "Ann", "--site", "two.example"], ["ann two", "cleo two"]),
        (["--email", "b@x.example", "--site", "one.example"], ["bob one", "dora one"]),
        (["--author", "Ann", "--ip", "192.0.2.1"], ["ann one", "ann two"]),
        (["--ip", "192.0.2.1", "--email", "b@x.example"], ["bob one"]),
        (["--url", "http://b.example/", "--author", "Ann", "--email", "c@x.example"], ["cleo two"]),
        (["--author", "Ann", "--ip", "192.0.2.4"], []),
        (["--email", "Ann"], []),
        (["--author", "Bob", "--site", "nowhere.example"], []),
    ])
    func `the comments that all options name go, and no others`(options: [String], gone: [String]) async throws {
        try await withPosts { hamlet, _ in
            let labels = Self.posts.count { gone.contains($0.text) }
            let dry = try await hamlet.run(["forget", "--dry-run"] + options)
            #expect(dry.code == 0)
            #expect(dry.output == "\(gone.count) comments would be forgotten, \(labels) of them labelled.\n")
            #expect(try await texts(hamlet) == Self.all)
            let outcome = try await hamlet.run(["forget"] + options)
            #expect(outcome.code == 0)
            #expect(outcome.lines.first == "Forgot \(gone.count) comments, \(labels) of them labelled (receipt 1).")
            #expect(try await texts(hamlet) == Self.all.subtracting(gone))
        }
    }

    @Test func `ids are forgotten one by one, and only where they are on the site that is named`() async throws {
        try await withPosts { hamlet, ids in
            let two = ["--id", ids["ann two"] ?? "", "--id", ids["bob one"] ?? ""]
            let onSite = try await hamlet.run(["forget"] + two + ["--site", "two.example"])
            #expect(onSite.lines.first == "Forgot 1 comments, 1 of them labelled (receipt 1).")
            #expect(try await texts(hamlet) == Self.all.subtracting(["ann two"]))
            let both = try await hamlet.run(["forget"] + two)
            #expect(both.lines.first == "Forgot 1 comments, 1 of them labelled (receipt 2).")
            #expect(try await texts(hamlet) == Self.all.subtracting(["ann two", "bob one"]))
            let again = try await hamlet.run(["forget"] + two)
            #expect(again.code == 0)
            #expect(again.lines.first == "Forgot 0 comments, 0 of them labelled (receipt 3).")
        }
    }

    @Test func `a receipt in JSON names the model before and after, and a dry run has neither`() async throws {
        try await withPosts { hamlet, _ in
            let dry = try JSONValue(try await hamlet.run("forget", "--author", "Bob", "--dry-run", "--json").output)
            #expect(dry.keys == ["comments", "labels", "dry_run"])
            #expect(dry["comments"] == .number(1))
            #expect(dry["labels"] == .number(1))
            #expect(dry["dry_run"] == .bool(true))
            let before = try JSONValue(try await hamlet.run("stats", "--json").output)["revision"]?.number
            #expect(before == 6)
            let receipt = try JSONValue(try await hamlet.run("forget", "--author", "Bob", "--json").output)
            #expect(
                receipt.keys == [
                    "id", "erased_at", "comments", "labels", "revision", "digest_before", "digest_after", "overwritten",
                ]
            )
            #expect(receipt["comments"] == .number(1))
            #expect(receipt["overwritten"] == .bool(true))
            #expect(receipt["revision"] == .number(7))
            #expect(receipt["digest_before"]?.string?.count == 16)
            #expect(receipt["digest_after"]?.string?.count == 16)
            #expect(receipt["digest_before"] != receipt["digest_after"])
            let nobody = try await hamlet.run("forget", "--author", "Nobody")
            let digest = receipt["digest_after"]?.string ?? ""
            #expect(nobody.lines.last == "Model before: \(digest), afterwards: \(digest).")
        }
    }

    @Test(arguments: [
        ["forget"], ["forget", "--site", "one.example"], ["forget", "--email", ""], ["forget", "--dry-run"],
    ])
    func `nothing is forgotten where nobody is named`(command: [String]) async throws {
        try await withHamlet { hamlet in
            _ = try await hamlet.run("mark", "spam", "--content", "stays")
            let outcome = try await hamlet.run(command)
            #expect(outcome.code == 64)
            #expect(outcome.errors.contains("Say what to forget: --id, --email, --ip, --url or --author."))
            #expect(try await texts(hamlet) == ["stays"])
        }
    }

    @Test func `what is no id, and a database that is not there, are errors for people`() async throws {
        try await withHamlet { hamlet in
            let missing = try await hamlet.run("forget", "--author", "Ann")
            #expect(missing.code == 66)
            #expect(missing.errors.contains("There is no database"))
            #expect(!hamlet.has("hamlet.sqlite"))
            _ = try await hamlet.run("mark", "spam", "--content", "stays")
            let outcome = try await hamlet.run("forget", "--author", "Ann", "--id", "17")
            #expect(outcome.code == 66)
            #expect(outcome.errors == "hamlet: “17” is not the id of a comment.\n")
            let unknown = try await hamlet.run("forget", "--id", "0123456789abcdefghjkmnpqrs")
            #expect(unknown.code == 0)
            #expect(unknown.lines.first == "Forgot 0 comments, 0 of them labelled (receipt 1).")
            #expect(try await texts(hamlet) == ["stays"])
        }
    }
}
