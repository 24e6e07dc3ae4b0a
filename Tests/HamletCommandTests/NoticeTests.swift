import NIOHTTP1
import Subprocess
import Testing

/// What systemd hears of the service.
@Suite(.timeLimit(.minutes(5)))
struct NoticeTests {
    @Test func `systemd hears when the service listens, reloads, and ends`() async throws {
        try await withHamlet { hamlet in
            try await hamlet.hearing { notices in
                let served = try await hamlet.serving(environment: ["NOTIFY_SOCKET": notices.path]) { daemon in
                    #expect(try await notices.next() == "READY=1")
                    try daemon.send(.terminalClosed)
                    let reloading = try await notices.next() ?? ""
                    #expect(reloading.wholeMatch(of: /RELOADING=1 MONOTONIC_USEC=[1-9][0-9]*/) != nil, "\(reloading)")
                    #expect(try await notices.next() == "READY=1")
                    try daemon.send(.terminate)
                    #expect(try await notices.next() == "STOPPING=1")
                }
                #expect(served.status == .exited(0))
            }
        }
    }

    @Test(arguments: ["/nowhere/notify", "relative", ""])
    func `a socket that is not there is no fault of the service`(path: String) async throws {
        try await withHamlet { hamlet in
            let served = try await hamlet.serving(environment: ["NOTIFY_SOCKET": path]) { daemon in
                try await daemon.request(.GET, "/readyz").status
            }
            #expect(served.value == 200)
            #expect(served.status == .exited(0))
        }
    }
}
