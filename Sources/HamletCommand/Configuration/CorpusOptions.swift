import ArgumentParser
import Training

/// How files of comments are to be read, where they do not say so themselves.
struct CorpusOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of the files.",
            discussion: "Default: recognised by content."
        )
    )
    var format: FormatArgument?

    @Option(
        help: ArgumentHelp(
            "What all comments are.",
            discussion: """
                “headers” takes what a filter wrote into mail. Default: what the file says; of mail, what its name or a \
                folder's says.
                """
        )
    )
    var label: LabelChoice?

    /// What to do with the labels of a file that must have some.
    var labels: CorpusLabels { label?.labels ?? .required }
}

/// The format of a corpus on the command line.
struct FormatArgument: ExpressibleByArgument {
    let format: CorpusFormat

    init?(argument: String) {
        guard let format = CorpusFormat(rawValue: argument.lowercased()) else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { CorpusFormat.allCases.map(\.rawValue) }
}

/// Where the labels of a corpus come from, on the command line.
struct LabelChoice: ExpressibleByArgument {
    let labels: CorpusLabels

    init?(argument: String) {
        if argument == "headers" {
            labels = .fromMailHeaders
        } else if let label = LabelArgument(argument: argument)?.label {
            labels = .given(label)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { LabelArgument.allValueStrings + ["headers"] }
}
