import Foundation
import Subprocess
import SystemPackage
import Testing

/// Certificates of an authority of our own, seen by a client that trusts it alone.
@Suite(.timeLimit(.minutes(5)))
struct CertificateTests {
    @discardableResult
    private func shell(_ command: String, in hamlet: Hamlet) async throws -> String {
        let result = try await Subprocess.run(
            .name("bash"),
            arguments: ["-c", command],
            workingDirectory: FilePath(hamlet.folder.path),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return result.standardOutput
    }

    private let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"

    /// Puts a certificate with a serial number in the place of the one that is there.
    private func certify(_ serial: Int, in hamlet: Hamlet) async throws {
        try await shell(
            """
            openssl req -x509 \(newKey) -CA ca.pem -CAkey ca.key -set_serial \(serial) -subj /CN=localhost \\
                -addext subjectAltName=DNS:localhost -keyout key.new -out cert.new && mv key.new key.pem && mv cert.new cert.pem
            """,
            in: hamlet
        )
    }

    /// The serial number of the certificate that a new connection is shown, after the client has verified it.
    private func serial(_ daemon: Daemon, in hamlet: Hamlet) async throws -> Int? {
        let address = daemon.url.replacing("https://", with: "")
        let output = try await shell(
            """
            openssl s_client -connect \(address) -servername localhost -verify_hostname localhost -CAfile ca.pem \\
                -verify_return_error </dev/null 2>/dev/null | openssl x509 -noout -serial
            """,
            in: hamlet
        )
        return output.firstMatch(of: /serial=([0-9A-F]+)/).flatMap { Int($0.output.1, radix: 16) }
    }

    @Test func `new connections are shown the certificate that was there at SIGHUP, and a broken one changes nothing`()
        async throws
    {
        try await withHamlet { hamlet in
            try await shell("openssl req -x509 \(newKey) -subj /CN=authority -keyout ca.key -out ca.pem", in: hamlet)
            try await certify(2, in: hamlet)
            try hamlet.write(#"{"tlsCertificate": "cert.pem", "tlsPrivateKey": "key.pem"}"#, to: "Config/hamlet.json")
            try await hamlet.hearing { notices in
                let environment = ["NOTIFY_SOCKET": notices.path]
                try await hamlet.serving(environment: environment, isProbed: false) { daemon in
                    func reload() async throws {
                        try daemon.send(.terminalClosed)
                        while try await notices.next()?.hasPrefix("RELOADING=1") == false {}
                        #expect(try await notices.next() == "READY=1")
                    }
                    #expect(daemon.url.hasPrefix("https://127.0.0.1:"))
                    #expect(try await serial(daemon, in: hamlet) == 2)
                    try await certify(3, in: hamlet)
                    #expect(try await serial(daemon, in: hamlet) == 2)
                    try await reload()
                    #expect(try await serial(daemon, in: hamlet) == 3)
                    try hamlet.write("nonsense", to: "cert.pem")
                    try await reload()
                    #expect(try await serial(daemon, in: hamlet) == 3)
                }
            }
        }
    }
}
