import Foundation
import Subprocess
import SystemPackage

/// What arrives on a datagram socket in the file system, which is how systemd listens to its services.
struct Notices {
    /// The path of the socket.
    let path: String
    fileprivate var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    /// The next message, with a space for each line break; waits for it.
    mutating func next() async throws -> String? {
        try await lines.next()?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension Hamlet {
    /// Receives datagrams and prints each in a line: NIO takes none from a sender that has no name.
    private static let listener = """
        import socket, sys
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(sys.argv[1])
            print("bound", flush=True)
            while True:
                print(listener.recv(4096).decode().replace("\\n", " "), flush=True)
        """

    /// Runs a test with a socket in the working folder.
    func hearing(_ body: (inout Notices) async throws -> Void) async throws {
        let path = folder.appending(path: "notify").path
        _ = try await Subprocess.run(
            .name("python3"),
            arguments: ["-c", Self.listener, path],
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            defer { try? execution.send(signal: .kill) }
            var messages = execution.standardOutput.strings().makeAsyncIterator()
            guard try await messages.next()?.hasPrefix("bound") == true else { throw NotListening(lines: [path]) }
            var notices = Notices(path: path, lines: messages)
            try await body(&notices)
        }
    }
}
