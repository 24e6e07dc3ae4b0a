import Hummingbird

extension Request {
    /// A yes-or-no parameter of the query: absent is no; `true`, `1` and no value are yes.
    func flag(_ name: String) throws -> Bool {
        switch uri.queryParameters[name[...]] {
        case nil, "false", "0": return false
        case "true", "1", "": return true
        default: throw Problem.invalidValue(field: name, detail: "The parameter \"\(name)\" must be true or false.")
        }
    }
}

extension String {
    /// Foreign text as it may be repeated in an answer: printable ASCII, 40 characters at most.
    var harmlessExcerpt: String {
        String(unicodeScalars.lazy.filter { (0x20..<0x7F).contains($0.value) }.prefix(40).map(Character.init))
    }
}
