import Foundation

/// What the file system says about a path, symbolic links followed.
struct FileFacts {
    let exists: Bool
    let isFolder: Bool
    /// The size in bytes of a regular file; `nil` for everything else.
    let size: Int?

    init(path: String) {
        exists = FileManager.default.fileExists(atPath: path)
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        let type = attributes?[.type] as? FileAttributeType
        isFolder = type == .typeDirectory
        size = type == .typeRegular ? (attributes?[.size] as? NSNumber)?.intValue : nil
    }
}
