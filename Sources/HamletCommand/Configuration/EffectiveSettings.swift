import FeedbackStore
import Logging
import SpamClassifier
import SpamFilterService

/// The settings in force, every key with its value, as a configuration file would give them.
struct EffectiveSettings: Encodable {
    let database: String
    let host: String
    let port: Int
    let socket: String?
    let tlsCertificate: String?
    let tlsPrivateKey: String?
    let starter: String
    let privacy: String
    let unlabelledDays: Int
    let labelledTextDays: Int
    let akismetRecheckAfter: Int
    let maxHamMisclassification: Double
    let maxFeatures: Int
    let connections: Int
    let requestsInFlight: Int
    let requestsPerSecond: Int
    let idleSeconds: Int
    let bodySeconds: Int
    let drainSeconds: Int
    let drainDelaySeconds: Int
    let logLevel: String
    let logFormat: String

    init(_ settings: Settings) {
        database = settings.database
        host = settings.host
        port = settings.port
        socket = settings.socket
        tlsCertificate = settings.tls?.certificate
        tlsPrivateKey = settings.tls?.key
        starter = settings.starter ?? "none"
        privacy = settings.privacy.rawValue
        unlabelledDays = settings.retention.unlabelledDays ?? 0
        labelledTextDays = settings.retention.labelledTextDays ?? 0
        akismetRecheckAfter = settings.akismet.recheckAfter ?? 0
        maxHamMisclassification = settings.hamBudget.share
        maxFeatures = settings.maxFeatures ?? 0
        connections = settings.limits.connections
        requestsInFlight = settings.limits.requestsInFlight
        requestsPerSecond = settings.limits.requestsPerSecond
        idleSeconds = settings.limits.idleSeconds
        bodySeconds = settings.limits.bodySeconds
        drainSeconds = settings.drainSeconds
        drainDelaySeconds = settings.drainDelaySeconds
        logLevel = settings.logLevel.rawValue
        logFormat = settings.logsJSON ? "json" : "text"
    }
}
