import NIOCore

extension VerdictBody {
    /// The bytes that `JSONEncoder.stable()` gives for a verdict without reasons, made without it; `nil` for any other.
    var plainJSON: ByteBuffer? {
        guard evidence == nil, general == nil, decisive == nil, logOdds == nil, probability.isFinite else { return nil }
        guard id?.utf8.allSatisfy(Self.isPlain) != false else { return nil }
        var text = "{\"confidence\":\"\(confidence)\",\"discard\":\(discard)"
        if let id { text += ",\"id\":\"\(id)\"" }
        if let line { text += ",\"line\":\(line)" }
        text += ",\"probability\":\(Self.number(probability)),\"revision\":\(revision),\"verdict\":\"\(verdict)\"}"
        return ByteBuffer(string: text)
    }

    /// A letter, a digit or a hyphen: what JSON writes as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A number as Foundation's encoder writes it: the shortest that reads back as the same, without a fraction of zero.
    private static func number(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
