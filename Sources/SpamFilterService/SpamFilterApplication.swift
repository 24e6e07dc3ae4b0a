import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Builds the daemon: routes around a filter, and the services that keep it going.
public enum SpamFilterApplication {
    /// The version of the program.
    public static let version = "0.1.0"
    /// The address that the service listens on when nothing else is said.
    public static let defaultHost = "127.0.0.1"
    /// The port that the service listens on when nothing else is said.
    public static let defaultPort = 8711

    /// The most bytes of one header, and of all headers of a request.
    private static let headerBytes = 8_192
    private static let allHeaderBytes = 32_768
    private static let headerCount = 100

    /// Runs the daemon until a signal ends it: SIGTERM and SIGINT drain it, SIGHUP reloads.
    ///
    /// - Parameters:
    ///   - filter: What is served.
    ///   - configuration: How.
    ///   - logger: Told what happens, never a comment's text.
    ///   - reload: Called at SIGHUP.
    ///   - onServerRunning: Called with the port when the service accepts connections; `nil` for a socket.
    /// - Throws: Why it cannot listen, or what ended one of its services.
    public static func run(
        _ filter: SpamFilter,
        configuration: ServiceConfiguration,
        logger: Logger,
        reload: @escaping @Sendable () async -> Void,
        onServerRunning: @escaping @Sendable (_ port: Int?) async -> Void
    ) async throws {
        let notice = ServiceNotice()
        let drain = Drain(delay: .seconds(configuration.drainDelaySeconds), notice: notice)
        let application = try build(filter, configuration: configuration, logger: logger, drain: drain) { port in
            await onServerRunning(port)
            await notice.send("READY=1")
        }
        var group = ServiceGroupConfiguration(
            services: [application, ReloadService(notice: notice, reload: reload), drain],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(configuration.drainDelaySeconds + configuration.drainSeconds)
        try await ServiceGroup(configuration: group).run()
    }

    /// Builds the application; `runService()` runs it until a signal drains it.
    ///
    /// - Parameters:
    ///   - filter: What is served.
    ///   - configuration: How.
    ///   - logger: Told what happens, never a comment's text.
    ///   - drain: Whether the service was asked to end.
    ///   - onServerRunning: Called with the port when the service accepts connections; `nil` for a socket.
    /// - Returns: The application.
    /// - Throws: Why the certificate cannot be used.
    static func build(
        _ filter: SpamFilter,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        logger: Logger,
        drain: Drain? = nil,
        onServerRunning: @escaping @Sendable (_ port: Int?) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        Application(
            router: router(filter, configuration: configuration, drain: drain),
            server: try server(configuration),
            configuration: ApplicationConfiguration(
                address: configuration.address.bindAddress,
                serverName: "hamlet",
                backlog: 1_024,
                availableConnectionsDelegate: .maximum(configuration.limits.connections, logger: logger)
            ),
            services: [
                filter.recorder,
                StoreWatch(store: filter.store, logger: logger),
                LogCopying(store: filter.store),
                LearningService(learner: filter.learner, logger: logger),
                filter.work,
                RetentionService(store: filter.store, retention: configuration.retention, logger: logger),
                KeyUseService(keys: filter.keys, logger: logger),
                NoticeService(
                    store: filter.store,
                    sender: WebhookSender(keys: filter.akismetKeyring),
                    metrics: filter.metrics,
                    logger: logger
                ),
            ],
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port) },
            logger: logger
        )
    }

    /// What is done with each connection.
    private static func server(_ configuration: ServiceConfiguration) throws -> HTTPServerBuilder {
        let limits = configuration.limits
        let plain = HTTPServerBuilder.http1ForOldClients(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [RequestArrival(seconds: limits.bodySeconds)],
                idleTimeout: .seconds(Int64(limits.idleSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: headerBytes,
                    maxHeaderListSize: allHeaderBytes,
                    maxHeaderFieldCount: headerCount
                )
            )
        )
        guard let certificate = configuration.certificate else { return plain }
        return try .tls(plain, tlsConfiguration: certificate.configuration())
    }

    /// The route table with all that is done around a request.
    static func router(
        _ filter: SpamFilter,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        drain: Drain? = nil
    ) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        let metrics = filter.metrics.factory
        let dashboard = Dashboard(filter: filter, configuration: configuration)
        router.addMiddleware {
            RequestIDMiddleware()
            RequestMetricsMiddleware(factory: metrics)
            ProblemMiddleware()
            PageMiddleware(dashboard: dashboard)
            KeyMiddleware(
                keys: filter.keys,
                mayBeOpen: configuration.mayBeOpen,
                sessions: dashboard.sessions
            )
            RateMiddleware(rate: configuration.limits.requestsPerSecond, factory: metrics)
            AkismetMiddleware()
            LoadMiddleware(limit: configuration.limits.requestsInFlight, factory: metrics)
            FormMiddleware(sessions: dashboard.sessions)
        }
        routes(filter, configuration: configuration, drain: drain, dashboard: dashboard, on: router)
            .refuseOtherMethods()
        return router
    }

    /// The route table.
    static func routes(
        _ filter: SpamFilter,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        drain: Drain? = nil,
        dashboard: Dashboard? = nil,
        on router: Router<ServiceContext> = Router(context: ServiceContext.self)
    ) -> Router<ServiceContext> {
        router.addRoutes(CommentsController(filter: filter).endpoints, atPath: "v1/comments")
        router.addRoutes(BatchController(filter: filter).endpoints, atPath: "v1/comments/batch")
        router.addRoutes(StatisticsController(filter: filter).endpoints, atPath: "v1/stats")
        router.addRoutes(LabelsController(filter: filter).endpoints, atPath: "v1/labels")
        router.addRoutes(ErasuresController(filter: filter).endpoints, atPath: "v1/erasures")
        router.addRoutes(ModelController(filter: filter).endpoints, atPath: "v1/model")
        let akismetKeys = AkismetKeys(directory: filter.keys, mayBeOpen: configuration.mayBeOpen)
        router.addRoutes(
            AkismetController(filter: filter, keys: akismetKeys, options: configuration.akismet).endpoints,
            atPath: AkismetController.path
        )
        (dashboard ?? Dashboard(filter: filter, configuration: configuration)).addRoutes(to: router)
        router.addRoutes(OpenAPIController().endpoints)
        router.addRoutes(MetricsController(filter: filter).endpoints)
        router.addRoutes(HealthController(filter: filter, drain: drain).endpoints)
        return router
    }
}

extension ServiceConfiguration.Address {
    fileprivate var bindAddress: BindAddress {
        switch self {
        case .host(let host, let port): .hostname(host, port: port)
        case .socket(let path): .unixDomainSocket(path: path)
        }
    }
}
