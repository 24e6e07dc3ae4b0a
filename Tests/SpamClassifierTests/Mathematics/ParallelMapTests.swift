import SpamClassifier
import Synchronization
import Testing

struct ParallelMapTests {
    @Test(arguments: [0, 1, 31, 32, 63, 64, 65, 1000], [1, 2, 3, 7, 64])
    func `every element is met once, and what is made of it stands in its place`(count: Int, threads: Int) {
        let met = Mutex([Int](repeating: 0, count: count))
        let numbers = (100..<100 + count).parallelMap(threads: threads) { number in
            met.withLock { $0[number - 100] += 1 }
            return number * number
        }
        #expect(numbers == (100..<100 + count).map { $0 * $0 })
        #expect(met.withLock { $0.allSatisfy { $0 == 1 } })
    }

    @Test func `a slice counts from its own beginning`() {
        let slice = Array(0..<500)[100..<400]
        #expect(slice.parallelMap(threads: 4) { $0 } == Array(100..<400))
    }
}
