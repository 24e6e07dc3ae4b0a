import Foundation
import HTTPTypes
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@testable import FeedbackStore
@testable import SpamFilterService

struct ReadinessTests {
    private let mark = #"{"comment": {"content": "cheap watches"}, "label": "spam"}"#

    @Test func `a database that is moved away turns readiness red, and green again when it is back`() async throws {
        try await withService { client, filter in
            #expect(try await client.send(.post, "/v1/labels", mark).status == 200)
            #expect(try await client.send(.get, "/readyz").status == 200)
            let path = filter.store.path
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            try await client.send(.post, "/v1/labels", mark).expectProblem(503, "store-unavailable")
            let red = try await client.send(.get, "/readyz")
            red.expectProblem(503, "store-unavailable")
            #expect(red.json["detail"]?.string?.contains("deleted or replaced") == true, "\(red.text)")
            #expect(red.json["detail"]?.string?.contains("Since 20") == true, "\(red.text)")
            #expect(red.headers[.retryAfter] == "60")
            #expect(try await client.send(.get, "/livez").status == 200)
            let verdict = try await client.send(.post, "/v1/comments", #"{"content": "cheap watches"}"#)
            #expect(verdict.status == 200)

            try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
            try await filter.store.probe()
            #expect(try await client.send(.get, "/readyz").status == 200)
            #expect(try await client.send(.post, "/v1/labels", mark).status == 200)
        }
    }

    @Test(arguments: [
        (FeedbackStoreError.diskFull(path: ""), 507, "disk is full"), (.locked(path: ""), 503, "locked"),
        (.readOnly(path: ""), 503, "read-only"), (.damaged(path: "", detail: ""), 503, "backup"),
        (.exchanged(path: ""), 503, "restart"), (.sqlite(path: "", code: 778, detail: ""), 503, "log"),
    ])
    func `every obstacle is named in words, for the mark and for readiness`(
        error: FeedbackStoreError,
        status: Int,
        word: String
    ) async throws {
        try await withService { client, filter in
            let document = Problem(error).document
            #expect(document.status == status)
            #expect(document.detail.contains(word), "\(document.detail)")
            filter.store.health.failed(error)
            let red = try await client.send(.get, "/readyz")
            red.expectProblem(503, "store-unavailable")
            #expect(red.text.contains(word), "\(red.text)")
        }
    }

    @Test func `a service that ends is not ready`() async throws {
        try await testGracefulShutdown { trigger in
            try await withService { client, _ in
                #expect(try await client.send(.get, "/readyz").status == 200)
                trigger.triggerGracefulShutdown()
                try await client.send(.get, "/readyz").expectProblem(503, "draining")
                #expect(try await client.send(.get, "/livez").status == 200)
            }
        }
    }

    @Test func `the watch finds by itself that the cause is gone, and ends with the service`() async throws {
        try await withFilter { filter in
            let watch = StoreWatch(store: filter.store, logger: .silent, pause: .milliseconds(1))
            let group = ServiceGroup(configuration: .init(services: [watch], logger: .silent))
            async let running: Void = group.run()
            for error in [FeedbackStoreError.diskFull(path: ""), .damaged(path: "", detail: "")] {
                filter.store.health.failed(error)
                while filter.store.failure != nil { await Task.yield() }
            }
            await group.triggerGracefulShutdown()
            try await running
        }
    }
}
