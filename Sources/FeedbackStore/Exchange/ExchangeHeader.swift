import Foundation
import SpamClassifier

/// The first line of an export: what follows, and what has to be the same for the model to be the same.
public struct ExchangeHeader: Sendable, Hashable {
    /// The name of the format, by which an export is told from other JSON Lines.
    public static let format = "hamlet-export"
    /// The layout of the lines that this version writes, and the newest that it reads.
    public static let version = 1

    /// The layout of the lines.
    public var version: Int
    /// When the export was made, in milliseconds since 1970.
    public var exportedAt: Int64
    /// The seed of the feature hashes of the installation.
    public var hashSeed: UInt64
    /// The rules by which features were found, `FeatureExtractor/version`.
    public var featureVersion: UInt32
    /// How many comments follow.
    public var comments: Int

    /// Makes the header of an export in the layout of this version.
    public init(exportedAt: Int64, hashSeed: UInt64, featureVersion: UInt32, comments: Int) {
        version = Self.version
        self.exportedAt = exportedAt
        self.hashSeed = hashSeed
        self.featureVersion = featureVersion
        self.comments = comments
    }
}

extension ExchangeHeader: Codable {
    private enum CodingKeys: String, CodingKey {
        case format, version, comments
        case exportedAt = "exported_at"
        case hashSeed = "hash_seed"
        case featureVersion = "feature_version"
    }

    /// Reads a header; throws for anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard try container.decode(String.self, forKey: .format) == Self.format else {
            throw DecodingError.dataCorruptedError(forKey: .format, in: container, debugDescription: "another format")
        }
        version = try container.decode(Int.self, forKey: .version)
        exportedAt = try container.decode(ExchangeTime.self, forKey: .exportedAt).milliseconds
        // JSON numbers are no safe place for 64 bits.
        guard let seed = UInt64(try container.decode(String.self, forKey: .hashSeed), radix: 16) else {
            throw DecodingError.dataCorruptedError(forKey: .hashSeed, in: container, debugDescription: "no hash seed")
        }
        hashSeed = seed
        featureVersion = try container.decode(UInt32.self, forKey: .featureVersion)
        comments = try container.decode(Int.self, forKey: .comments)
    }

    /// Writes the header with its format name, the seed as 16 hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.format, forKey: .format)
        try container.encode(version, forKey: .version)
        try container.encode(ExchangeTime(milliseconds: exportedAt), forKey: .exportedAt)
        let digits = String(hashSeed, radix: 16)
        try container.encode(String(repeating: "0", count: 16 - digits.count) + digits, forKey: .hashSeed)
        try container.encode(featureVersion, forKey: .featureVersion)
        try container.encode(comments, forKey: .comments)
    }
}
