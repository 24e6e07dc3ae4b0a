/// The named character references of HTML 4 and XHTML: `&amp;`, `&nbsp;`, `&eacute;` and 250 more.
struct EntityTable: Sendable {
    /// The one instance; decoded once, at first use.
    static let standard = EntityTable()

    /// The longest name, in scalars; a longer run of letters is no reference.
    static let longestName = 8

    private var scalars: [String: UInt32] = [:]
    private var optionalSemicolon: Set<String> = []

    private init() {
        for entry in UnicodeTables.entities.split(separator: " ") {
            guard let mark = entry.lastIndex(where: { $0 == ":" || $0 == ";" }) else { continue }
            let name = String(entry[..<mark])
            scalars[name] = UInt32(entry[entry.index(after: mark)...])
            if entry[mark] == ":" { optionalSemicolon.insert(name) }
        }
    }

    /// The scalar that a name stands for.
    func scalar(named name: String, hasSemicolon: Bool) -> UInt32? {
        hasSemicolon || optionalSemicolon.contains(name) ? scalars[name] : nil
    }
}
