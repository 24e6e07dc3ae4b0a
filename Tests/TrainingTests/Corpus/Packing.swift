import CZlib
import Foundation

/// Makes gzip files.
enum Packing {
    struct Failed: Error {}

    /// The bytes as a gzip file of one member.
    static func packed(_ text: String) throws -> [UInt8] { try packed(Array(text.utf8), times: 1) }

    /// Some bytes again and again as a gzip file of one member.
    static func packed(_ bytes: [UInt8], times: Int) throws -> [UInt8] {
        let file = try TemporaryFile(named: "packed.gz")
        guard let output = unsafe gzopen(file.path, "wb") else { throw Failed() }
        for _ in 0..<times {
            let written = unsafe bytes.withUnsafeBytes { unsafe gzwrite(output, $0.baseAddress, UInt32($0.count)) }
            guard Int(written) == bytes.count else { throw Failed() }
        }
        guard unsafe gzclose_w(output) == Z_OK else { throw Failed() }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
    }
}
