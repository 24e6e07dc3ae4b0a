public import SpamClassifier
public import Training

/// The starter comments: what a new installation knows before anyone has marked anything.
public enum StarterComments {
    /// Reads all JSON Lines files of a folder, in the order of their names.
    ///
    /// - Parameters:
    ///   - folder: The path of the folder.
    ///   - files: The names of the files in it; those that do not end in `.jsonl` are passed over.
    /// - Returns: The labelled comments; lines without a label are left out.
    /// - Throws: ``CorpusError`` for a file that cannot be read.
    public static func read(folder: String, files: [String]) throws(CorpusError) -> [(comment: Comment, label: Label)] {
        var comments: [(comment: Comment, label: Label)] = []
        for file in files.sorted() where file.hasSuffix(".jsonl") {
            var reader = try CorpusReader(path: folder + "/" + file, format: .jsonLines)
            while let event = try reader.next() {
                if case .row(let row) = event, let label = row.label { comments.append((row.comment, label)) }
            }
        }
        return comments
    }
}
