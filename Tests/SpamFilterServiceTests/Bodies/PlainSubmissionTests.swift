import Foundation
import NIOCore
import SpamClassifier
import Testing

@testable import SpamFilterService

struct PlainSubmissionTests {
    @Test(arguments: [
        #"{"content":"the old bridge"}"#,
        #"{"content": "a \"quoted\" \\ line\n", "author": null, "dry_run": true}"#,
        " {\t\"seconds_to_submit\" : -12.50 ,\r\n\"content\" : \"für Elise 🎹\" , \"author_email\":\"h@mail.example\"} ",
        #"{"content":"x","author":"","author_url":"http:\/\/a.example","author_ip":"::1","user_agent":"u","referrer":"r","#
            + #""permalink":"p","type":"t","date":"d","language":"l","site":"s","context":"c","honeypot":"h","#
            + #""seconds_to_submit":0,"role":"r","signals":"g","dry_run":false}"#,
    ])
    func `a plain body is read without the general decoder, and as by it`(body: String) throws {
        let plain = try #require(PlainSubmission.read(body.utf8))
        let general = try ByteBuffer(string: body).decodedInGeneral(as: SubmissionBody.self)
        #expect(try plain.comment.comment() == general.comment.comment())
        #expect(plain.isDryRun == general.isDryRun)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"content":""}"#, #"{"content":null}"#, #"{"content":3}"#, #"{"author":"a"}"#,
        #"{"content":"a"}x"#, #"{"content":"a",}"#, #"{"content":"a","content":"b"}"#, #"{"content":"a","more":1}"#,
        #"{"content":"a","seconds_to_submit":1e3}"#, #"{"content":"a","seconds_to_submit":01}"#,
        #"{"content":"a","seconds_to_submit":2000000000}"#, #"{"content":"a","dry_run":"yes"}"#,
        #"{"content":"\u0041"}"#, #"{"content":"a\"#, "{\"content\":\"a\nb\"}", "\u{FEFF}{\"content\":\"a\"}",
    ])
    func `what is not plain is left to the general decoder`(body: String) {
        #expect(PlainSubmission.read(body.utf8) == nil)
    }

    @Test func `bytes that are not UTF-8 are left to the general decoder`() {
        #expect(PlainSubmission.read(Array(#"{"content":"a"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)) == nil)
        #expect(PlainSubmission.read(Array(#"{"content":"\n"#.utf8) + [0xFF] + Array(#""}"#.utf8)) == nil)
    }

    /// 20,000 bodies put together at random, half of them damaged in a byte or two; the seed is fixed.
    @Test func `random bodies get the values, or the problem, that the general decoder gives them`() {
        var numbers = SeededGenerator(state: 1)
        var plainCount = 0
        for _ in 0..<20_000 {
            let body = RandomBody.bytes(using: &numbers)
            let buffer = ByteBuffer(bytes: body)
            let general = Outcome { try buffer.decodedInGeneral(as: SubmissionBody.self) }
            let outcome = Outcome { try buffer.decoded(as: SubmissionBody.self) }
            #expect(outcome == general, "\(String(decoding: body, as: UTF8.self))")
            if PlainSubmission.read(body) != nil { plainCount += 1 }
        }
        // Neither way is taken by too few to be worth the comparison.
        #expect((4_000...16_000).contains(plainCount))
    }
}

/// What reading a body comes to.
private enum Outcome: Equatable {
    case read(CommentFields, isDryRun: Bool)
    case problem(Problem)

    struct CommentFields: Equatable {
        var comment: SpamClassifier.Comment
        /// `==` of texts takes different scalars for the same.
        var scalars: [[UInt32]]
    }

    init(_ read: () throws -> SubmissionBody) {
        do {
            let body = try read()
            let comment = try body.comment.comment()
            let texts = [
                comment.content, comment.author, comment.authorURL, comment.userAgent, comment.context, comment.site,
                comment.signals,
            ]
            let scalars = texts.map { ($0 ?? "").unicodeScalars.map(\.value) }
            self = .read(CommentFields(comment: comment, scalars: scalars), isDryRun: body.isDryRun)
        } catch {
            self = .problem(Problem(error))
        }
    }
}

/// Bodies between plain and broken.
private enum RandomBody {
    private static let names = [
        "author", "author_email", "author_url", "author_ip", "user_agent", "referrer", "permalink", "type", "date",
        "language", "site", "context", "honeypot", "role", "signals", "seconds_to_submit", "dry_run", "unknown",
        "Author",
    ]
    private static let texts = [
        "", "a", "the old bridge", #"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u00e9"#, #"\ud83d\ude00"#, #"\ud83d"#, #"\x"#,
        "é", "😀",
        "\u{1}", "\u{7F}", "e\u{301}", "\u{FEFF}", "\u{0}",
    ]
    private static let numbers = [
        "0", "-0", "12", "3.25", "0.1", "-7.000", "1e3", "1E-2", "01", "1.", ".5", "-", "123456789012345",
        "1234567890.123456789",
        "1000000000", "1000000001", "1e400", "+1",
    ]
    private static let spaces = ["", "", "", " ", "\n", "\t\r"]

    static func bytes(using numbers: inout SeededGenerator) -> [UInt8] {
        var fields = ["\"content\":\(text(using: &numbers))"]
        for _ in 0..<Int.random(in: 0...4, using: &numbers) {
            let name = names.randomElement(using: &numbers) ?? ""
            let space = spaces.randomElement(using: &numbers) ?? ""
            fields.append("\"\(name)\"\(space):\(space)\(value(of: name, using: &numbers))")
        }
        fields.shuffle(using: &numbers)
        let space = spaces.randomElement(using: &numbers) ?? ""
        var bytes = Array("\(space){\(space)\(fields.joined(separator: "\(space),\(space)"))\(space)}\(space)".utf8)
        guard Bool.random(using: &numbers) else { return bytes }
        for _ in 0..<Int.random(in: 0...2, using: &numbers) {
            let place = Int.random(in: 0..<bytes.count, using: &numbers)
            bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        }
        return bytes
    }

    private static func text(using numbers: inout SeededGenerator) -> String {
        let parts = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
            Int.random(in: 0..<3, using: &numbers) > 0 ? "plain words" : texts.randomElement(using: &numbers) ?? ""
        }
        return "\"\(parts.joined())\""
    }

    /// Mostly of the kind that the field takes.
    private static func value(of name: String, using numbers: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<12, using: &numbers) {
        case 0: "null"
        case 1: ["true", "false", "tru", "{}", "[]", "\"a"].randomElement(using: &numbers) ?? ""
        case 2: self.numbers.randomElement(using: &numbers) ?? ""
        case _ where name == "seconds_to_submit": self.numbers.randomElement(using: &numbers) ?? ""
        case _ where name == "dry_run": Bool.random(using: &numbers) ? "true" : "false"
        default: text(using: &numbers)
        }
    }
}
