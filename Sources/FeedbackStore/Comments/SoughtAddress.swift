/// An e-mail or network address that rows are compared with: without regard to upper and lower case and, of a network address, to its
/// spelling.
struct SoughtAddress: Sendable {
    /// What a row may hold: the address, or a hash of it, for with other privacy at other times it is either of the two.
    let forms: [String]
    private let network: NetworkAddress?

    /// `nil` for no address, or an empty one.
    init?(_ text: String?, _ privacy: PrivacyFilter) {
        guard let text, !text.isEmpty else { return nil }
        network = NetworkAddress(text)
        forms = [text.storable.lowercased()] + (network.map { [$0.text] } ?? []) + privacy.hashes(text)
    }

    /// A condition that holds for all rows that may have the address, for whose ``forms`` it has places.
    ///
    /// The other spellings of a network address are left to ``is(_:)``.
    func condition(on column: String) -> String {
        let places = forms.map { _ in "?" }.joined(separator: ", ")
        return "(\(column) COLLATE NOCASE IN (\(places))\(network == nil ? "" : " OR \(column) LIKE '%:%:%'"))"
    }

    /// Whether a row holds the address.
    func `is`(_ stored: String?) -> Bool {
        guard let stored else { return false }
        return forms.contains(stored.lowercased()) || network != nil && NetworkAddress(stored) == network
    }

    /// Whether a row holds the address, or none at all.
    func mayBe(_ stored: String?) -> Bool { stored?.isEmpty ?? true || `is`(stored) }
}
