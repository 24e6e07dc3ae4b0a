import SpamClassifier
import Testing
import Training

@Suite struct `Cross-validation folds` {
    @Test(arguments: 0..<5 as Range<UInt64>)
    func `each fold has its share of both classes`(seed: UInt64) throws {
        let labels = (0..<103).map { $0 % 4 == 0 ? Label.spam : .ham }
        let folds = try Folds(labels: labels, count: 5, seed: seed)
        for fold in 0..<5 {
            let test = folds.testIndices(of: fold)
            #expect((5...6).contains(test.count { labels[$0] == .spam }))
            #expect((15...16).contains(test.count { labels[$0] == .ham }))
            #expect(Set(test).union(folds.trainingIndices(of: fold)) == Set(labels.indices))
            #expect(Set(test).isDisjoint(with: folds.trainingIndices(of: fold)))
        }
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func `groups stay together and folds stay even`(seed: UInt64) throws {
        var random = FixedCourse(seed)
        let groups = (0..<300).map { _ in Int.random(in: 0..<120, using: &random) }
        let labels = groups.map { $0.isMultiple(of: 3) ? Label.spam : .ham }
        let folds = try Folds(labels: labels, groups: groups, count: 4, seed: seed)
        var foldOfGroup: [Int: Int] = [:]
        for (group, fold) in zip(groups, folds.assignment) {
            #expect(foldOfGroup[group] == nil || foldOfGroup[group] == fold)
            foldOfGroup[group] = fold
        }
        for fold in 0..<4 { #expect((65...85).contains(folds.testIndices(of: fold).count)) }
    }

    @Test func `the seed decides`() throws {
        let labels = (0..<40).map { $0 < 20 ? Label.spam : .ham }
        #expect(try Folds(labels: labels, count: 4, seed: 1) == Folds(labels: labels, count: 4, seed: 1))
        #expect(try Folds(labels: labels, count: 4, seed: 1) != Folds(labels: labels, count: 4, seed: 2))
        // Folds are part of published results: they must not change with the compiler.
        let assignment = try Folds(labels: Array(labels[15..<25]), count: 2, seed: 1).assignment
        #expect(assignment == [0, 1, 1, 0, 0, 0, 1, 0, 1, 0])
    }

    @Test func `one fold and lists of unequal length are refused`() {
        #expect(throws: EvaluationError.tooFewFolds(1)) { try Folds(labels: [.spam], count: 1) }
        #expect(throws: EvaluationError.unequalLengths(labels: 2, groups: 1)) {
            try Folds(labels: [.spam, .ham], groups: [0], count: 2)
        }
    }
}
