/// The first author of a message, from its field `From`.
struct MailAddress: Hashable {
    /// The name, without quotation marks.
    var name: String?
    /// The address itself: `name@host`.
    var address: String?

    /// Reads `"Name" <name@host>`, `name@host (Name)` and `name@host`; of several addresses, the first.
    init(_ field: String) {
        var outside = ""
        var angled: String?
        var comment: String?
        var isQuoted = false
        var isEscaped = false
        reading: for character in field {
            if isEscaped {
                outside.append(character)
                isEscaped = false
                continue
            }
            switch character {
            case "\\" where isQuoted: isEscaped = true
            case "\"" where angled == nil: isQuoted.toggle()
            case _ where isQuoted: outside.append(character)
            case ">" where angled != nil: break reading
            case "<" where angled == nil: angled = ""
            case _ where angled != nil: angled?.append(character)
            case "," where outside.contains("@") || comment != nil: break reading
            case "(" where comment == nil: comment = ""
            case ")": continue
            case _ where comment != nil: comment?.append(character)
            default: outside.append(character)
            }
        }
        let words = outside.trimmed
        if let angled = angled?.trimmed, !angled.isEmpty {
            address = angled
            name = words.isEmpty ? nil : words
        } else if words.contains("@") {
            address = words
            name = comment.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        } else if !words.isEmpty {
            name = words
        }
    }
}
