import Crypto
import Foundation
import Synchronization
import Testing

@testable import SpamFilterService

struct SessionTests {
    private let seal = SessionSeal(key: SymmetricKey(data: Data(repeating: 7, count: 32)))

    private func session(keyID: Int64 = 3, at time: Int64 = 1_000) -> Session {
        var generator = SeededGenerator(state: 1)
        return Session(keyID: keyID, at: time, using: &generator)
    }

    @Test func `a sealed session can be opened until its end`() {
        let session = session()
        let sealed = seal.sealed(session)
        #expect(seal.opened(sealed, at: 1_000) == session)
        #expect(seal.opened(sealed, at: 1_000 + Session.lifetime - 1) == session)
        #expect(seal.opened(sealed, at: 1_000 + Session.lifetime) == nil)
    }

    @Test func `no other text opens, and no other installation opens it`() {
        let sealed = seal.sealed(session())
        for place in sealed.indices {
            var changed = sealed
            changed.replaceSubrange(place...place, with: sealed[place] == "0" ? "1" : "0")
            #expect(seal.opened(changed, at: 1_000) == nil, "\(changed)")
        }
        let upper = sealed.uppercased()
        for text in ["", ".", "....", sealed + "0", "0" + sealed, "+" + sealed, upper] {
            #expect(seal.opened(text, at: 1_000) == nil, "\(text)")
        }
        let other = SessionSeal(key: SymmetricKey(data: Data(repeating: 8, count: 32)))
        #expect(other.opened(sealed, at: 1_000) == nil)
    }

    @Test func `the token of a form belongs to one session, and is no seal`() {
        let (first, second) = (session(), Session(keyID: 3, at: 1_000))
        #expect(seal.isFormToken(seal.formToken(of: first), of: first))
        #expect(!seal.isFormToken(seal.formToken(of: first), of: second))
        #expect(!seal.isFormToken(seal.formToken(of: nil), of: first))
        #expect(seal.opened("\(first).\(seal.formToken(of: first))", at: 1_000) == nil)
    }

    @Test func `ten wrong keys are taken at once, and one more a minute`() throws {
        let time = Mutex<Int64>(0)
        let limit = LoginLimit { time.withLock { $0 } }
        for _ in 0..<10 {
            try limit.check("192.0.2.1")
            limit.failed("192.0.2.1")
        }
        #expect(throws: Problem.tooManyLogins(retryAfter: 60)) { try limit.check("192.0.2.1") }
        try limit.check("192.0.2.2")
        try limit.check(nil)
        time.withLock { $0 = 45 }
        #expect(throws: Problem.tooManyLogins(retryAfter: 15)) { try limit.check("192.0.2.1") }
        time.withLock { $0 = 60 }
        try limit.check("192.0.2.1")
        limit.failed("192.0.2.1")
        #expect(throws: Problem.tooManyLogins(retryAfter: 60)) { try limit.check("192.0.2.1") }
    }
}
