import FeedbackStore

/// What the page about forgetting shows.
struct ErasureView: Sendable {
    /// What an erasure would find.
    struct Found: Sendable {
        let comments: String
        let labels: String
        let isNothing: Bool

        init(comments: Int, labels: Int) {
            self.comments = NumberWords.count(comments, "comment")
            self.labels = NumberWords.count(labels)
            isNothing = comments == 0
        }
    }

    /// What was done.
    struct Receipt: Sendable {
        let number: String
        let erasedAt: String
        let erased: String
        let labels: String
        let before: String
        let after: String
        let isOverwritten: Bool

        init(_ erasure: Erasure, isOverwritten: Bool) {
            let body = ErasureReceiptBody(erasure, isOverwritten: isOverwritten)
            number = "\(erasure.id)"
            erasedAt = NumberWords.time(erasure.erasedAt)
            erased = NumberWords.count(erasure.comments, "comment")
            labels = NumberWords.count(erasure.labels)
            before = body.digestBefore ?? "–"
            after = body.digestAfter ?? "–"
            self.isOverwritten = isOverwritten
        }
    }

    struct Refusal: Sendable {
        let reason: String
    }

    let tabs: ModelTabs
    let hasTabs: Bool
    let form: ErasureForm
    let filled: [ErasureForm.Field]
    let isForEverySite: Bool
    var found: Found?
    var receipt: Receipt?
    var refusals: [Refusal] = []

    init(form: ErasureForm, _ access: Access) {
        tabs = ModelTabs(current: "/model/erasures", access)
        hasTabs = access.site == nil
        self.form = form
        filled = form.filled
        isForEverySite = access.site == nil
    }
}
