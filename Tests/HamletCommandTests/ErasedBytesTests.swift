import Foundation
import NIOHTTP1
import Testing

/// Comments with everything that a client may send, and what is left of them in the files when they are forgotten.
@Suite(.timeLimit(.minutes(5)))
struct ErasedBytesTests {
    /// A way in which a comment reaches the service.
    enum Arrival: CaseIterable {
        case native, akismet
    }

    /// A way in which a comment is forgotten.
    enum Forgetting: CaseIterable {
        case byID, byErasure, byCommand
    }

    /// A word that stands in every text field, with the field's name before it; nothing else in the files has it.
    private static let word = "quetzalquartz"
    private static let email = "author_email.\(word)@mail.example"
    private static let date = "1987-05-04T03:02:01Z"
    private static let ip = "203.0.113.87"
    private static let seconds = 86_123.4375

    /// The native fields; `site` stays, for it is the operator's.
    private static let native: [String: String] = {
        let names = [
            "content", "author", "author_url", "user_agent", "referrer", "permalink", "type", "language", "context",
            "honeypot", "role", "signals",
        ]
        var fields = Dictionary(uniqueKeysWithValues: names.map { ($0, "\($0) \(word) http://\(word)-\($0).example/") })
        fields["author_email"] = email
        fields["author_ip"] = ip
        fields["date"] = date
        fields["site"] = "blog.example"
        return fields
    }()

    /// The fields of the Akismet protocol, with some that are looked at and not kept.
    private static let akismet: [String: String] = {
        let names = [
            "comment_content", "comment_author", "comment_author_url", "user_agent", "referrer", "permalink",
            "comment_type", "comment_context[]", "user_role", "hp", "HTTP_REFERER", "POST_comment", "recheck_reason",
            "comment_post_modified_gmt",
        ]
        var fields = Dictionary(uniqueKeysWithValues: names.map { ($0, "\($0) \(word) http://\(word).example/") })
        fields["comment_author_email"] = email
        fields["user_ip"] = ip
        fields["comment_date_gmt"] = date
        fields["blog_lang"] = "x-\(word)"
        fields["honeypot_field_name"] = "hp"
        fields["blog"] = "https://blog.example"
        fields["api_key"] = "00aa11bb22cc"
        return fields
    }()

    /// The files of the working folder in which something of a comment stands, with what it is.
    private func traces(_ hamlet: Hamlet) throws -> Set<String> {
        let number = Data((0..<8).map { UInt8(truncatingIfNeeded: Self.seconds.bitPattern >> (56 - 8 * $0)) })
        let marks = [Self.word, Self.date, Self.ip].map { ($0, Data($0.utf8)) } + [("seconds", number)]
        var found: Set<String> = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: hamlet.folder.path) {
            let path = hamlet.folder.appending(path: name)
            // A file of the running service may be gone by now.
            guard let bytes = try? Data(contentsOf: path) else { continue }
            let lowercase = Data(bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
            for (what, mark) in marks where bytes.firstRange(of: mark) != nil || lowercase.firstRange(of: mark) != nil {
                found.insert("\(what) in \(name)")
            }
        }
        return found
    }

    /// Sends the comment, has it marked, marked otherwise and judged again with its reasons; returns its id.
    private func teach(_ arrival: Arrival, _ daemon: Daemon) async throws -> String {
        switch arrival {
        case .native:
            let fields = Self.native.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
            let body = "{\(fields.joined(separator: ", ")), \"seconds_to_submit\": \(Self.seconds)}"
            let headers: HTTPHeaders = ["idempotency-key": "once"]
            let judged = try await daemon.request(.POST, "/v1/comments?explain=true", body, headers: headers)
            #expect(judged.status == 200)
        case .akismet:
            for call in ["comment-check", "submit-spam", "submit-ham"] {
                let form = Self.akismet.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }
                let headers: HTTPHeaders = ["content-type": "application/x-www-form-urlencoded"]
                let body = form.joined(separator: "&")
                #expect(try await daemon.request(.POST, "/1.1/\(call)", body, headers: headers).status == 200)
            }
        }
        let page = try await daemon.request(.GET, "/v1/comments?limit=1").json
        let id = try #require(page["comments"]?.array?.first?["id"]?.string, "\(page)")
        for label in ["ham", "spam"] {
            let body = #"{"label": "\#(label)"}"#
            #expect(try await daemon.request(.PUT, "/v1/comments/\(id)/label", body).status == 200)
        }
        #expect(try await daemon.request(.GET, "/v1/comments/\(id)").status == 200)
        #expect(try await daemon.request(.POST, "/v1/model/retrain?force=true").status == 200)
        return id
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Forgets the comment; whether everything that was deleted has been overwritten.
    private func forget(_ id: String, _ forgetting: Forgetting, _ hamlet: Hamlet, _ daemon: Daemon) async throws -> Bool
    {
        let receipt: JSONValue
        switch forgetting {
        case .byID: receipt = try await daemon.request(.DELETE, "/v1/comments/\(id)").json
        case .byErasure:
            receipt = try await daemon.request(.POST, "/v1/erasures", #"{"author_email": "\#(Self.email)"}"#).json
        case .byCommand:
            let outcome = try await hamlet.run("forget", "--email", Self.email, "--json", "--starter-folder", "none")
            #expect(outcome.code == 0, "\(outcome.errors)")
            receipt = try JSONValue(outcome.output)
        }
        #expect(receipt["comments"] == .number(1), "\(receipt)")
        #expect(receipt["labels"] == .number(1))
        return receipt["overwritten"] == .bool(true)
    }

    @Test(arguments: Arrival.allCases, Forgetting.allCases)
    func `no byte of any field is left in any file`(arrival: Arrival, forgetting: Forgetting) async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving(["--starter-folder", "none"]) { daemon in
                for number in 0..<40 {
                    let text = "\(SampleData.texts[number % 12]) \(number)"
                    let comment = #"{"content": "\#(text)", "site": "blog.example"}"#
                    let body = #"{"comment": \#(comment), "label": "\#(number % 12 < 6 ? "spam" : "ham")"}"#
                    #expect(try await daemon.request(.POST, "/v1/labels", body).status == 200)
                }
                let id = try await teach(arrival, daemon)
                let kept = try traces(hamlet)
                for what in [Self.word, Self.date, Self.ip] + (arrival == .native ? ["seconds"] : []) {
                    #expect(kept.contains { $0.hasPrefix(what) }, "\(what) is not found where it must stand")
                }
                // A look of the daemon at the log at the wrong moment keeps the command from writing the file anew.
                if try await !forget(id, forgetting, hamlet, daemon) {
                    let again = try await daemon.request(.POST, "/v1/erasures", #"{"author_email": "nobody"}"#).json
                    #expect(again["overwritten"] == .bool(true))
                }
                #expect(try traces(hamlet) == [])
            }
            #expect(try traces(hamlet) == [])
        }
    }

    @Test(arguments: ["", "?explain=true"])
    func `a dry run leaves no byte of any field, though it may be sent again`(query: String) async throws {
        try await withHamlet { hamlet in
            try await hamlet.serving(["--starter-folder", "none"]) { daemon in
                let fields = Self.native.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
                let more = #""seconds_to_submit": \#(Self.seconds), "dry_run": true"#
                let body = "{\(fields.joined(separator: ", ")), \(more)}"
                for _ in 0..<2 {
                    let headers: HTTPHeaders = ["idempotency-key": "once"]
                    let judged = try await daemon.request(.POST, "/v1/comments\(query)", body, headers: headers)
                    #expect(judged.status == 200)
                    #expect(judged.json["id"] == nil)
                }
                #expect(try traces(hamlet) == [])
            }
            #expect(try traces(hamlet) == [])
        }
    }
}
