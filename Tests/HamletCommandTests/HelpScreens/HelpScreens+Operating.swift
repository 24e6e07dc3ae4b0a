extension HelpScreens {
    /// Keys, and whatever keeps a service going.
    static let operating: [String: String] = [
        "keys": """
        OVERVIEW: Create, list and revoke the keys that clients show.

        While no key was ever created the service is open, and listens on loopback
        addresses only. A running service knows new and revoked keys at once.

        USAGE: hamlet keys <subcommand>

        OPTIONS:
        \(general)

        SUBCOMMANDS:
          create                  Create a key, and show it this once.
          list (default)          List the keys, the revoked ones too.
          revoke                  Revoke keys: nobody is let in with them any more.

          See 'hamlet help keys <subcommand>' for detailed help.
        """,
        "audit": """
        OVERVIEW: Show who did what: marks, keys, webhooks, erasures, retrains.

        Newest first. Comments are named by their ids; no text and no person's data is
        shown.

        USAGE: hamlet audit \(usage) [--limit <limit>] [--json]

        OPTIONS:
        \(common)
          --limit <limit>         The most entries to show. (default: 50)
          --json                  Answer in JSON, one object a line.
        \(general)
        """,
        "keys create": """
        OVERVIEW: Create a key, and show it this once.

        The key goes to standard output, what it is to standard error. The database
        keeps only its SHA-256.

        check: have comments judged. moderate: read and mark comments as well. admin:
        everything.

        USAGE: hamlet keys create \(usage) [--role <role>] [--site <site>] [--name <name>] [--akismet] [--json]

        OPTIONS:
        \(common)
          --role <role>           What the key may do; with --akismet, moderate unless
                                  another role is given. (values: check, moderate,
                                  admin)
          --site <site>           The one site that the key is bound to.
          --name <name>           What the log calls whoever marks with the key.
          --akismet               Make a key of twelve hexadecimal digits for a client
                                  of the Akismet protocol.
          --json                  Answer in JSON.
        \(general)
        """,
        "akismet-setup": """
        OVERVIEW: Print how a client of Akismet is pointed at this service.

        wordpress: a must-use plugin beside the unmodified Akismet plugin. dns: any
        client, by a name and a certificate. python, node, cedx, php, rakismet, perl:
        the setting of a library that has one.

        The client's key comes from “hamlet keys create --akismet”. So that WordPress
        hears of marks made here, register its site with “hamlet sites webhook
        --akismet”.

        USAGE: hamlet akismet-setup <recipe> [--url <url>] [--write <write>]

        ARGUMENTS:
          <recipe>                What to set up. (values: wordpress, dns, python,
                                  node, cedx, php, rakismet, perl)

        OPTIONS:
          --url <url>             Where clients reach the service. (default:
                                  http://127.0.0.1:8711)
          --write <write>         The file to write, or the folder for it; nothing
                                  there is overwritten.
        \(general)
        """,
    ]
}
