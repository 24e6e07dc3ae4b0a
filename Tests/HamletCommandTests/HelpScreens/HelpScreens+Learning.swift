extension HelpScreens {
    /// Datasets and their evaluation.
    static let learning: [String: String] = [
        "retrain": """
        OVERVIEW: Learn labelled datasets, and refit the model.

        Reads CSV, TSV, JSON Lines, mbox, maildir, and the XML exports of WordPress and
        Disqus, plain or packed by gzip. The format is recognised, and the columns of
        text and label are found by their names or, failing that, by their content. A
        row that cannot be used is reported with its place, and reading goes on;
        comments that nobody has decided about are passed over. A dataset takes the
        place of an earlier one of the same name. Each file is one change: killed
        half-way, nothing of it has happened. A running service puts the new model in
        force by itself.

        Each label is held back in turn, and judged by the model before and the one
        afterwards; of 10,000 labels or more a sample is. Labels that the model before
        knew decide: if their mean log loss grows by more than 0.05 nats and by more
        than two standard errors, the new model is worse. With fewer than 20 labels of
        spam or of ham among them no model is called worse. A worse one is not put in
        force, unless with --force: the comparison is printed, nothing is changed, and
        the exit code is 65. Without a dataset: refits the model to the marks there are.

        USAGE: hamlet retrain \(usage) [--format <format>] [--label <label>] [<files> ...] [--name <name>] [--text-column <text-column>] [--label-column <label-column>] [--site <site>] [--force]

        ARGUMENTS:
          <files>                 Files of labelled comments, or folders of mail.

        OPTIONS:
        \(common)
          --format <format>       The format of the files. (values: csv, tsv, jsonl,
                                  mbox, maildir, wxr, disqus)
                Default: recognised by content.
          --label <label>         What all comments are. (values: spam, ham, headers)
                “headers” takes what a filter wrote into mail. Default: what the file
                says; of mail, what its name or a folder's says.
          --name <name>           The name of the dataset, instead of the file's; with
                                  one file only.
          --text-column <text-column>
                                  The column of the text: its name, or its number from
                                  1.
          --label-column <label-column>
                                  The column of the label: its name, or its number from
                                  1.
          --site <site>           The site that the comments belong to.
          --force                 Put the new model in force even if it is worse.
        \(general)
        """,
        "datasets": """
        OVERVIEW: List or remove what was learnt from files.

        USAGE: hamlet datasets <subcommand>

        OPTIONS:
        \(general)

        SUBCOMMANDS:
          list (default)          List the datasets.
          remove                  Unlearn a dataset.

          See 'hamlet help datasets <subcommand>' for detailed help.
        """,
        "datasets list": """
        OVERVIEW: List the datasets.

        USAGE: hamlet datasets list \(usage)

        OPTIONS:
        \(common)
        \(general)
        """,
        "datasets remove": """
        OVERVIEW: Unlearn a dataset.

        The model is refitted and then equals one that never saw the dataset.

        USAGE: hamlet datasets remove \(usage) <name>

        ARGUMENTS:
          <name>                  The name of the dataset.

        OPTIONS:
        \(common)
        \(general)
        """,
        "evaluate": """
        OVERVIEW: Measure how well the classifier does on labelled comments.

        Three protocols: --train A --test B (learn A, judge B), --prequential S (judge,
        then learn, row by row, as a live site does), --folds N D (cross-validation,
        near-duplicates kept together). --starter adds the starter comments; with
        --test alone they are all that is known. Reads what “hamlet retrain” reads;
        several files count as one set: repeat --train and --test, and give --folds
        several files. The database is not touched.

        USAGE: hamlet evaluate [<options>] [<files> ...]

        ARGUMENTS:
          <files>                 The files for --folds.

        OPTIONS:
        \(common)
          --format <format>       The format of the files. (values: csv, tsv, jsonl,
                                  mbox, maildir, wxr, disqus)
                Default: recognised by content.
          --label <label>         What all comments are. (values: spam, ham, headers)
                “headers” takes what a filter wrote into mail. Default: what the file
                says; of mail, what its name or a folder's says.
          --train <train>         Learn this file, then judge the file of --test.
          --test <test>           Judge this file.
          --prequential <prequential>
                                  Judge this file row by row, learning each row after
                                  it was judged.
          --folds <folds>         Cross-validation with so many folds over the files
                                  given.
          --starter               Begin with the starter comments.
          --fields <fields>       What counts as evidence: content or all. (default:
                                  all)
          --site <site>           The site that the comments belong to.
          --feedback-delay <feedback-delay>
                                  With --prequential: labels arrive so many comments
                                  later. (default: 0)
          --train-on <train-on>   With --prequential: which comments are learnt, all or
                                  errors. (default: all)
          --attack <attack>       Rewrite the spam of the test set.
                homoglyph, leet, zero-width, spacing or good-words:N.
          --scores <scores>       Write a line “id, tab, probability” for each comment
                                  to this file.
          --report <report>       Write a page with curves and misses to this file.
          --json                  Answer in JSON.
        \(general)
        """,
        "lint-dataset": """
        OVERVIEW: Look for mistakes in files of labelled comments.

        Reads what “hamlet retrain” reads, several files as one set. Errors are rows
        that cannot be used, texts under both labels, repeated texts, and too many
        near-duplicates (JSON Lines with "category": "campaign" may resemble one
        another). Warnings are languages in which a label is rare, and fields that give
        the label away. Notes are near-duplicates, missing keys, and suspects: comments
        whose label a model of the other rows contradicts.

        Exit code: 0 without errors, 65 with errors. No database is needed.

        USAGE: hamlet lint-dataset <file> ... [--format <format>] [--label <label>] [--max-near-duplicates <share>] [--suspects <count>] [--no-suspects] [--strict] [--json]

        ARGUMENTS:
          <file>                  The files.

        OPTIONS:
          --format <format>       The format of the files. (values: csv, tsv, jsonl,
                                  mbox, maildir, wxr, disqus)
                Default: recognised by content.
          --label <label>         What all comments are. (values: spam, ham, headers)
                “headers” takes what a filter wrote into mail. Default: what the file
                says; of mail, what its name or a folder's says.
          --max-near-duplicates <share>
                                  The share of rows that may repeat an earlier one,
                                  exactly or nearly. (default: 0.02)
                From 0 to 1.
          --suspects <count>      The most suspects to list. (default: 10)
          --no-suspects           Look for no suspects, which takes most of the time.
          --strict                Warnings fail as errors do.
          --json                  Answer in JSON.
          --version               Show the version.
          -h, --help              Show help information.
        """,
        "suspects": """
        OVERVIEW: List the labels that are probably wrong.

        Each labelled comment is judged as if it had never been marked; those whose
        label that contradicts most come first. Mark them again with “hamlet mark”.

        USAGE: hamlet suspects \(usage) [--limit <limit>] [--json]

        OPTIONS:
        \(common)
          --limit <limit>         The most comments to list. (default: 20)
          --json                  Answer in JSON, one object a line.
        \(general)
        """,
    ]
}
