import FeedbackStore
import Foundation
import SpamClassifier

/// Why a model file is left aside.
enum StateFileError: Error, Sendable, Hashable {
    /// The file is none of this version.
    case otherFormat
    /// The file is cut short or changed.
    case damaged
}

/// What stands before the model in a ``ModelFile``: which log it was learnt from, how far, and the lessons.
///
/// | bytes | what |
/// | --- | --- |
/// | 8 | `HmltMdl1` |
/// | 8 each | seed and time of creation of the installation, digest of the starter comments |
/// | 8 each | revision (0 while it is not in the log), `asOf` and digest of the refit that the model rests on |
/// | 8 each | revision and time of the last entry of the log that was learnt |
/// | 8 each | labels at the refit, marks since, labelled comments that cannot be learnt, number of lessons |
/// | 16 each | lessons: key (8), label (1), weight (1), surprise (2, its highest bit: learnt by the refit), residual (4) |
/// | 8 | checksum of all that stands before |
/// | | the model, as `Model.writeSnapshot` writes it |
///
/// All numbers lowest byte first.
struct StateHeader: Sendable, Hashable {
    /// What a state depends on besides the log.
    struct Circumstances: Sendable, Hashable {
        var installation: Installation
        var starterDigest: UInt64
        /// The last entry of the log that was learnt.
        var milestone: LogMilestone?
        /// The digest of the model right after its refit, where the log does not say it.
        var refitDigest: UInt64?
    }

    var seed: UInt64
    var createdAt: Int64
    var starterDigest: UInt64
    var refitRevision: Int64
    var refitAsOf: Int64
    var refitDigest: UInt64
    var milestone: LogMilestone
    var labelsAtRefit: Int
    var marksSinceRefit: Int
    var unusable: Int

    private static let magic: UInt64 = 0x316C_644D_746C_6D48
    private static let fieldCount = 13
    private static let lessonSize = 16
    private static let fitted: UInt64 = 1 << 31

    init(_ state: LearntState, _ circumstances: Circumstances) {
        seed = circumstances.installation.hashSeed
        createdAt = circumstances.installation.createdAt
        starterDigest = circumstances.starterDigest
        refitRevision = state.refit?.revision ?? 0
        refitAsOf = state.refit?.asOf ?? 0
        refitDigest = state.refit?.digest ?? circumstances.refitDigest ?? 0
        milestone = circumstances.milestone ?? LogMilestone(revision: 0, loggedAt: 0)
        labelsAtRefit = state.labelsAtRefit
        marksSinceRefit = state.marksSinceRefit
        unusable = state.unusable
    }

    /// Whether a state was learnt from this installation's log with these starter comments.
    func fits(_ circumstances: Circumstances) -> Bool {
        seed == circumstances.installation.hashSeed && createdAt == circumstances.installation.createdAt
            && starterDigest == circumstances.starterDigest
            && milestone == circumstances.milestone ?? LogMilestone(revision: 0, loggedAt: 0)
    }

    /// Whether the model rests on a refit of the log.
    func rests(on refit: RefitEntry?) -> Bool {
        guard let refit else { return refitRevision == 0 && refitDigest == 0 }
        if refitRevision > 0 { return refitRevision == refit.revision }
        return refitAsOf == refit.asOf && refitDigest == refit.digest
    }
}

extension StateHeader {
    /// The header and the lessons as bytes.
    func bytes(_ lessons: LessonBook) -> Data {
        var words = [
            Self.magic, seed, UInt64(bitPattern: createdAt), starterDigest, UInt64(bitPattern: refitRevision),
            UInt64(bitPattern: refitAsOf), refitDigest, UInt64(bitPattern: milestone.revision),
            UInt64(bitPattern: milestone.loggedAt), UInt64(labelsAtRefit), UInt64(marksSinceRefit), UInt64(unusable),
            UInt64(lessons.count),
        ]
        let fitted = Self.fitted
        lessons.visitAll { key, lesson in
            words.append(UInt64(bitPattern: key))
            words.append(
                UInt64(lesson.label.rawValue) | UInt64(lesson.weight.rawValue) << 8 | UInt64(lesson.surprise) << 16
                    | (lesson.isFitted ? fitted : 0) | UInt64(UInt32(bitPattern: lesson.residual)) << 32
            )
        }
        words.append(Self.checksum(of: words))
        for index in words.indices { words[index] = words[index].littleEndian }
        return unsafe words.withUnsafeBytes { unsafe Data($0) }
    }

    /// Reads a header and its lessons; says how many bytes they take.
    static func read(_ data: Data) throws(StateFileError) -> (header: StateHeader, lessons: LessonBook, size: Int) {
        let fields = words(in: data, 0..<fieldCount)
        guard fields.count == fieldCount, fields[0] == magic else { throw .otherFormat }
        guard let count = Int(exactly: fields[fieldCount - 1]), count <= data.count / lessonSize else { throw .damaged }
        let end = fieldCount + 2 * count
        let all = words(in: data, 0..<end + 1)
        guard all.count == end + 1, checksum(of: all.dropLast()) == all[end] else { throw .damaged }
        var lessons = LessonBook()
        for index in stride(from: fieldCount, to: end, by: 2) {
            let packed = all[index + 1]
            guard let label = Label(rawValue: UInt8(truncatingIfNeeded: packed)),
                let weight = Weight(rawValue: UInt32(packed >> 8 & 0xFF))
            else { throw .damaged }
            lessons[Int64(bitPattern: all[index])] = Lesson(
                label: label,
                weight: weight,
                surprise: UInt16(truncatingIfNeeded: packed >> 16),
                residual: Int32(truncatingIfNeeded: packed >> 32),
                isFitted: packed & fitted != 0
            )
        }
        return (StateHeader(fields), lessons, 8 * (end + 1))
    }

    /// The words at some places of a file; fewer where the file ends before.
    private static func words(in data: Data, _ places: Range<Int>) -> [UInt64] {
        guard data.count >= 8 * places.upperBound else { return [] }
        let bytes = data.bytes
        var words: [UInt64] = []
        words.reserveCapacity(places.count)
        for place in places {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
            words.append(UInt64(littleEndian: word))
        }
        return words
    }

    private static func checksum(of words: some Sequence<UInt64>) -> UInt64 {
        words.reduce(into: Checksum()) { $0.add($1) }.value
    }

    private init(_ fields: [UInt64]) {
        seed = fields[1]
        createdAt = Int64(bitPattern: fields[2])
        starterDigest = fields[3]
        refitRevision = Int64(bitPattern: fields[4])
        refitAsOf = Int64(bitPattern: fields[5])
        refitDigest = fields[6]
        milestone = LogMilestone(revision: Int64(bitPattern: fields[7]), loggedAt: Int64(bitPattern: fields[8]))
        labelsAtRefit = Int(truncatingIfNeeded: fields[9])
        marksSinceRefit = Int(truncatingIfNeeded: fields[10])
        unusable = Int(truncatingIfNeeded: fields[11])
    }
}
