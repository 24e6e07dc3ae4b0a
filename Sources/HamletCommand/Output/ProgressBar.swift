import Foundation

/// A bar on standard error that grows with the bytes read; silent where standard error is no terminal.
struct ProgressBar {
    private let title: String
    private let total: Int
    private let isShown: Bool
    private var shown = -1

    private static let width = 30

    init(_ title: String, total: Int?) {
        self.title = title
        self.total = total ?? 0
        isShown = isatty(STDERR_FILENO) == 1 && (total ?? 0) > 0
    }

    mutating func show(_ done: Int) {
        guard isShown else { return }
        let percent = min(100, done * 100 / total)
        guard percent != shown else { return }
        shown = percent
        let filled = percent * Self.width / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        FileHandle.standardError.write(Data("\r\(title) [\(bar)] \(percent) %".utf8))
    }

    func finish() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
