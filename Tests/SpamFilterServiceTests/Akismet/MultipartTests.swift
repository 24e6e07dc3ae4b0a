import Testing

@testable import SpamFilterService

struct MultipartTests {
    private static let boundary = "----------------------------7f3a"

    private func body(_ parts: [(headers: String, value: String)], lineBreak: String = "\r\n") -> [UInt8] {
        let text =
            parts.map { "--\(Self.boundary)\n\($0.headers)\n\n\($0.value)\n" }.joined() + "--\(Self.boundary)--\n"
        return Array(text.replacing("\n", with: lineBreak).utf8)
    }

    private func value(_ name: String, in bytes: [UInt8]) -> String? {
        FormFields(multipart: bytes, boundary: Self.boundary)[name].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: ["\r\n", "\n"])
    func `a part has the name of its disposition`(lineBreak: String) {
        let bytes = body(
            [
                ("Content-Disposition: form-data; name=\"a\"", "plain & simple, Jürgen"),
                ("content-type: text/plain\ncontent-disposition: form-data; filename=x; name=b", ""),
                ("Content-Disposition: form-data; name=\"c\\\"d; e\"", "--not the boundary"),
            ],
            lineBreak: lineBreak
        )
        #expect(value("a", in: bytes) == "plain & simple, Jürgen")
        #expect(value("b", in: bytes) == "")
        #expect(value("c\"d; e", in: bytes) == "--not the boundary")
    }

    @Test func `line breaks inside a value are its own`() {
        let bytes = body([("Content-Disposition: form-data; name=\"a\"", "one\n\ntwo\n")])
        #expect(value("a", in: bytes) == "one\r\n\r\ntwo\r\n")
    }

    @Test func `a line that only begins like the boundary is text`() {
        let bytes = body([("Content-Disposition: form-data; name=\"a\"", "one\n--\(Self.boundary)0\ntwo")])
        #expect(value("a", in: bytes) == "one\r\n--\(Self.boundary)0\r\ntwo")
    }

    @Test func `a body that was cut off keeps what arrived`() {
        let bytes = body([("Content-Disposition: form-data; name=\"a\"", "whole"), ("X: y; name=\"b\"", "nameless")])
        #expect(value("a", in: Array(bytes.prefix(bytes.count - 40))) == "whole")
        #expect(value("b", in: bytes) == nil)
        #expect(value("a", in: []) == nil)
    }

    @Test func `what stands before the first boundary and behind the last is no field`() {
        let part = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"
        let inside = "--\(Self.boundary)\r\n\(part)1\r\n--\(Self.boundary)--\r\n"
        #expect(value("a", in: Array("preamble\r\n\(inside)--\(Self.boundary)\r\n\(part)2".utf8)) == "1")
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=abc", "abc"), ("multipart/form-data; boundary=\"a b\"", "a b"),
        ("multipart/form-data;charset=utf-8;BOUNDARY=x;y=z", "x"),
        ("multipart/form-data; boundary=\"a\\\"b\"; c=d", "a\"b"),
    ])
    func `the boundary is read from the header`(header: String, boundary: String) {
        #expect(HeaderParameter.value("boundary", in: header) == boundary)
    }

    @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary", "text/plain; xboundary=a", ""])
    func `a header without a boundary has none`(header: String) {
        #expect(HeaderParameter.value("boundary", in: header) == nil)
    }
}
