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
    ///   - logger: Told what happens, never a comment's text.
    ///   - onServerRunning: Called with the port when the service accepts connections.
    /// - Returns: The application.
    public static func build(
        _ filter: SpamFilter,
        host: String = defaultHost,
        port: Int = defaultPort,
        logger: Logger,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(filter),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "hamlet"),
            services: [
                filter.recorder,
                StoreWatch(store: filter.store, logger: logger),
                LogCopying(store: filter.store),
                LearningService(learner: filter.learner, logger: logger),
            ],
            onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    /// The route table.
    static func router(_ filter: SpamFilter) -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIDMiddleware()
            ProblemMiddleware()
        }
        router.addRoutes(CommentsController(filter: filter).endpoints, atPath: "v1/comments")
        router.addRoutes(LabelsController(filter: filter).endpoints, atPath: "v1/labels")
        router.addRoutes(ErasuresController(filter: filter).endpoints, atPath: "v1/erasures")
        router.addRoutes(ModelController(filter: filter).endpoints, atPath: "v1/model")
        router.addRoutes(HealthController(filter: filter).endpoints)
        router.refuseOtherMethods()
        return router
    }
}
