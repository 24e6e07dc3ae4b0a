/// Finds the weights of the fitted layer: logistic regression with a Gaussian prior around the expected weights, by Newton's
/// method on those weights that are not held at zero (Bishop, *Pattern Recognition and Machine Learning*, 4.3.3).
///
/// Deterministic: sums run over the examples in the order given.
struct LogisticFit {
    /// One labelled comment: its inputs, 1 for spam or 0 for ham, and how much it counts.
    struct Row {
        var inputs: InputVector
        let target: Double
        let weight: Double
    }

    private static let steps = 20
    private static let halvings = 8
    private static let tolerance = 1e-9

    /// The weights that fit best, one for each prior, the rest 0.
    static func weights(of rows: [Row], priors: [WeightPrior]) -> InputVector {
        var weights = InputVector()
        for (input, prior) in priors.enumerated() where !prior.isAbsent { weights[input] = prior.mean }
        var loss = loss(of: rows, weights, priors)
        for _ in 0..<steps {
            guard let step = newtonStep(rows, weights, priors) else { break }
            var length = 1.0
            var next = weights
            var nextLoss = loss
            for _ in 0..<halvings {
                next = weights + step * length
                for (input, prior) in priors.enumerated() where prior.isNonnegative {
                    next[input] = max(next[input], 0)
                }
                nextLoss = Self.loss(of: rows, next, priors)
                if nextLoss <= loss { break }
                length /= 2
            }
            guard nextLoss <= loss else { break }
            let gain = loss - nextLoss
            (weights, loss) = (next, nextLoss)
            if gain < tolerance * (1 + loss) { break }
        }
        return weights
    }

    /// Minus the log likelihood and the log prior, up to a constant.
    private static func loss(of rows: [Row], _ weights: InputVector, _ priors: [WeightPrior]) -> Double {
        var loss = 0.0
        for row in rows {
            let logOdds = row.inputs.dot(weights)
            let softplus = max(logOdds, 0) + naturalLogarithm(1 + exponential(-abs(logOdds)))
            loss += row.weight * (softplus - row.target * logOdds)
        }
        for (input, prior) in priors.enumerated() where !prior.isAbsent {
            let distance = weights[input] - prior.mean
            loss += 0.5 * prior.precision * distance * distance
        }
        return loss
    }

    private static func newtonStep(_ rows: [Row], _ weights: InputVector, _ priors: [WeightPrior]) -> InputVector? {
        var gradient = InputVector()
        var hessian = [InputVector](repeating: InputVector(), count: priors.count)
        for row in rows {
            let probability = logistic(row.inputs.dot(weights))
            gradient += row.inputs * (row.weight * (row.target - probability))
            let curvature = row.weight * probability * (1 - probability)
            for input in priors.indices where row.inputs[input] != 0 {
                hessian[input] += row.inputs * (curvature * row.inputs[input])
            }
        }
        var free: [Int] = []
        for (input, prior) in priors.enumerated() where !prior.isAbsent {
            gradient[input] -= prior.precision * (weights[input] - prior.mean)
            hessian[input][input] += prior.precision
            let isHeld = prior.isNonnegative && weights[input] <= 0 && gradient[input] < 0
            if !isHeld { free.append(input) }
        }
        let matrix = free.map { row in free.map { hessian[row][$0] } }
        guard let solution = choleskySolution(matrix, free.map { gradient[$0] }) else { return nil }
        var step = InputVector()
        for (position, input) in free.enumerated() { step[input] = solution[position] }
        return step
    }

    /// Solves A x = b for a symmetric positive definite A; `nil` where it is not.
    static func choleskySolution(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        let count = right.count
        var factor = matrix
        for column in 0..<count {
            for row in column..<count {
                var sum = factor[row][column]
                for k in 0..<column { sum -= factor[row][k] * factor[column][k] }
                if row == column {
                    guard sum > 0 else { return nil }
                    factor[row][row] = sum.squareRoot()
                } else {
                    factor[row][column] = sum / factor[column][column]
                }
            }
        }
        var solution = right
        for row in 0..<count {
            for k in 0..<row { solution[row] -= factor[row][k] * solution[k] }
            solution[row] /= factor[row][row]
        }
        for row in (0..<count).reversed() {
            for k in (row + 1)..<max(count, row + 1) { solution[row] -= factor[k][row] * solution[k] }
            solution[row] /= factor[row][row]
        }
        return solution
    }
}
