import Foundation
import NIOCore
import NIOPosix

/// Tells systemd how the service stands, if systemd asked for it with `NOTIFY_SOCKET`; see `sd_notify(3)`.
///
/// Sockets in the abstract namespace are not served; systemd uses a path.
struct ServiceNotice: Sendable {
    private let path: String?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let path = environment["NOTIFY_SOCKET"]
        self.path = path?.hasPrefix("/") == true ? path : nil
    }

    /// Sends a state like `READY=1`; that nobody listens is no fault of the service.
    func send(_ state: String) async {
        guard let path else { return }
        let bootstrap = DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        guard let channel = try? await bootstrap.connect(unixDomainSocketPath: path).get() else { return }
        try? await channel.writeAndFlush(ByteBuffer(string: state)).get()
        try? await channel.close()
    }
}
