/// Turns counts and ratios into a few steps, so that a measure is a feature like a word.
enum Steps {
    /// ⌊log₂(n + 1)⌋: 0, 1, 1, 2, 2, 2, 2, 3, ...
    static func log2(_ n: Int) -> Int { Int.bitWidth - 1 - (n + 1).leadingZeroBitCount }

    /// ⌊2 log₂(n + 1)⌋: steps of half an octave.
    static func halfLog2(_ n: Int) -> Int {
        let octave = log2(n)
        // n + 1 ≥ 2^(octave + ½) ⇔ (n + 1)² ≥ 2^(2 octave + 1), in whole numbers
        let (square, overflow) = (n + 1).multipliedReportingOverflow(by: n + 1)
        return 2 * octave + (overflow || square >= 1 << (2 * octave + 1) ? 1 : 0)
    }

    /// A share in steps: apart from the steps, *nothing to share*, *none* and *all* have values of their own.
    static func share(_ part: Int, of whole: Int, steps: Int = 5) -> Int {
        if whole == 0 { return 100 }
        if part == 0 { return 101 }
        if part == whole { return 102 }
        return part * steps / whole
    }

    /// A share in words.
    static func shareName(_ step: Int) -> String {
        switch step {
        case 100: "nothing to share"
        case 101: "none"
        case 102: "all"
        default: "step \(step)"
        }
    }
}
