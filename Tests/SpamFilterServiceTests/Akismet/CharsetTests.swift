import Testing

@testable import SpamFilterService

struct CharsetTests {
    @Test(arguments: [
        ("ISO-8859-1", [0x4A, 0xFC, 0x72, 0x93, 0x80] as [UInt8], "Jür“€"), ("windows-1252", [0x81, 0x99], "\u{81}™"),
        ("Windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "Привет"), ("cp1250", [0xE8, 0x9A], "čš"),
        ("windows-1253", [0xE1], "α"), ("windows-1254", [0xFD], "ı"), ("iso-8859-9", [0xFD], "ı"),
        ("windows-1255", [0xE0], "א"), ("windows-1256", [0xC7], "ا"), ("windows-1257", [0xE8], "č"),
        ("windows-1258", [0xE8], "è"), ("iso-8859-2", [0xE8], "č"), ("iso-8859-5", [0xB0], "А"),
        ("iso-8859-7", [0xE1], "α"), ("iso-8859-15", [0xA4], "€"), ("koi8-r", [0xD0, 0xD2], "пр"),
        ("shift_jis", [0x83, 0x65], "テ"), ("gb2312", [0xB0, 0xA1], "啊"), ("gbk", [0xB0, 0xA1], "啊"),
        ("EUC-JP", [0x61, 0xA5, 0xC6, 0xC6, 0xFC, 0x8E, 0xB1, 0xF4, 0xA6], "aテ日ｱ熙"),
        ("euc-jp", [0xA4, 0xA2, 0xCF, 0xD3, 0xD0, 0xA1, 0xA1, 0xA1], "あ腕弌\u{3000}"),
        ("big5", [0xA4, 0xA4], "中"), ("euc-kr", [0xB0, 0xA1], "가"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x25, 0x46, 0x1B, 0x28, 0x42], "テ"), (" UTF-8 ", [0xC3, 0xBC], "ü"),
    ])
    func `a charset reads its bytes`(name: String, bytes: [UInt8], text: String) throws {
        #expect(try #require(TextCharset(named: name)).text(bytes) == text)
    }

    @Test func `an unknown charset is none`() {
        #expect(TextCharset(named: "x-klingon") == nil)
        #expect(TextCharset(named: "") == nil)
    }

    @Test func `bytes that a charset cannot read become replacement characters`() throws {
        #expect(TextCharset.utf8.text([0x61, 0xFF]) == "a\u{FFFD}")
        #expect(try #require(TextCharset(named: "gb18030")).text([0x61, 0xFF]).contains("\u{FFFD}"))
    }

    @Test func `bytes that are no EUC-JP cost no more than themselves`() throws {
        let charset = try #require(TextCharset(named: "euc-jp"))
        let text = charset.text([0xA5, 0x61, 0x8E, 0x62, 0xFF, 0x63, 0x8F, 0xB0, 0xA1, 0x64, 0xA5])
        #expect(text == "?a?b?c?d?".replacing("?", with: "\u{FFFD}"))
    }

    @Test func `every single byte has a character in every table`() throws {
        for name in ["windows-1250", "windows-1251", "windows-1252", "iso-8859-3", "iso-8859-8", "windows-1255"] {
            let charset = try #require(TextCharset(named: name))
            #expect(charset.text(Array(UInt8.min ... .max)).unicodeScalars.count == 256, "\(name)")
        }
    }

    private func form(_ body: String, contentType: String? = nil) -> AkismetForm {
        AkismetForm(fields: FormFields(urlEncoded: body.utf8), contentType: contentType)
    }

    @Test(arguments: ["blog_charset=ISO-8859-1", "charset=latin1", "blog_charset=&charset=latin1"])
    func `the charset is the one that a field names`(field: String) {
        #expect(form("\(field)&comment_author=J%FCrgen")["comment_author"] == "Jürgen")
    }

    @Test func `the header's charset counts where no field names one`() {
        let type = "application/x-www-form-urlencoded; charset=windows-1251"
        #expect(form("comment_author=%CF%F0", contentType: type)["comment_author"] == "Пр")
        #expect(form("blog_charset=utf-8&comment_author=%C3%BC", contentType: type)["comment_author"] == "ü")
    }

    @Test func `without a known charset the text is UTF-8`() {
        #expect(form("comment_author=%C3%BC")["comment_author"] == "ü")
        #expect(form("blog_charset=none&comment_author=%C3%BC")["comment_author"] == "ü")
        #expect(form("comment_author=a%FF")["comment_author"] == "a\u{FFFD}")
    }
}
