import Dispatch
import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int {
    /// What a closure makes of each element, in their order, computed by several threads at once.
    ///
    /// The result does not depend on the number of threads: each is made of its element alone. Every thread takes one run of
    /// neighbours; the caller's is one of them, and waits for the others.
    ///
    /// - Parameters:
    ///   - threads: How many at the most; with 1 all is done by the caller.
    ///   - transform: What to make of an element.
    /// - Returns: What was made, in the order of the elements.
    package func parallelMap<Result: Sendable>(threads: Int, _ transform: @Sendable (Element) -> Result) -> [Result] {
        let pieces = Swift.min(threads, count / Self.fewestPerThread)
        guard pieces > 1 else { return map(transform) }
        let parts = Mutex([[Result]](repeating: [], count: pieces))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let (begin, end) = (count * piece / pieces, count * (piece + 1) / pieces)
            let part = self[index(startIndex, offsetBy: begin)..<index(startIndex, offsetBy: end)].map(transform)
            parts.withLock { $0[piece] = part }
        }
        return parts.withLock { Array($0.joined()) }
    }

    /// So few are done before another thread has woken up.
    private static var fewestPerThread: Int { 32 }
}
