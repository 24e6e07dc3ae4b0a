import AsyncHTTPClient
import Foundation
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(5)))
struct KeysTests {
    @Test func `a key is shown once, listed without its secret, and revoked`() async throws {
        try await withHamlet { hamlet in
            let arguments = ["keys", "create", "--role", "moderate", "--site", "a.example", "--name", "desk"]
            let created = try await hamlet.run(arguments)
            #expect(created.code == 0, "\(created.errors)")
            #expect(created.output.hasPrefix("hml_"))
            #expect(created.lines.count == 1)
            #expect(created.errors.contains("1  bearer  moderate  site a.example  “desk”"))
            let akismet = try await hamlet.run("keys", "create", "--role", "check", "--akismet", "--json")
            #expect(try JSONValue(akismet.output)["key"]?.string?.count == 12)
            let listed = try await hamlet.run("keys")
            #expect(listed.lines.count == 2)
            #expect(!listed.output.contains("hml_"))
            let revoked = try await hamlet.run("keys", "revoke", "1")
            #expect(revoked.output.contains("revoked"))
            let rows = try await hamlet.run("keys", "list", "--json").lines.map { try JSONValue($0) }
            #expect(rows.map { $0["revoked_at"] != nil } == [true, false])
            #expect(try await hamlet.run("keys", "revoke", "9").code == 66)
            #expect(try await hamlet.run("keys", "create", "--role", "king").code == 64)
            #expect(try await hamlet.run("keys", "create", "--role", "admin", "--name", "").code == 64)
            for site in ["not a site", "", "https://"] {
                let refused = try await hamlet.run("keys", "create", "--akismet", "--site", site)
                #expect(refused.code == 64)
                #expect(refused.errors.contains("“\(site)” is not the address of a site"))
            }
            #expect(try await hamlet.run("keys").lines.count == 2)
        }
    }

    @Test func `a running service knows new and revoked keys at once`() async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving { daemon in
                #expect(daemon.firstLine.contains("no key was created yet"))
                #expect(try await daemon.request(.GET, "/v1/model").status == 200)
                let key = try await hamlet.run("keys", "create", "--role", "check").lines.first ?? ""
                #expect(try await daemon.request(.GET, "/v1/model").status == 401)
                #expect(try await daemon.request(.GET, "/v1/model", key: key).status == 200)
                #expect(try await daemon.request(.GET, "/v1/comments/x", key: key).status == 403)
                _ = try await hamlet.run("keys", "revoke", "1")
                #expect(try await daemon.request(.GET, "/v1/model", key: key).status == 401)
                #expect(try await daemon.request(.GET, "/readyz").status == 200)
            }
        }
    }

    @Test func `without a good key it does not listen where others reach it`() async throws {
        try await withHamlet { hamlet in
            let key = try await hamlet.run("keys", "create", "--role", "check").lines.first ?? ""
            try await hamlet.serving(["--host", "localhost"]) { daemon async throws in
                #expect(!daemon.firstLine.contains("open"))
                #expect(try await daemon.request(.GET, "/v1/model").status == 401)
                #expect(try await daemon.request(.GET, "/v1/model", key: key).status == 200)
            }
            _ = try await hamlet.run("keys", "revoke", "1")
            let refused = try await hamlet.run("serve", "--port", "0", "--host", "0.0.0.0")
            #expect(refused.code == 78)
            #expect(refused.errors.contains("hamlet keys create --role admin"))
        }
    }
}
