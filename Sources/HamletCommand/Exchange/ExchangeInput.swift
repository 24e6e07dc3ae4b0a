import FeedbackStore
import Foundation
import Synchronization
import Training

/// An export being read, line by line.
final class ExchangeInput: Sendable {
    /// The first line.
    let header: ExchangeHeader

    private struct State: ~Copyable {
        var lines: LineReader
        var comments = 0
    }

    private let name: String
    private let state: Mutex<State>

    /// Opens an export and reads its header.
    ///
    /// - Parameter name: The file, or “-” for standard input.
    /// - Throws: ``CommandFailure`` for a file that is no export, `CorpusError` for one that cannot be read.
    init(_ name: String) throws {
        self.name = name
        var lines = try LineReader(path: name == "-" ? "/dev/stdin" : name, longest: ExchangeCoding.longestLine)
        guard case .text(let line)? = try lines.next(),
            let header = try? ExchangeCoding.decoder().decode(ExchangeHeader.self, from: Data(line))
        else {
            throw CommandFailure(.data, "\(name) is no export of hamlet; “hamlet retrain” learns other files.")
        }
        self.header = header
        state = Mutex(State(lines: lines))
    }

    /// The size of the file in bytes, and how many of them have been read.
    var progress: (total: Int?, read: Int) { state.withLock { ($0.lines.totalBytes, $0.lines.bytesRead) } }

    /// The next comment; `nil` behind the last.
    ///
    /// - Throws: ``CommandFailure`` for a line that is no comment, and for a file that ends early.
    func next() throws -> ExchangedComment? {
        try state.withLock { state in
            switch try state.lines.next() {
            case .text(let line):
                state.comments += 1
                return try comment(line, number: state.lines.number)
            case .tooLong:
                throw failure(line: state.lines.number, "it is longer than \(ExchangeCoding.longestLine) bytes")
            case nil where state.comments < header.comments:
                throw CommandFailure(
                    .data,
                    "\(name) ends early, with \(state.comments) of \(header.comments) comments; nothing was changed."
                )
            case nil:
                return nil
            }
        }
    }

    private func comment(_ line: [UInt8], number: Int) throws -> ExchangedComment {
        do {
            return try ExchangeCoding.decoder().decode(ExchangedComment.self, from: Data(line))
        } catch DecodingError.keyNotFound(let key, _) {
            throw failure(line: number, "the field “\(key.stringValue)” is missing")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw failure(line: number, "the field “\(context.field)” holds a value of the wrong kind")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw failure(line: number, "the field “\(context.field)” holds \(context.debugDescription)")
        } catch {
            throw failure(line: number, "it is not valid JSON")
        }
    }

    private func failure(line: Int, _ words: String) -> CommandFailure {
        CommandFailure(.data, "Line \(line) of \(name) cannot be used: \(words). Nothing was changed.")
    }
}

extension DecodingError.Context {
    fileprivate var field: String { codingPath.last?.stringValue ?? "" }
}
