import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

extension HTTPServerBuilder {
    /// A server of HTTP/1.1 that old clients get along with as well.
    ///
    /// The Akismet libraries of the PHP 4 age speak HTTP/1.0 and read until the connection ends.
    static func http1ForOldClients(configuration: HTTP1Channel.Configuration) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            OldClientChannel(http1: HTTP1Channel(responder: responder, configuration: configuration))
        }
    }
}

/// An HTTP/1.1 channel that sees requests before their version is lost.
private struct OldClientChannel: ServerChildChannel {
    let http1: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http1.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(OldClientHandler(), position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async { await http1.handle(value: value, logger: logger) }
}

/// Ends the connection after the answer to a request of HTTP/1.0.
private final class OldClientHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        // The server closes what says exactly "close"; old Perl clients say "TE, close".
        let isOld = head.version.major == 1 && head.version.minor == 0
        guard isOld || head.headers[canonicalForm: "connection"].contains(where: { $0.lowercased() == "close" }) else {
            return context.fireChannelRead(data)
        }
        head.headers.replaceOrAdd(name: "connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
