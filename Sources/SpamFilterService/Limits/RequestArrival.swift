import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts off requests that take too long to arrive, and tells clients that ask first (`Expect: 100-continue`) to go on.
///
/// A connection that is silent, before a head or inside of a body, is closed by Hummingbird itself.
final class RequestArrival: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    private let time: TimeAmount
    /// Whether a request that has to be here in time has begun and not ended.
    private var isArriving = false
    private var deadline: Scheduled<Void>?

    /// Batches are streamed for as long as they like.
    private static let streamed = "/v1/comments/batch"

    init(seconds: Int) {
        time = .seconds(Int64(seconds))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
            let path = head.path?.prefix { $0 != "?" } ?? ""
            isArriving = path != Self.streamed
        case .body: break
        case .end:
            isArriving = false
            cancel()
        }
        context.fireChannelRead(data)
    }

    /// Most requests are here as a whole by now, and need no deadline.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isArriving, deadline == nil { schedule(context) }
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    private func schedule(_ context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }

    private func cancel() {
        deadline?.cancel()
        deadline = nil
    }
}
