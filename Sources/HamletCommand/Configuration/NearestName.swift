/// Finds the name that somebody probably meant.
enum NearestName {
    /// The name that the fewest edits make of another one; `nil` where none is like it.
    ///
    /// An edit adds, drops or replaces a character (V. Levenshtein, 1965). Names are alike up to two edits, or
    /// to one in three characters. Of several the first in alphabetical order is taken.
    static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let distances = names.sorted().map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let nearest = distances.min(by: { $0.1 < $1.1 }), nearest.1 <= max(2, name.count / 3) else { return nil }
        return nearest.0
    }

    /// The fewest edits that lead from one text to the other; O(the product of their lengths).
    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var row = Array(0...second.count)
        for (line, character) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (character == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
