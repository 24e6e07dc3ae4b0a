/// One step of dual coordinate ascent.
enum DualCoordinate {
    private static let steps = 40
    private static let tolerance = 1e-7

    /// The r between target − 1 and target for which r = target − σ(constant + slope · r); slope ≥ 0, so there is just one.
    ///
    /// Newton's method, kept inside a bracket that bisection shrinks.
    static func solution(target: Double, constant: Double, slope: Double) -> Double {
        var low = target - 1
        var high = target
        var r = min(max(target - logistic(constant), low), high)
        for _ in 0..<steps {
            let probability = logistic(constant + slope * r)
            let excess = r - (target - probability)
            if excess > 0 { high = r } else { low = r }
            var next = r - excess / (1 + slope * probability * (1 - probability))
            if next <= low || next >= high { next = (low + high) / 2 }
            if abs(next - r) < tolerance { return next }
            r = next
        }
        return r
    }
}
