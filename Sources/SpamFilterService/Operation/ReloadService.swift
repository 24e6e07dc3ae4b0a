import Dispatch
import ServiceLifecycle
import UnixSignals

/// Does something whenever SIGHUP arrives, and tells systemd when it begins and when it is done.
struct ReloadService: Service {
    let notice: ServiceNotice
    let reload: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                // The clock is the one that `Type=notify-reload` asks for: CLOCK_MONOTONIC.
                let microseconds = DispatchTime.now().uptimeNanoseconds / 1000
                await notice.send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
                await reload()
                await notice.send("READY=1")
            }
        }
    }
}
