import Foundation
import SpamClassifier
import Testing
import Training

/// Files that somebody has damaged: no reader may crash, loop, or lose its place.
@Suite(.timeLimit(.minutes(5))) struct `Damaged files` {
    private static let mail = """
        From a@example.org Thu Jan  1 00:00:00 1970
        From: =?utf-8?q?J=C3=B6?= <j@example.org>
        Subject: =?koi8-r?B?8NI=?= and more
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/plain; charset=iso-8859-15
        Content-Transfer-Encoding: quoted-printable

        caf=E9 =
        bar
        --b
        Content-Type: text/html; charset=shift_jis
        Content-Transfer-Encoding: base64

        PGI+aGk8L2I+
        --b--

        From b@example.org Thu Jan  1 00:00:00 1970
        Subject: two

        >From here

        """

    private static let wxr = WXR.document(
        WXR.comment(1, "<![CDATA[one]]>", approved: "1", WXR.meta("akismet_user_result", "true")),
        WXR.comment(2, "two &amp; three", approved: "spam")
    )

    private static let disqus = DisqusExport.document(
        DisqusExport.post(1, "<p>one</p>"),
        DisqusExport.post(2, "two", spam: true)
    )

    private static let pieces: [[UInt8]] = [
        Array("<".utf8), Array(">".utf8), Array("<![CDATA[".utf8), Array("]]>".utf8), Array("<!--".utf8),
        Array("&".utf8),
        Array("</wp:comment>".utf8), Array("<wp:comment>".utf8), Array("<post>".utf8), Array("\"".utf8),
        Array("=".utf8),
        Array("\n\nFrom x Thu Jan  1 00:00 1970\n".utf8), Array("--b\n".utf8), Array("=?".utf8), Array("?=".utf8),
        Array("\r".utf8),
        [0],
        [0xFF], Array("<!DOCTYPE x [".utf8), Array(": ".utf8), Array("\n".utf8),
    ]

    private func damaged(_ bytes: [UInt8], _ random: inout FixedCourse) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
            case 3:
                bytes.insert(
                    contentsOf: bytes[place...].prefix(60),
                    at: Int.random(in: 0..<bytes.count, using: &random)
                )
            default: bytes.removeLast(min(bytes.count, Int.random(in: 0...30, using: &random)))
            }
        }
        return bytes
    }

    /// Reads a file in every way; what comes out must be in order.
    private func check(_ bytes: [UInt8], named name: String, format: CorpusFormat?) throws {
        let file = try TemporaryFile(bytes, named: name)
        for labels in [CorpusLabels.required, .given(.spam)] {
            do throws(CorpusError) {
                let reading = try Reading(path: file.path, format: format, labels: labels)
                let lines = reading.rows.map(\.line)
                #expect(lines == lines.sorted())
                #expect(reading.rows.allSatisfy { $0.comment.content.utf8.count <= 4 * bytes.count })
                #expect(reading.problems.allSatisfy { $0.lastLine >= $0.line && !$0.description.isEmpty })
                #expect(reading.rows.count + reading.problems.count <= bytes.count)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `mail is read to the end or refused`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        try check(damaged(Array(Self.mail.utf8), &random), named: "ham", format: seed % 2 == 0 ? .mbox : nil)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `exports are read to the end or refused`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        let text = seed % 2 == 0 ? Self.wxr : Self.disqus
        try check(damaged(Array(text.utf8), &random), named: "export.xml", format: nil)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `packed files are read to the end or refused`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        let packed = try Packing.packed("text,label\nhello,ham\nbuy,spam\n") + Packing.packed(Self.wxr)
        try check(damaged(packed, &random), named: "x.gz", format: nil)
    }
}
