/// What is judged: a text that somebody submitted, and what is known about the submission.
///
/// Everything but ``content`` is optional. An absent field is no evidence for or against the comment by itself, except where
/// *noname* and *nourl* are features of their own; an empty string counts as absent.
public struct Comment: Sendable, Hashable {
    /// The text as it was submitted: plain text, HTML, BBCode or Markdown, any script, any length.
    public var content: String
    /// The name that the author gave.
    public var author: String?
    /// The e-mail address that the author gave.
    public var authorEmail: String?
    /// The web address that the author gave.
    public var authorURL: String?
    /// The network address that the comment came from, in its usual textual form.
    public var authorIP: String?
    /// The `User-Agent` header of the submission.
    public var userAgent: String?
    /// The `Referer` header of the submission.
    public var referrer: String?
    /// The address of the page that the comment is about.
    public var permalink: String?
    /// The kind of submission: `comment`, `reply`, `forum-post`, `contact-form`, `signup`, `trackback`, ...
    public var type: String?
    /// The time of submission, RFC 3339.
    public var date: String?
    /// The language of the page, BCP 47.
    public var language: String?
    /// The site (tenant) whose own labels count first; `nil` is the default site.
    public var site: String?
    /// Words about the page: its title, categories, tags.
    public var context: String?
    /// What was filled into a form field that people cannot see.
    public var honeypot: String?
    /// Seconds between the delivery of the form and its submission.
    public var secondsToSubmit: Double?
    /// The roles that the author has on the site, separated by commas: `subscriber`, `editor`, ...
    public var role: String?
    /// Words about how the form was filled in, separated by spaces: `nonce-passed`, `keys-64`, ...
    ///
    /// Each word is evidence as it stands; what the words mean is up to whoever sends them.
    public var signals: String?

    /// Makes a comment that consists of a text alone; set the other fields as they are known.
    public init(content: String) {
        self.content = content
    }
}
