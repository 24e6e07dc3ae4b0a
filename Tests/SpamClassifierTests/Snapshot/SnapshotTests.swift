import Testing

@testable import SpamClassifier

@Suite struct SnapshotTests {
    private static let model = {
        var model = Model.fitted(to: Samples.make(40, seed: 1, sites: [nil, "a", "b"]), seed: 17)
        for example in model.examples(Samples.make(5, seed: 2, sites: ["a"])) { _ = model.learn(example) }
        model.revision = 45
        return model
    }()

    @Test func `a model read back is the model to the last bit`() throws {
        let model = Self.model
        let bytes = model.snapshot()
        let copy = try Model(snapshot: bytes)
        #expect(copy.table == model.table)
        #expect(copy.totals == model.totals)
        #expect(copy.siteTotals == model.siteTotals)
        #expect(copy.combination == model.combination)
        #expect(copy.thresholds == model.thresholds)
        #expect(copy.hamBudget == model.hamBudget)
        #expect(copy.budgetStatus == model.budgetStatus)
        #expect(copy.revision == 45)
        #expect(copy.extractor.hasher == model.extractor.hasher)
        #expect(copy.snapshot() == bytes)
        for probe in Samples.make(20, seed: 3, sites: [nil, "a"]) {
            #expect(copy.verdict(on: probe.comment) == model.verdict(on: probe.comment))
        }
    }

    @Test func `an empty model can be read back`() throws {
        let model = Model(seed: 3)
        #expect(try Model(snapshot: model.snapshot()).snapshot() == model.snapshot())
    }

    @Test func `a model read back goes on learning as the original does`() throws {
        var model = Self.model
        var copy = try Model(snapshot: model.snapshot())
        for example in model.examples(Samples.make(10, seed: 4, sites: [nil, "a"])) {
            #expect(model.learn(example) == copy.learn(example))
        }
        #expect(model.snapshot() == copy.snapshot())
    }

    @Test func `unlearning restores the snapshot to the last byte`() {
        var model = Self.model
        let bytes = model.snapshot()
        let examples = model.examples(Samples.make(10, seed: 5, sites: [nil, "a", "new"]))
        let lessons = examples.map { model.learn($0) }
        #expect(model.snapshot() != bytes)
        for (example, lesson) in zip(examples, lessons) { model.unlearn(example, lesson) }
        #expect(model.snapshot() == bytes)
    }

    @Test func `no byte can be changed unnoticed`() {
        let bytes = Self.model.snapshot()
        for position in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            var damaged = bytes
            damaged[position] ^= 0x10
            #expect(throws: SnapshotError.self) { try Model(snapshot: damaged) }
        }
    }

    @Test func `a snapshot that was cut off is refused`() {
        let bytes = Self.model.snapshot()
        for count in [0, 1, 4, 8, 12, 19, 20, 21, 28, 100, bytes.count / 2, bytes.count - 1] {
            #expect(throws: SnapshotError.self) { try Model(snapshot: Array(bytes.prefix(count))) }
        }
        #expect(throws: SnapshotError.self) { try Model(snapshot: bytes + [0]) }
    }

    @Test func `a snapshot says what is wrong with it`() {
        #expect(throws: SnapshotError.notASnapshot) { try Model(snapshot: Array("something else altogether".utf8)) }
        var other = Self.model.snapshot()
        other[4] = 99
        #expect(throws: SnapshotError.otherFormat(99)) { try Model(snapshot: other) }
        other = Self.model.snapshot()
        other[8] = 99
        #expect(throws: SnapshotError.otherFeatures(99)) { try Model(snapshot: other) }
    }

    @Test func `compact numbers are read back`() throws {
        var writer = ByteWriter()
        let numbers: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, .max / 2, .max]
        for number in numbers { writer.writeCompact(number) }
        var reader = ByteReader(writer.bytes[...])
        for number in numbers { #expect(try reader.readCompact() == number) }
        #expect(reader.isAtEnd)
        #expect(throws: SnapshotError.damaged) { try reader.readCompact() }
    }
}
