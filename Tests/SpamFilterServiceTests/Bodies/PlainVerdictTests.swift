import Foundation
import NIOCore
import Testing

@testable import SpamClassifier
@testable import SpamFilterService

struct PlainVerdictTests {
    private func body(_ probability: Double, id: String?, line: Int? = nil) -> VerdictBody {
        let verdict = Verdict(
            outcome: .unsure,
            probability: probability,
            logOdds: 0,
            discard: false,
            confidence: .high,
            revision: 7
        )
        var body = VerdictBody(verdict, id: id)
        body.line = line
        return body
    }

    private func expectSame(_ body: VerdictBody) throws {
        let plain = try #require(body.plainJSON)
        #expect(String(buffer: plain) == String(decoding: try JSONEncoder.stable().encode(body), as: UTF8.self))
    }

    @Test(arguments: [
        0, 1, Double.leastNonzeroMagnitude, 0.5, 0.1, 1e-4, 1e-5, 1 - 1e-16, 0.9416353905338252, 123_456_789,
    ])
    func `a verdict is written as the general encoder writes it`(probability: Double) throws {
        try expectSame(body(probability, id: nil))
        try expectSame(body(probability, id: "01m87h351qmx73k7pw6njxsydb"))
        try expectSame(body(probability, id: "01m87h351qmx73k7pw6njxsydb", line: 12))
    }

    /// 10,000 bit patterns; the seed is fixed.
    @Test func `every probability is written as the general encoder writes it`() throws {
        var numbers = SeededGenerator(state: 2)
        for _ in 0..<10_000 {
            let value = Double(bitPattern: numbers.next())
            if value.isFinite { try expectSame(body(value, id: nil)) }
            try expectSame(body(Double.random(in: 0...1, using: &numbers), id: nil))
        }
    }

    @Test func `what is not plain is left to the general encoder`() {
        #expect(body(.nan, id: nil).plainJSON == nil)
        #expect(body(0.5, id: "a\"b").plainJSON == nil)
    }
}
