import ArgumentParser
import FeedbackStore
import Foundation
import SpamClassifier
import SpamFilterService
import Training

/// `hamlet retrain`.
struct Retrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn labelled datasets, and refit the model.",
        discussion: """
            Reads CSV, TSV, JSON Lines, mbox, maildir, and the XML exports of WordPress and Disqus, plain or packed by \
            gzip. The format is recognised, and the columns of text and label are found by their names or, failing \
            that, by their content. A row that cannot be used is reported with its place, and reading goes on; \
            comments that nobody has decided about are passed over. A dataset takes the place of an earlier one of the \
            same name. Each file is one change: killed half-way, nothing of it has happened. A running service puts the \
            new model in force by itself.

            Each label is held back in turn, and judged by the model before and the one afterwards; of 10,000 labels or \
            more a sample is. Labels that the model before knew decide: if their mean log loss grows by more than 0.05 \
            nats and by more than two standard errors, the new model is worse. With fewer than 20 labels of spam or of \
            ham among them no model is called worse. A worse one is not put in force, unless with --force: the \
            comparison is printed, nothing is changed, and the exit code is 65. Without a dataset: refits the model to \
            the marks there are.
            """
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var corpus: CorpusOptions

    @Argument(help: "Files of labelled comments, or folders of mail.")
    var files: [String] = []

    @Option(help: "The name of the dataset, instead of the file's; with one file only.")
    var name: String?

    @Option(help: "The column of the text: its name, or its number from 1.")
    var textColumn: String?

    @Option(help: "The column of the label: its name, or its number from 1.")
    var labelColumn: String?

    @Option(help: "The site that the comments belong to.")
    var site: String?

    @Flag(help: "Put the new model in force even if it is worse.")
    var force = false

    /// How many bad rows are shown; all are counted.
    private static let shownProblems = 10

    func validate() throws {
        if name != nil, files.count != 1 { throw ValidationError("--name needs exactly one file.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let settings = try await Settings(common)
            let store = try OfflineFilter.store(settings)
            let learner = try OfflineFilter.learner(settings, store)
            if files.isEmpty {
                let report = try await learner.retrain(isForced: force)
                print(report.table)
                try refuse(report, "the model")
            }
            var failure: CommandFailure?
            for file in files {
                do {
                    try await learn(file, into: store, learner)
                } catch {
                    // The other files are learnt all the same.
                    failure = CommandFailure(error)
                    Printing.note("hamlet: \(CommandFailure(error))")
                }
            }
            let total = try await store.statistics()
            print(
                "The model now rests on \(total.spam) spam and \(total.ham) ham comments (revision \(total.revision))."
            )
            // The model file only spares the next start time.
            try? await learner.save()
            try store.close()
            if let failure { throw ExitCode(failure.code.rawValue) }
        }
    }

    private func learn(_ file: String, into store: FeedbackStore, _ learner: Learner) async throws {
        let staged = try await read(file, into: store)
        do {
            let report = try await learner.retrain(.adding(staged), isForced: force)
            try refuse(report, staged.name)
            let removed = report.outcome?.removedLabels ?? 0
            let replaced = removed > 0 ? ", in place of \(removed) earlier ones" : ""
            print("\(staged.name): learnt \(staged.spam) spam and \(staged.ham) ham comments\(replaced).")
            print(report.table)
        } catch {
            try await store.discard(staged)
            throw error
        }
    }

    /// Reads a file into the database, where it counts for nothing yet.
    private func read(_ file: String, into store: FeedbackStore) async throws -> StagedDataset {
        let name = name ?? URL(fileURLWithPath: file).lastPathComponent
        let columns = ColumnChoice(text: textColumn.map { .init($0) }, label: labelColumn.map { .init($0) })
        let site = site
        let (format, labels) = (corpus.format?.format, corpus.labels)
        let problems = ProblemLog(limit: Self.shownProblems)
        defer { problems.report(file: file) }
        return try await store.stageDataset(named: name) { add in
            var reader = try CorpusReader(path: file, format: format, columns: columns, labels: labels)
            var bar = ProgressBar(name, total: reader.totalBytes)
            defer { bar.finish() }
            var learnt = 0
            while let event = try reader.next() {
                switch event {
                case .row(let row):
                    guard let label = row.label else { continue }
                    var comment = row.comment
                    if let site { comment.site = site }
                    try add(comment, label)
                    learnt += 1
                case .problem(let problem): problems.add(problem)
                }
                bar.show(reader.bytesRead)
            }
            problems.add(reader.omissions)
            if learnt == 0 {
                throw CommandFailure(.data, "\(file) has no row that can be learnt; nothing was changed.")
            }
        }
    }

    /// Says so if a worse model was not put in force.
    private func refuse(_ report: RetrainReport, _ name: String) throws {
        guard report.outcome == nil else { return }
        Printing.note(report.table)
        throw CommandFailure(
            .data,
            "With \(name) the model would judge worse; nothing was changed. Look for wrong labels with “hamlet lint-dataset”, "
                + "or put it in force all the same with --force."
        )
    }
}
