import ArgumentParser
import SpamFilterService

/// `hamlet`: the one program.
@main
struct Hamlet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hamlet",
        abstract: "A comment spam filter that you host yourself.",
        discussion: """
            Serve verdicts over HTTP, judge comments on the command line, mark them as ham or spam, and learn from \
            datasets. All commands work on the same database, also while the service runs.

            Exit codes above 63 are failures: 64 usage, 65 unusable data, 66 missing input, 69 service unavailable, \
            70 a fault of hamlet, 73 file cannot be made, 74 disk, 75 try again, 78 configuration.
            """,
        version: SpamFilterApplication.version,
        subcommands: [
            Serve.self, Check.self, Mark.self, Unmark.self, Retrain.self, Datasets.self, Forget.self, Evaluate.self,
            Suspects.self, LintDataset.self, Stats.self, Backup.self, Export.self, Import.self, Keys.self, Sites.self,
            Audit.self,
            AkismetSetup.self,
        ]
    )
}
