import ArgumentParser
import Configuration

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The database file.", discussion: "Default: hamlet.sqlite in the working folder."))
    var database: String?

    @Option(help: ArgumentHelp("A configuration file.", discussion: "Default: Config/hamlet.json, if it is there."))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The folder of the starter comments, or “none”.",
            discussion: "Default: TrainingData in the working folder or beside the program, if it is there."
        )
    )
    var starterFolder: String?

    /// The options that were given, as configuration values.
    var values: [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let database { values["database"] = ConfigValue(stringLiteral: database) }
        if let starterFolder { values["starter"] = ConfigValue(stringLiteral: starterFolder) }
        return values
    }
}
