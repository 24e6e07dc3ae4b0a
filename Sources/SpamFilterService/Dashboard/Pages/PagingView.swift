/// The links between the pages of a list, as the partial `paging` shows them.
struct PagingView: Sendable {
    struct Link: Sendable {
        let target: String
    }

    /// The first page; `nil` when this is it.
    let first: Link?
    /// The next page; `nil` when there is none.
    let following: Link?

    init(first: String?, following: String?) {
        self.first = first.map(Link.init)
        self.following = following.map(Link.init)
    }
}
