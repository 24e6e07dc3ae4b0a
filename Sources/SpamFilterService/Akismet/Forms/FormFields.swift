/// The fields of a form: names as text, values as the bytes that were sent.
///
/// Which charset the values are in is told by one of the fields, so they are read as text only when they are asked for.
struct FormFields: Sendable, Equatable {
    private var values: [String: [[UInt8]]] = [:]
    private var count = 0

    /// The most fields that are kept.
    ///
    /// A form with more is no comment form: PHP itself takes 1,000.
    private static let most = 10_000

    /// Adds a value; fields beyond the limit are left out.
    ///
    /// What PHP makes of a list, `name[0]` and `name[]`, counts as several values of `name`.
    mutating func add(_ name: String, _ value: [UInt8]) {
        guard count < Self.most else { return }
        count += 1
        values[Self.plain(name), default: []].append(value)
    }

    /// Adds the fields of another form that this one does not have, or has without a value.
    mutating func addMissing(_ other: FormFields) {
        values.merge(other.values) { own, other in own.allSatisfy(\.isEmpty) ? other : own }
        count = min(count + other.count, Self.most)
    }

    /// The value of a field; of several the last, as in PHP.
    subscript(name: String) -> [UInt8]? { values[name]?.last }

    /// All values of a field, in order.
    func all(_ name: String) -> [[UInt8]] { values[name] ?? [] }

    /// A name without the brackets of a list.
    private static func plain(_ name: String) -> String {
        guard name.hasSuffix("]"), let bracket = name.firstIndex(of: "["), bracket > name.startIndex else {
            return name
        }
        return String(name[..<bracket])
    }
}
