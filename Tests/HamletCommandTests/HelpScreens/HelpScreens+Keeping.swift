extension HelpScreens {
    /// Copying the database, and taking its content elsewhere.
    static let keeping: [String: String] = [
        "backup": """
        OVERVIEW: Copy the database to a file, also while the service runs.

        The copy is the database as it is at one moment, complete in one file; nothing
        is overwritten. To restore it, end the service, put the copy in the place of
        the database, and remove the files beside that end in -wal and -shm. A copy
        made with cp while the service runs may be damaged.

        USAGE: hamlet backup \(usage) <file>

        ARGUMENTS:
          <file>                  The file to make.

        OPTIONS:
        \(common)
        \(general)
        """,
        "export": """
        OVERVIEW: Write all comments and labels as JSON Lines.

        The first line says what the file is; each other line is a comment with its
        verdict, its label, and who gave that when. “hamlet import” reads the file. It
        holds everything that is known of the authors: keep it as safe as the database.

        USAGE: hamlet export \(usage) [<file>]

        ARGUMENTS:
          <file>                  The file to make, or “-” for standard output.
                                  (default: -)

        OPTIONS:
        \(common)
        \(general)
        """,
        "import": """
        OVERVIEW: Read what “hamlet export” wrote.

        Comments that are there already are left alone: importing twice changes
        nothing. Everything is one change: if a line cannot be used, or the command is
        killed, nothing has happened. The file may be packed by gzip.

        An empty database takes over the hash seed of the export, and leads to the same
        model to the last bit.

        USAGE: hamlet import \(usage) [<file>]

        ARGUMENTS:
          <file>                  The file, or “-” for standard input. (default: -)

        OPTIONS:
        \(common)
        \(general)
        """,
    ]
}
