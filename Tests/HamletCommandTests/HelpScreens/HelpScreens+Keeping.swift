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

        USAGE: hamlet export \(usage) [<file>] [--no-text]

        ARGUMENTS:
          <file>                  The file to make, or “-” for standard output.
                                  (default: -)

        OPTIONS:
        \(common)
          --no-text               Hashed features instead of texts and authors: only an
                                  empty database can learn from them.
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
        "forget": """
        OVERVIEW: Forget comments, and all that was learnt of them.

        Removes the texts, what is known of the authors, the marks, and their
        influence: the model is refitted and then equals one that was never taught
        them. Several conditions must all hold. Prints a receipt. A running service
        follows by itself.

        USAGE: hamlet forget \(usage) [--id <id> ...] [--email <email>] [--ip <ip>] [--url <url>] [--author <author>] [--site <site>] [--dry-run] [--json]

        OPTIONS:
        \(common)
          --id <id>               The id of a comment; may be given several times.
          --email <email>         Everything under this e-mail address.
          --ip <ip>               Everything from this network address.
          --url <url>             Everything with this web address as the author's.
          --author <author>       Everything under this name.
          --site <site>           On this site only; without it, on all sites.
          --dry-run               Only say how much would be forgotten.
          --json                  Answer in JSON.
        \(general)
        """,
    ]
}
