import NIOCore
import NIOPosix

/// One request and its answer, as bytes on a connection.
enum RawExchange {
    /// What came back.
    struct Answer: Sendable {
        /// The status line of an answer that came before, to say that the request may go on.
        let interim: String?
        let statusLine: String
        /// The header lines, in order.
        let headers: [String]
        let body: String
        /// Whether the service ended the connection behind the answer.
        let isClosed: Bool

        func header(_ name: String) -> String? {
            headers.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }.map {
                String($0.dropFirst(name.count + 2))
            }
        }
    }

    struct NoAnswer: Error {
        let received: String
    }

    /// Sends bytes to a service of this machine and reads the answer to its end, or to that of the connection.
    static func send(_ bytes: [UInt8], port: Int, untilClosed: Bool = false) async throws -> Answer {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var received: [UInt8] = []
            for try await buffer in inbound {
                received += buffer.readableBytesView
                if !untilClosed, let answer = answer(in: received, isClosed: false) { return answer }
            }
            guard let answer = answer(in: received, isClosed: true) else {
                throw NoAnswer(received: String(decoding: received, as: UTF8.self))
            }
            return answer
        }
    }

    /// The answer, if all of it is there.
    private static func answer(in bytes: [UInt8], isClosed: Bool) -> Answer? {
        var text = String(decoding: bytes, as: UTF8.self)
        var interim: String?
        if text.hasPrefix("HTTP/1.1 100 "), let end = text.firstRange(of: "\r\n\r\n") {
            interim = String(text[..<end.lowerBound])
            text = String(text[end.upperBound...])
        }
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        let body = String(text[end.upperBound...])
        let answer = Answer(
            interim: interim,
            statusLine: lines.first ?? "",
            headers: Array(lines.dropFirst()),
            body: body,
            isClosed: isClosed
        )
        guard let length = answer.header("content-length").flatMap({ Int($0) }) else { return nil }
        return body.utf8.count == length ? answer : nil
    }
}
