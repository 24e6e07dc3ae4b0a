/// A place in a list of comments: right behind one comment.
///
/// Its text is safe in a URL. Comments that arrive or change while a list is paged do not shift the pages.
public struct CommentCursor: Sendable, Hashable {
    /// The last comment of the page before.
    let id: CommentID
    /// The distance of its probability from one half, when the order is by uncertainty.
    let margin: Double?

    /// The order of the list that the cursor was made by.
    public var order: CommentQuery.Order { margin == nil ? .newest : .uncertainty }
}

extension CommentCursor: LosslessStringConvertible {
    /// Reads a cursor back; `nil` unless the text is one that ``description`` gives.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, let id = CommentID(String(first)) else { return nil }
        switch parts.count {
        case 1:
            self.init(id: id, margin: nil)
        case 2:
            guard let bits = UInt64(parts[1], radix: 16) else { return nil }
            let margin = Double(bitPattern: bits)
            guard (0...0.5).contains(margin) else { return nil }
            self.init(id: id, margin: margin)
        default:
            return nil
        }
    }

    /// The id of a comment, and the bits of its distance from one half if the order needs them.
    public var description: String {
        guard let margin else { return id.description }
        return "\(id)-\(String(margin.bitPattern, radix: 16))"
    }
}
