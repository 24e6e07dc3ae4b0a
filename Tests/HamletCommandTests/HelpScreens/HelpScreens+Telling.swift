extension HelpScreens {
    /// Which sites are told when a verdict changes.
    static let telling: [String: String] = [
        "sites": """
        OVERVIEW: Say which sites are told when a verdict changes, and see how that
        goes.

        A site with a webhook is told when a mark contradicts the verdict that it was
        given. Nothing is sent to a site without one. A running service knows new and
        removed webhooks at once.

        USAGE: hamlet sites <subcommand>

        OPTIONS:
        \(general)

        SUBCOMMANDS:
          list (default)          List the sites, how each is told, and what waits or
                                  failed.
          webhook                 Register where a site is told, and show its secret
                                  this once.
          rotate                  Give a site a new secret, and show it this once.
          test                    Send a notice that tells nothing, and say whether it
                                  was taken.
          remove                  Tell a site nothing more; notices that wait are
                                  thrown away.

          See 'hamlet help sites <subcommand>' for detailed help.
        """,
        "sites list": """
        OVERVIEW: List the sites, how each is told, and what waits or failed.

        USAGE: hamlet sites list \(usage) [--json]

        OPTIONS:
        \(common)
          --json                  Answer in JSON, one object a line.
        \(general)
        """,
        "sites webhook": """
        OVERVIEW: Register where a site is told, and show its secret this once.

        The secret goes to standard output: the receiver checks with it that a notice
        comes from here. Only the host of the address is called, and only if its
        address is one of the public network.

        With --akismet the site's own client names the address with each comment, as
        WordPress does; it must lie at the site's host. Such notices carry the site's
        key in place of a signature.

        USAGE: hamlet sites webhook \(usage) [<url>] [--site <site>] [--akismet] [--allow-private] [--json]

        ARGUMENTS:
          <url>                   The address of the receiver, http or https.

        OPTIONS:
        \(common)
          --site <site>           The site; without it, the default site.
          --akismet               Tell the site as Akismet does, at the address that
                                  its client names.
          --allow-private         Let the host have an address of this machine or of a
                                  private network.
          --json                  Answer in JSON.
        \(general)
        """,
        "sites rotate": """
        OVERVIEW: Give a site a new secret, and show it this once.

        For a day notices are signed with the old one as well, so that the receiver can
        be changed meanwhile.

        USAGE: hamlet sites rotate \(usage) [--site <site>] [--json]

        OPTIONS:
        \(common)
          --site <site>           The site; without it, the default site.
          --json                  Answer in JSON.
        \(general)
        """,
        "sites test": """
        OVERVIEW: Send a notice that tells nothing, and say whether it was taken.

        USAGE: hamlet sites test \(usage) [--site <site>]

        OPTIONS:
        \(common)
          --site <site>           The site; without it, the default site.
        \(general)
        """,
        "sites remove": """
        OVERVIEW: Tell a site nothing more; notices that wait are thrown away.

        USAGE: hamlet sites remove \(usage) [--site <site>]

        OPTIONS:
        \(common)
          --site <site>           The site; without it, the default site.
        \(general)
        """,
    ]
}
