import NIOCore
import NIOSSL
import Synchronization

/// The certificate that the service shows, and its key: read from files in PEM, and read again on demand.
///
/// Connections that are there keep the certificate they were made with.
public final class Certificate: Sendable {
    private struct Pair: Sendable {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKeySource
    }

    private let certificateFile: String
    private let keyFile: String
    private let pair: Mutex<Pair>

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - certificateFile: The certificate, and behind it those that vouch for it.
    ///   - keyFile: The private key.
    /// - Throws: Why they cannot be read.
    public init(certificateFile: String, keyFile: String) throws {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        pair = Mutex(try Self.read(certificateFile, keyFile))
    }

    /// Reads the files again; a failure leaves the old certificate in force.
    public func reload() throws {
        let new = try Self.read(certificateFile, keyFile)
        pair.withLock { $0 = new }
    }

    /// What new connections are made with: TLS 1.2 or later.
    func configuration() -> TLSConfiguration {
        let current = pair.withLock { $0 }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: current.chain,
            privateKey: current.key
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.sslContextCallback = { [self] _, promise in
            let current = pair.withLock { $0 }
            var override = NIOSSLContextConfigurationOverride()
            override.certificateChain = current.chain
            override.privateKey = current.key
            promise.succeed(override)
        }
        return configuration
    }

    private static func read(_ certificateFile: String, _ keyFile: String) throws -> Pair {
        let chain = try NIOSSLCertificate.fromPEMFile(certificateFile).map { NIOSSLCertificateSource.certificate($0) }
        let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: keyFile, format: .pem))
        // A chain and a key that do not belong together are found out here, not by the first client.
        _ = try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
        return Pair(chain: chain, key: key)
    }
}
