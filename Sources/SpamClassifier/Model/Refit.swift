/// The work of one refit.
struct Refit {
    let examples: [Example]
    /// How many threads judge examples at once; what they learn is counted by one.
    let threads: Int
    private(set) var lessons: [Lesson]

    private static let passes = 1

    init(examples: [Example], threads: Int) {
        self.examples = examples
        self.threads = threads
        lessons = examples.map {
            Lesson(label: $0.label, weight: $0.weight, surprise: 0, residual: 0, isFitted: true)
        }
    }

    mutating func run(on model: inout Model) {
        for (example, lesson) in zip(examples, lessons) { model.add(lesson, of: example) }
        if let most = model.maxFeatures { model.table.keepMostFrequent(most) }
        model.hamLabels = 0
        model.thresholds = model.hamBudget.thresholds(ham: [])
        guard !examples.isEmpty else { return }

        var rows = leaveOneOutRows(of: model)
        let first = LogisticFit.weights(of: rows, priors: Input.priorsWithoutSurprise)
        for index in examples.indices {
            let surprise = abs(rows[index].target - logistic(rows[index].inputs.dot(first)))
            replaceLesson(index, in: &model) { $0.with(surprise: surprise) }
        }
        rows = leaveOneOutRows(of: model)
        model.combination.weights = LogisticFit.weights(of: rows, priors: Input.priors)
        let offsets = rows.map { $0.inputs.dot(model.combination.weights) }
        for _ in 0..<Self.passes {
            for index in examples.indices { improveResidual(index, offset: offsets[index], in: &model) }
        }
        calibrate(&model)
        let ham = examples.indices.filter { examples[$0].label == .ham && examples[$0].weight == .label }
        model.hamLabels = ham.count
        model.thresholds = model.hamBudget.thresholds(ham: probabilities(of: ham, model))
    }

    /// Fits what makes log odds of margins to leave-one-out margins.
    private func calibrate(_ model: inout Model) {
        let rows = self.rows { [model] example, lesson in
            let score = model.score(example.features, site: example.site, leavingOut: lesson)
            var inputs = InputVector()
            (inputs[0], inputs[1], inputs[2]) = (score.margin, score.excess, 1)
            return inputs
        }
        let fitted = LogisticFit.weights(of: rows, priors: Calibration.priors)
        model.combination.scale = fitted[0]
        model.combination.passageGain = fitted[1]
        model.combination.offset = fitted[2]
    }

    private func leaveOneOutRows(of model: Model) -> [LogisticFit.Row] {
        rows { example, lesson in
            model.values(of: example.features, site: example.site, leavingOut: lesson).whole().inputs
        }
    }

    /// A row for each example, of what a closure makes of it and of what was learnt of it.
    private func rows(_ inputs: @Sendable (Example, Lesson) -> InputVector) -> [LogisticFit.Row] {
        examples.indices.parallelMap(threads: threads) { index in
            let example = examples[index]
            return LogisticFit.Row(
                inputs: inputs(example, lessons[index]),
                target: example.label == .spam ? 1 : 0,
                weight: example.weight.fraction
            )
        }
    }

    private func probabilities(of indices: [Int], _ model: Model) -> [Double] {
        indices.parallelMap(threads: threads) { index in
            model.verdict(on: examples[index], leavingOut: lessons[index]).probability
        }
    }

    private mutating func replaceLesson(_ index: Int, in model: inout Model, _ change: (Lesson) -> Lesson) {
        let lesson = change(lessons[index])
        guard lesson != lessons[index] else { return }
        model.replace(lessons[index], by: lesson, of: examples[index])
        lessons[index] = lesson
    }

    /// One coordinate: the residual r of a comment that solves r = y − σ(offset + what the others' residuals add + K r).
    private mutating func improveResidual(_ index: Int, offset: Double, in model: inout Model) {
        let example = examples[index]
        let current = Double(lessons[index].residual) / Lesson.residualUnits
        let (score, kernel) = model.residualScore(of: example.features)
        let constant = offset + score - kernel * current
        let target = example.label == .spam ? 1.0 : 0.0
        let fraction = example.weight.fraction
        let residual = DualCoordinate.solution(target: target, constant: constant, slope: kernel * fraction) * fraction
        replaceLesson(index, in: &model) { $0.with(residual: residual) }
    }
}

extension Lesson {
    func with(surprise: Double) -> Lesson {
        let units = UInt16((surprise * Lesson.surpriseUnits).rounded())
        return Lesson(label: label, weight: weight, surprise: units, residual: residual, isFitted: isFitted)
    }

    func with(residual: Double) -> Lesson {
        let units = Int32((residual * Lesson.residualUnits).rounded())
        return Lesson(label: label, weight: weight, surprise: surprise, residual: units, isFitted: isFitted)
    }
}

extension Weight {
    /// The weight in comments.
    var fraction: Double { Double(rawValue) / Double(Self.unitsPerComment) }
}

extension Model {
    /// What the residuals add to a comment's log odds, and how much of its own residual comes back to it: features that the
    /// table has no room for carry nothing.
    func residualScore(of features: FeatureSet) -> (score: Double, kernel: Double) {
        var score = 0.0
        var kernel = 0.0
        for family in FeatureFamily.allCases {
            var sum = 0
            var known = 0
            features.forEach(in: family) { key in
                let counts = table[key]
                sum += Int(counts.residual)
                if !counts.isEmpty { known += 1 }
            }
            let size = Double(1 + features.count(of: family))
            let gain = Smoothing.residualGain(of: family)
            score += gain * Double(sum) / (Lesson.residualUnits * size.squareRoot())
            kernel += gain * Double(known) / size
        }
        return (score, kernel)
    }

    /// Puts one lesson in the place of another of the same example.
    mutating func replace(_ old: Lesson, by new: Lesson, of example: Example) {
        for family in FeatureFamily.allCases {
            let size = example.features.count(of: family)
            var change = new.change(familySize: size)
            change &-= old.change(familySize: size)
            example.features.forEach(in: family) { key in
                table.adjust(change, of: key)
                if let site = example.site { table.adjust(change, of: site.own(key)) }
            }
        }
    }
}
