import SpamClassifier
import Testing
import Training

@Suite struct `Texts of mail` {
    /// The comment that a message is.
    private func comment(_ message: String) throws -> SpamClassifier.Comment { try comment(Array(message.utf8)) }

    private func comment(_ message: [UInt8]) throws -> SpamClassifier.Comment {
        let file = try TemporaryFile(message, named: "ham")
        let reading = try Reading(path: file.path, format: .mbox)
        return try #require(reading.rows.first).comment
    }

    @Test func `quoted-printable is undone, whatever its faults`() throws {
        let text = """
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            caf=C3=A9 with a soft =
            break, trailing space   \n1 =3D 1, a lone = sign, =ZZ, and =3d
            the end=
            """
        #expect(
            try comment(text).content
                == "café with a soft break, trailing space\n1 = 1, a lone = sign, =ZZ, and =\nthe end"
        )
    }

    @Test func `base64 is undone, cut off and with strange signs in it`() throws {
        let head = "Content-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: BASE64\n\n"
        #expect(try comment(head + "VG8gYmUs\r\nIG9yIG5v\r\ndCB0byBiZQ==\r\n").content == "To be, or not to be")
        #expect(try comment(head + "VG8g!!YmUsIG9y").content == "To be, or")
        #expect(try comment(head + "VG8gYmUsI").content == "To be,")
        #expect(try comment(head + "VG8gYmUsIG8").content == "To be, o")
    }

    @Test(
        arguments: [
            ("iso-8859-1", [0x63, 0x61, 0x66, 0xE9], "café"), ("ISO-8859-15", [0xA4, 0x35], "€5"),
            ("windows-1252", [0x93, 0x68, 0x69, 0x94], "“hi”"), ("windows-1251", [0xCF, 0xF0], "Пр"),
            ("koi8-r", [0xF0, 0xD2], "Пр"), ("utf-8", [0xC3, 0xA9], "é"), ("us-ascii", [0xC3, 0xA9], "é"),
            ("us-ascii", [0xE9], "é"), ("no-such-set", [0xC3, 0xA9], "é"), ("../../etc/passwd", [0xE9], "é"),
            ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42], "あ"), ("gb2312", [0xC4, 0xE3], "你"),
            ("windows-1258", [0x61], "a"), ("utf-8", [0x61, 0xFF, 0x62], "a\u{FFFD}b"),
            ("shift_jis", [0x82], "\u{FFFD}"),
        ] as [(String, [UInt8], String)]
    )
    func `character sets are read`(name: String, bytes: [UInt8], text: String) throws {
        let head = "Content-Type: text/plain; charset=\(name)\n\n"
        #expect(try comment(Array(head.utf8) + bytes).content == text)
    }

    @Test(
        arguments: [
            ("=?utf-8?Q?caf=C3=A9_bar?=", "café bar"), ("=?UTF-8?B?Y2Fmw6k=?= bar", "café bar"),
            ("=?koi8-r?B?8NI=?=", "Пр"), ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("a =?utf-8?q?b?= c", "a b c"),
            ("=?utf-8?b?ww==?= =?utf-8?b?qQ==?=", "é"), ("=?utf-8?Q?=C3?=\n =?utf-8?Q?=A9?=", "é"),
            ("=?utf-8*en?Q?hi?=", "hi"), ("=?x?=", "=?x?="), ("=?utf-8?Z?hi?=", "=?utf-8?Z?hi?="),
            ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"), ("1 =? 2", "1 =? 2"), ("folded\n\tline", "folded\tline"),
        ]
    )
    func `encoded words of headers are decoded`(value: String, text: String) throws {
        #expect(try comment("Subject: \(value)\n\n").content == text)
    }

    @Test(
        arguments: [
            ("\"Doe, J.\" <j@example.org>", "Doe, J.", "j@example.org"), ("<j@example.org>", nil, "j@example.org"),
            ("j@example.org", nil, "j@example.org"), ("j@example.org (J. Doe)", "J. Doe", "j@example.org"),
            ("=?utf-8?q?J=C3=B6?= <j@example.org>", "Jö", "j@example.org"),
            ("J, k@example.org", "J, k@example.org", nil),
            ("j@example.org, k@example.org", nil, "j@example.org"),
            ("\"a \\\" b\" <j@example.org>", "a \" b", "j@example.org"),
            ("Nobody", "Nobody", nil), ("<", nil, nil),
        ] as [(String, String?, String?)]
    )
    func `authors are found`(field: String, name: String?, address: String?) throws {
        let comment = try comment("From: \(field)\nSubject: x\n\n")
        if field.hasPrefix("J, ") {
            #expect(comment.authorEmail?.hasSuffix("k@example.org") == true)
        } else {
            #expect(comment.author == name)
            #expect(comment.authorEmail == address)
        }
    }

    private let alternatives = """
        Subject: Two
        Content-Type: multipart/alternative; boundary="=_b (1)"

        This is a message in parts.
        --=_b (1)
        Content-Type: text/html; charset=utf-8

        <p>As HTML</p>
        --=_b (1)
        Content-Type: text/plain; charset=utf-8

        As text
        --=_b (1)--
        Nobody reads this.
        """

    @Test func `of alternatives plain text is taken, and HTML where that is blank`() throws {
        #expect(try comment(alternatives).content == "Two\n\nAs text\n")
        let blank = alternatives.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0 == "As text" ? "  " : $0 }.joined(separator: "\n")
        #expect(try comment(blank).content == "Two\n\n<p>As HTML</p>\n")
    }

    @Test func `parts within parts are read, attachments are not`() throws {
        let text = """
            Content-Type: multipart/mixed; boundary=out

            --out
            Content-Type: multipart/related; boundary=in

            --in
            Content-Type: text/html

            <b>one</b>
            --in
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            AAAA
            --in--
            --out
            Content-Type: text/plain
            Content-Disposition: attachment; filename=x.txt

            hidden
            --out
            Content-Type: message/rfc822

            Subject: inner

            two
            --out
            Content-Type: text/plain

            three
            """
        #expect(try comment(text).content == "<b>one</b>\n\ntwo\n\nthree")
    }

    @Test func `parts nested without end are given up`() throws {
        var text = ""
        for depth in 0..<50 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        #expect(try comment("Subject: deep\n" + text + "\n\nbottom\n").content == "deep")
    }

    @Test func `a message without headers is its text`() throws {
        #expect(try comment("\nJust words.\n").content == "Just words.\n")
    }
}
