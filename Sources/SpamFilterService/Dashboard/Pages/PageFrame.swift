import FeedbackStore

/// What stands around every page; templates call it `frame`.
struct PageFrame: Sendable {
    struct NavigationItem: Sendable {
        let title: String
        let path: String
        let isCurrent: Bool
    }

    let title: String
    let stylesheet = AssetsController.stylesheet.path
    let script = AssetsController.script.path
    let icon = AssetsController.icon.path
    let navigation: [NavigationItem]
    /// Whether the service is open, which each page says.
    let isOpen: Bool
    /// Who has logged in; `nil` for a visitor, and while the service is open.
    let holder: String?
    /// The site that the visitor's key is bound to.
    let boundSite: String?
    /// The token that every form must carry.
    let token: String
    /// What became of the form before.
    let notice: NoticeView?

    init(
        title: String,
        section: PageSection?,
        access: Access,
        token: String,
        notice: PageNotice?
    ) {
        self.title = title
        let isVisitor = access == .none
        navigation =
            isVisitor
            ? []
            : PageSection.allCases.filter { $0.isShown(to: access) }.map {
                NavigationItem(title: $0.title, path: $0.path, isCurrent: $0 == section)
            }
        isOpen = !isVisitor && access.keyID == nil
        holder = access.holder.map { "\($0) (\(access.role.rawValue))" }
        boundSite = isVisitor ? nil : access.site
        self.token = token
        self.notice = notice.map(NoticeView.init)
    }
}

/// A page as templates see it: the frame and the page's own view.
struct PageView: Sendable {
    let frame: PageFrame
    let page: any Sendable
}
