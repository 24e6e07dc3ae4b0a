/// What `--help` shows, by command, at 80 characters a line.
enum HelpScreens {
    static let all = [serving, learning, keeping, operating, telling].reduce(into: [:]) { all, screens in
        all.merge(screens) { first, _ in first }
    }

    /// The options that every command has, in its usage line.
    static let usage = "[--database <database>] [--config <config>] [--starter-folder <starter-folder>]"

    /// The same with their descriptions.
    static let common = """
          --database <database>   The database file.
                Default: hamlet.sqlite in the working folder.
          --config <config>       A configuration file.
                Default: Config/hamlet.json, if it is there.
          --starter-folder <starter-folder>
                                  The folder of the starter comments, or “none”.
                Default: TrainingData in the working folder or beside the program, if
                it is there.
        """

    /// The options of every command and of the program itself.
    static let general = """
          --version               Show the version.
          -h, --help              Show help information.
        """
}
