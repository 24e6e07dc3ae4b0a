extension HelpScreens {
    /// The program itself, judging and marking.
    static let serving: [String: String] = [
        "": """
        OVERVIEW: A comment spam filter that you host yourself.

        Serve verdicts over HTTP, judge comments on the command line, mark them as ham
        or spam, and learn from datasets. All commands work on the same database, also
        while the service runs.

        Exit codes above 63 are failures: 64 usage, 65 unusable data, 66 missing input,
        69 service unavailable, 70 a fault of hamlet, 73 file cannot be made, 74 disk,
        75 try again, 78 configuration.

        USAGE: hamlet <subcommand>

        OPTIONS:
        \(general)

        SUBCOMMANDS:
          serve                   Serve verdicts over HTTP.
          check                   Judge a comment, or a file of comments.
          mark                    Mark comments as spam or ham.
          unmark                  Take marks back.
          retrain                 Learn labelled datasets, and refit the model.
          datasets                List or remove what was learnt from files.
          forget                  Forget comments, and all that was learnt of them.
          evaluate                Measure how well the classifier does on labelled
                                  comments.
          suspects                List the labels that are probably wrong.
          lint-dataset            Look for mistakes in files of labelled comments.
          stats                   Show what the database holds.
          backup                  Copy the database to a file, also while the service
                                  runs.
          export                  Write all comments and labels as JSON Lines.
          import                  Read what “hamlet export” wrote.
          keys                    Create, list and revoke the keys that clients show.
          sites                   Say which sites are told when a verdict changes, and
                                  see how that goes.
          audit                   Show who did what: marks, keys, webhooks, erasures,
                                  retrains.
          akismet-setup           Print how a client of Akismet is pointed at this
                                  service.

          See 'hamlet help <subcommand>' for detailed help.
        """,
        "serve": """
        OVERVIEW: Serve verdicts over HTTP.

        Without any option: 127.0.0.1:8711, hamlet.sqlite, the starter comments of
        TrainingData.

        USAGE: hamlet serve \(usage) [--host <host>] [--port <port>] [--socket <socket>] [--max-features <max-features>] [--check-config]

        OPTIONS:
        \(common)
          --host <host>           The address to listen on.
          --port <port>           The port to listen on; 0 lets the system choose.
          --socket <socket>       A socket in the file system to listen on instead.
          --max-features <max-features>
                                  How many features the model keeps at most; 0 for all.
          --check-config          Check the settings, print what is in force, and end.
        \(general)
        """,
        "check": """
        OVERVIEW: Judge a comment, or a file of comments.

        Give the text itself, --file, or “-” for standard input. Files of comments are
        judged row by row: one JSON object a line comes out for each row, in order,
        with the row's own id. JSON Lines, mbox, maildir, and the XML exports of
        WordPress and Disqus are told from a text by their content, CSV and TSV by the
        name of the file or --format. Any of them may be packed by gzip.

        Exit code: 0 ham, 1 spam, 2 unsure; files of many comments 0.

        USAGE: hamlet check [<options>] [<text>]

        ARGUMENTS:
          <text>                  The text of a comment, or “-” for standard input.

        OPTIONS:
        \(common)
          --file <file>           A file: a text, or comments.
          --format <format>       The format of a file of comments. (values: csv, tsv,
                                  jsonl, mbox, maildir, wxr, disqus)
          --explain               Show the strongest evidence.
          --json                  Answer in JSON.
          --author <author>       The author's name.
          --email <email>         The author's e-mail address.
          --url <url>             The author's web address.
          --ip <ip>               The author's network address.
          --site <site>           The site whose own labels count first.
        \(general)
        """,
        "mark": """
        OVERVIEW: Mark comments as spam or ham.

        A mark is on disk when the command returns, and in force in a running service
        within a second. Marking twice changes nothing; marking otherwise relabels.

        USAGE: hamlet mark \(usage) <label> [<ids> ...] [--content <content>] [--file <file>] [--site <site>] [--json]

        ARGUMENTS:
          <label>                 spam or ham. (values: spam, ham)
          <ids>                   The ids of recorded comments; “-” reads a text from
                                  standard input.

        OPTIONS:
        \(common)
          --content <content>     The text of a comment that was never judged here.
          --file <file>           A file with the text of a comment that was never
                                  judged here.
          --site <site>           The site of that comment.
          --json                  Answer in JSON, one object a line.
        \(general)
        """,
        "unmark": """
        OVERVIEW: Take marks back.

        What was learnt from the marks is unlearnt, to the last bit.

        USAGE: hamlet unmark \(usage) <ids> ... [--json]

        ARGUMENTS:
          <ids>                   The ids of marked comments.

        OPTIONS:
        \(common)
          --json                  Answer in JSON, one object a line.
        \(general)
        """,
        "stats": """
        OVERVIEW: Show what the database holds.

        USAGE: hamlet stats \(usage) [--digest] [--json]

        OPTIONS:
        \(common)
          --digest                Build the model as well, and print its digest, which
                                  is equal for equal models.
          --json                  Answer in JSON.
        \(general)
        """,
    ]
}
