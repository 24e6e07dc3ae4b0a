import HTTPTypes
import Testing

@testable import SpamFilterService

struct RequestIDTests {
    @Test(arguments: ["abc-123_X.y", "0", String(repeating: "a", count: 64)])
    func `a harmless id comes back`(id: String) async throws {
        try await withService { client, _ async throws in
            for path in ["/livez", "/v1/nothing"] {
                #expect(try await client.send(.get, path, headers: [.requestID: id]).headers[.requestID] == id)
            }
        }
    }

    @Test(arguments: ["", "a b", "a\"b", "{\"a\":1}", "é", "a;b", String(repeating: "a", count: 65)])
    func `any other is replaced`(id: String) async throws {
        try await withService { client, _ in
            let answered = try await client.send(.get, "/livez", headers: [.requestID: id]).headers[.requestID] ?? ""
            #expect(answered != id)
            #expect(!answered.isEmpty)
        }
    }

    @Test func `without an id every answer gets its own`() async throws {
        try await withService(.socket) { client, _ in
            let first = try await client.send(.get, "/livez").headers[.requestID]
            let second = try await client.send(.get, "/v1/nothing").headers[.requestID]
            #expect(first != nil)
            #expect(second != nil)
            #expect(first != second)
        }
    }
}
