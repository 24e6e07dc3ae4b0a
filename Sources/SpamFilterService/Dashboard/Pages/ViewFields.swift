import Mustache

/// A view's stored properties by their names, as templates look them up.
///
/// Mustache would reflect the whole view for each name that a template looks up, and a name that an inner view lacks is looked up in all
/// the outer ones. Here each view is reflected once; the decision record “The queue and a million comments” says what that is worth.
struct ViewFields: MustacheParent {
    private let fields: [String: Any]

    /// Reflects a view, and the views in it.
    ///
    /// - Parameter view: A value whose stored properties are texts, numbers, truth values, dictionaries by name, views, and arrays and
    ///   optionals of those.
    init(_ view: Any) {
        let children = Mirror(reflecting: view).children
        var fields: [String: Any] = [:]
        fields.reserveCapacity(children.count)
        for child in children {
            guard let name = child.label, let value = Self.value(child.value) else { continue }
            fields[name] = value
        }
        self.fields = fields
    }

    func child(named name: String) -> Any? { fields[name] }

    /// What a template finds under a name; `nil` for an optional without a value.
    private static func value(_ value: Any) -> Any? {
        switch value {
        // Each is named, for an optional that has a value passes as well, and is taken out of it here.
        case let text as String: return text
        case let isTrue as Bool: return isTrue
        case let number as Int: return number
        case let number as Double: return number
        case let fields as [String: String]: return fields
        case let elements as [Any]: return elements.compactMap { Self.value($0) }
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { Self.value($0.value) }
        case .struct where !mirror.children.isEmpty: return ViewFields(value)
        default: return value
        }
    }
}
