public import Hummingbird
public import Logging

/// Builds the daemon: routes around a filter, and the services that keep it going.
public enum SpamFilterApplication {
    /// The address that the service listens on when nothing else is said.
    public static let defaultHost = "127.0.0.1"
    /// The port that the service listens on when nothing else is said.
    public static let defaultPort = 8711

    /// Builds the application; `runService()` runs it until a signal drains it.
    ///
    /// - Parameters:
    ///   - filter: What is served.
    ///   - host: The address to listen on.
    ///   - port: The port to listen on; 0 lets the system choose.
    ///   - mayBeOpen: Whether everyone may do everything while no key was ever created.
    ///   - logger: Told what happens, never a comment's text.
    ///   - onServerRunning: Called with the port when the service accepts connections.
    /// - Returns: The application.
    public static func build(
        _ filter: SpamFilter,
        host: String = defaultHost,
        port: Int = defaultPort,
        mayBeOpen: Bool = true,
        logger: Logger,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(filter, mayBeOpen: mayBeOpen),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "hamlet"),
            services: [
                filter.recorder, LearningService(learner: filter.learner, logger: logger),
                KeyUseService(keys: filter.keys, logger: logger),
            ],
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// The route table with all that is done around a request.
    static func router(_ filter: SpamFilter, mayBeOpen: Bool = true) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIDMiddleware()
            ProblemMiddleware()
            KeyMiddleware(keys: filter.keys, mayBeOpen: mayBeOpen)
        }
        routes(filter, on: router).refuseOtherMethods()
        return router
    }

    /// The route table.
    static func routes(
        _ filter: SpamFilter,
        on router: Router<ServiceContext> = Router(context: ServiceContext.self)
    ) -> Router<ServiceContext> {
        router.addRoutes(CommentsController(filter: filter).endpoints, atPath: "v1/comments")
        router.addRoutes(LabelsController(filter: filter).endpoints, atPath: "v1/labels")
        router.addRoutes(ModelController(filter: filter).endpoints, atPath: "v1/model")
        router.addRoutes(HealthController(filter: filter).endpoints)
        return router
    }
}
