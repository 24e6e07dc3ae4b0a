import ArgumentParser
import Foundation
import SpamClassifier
import Training

/// `hamlet evaluate`.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well the classifier does on labelled comments.",
        discussion: """
            Three protocols: --train A --test B (learn A, judge B), --prequential S (judge, then learn, row by row, as a \
            live site does), --folds N D (cross-validation, near-duplicates kept together). --starter adds the starter \
            comments; with --test alone they are all that is known. Reads what “hamlet retrain” reads; several files \
            count as one set: repeat --train and --test, and give --folds several files. The database is not touched.
            """
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var corpus: CorpusOptions

    @Option(help: "Learn this file, then judge the file of --test.")
    var train: [String] = []

    @Option(help: "Judge this file.")
    var test: [String] = []

    @Option(help: "Judge this file row by row, learning each row after it was judged.")
    var prequential: String?

    @Option(help: "Cross-validation with so many folds over the files given.")
    var folds: Int?

    @Argument(help: "The files for --folds.")
    var files: [String] = []

    @Flag(help: "Begin with the starter comments.")
    var starter = false

    @Option(help: "What counts as evidence: content or all.")
    var fields: Fields = .all

    @Option(help: "The site that the comments belong to.")
    var site: String?

    @Option(help: "With --prequential: labels arrive so many comments later.")
    var feedbackDelay = 0

    @Option(help: "With --prequential: which comments are learnt, all or errors.")
    var trainOn: TrainOn = .all

    @Option(
        help: ArgumentHelp(
            "Rewrite the spam of the test set.",
            discussion: "homoglyph, leet, zero-width, spacing or good-words:N.",
            valueName: "attack"
        )
    )
    var attack: AttackArgument?

    @Option(help: "Write a line “id, tab, probability” for each comment to this file.")
    var scores: String?

    @Option(help: "Write a page with curves and misses to this file.")
    var report: String?

    @Flag(help: "Answer in JSON.")
    var json = false

    enum Fields: String, ExpressibleByArgument { case content, all }
    enum TrainOn: String, ExpressibleByArgument { case errors, all }

    func validate() throws {
        let protocols = [!test.isEmpty, prequential != nil, folds != nil].count { $0 }
        if protocols != 1 { throw ValidationError("Choose one of --test, --prequential and --folds.") }
        if !train.isEmpty, test.isEmpty { throw ValidationError("--train needs --test.") }
        if !test.isEmpty, train.isEmpty, !starter {
            throw ValidationError("--test needs --train or --starter: otherwise nothing is known.")
        }
        if (folds != nil) == files.isEmpty { throw ValidationError("--folds needs the files to divide.") }
        if let folds, folds < 2 { throw ValidationError("--folds needs 2 or more.") }
        if attack != nil, test.isEmpty { throw ValidationError("--attack needs --test.") }
        if feedbackDelay < 0 { throw ValidationError("--feedback-delay cannot be negative.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            let result = try EvaluationRun(command: self, experiment: try experiment(settings)).result()
            if let scores { try write(result.outcome.scoreLines, to: scores) }
            if let report { try write(result.report.html, to: report) }
            print(json ? result.report.json : result.report.text)
        }
    }

    private func experiment(_ settings: Settings) throws -> Experiment {
        var experiment = Experiment()
        experiment.contentOnly = fields == .content
        experiment.site = site
        experiment.feedbackDelay = feedbackDelay
        experiment.learnsErrorsOnly = trainOn == .errors
        experiment.attack = attack?.attack
        experiment.hamBudget = settings.hamBudget
        experiment.maxFeatures = settings.maxFeatures
        if starter {
            experiment.starter = try OfflineFilter.starter(settings)
            if experiment.starter.isEmpty {
                throw CommandFailure(
                    .noInput,
                    "There are no starter comments; name their folder with --starter-folder."
                )
            }
        }
        return experiment
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.cannotCreate, "\(path) cannot be written.")
        }
    }
}

/// An attack on the command line.
struct AttackArgument: ExpressibleByArgument {
    let attack: Attack

    init?(argument: String) {
        guard let attack = Attack(argument) else { return nil }
        self.attack = attack
    }
}

extension ExperimentOutcome {
    /// A line for each comment: its id, a tab, its probability to the last bit.
    fileprivate var scoreLines: String { scored.map { "\($0.id)\t\($0.probability)\n" }.joined() }
}
