import AsyncHTTPClient
public import FeedbackStore
import Foundation
import NIOCore
import NIOHTTP1

/// Makes one attempt to tell a site.
///
/// The host is looked up once; the address that was found is checked, and that address is connected to, whatever a name server
/// says next. Redirects are not followed, proxies not asked, and of the answer only the status is read.
public struct WebhookSender: Sendable {
    /// Why an attempt failed.
    public enum Failure: Error, Sendable, Hashable {
        /// The host has an address that only the operator's own network reaches.
        case refusedAddress(String)
        /// The host has no address, or nobody answers there.
        case unreachable
        /// The answer did not come in time.
        case tooSlow
        /// The answer was no success.
        case status(Int)
        /// No client has shown a key for the site since the service was started.
        case keyUnknown
        /// The address does not lie at the registered host.
        case otherHost
    }

    let resolver: HostResolver
    /// The Akismet keys that clients have shown.
    let keys: AkismetKeyring
    let clock: @Sendable () -> Int64
    /// How long an attempt may take.
    var patience = Duration.seconds(10)

    /// Makes a sender that asks the system for addresses and the time.
    public init() {
        self.init(keys: AkismetKeyring())
    }

    init(
        keys: AkismetKeyring,
        resolver: HostResolver = .system,
        clock: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.keys = keys
        self.resolver = resolver
        self.clock = clock
    }

    /// Delivers a notice; returns when the site has said that it took it.
    ///
    /// - Throws: ``Failure``, or `CancellationError`.
    func deliver(_ delivery: NoticeDelivery) async throws {
        let (notice, webhook) = (delivery.notice, delivery.webhook)
        let body: Data
        var headers: [(String, String)] = []
        switch webhook.kind {
        case .signed:
            body = try JSONEncoder.stable().encode(NoticeBody(notice, site: webhook.site))
            let time = clock() / 1_000
            headers = WebhookSignature(of: body, id: notice.id.description, at: time, with: delivery.secrets).headers
        case .akismet:
            guard let key = keys.key(ofSite: webhook.site) else { throw Failure.keyUnknown }
            body = try JSONEncoder.stable().encode(AkismetNoticeBody(notice, key: key))
            headers = [("X-akismet-webhook", "1")]
        }
        try await post(body, headers, to: webhook)
    }

    /// Sends a notice that tells nothing, so that an operator sees whether the receiver answers.
    ///
    /// - Throws: ``Failure``, or `CancellationError`.
    public func test(_ webhook: Webhook, _ secrets: WebhookSecrets) async throws {
        let time = clock()
        let body = try JSONEncoder.stable().encode(NoticeBody(testAt: time, site: webhook.site))
        let id = CommentID(at: time).description
        let signature = WebhookSignature(of: body, id: id, at: time / 1_000, with: secrets)
        try await post(body, signature.headers, to: webhook)
    }

    private func post(_ body: Data, _ headers: [(String, String)], to webhook: Webhook) async throws {
        guard let address = webhook.url.flatMap(WebhookAddress.init), address.authority == webhook.authority else {
            throw Failure.otherHost
        }
        var request = HTTPClientRequest(url: address.url)
        request.method = .POST
        request.headers = HTTPHeaders(headers)
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "Hamlet/\(SpamFilterApplication.version)")
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            configuration.httpVersion = .http1Only
            configuration.timeout.connect = .seconds(5)
            let pinned = try await pinned(address, allowsPrivate: webhook.allowsPrivate)
            if pinned != address.host { configuration.dnsOverride = [address.host: pinned] }
            let timeout = TimeAmount(patience)
            let status = try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
                try await client.execute(request, timeout: timeout).status.code
            }
            guard (200..<300).contains(status) else { throw Failure.status(Int(status)) }
        } catch let failure as Failure {
            throw failure
        } catch is CancellationError {
            throw CancellationError()
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
            throw Failure.tooSlow
        } catch let error as HTTPClientError where error == .cancelled {
            throw CancellationError()
        } catch {
            throw Failure.unreachable
        }
    }

    /// The address of a host in figures, which is checked here and connected to.
    private func pinned(_ address: WebhookAddress, allowsPrivate: Bool) async throws -> String {
        let found: SocketAddress
        if let literal = try? SocketAddress(ipAddress: address.host, port: address.port) {
            found = literal
        } else {
            found = try await resolver.address(address.host, address.port)
        }
        guard let figures = found.ipAddress, let internet = InternetAddress(found) else { throw Failure.unreachable }
        guard allowsPrivate || internet.isPublic else { throw Failure.refusedAddress(figures) }
        return figures
    }
}

extension WebhookSender.Failure: CustomStringConvertible {
    /// What went wrong, for the operator.
    public var description: String {
        switch self {
        case .refusedAddress(let address):
            "the host has the address \(address), which is not one of the public network; allow it with --allow-private"
        case .unreachable: "the host cannot be reached"
        case .tooSlow: "no answer came in time"
        case .status(let status): "the answer was \(status)"
        case .keyUnknown:
            "no client has shown a key for this site since the service was started; the notice waits for the next one that does"
        case .otherHost: "the address does not lie at the registered host"
        }
    }
}
