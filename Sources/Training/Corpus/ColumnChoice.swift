/// Which columns hold the text and the label, where the reader is not to find out for itself.
public struct ColumnChoice: Sendable, Hashable {
    /// A column of a table, or a key of JSON objects.
    public enum Column: Sendable, Hashable {
        /// The name in the header; upper and lower case count alike.
        case name(String)
        /// The place in the row, counted from 1. JSON objects have no places.
        case number(Int)
    }

    /// The column of the text; `nil` leaves it to the reader.
    public var text: Column?
    /// The column of the label; `nil` leaves it to the reader.
    public var label: Column?

    /// Makes a choice; what is left out is found by the reader.
    public init(text: Column? = nil, label: Column? = nil) {
        self.text = text
        self.label = label
    }
}

extension ColumnChoice.Column: CustomStringConvertible {
    /// Takes digits as a number and everything else as a name.
    public init(_ word: String) {
        if let number = Int(word), number > 0 {
            self = .number(number)
        } else {
            self = .name(word)
        }
    }

    /// The name, or the number in digits.
    public var description: String {
        switch self {
        case .name(let name): name
        case .number(let number): String(number)
        }
    }
}
