import Glibc
import NIOPosix

/// The thread on which long work on a model is done, one piece at a time: refits, their trials, writing model files.
///
/// The priority of a task orders what waits for a thread, and does not reach the scheduler of the system. So a refit, which computes
/// for seconds without a pause, would share a core with verdicts as an equal, and hold one of the few threads that they run on. This
/// thread is not one of those, and gets what others leave, on a busy core about a tenth (setpriority(2), sched(7)).
package final class BackgroundThread: TaskExecutor {
    /// The thread of this process.
    static let shared = BackgroundThread()

    /// How much nicer than the others it is.
    package static let niceness: CInt = 10

    private let pool = NIOThreadPool(numberOfThreads: 1)

    private init() {
        pool.start()
        // On Linux a nice value belongs to the thread; one that cannot be set leaves an equal among others.
        pool.submit { _ in
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.ownNiceness + Self.niceness)
        }
    }

    /// How nice the thread that asks is.
    static var ownNiceness: CInt { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
