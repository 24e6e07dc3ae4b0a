import Foundation
import SpamClassifier

extension ExchangedComment: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, site, content, author, referrer, permalink, type, date, language, context, honeypot, label, dataset
        case role, signals, features, digest, likeness, verdict, probability, discard, revision
        case receivedAt = "received_at"
        case authorEmail = "author_email"
        case authorURL = "author_url"
        case authorIP = "author_ip"
        case userAgent = "user_agent"
        case secondsToSubmit = "seconds_to_submit"
        case markedBy = "marked_by"
        case markedAt = "marked_at"
    }

    /// The fields that are texts, under their names.
    private static let texts: [(key: CodingKeys, path: any WritableKeyPath<Comment, String?> & Sendable)] = [
        (.site, \.site), (.author, \.author), (.authorEmail, \.authorEmail), (.authorURL, \.authorURL),
        (.authorIP, \.authorIP), (.userAgent, \.userAgent), (.referrer, \.referrer), (.permalink, \.permalink),
        (.type, \.type), (.date, \.date), (.language, \.language), (.context, \.context), (.honeypot, \.honeypot),
        (.role, \.role), (.signals, \.signals),
    ]

    /// Reads a line of an export; what it does not know it passes over.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(CommentID.self, forKey: .id)
        let isBare = container.contains(.features)
        let content =
            try isBare
            ? container.decodeIfPresent(String.self, forKey: .content) : container.decode(String.self, forKey: .content)
        comment = Comment(content: content ?? "")
        for (key, path) in Self.texts {
            comment[keyPath: path] = try container.decodeIfPresent(String.self, forKey: key)
        }
        comment.secondsToSubmit = try container.decodeIfPresent(Double.self, forKey: .secondsToSubmit)
        if let verdict = try container.decodeIfPresent(String.self, forKey: .verdict) {
            let probability = try container.decode(Double.self, forKey: .probability)
            guard ["spam", "ham", "unsure"].contains(verdict), (0...1).contains(probability) else {
                throw DecodingError.dataCorruptedError(forKey: .verdict, in: container, debugDescription: "no verdict")
            }
            judgement = Judgement(
                verdict: verdict,
                probability: probability,
                revision: try container.decode(Int64.self, forKey: .revision),
                discard: try container.decode(Bool.self, forKey: .discard)
            )
        }
        if let word = try container.decodeIfPresent(String.self, forKey: .label) {
            guard let label = Label(name: word) else {
                throw DecodingError.dataCorruptedError(forKey: .label, in: container, debugDescription: "no label")
            }
            self.label = label
            mark = Mark(
                source: try container.decode(String.self, forKey: .markedBy),
                time: try container.decode(ExchangeTime.self, forKey: .markedAt).milliseconds
            )
        }
        dataset = try container.decodeIfPresent(String.self, forKey: .dataset)
        features = try container.decodeIfPresent(Data.self, forKey: .features).map(Array.init)
        digest = try Self.fingerprint(in: container, .digest, size: 32)
        likeness = try Self.fingerprint(in: container, .likeness, size: 16)
    }

    private static func fingerprint(
        in container: KeyedDecodingContainer<CodingKeys>,
        _ key: CodingKeys,
        size: Int
    ) throws -> [UInt8]? {
        guard let bytes = try container.decodeIfPresent(Data.self, forKey: key) else { return nil }
        guard bytes.count == size else {
            throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "no fingerprint")
        }
        return Array(bytes)
    }

    /// Writes a line of an export; what is absent is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(ExchangeTime(milliseconds: id.milliseconds), forKey: .receivedAt)
        try container.encode(comment.content, forKey: .content)
        for (key, path) in Self.texts { try container.encodeIfPresent(comment[keyPath: path], forKey: key) }
        try container.encodeIfPresent(comment.secondsToSubmit, forKey: .secondsToSubmit)
        if let judgement {
            try container.encode(judgement.verdict, forKey: .verdict)
            try container.encode(judgement.probability, forKey: .probability)
            try container.encode(judgement.discard, forKey: .discard)
            try container.encode(judgement.revision, forKey: .revision)
        }
        if let label, let mark {
            try container.encode(label.name, forKey: .label)
            try container.encode(mark.source, forKey: .markedBy)
            try container.encode(ExchangeTime(milliseconds: mark.time), forKey: .markedAt)
        }
        try container.encodeIfPresent(dataset, forKey: .dataset)
        try container.encodeIfPresent(features.map { Data($0) }, forKey: .features)
        try container.encodeIfPresent(digest.map { Data($0) }, forKey: .digest)
        try container.encodeIfPresent(likeness.map { Data($0) }, forKey: .likeness)
    }
}
