import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SitesTests {
    @Test func `a webhook is registered, listed without its secret, renewed and removed`() async throws {
        try await withHamlet { hamlet in
            let arguments = ["sites", "webhook", "https://Blog.example/hook", "--site", "blog.example"]
            let created = try await hamlet.run(arguments)
            #expect(created.code == 0, "\(created.errors)")
            #expect(created.output.hasPrefix("whsec_"))
            #expect(created.lines.count == 1)
            #expect(created.errors.contains("blog.example  signed  https://blog.example/hook  0 waiting  0 delivered"))
            #expect(created.errors.contains("The secret is shown this once"))
            let listed = try await hamlet.run("sites")
            #expect(listed.output.contains("(default)  is not told"))
            #expect(listed.output.contains("blog.example  signed  https://blog.example/hook"))
            #expect(!listed.output.contains("whsec_"))
            let renewed = try await hamlet.run("sites", "rotate", "--site", "blog.example", "--json")
            let secret = try JSONValue(renewed.output)["secret"]?.string
            #expect(secret?.hasPrefix("whsec_") == true)
            #expect(secret.map { created.output.hasPrefix($0) } == false)
            let removed = try await hamlet.run("sites", "remove", "--site", "blog.example")
            #expect(removed.output == "blog.example is not told any more.\n")
            let rows = try await hamlet.run("sites", "list", "--json").lines.map { try JSONValue($0) }
            #expect(rows.allSatisfy { $0["webhook"] == nil })
            let again = try await hamlet.run("sites", "remove", "--site", "blog.example")
            #expect(again.code == 66)
            #expect(again.errors.contains("The site “blog.example” has no webhook"))
            let audit = try await hamlet.run("audit").output
            #expect(audit.contains("webhook registered: site blog.example, signed, blog.example"))
            #expect(audit.contains("webhook secret renewed"))
            #expect(audit.contains("webhook removed"))
        }
    }

    @Test func `a site of the Akismet protocol needs no address, and has no secret`() async throws {
        try await withHamlet { hamlet in
            let created = try await hamlet.run("sites", "webhook", "--akismet", "--site", "https://Blog.example/news/")
            #expect(created.code == 0, "\(created.errors)")
            #expect(created.output.isEmpty)
            #expect(created.errors.contains("blog.example/news  akismet  blog.example, no address named yet"))
            let tried = try await hamlet.run("sites", "test", "--site", "blog.example/news")
            #expect(tried.code == 64)
        }
    }

    @Test(arguments: [
        ["https://user@blog.example/"], ["ftp://blog.example/"], ["blog.example"], [], ["--akismet"],
        ["https://blog.example/", "--akismet", "--site", "blog.example"], ["--akismet", "--site", "<>"],
    ])
    func `what is no address of a receiver is refused`(arguments: [String]) async throws {
        try await withHamlet { hamlet in
            let outcome = try await hamlet.run(["sites", "webhook"] + arguments)
            #expect(outcome.code == 64)
            #expect(!outcome.errors.isEmpty)
        }
    }

    @Test func `a trial says why a receiver cannot be told`() async throws {
        try await withHamlet { hamlet in
            _ = try await hamlet.run("sites", "webhook", "http://127.0.0.1:1/hook")
            let refused = try await hamlet.run("sites", "test")
            #expect(refused.code == 69)
            #expect(refused.errors.contains("127.0.0.1, which is not one of the public network"))
            _ = try await hamlet.run("sites", "webhook", "http://127.0.0.1:1/hook", "--allow-private")
            let unreachable = try await hamlet.run("sites", "test")
            #expect(unreachable.code == 69)
            #expect(unreachable.errors.contains("the host cannot be reached"))
            #expect(try await hamlet.run("sites", "test", "--site", "nowhere").code == 66)
        }
    }
}
