import Testing

@testable import SpamFilterService

struct FormFieldsTests {
    private func fields(_ text: String) -> FormFields { FormFields(urlEncoded: text.utf8) }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test(arguments: [
        ("a=1&b=2", "b", "2"), ("a=x+y%20z", "a", "x y z"), ("a=1%2B1", "a", "1+1"), ("a=%C3%BC", "a", "ü"),
        ("a&b=2", "a", ""), ("a=", "a", ""), ("a=1&a=2", "a", "2"), ("a=b=c", "a", "b=c"), ("%61=1", "a", "1"),
        ("blog=http://a.example/?x", "blog", "http://a.example/?x"), ("&&a=1&&", "a", "1"),
        ("a=100%", "a", "100%"), ("a=%zz", "a", "%zz"), ("a=%4", "a", "%4"), ("a=%%41", "a", "%A"),
        ("a=%4%41", "a", "%4A"), ("a=%2g", "a", "%2g"), ("a=%c3%Bc", "a", "ü"),
    ])
    func `a field is read as browsers and libraries write it`(body: String, name: String, value: String) {
        #expect(text(fields(body)[name]) == value)
    }

    @Test(arguments: [
        "l[0]=a&l[1]=b", "l[]=a&l[]=b", "l=a&l=b", "l%5B0%5D=a&l%5B1%5D=b", "l[x]=a&l[y]=b",
    ])
    func `a list has one name however it is written`(body: String) {
        #expect(fields(body).all("l").map { String(decoding: $0, as: UTF8.self) } == ["a", "b"])
    }

    @Test func `a field that is missing has no value`() {
        #expect(fields("a=1")["b"] == nil)
        #expect(fields("a=1").all("b").isEmpty)
        #expect(fields("")[""] == nil)
    }

    @Test func `bytes that are no UTF-8 are kept as they are`() {
        #expect(fields("a=%FC%FF")["a"] == [0xFC, 0xFF])
    }

    @Test func `fields of the query count where the body has none`() {
        var fields = fields("a=1")
        fields.addMissing(self.fields("a=2&b=3"))
        #expect(text(fields["a"]) == "1")
        #expect(text(fields["b"]) == "3")
    }

    @Test(arguments: [("a=", "2"), ("a", "2"), ("a=&a=", "2"), ("a=1&a=", ""), ("a=0", "0")])
    func `fields of the query count where all of the body's are empty`(body: String, value: String) {
        var fields = fields(body)
        fields.addMissing(self.fields("a=2"))
        #expect(text(fields["a"]) == value)
    }

    @Test func `ten thousand fields are kept and no more`() {
        let body = (0..<10_100).map { "f\($0)=1" }.joined(separator: "&")
        #expect(fields(body)["f9999"] != nil)
        #expect(fields(body)["f10000"] == nil)
    }

    @Test func `no bytes make reading fail`() {
        var generator = SeededGenerator(state: 6)
        let alphabet = Array("ab=&%+[]2fC3-\r\n\": ;".utf8) + [0xC3, 0xFF, 0x00]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            _ = FormFields(urlEncoded: bytes)
            _ = FormFields(multipart: Array("--ab\r\n".utf8) + bytes + Array("\r\n--ab--".utf8) + bytes, boundary: "ab")
            _ = HeaderParameter.value("name", in: String(decoding: bytes, as: UTF8.self))
        }
    }
}
