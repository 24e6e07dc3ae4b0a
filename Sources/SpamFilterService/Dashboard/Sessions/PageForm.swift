/// The fields that a page's form sent, as text.
struct PageForm: Sendable {
    private let fields: FormFields

    /// A form with the fields of a body as browsers send it.
    init(_ bytes: some Collection<UInt8> = []) {
        fields = FormFields(urlEncoded: bytes)
    }

    /// The value of a field, without white space at its ends; `nil` if it was not sent or is empty.
    subscript(name: String) -> String? {
        guard let bytes = fields[name] else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingSpaces
        return text.isEmpty ? nil : text
    }

    /// All values of a field, in order.
    func all(_ name: String) -> [String] { fields.all(name).map { String(decoding: $0, as: UTF8.self) } }
}
