import FeedbackStore
import HTTPTypes
import Hummingbird
import SpamClassifier

extension AkismetController {
    /// Judges a comment; what goes wrong, ``AkismetMiddleware`` answers.
    @Sendable
    func check(_ request: Request, context: ServiceContext) async throws -> Response {
        var id: CommentID?
        let form = try await AkismetForm(request, context: context)
        let answer = try await check(form, recordedAs: &id)
        return answer.with(guid: id).response
    }

    private func check(_ form: AkismetForm, recordedAs id: inout CommentID?) async throws -> AkismetAnswer {
        guard let grant = try keys.grant(form.key) else { return .invalid }
        let call = Call(form: form, grant: grant)
        remember(call)
        guard form["blog"] != nil else { return .missing("blog") }
        let comment = form.comment(of: call.site)
        if TestMarkers.callForSpam(comment) {
            // The administrator's word counts more, as for comments that are no test.
            guard !form.isByAdministrator else { return .spam(false) }
            return form.flag("test_discard") ? .spam(true).with(.akismetProTip, "discard") : .spam(true)
        }
        let explanation = try filter.model().explanation(of: comment)
        let given = form.isByAdministrator ? .ham : explanation.verdict.outcome
        if !form.flag("is_test") {
            id = try await record(comment, explanation.verdict, given: given, isRepeated: form["recheck_reason"] != nil)
        }
        return answer(explanation, given: given, isRepeated: form["recheck_reason"] != nil)
    }

    /// Records a comment; one that the client asks about again is known already.
    private func record(
        _ comment: Comment,
        _ verdict: Verdict,
        given: Verdict.Outcome,
        isRepeated: Bool
    ) async throws -> CommentID? {
        if isRepeated, let id = try? await filter.id(ofCommentAlike: comment) { return id }
        filter.metrics.judged(given, site: comment.site)
        let discard = given == .spam && verdict.discard
        let judgement = Judgement(
            verdict: given.name,
            probability: verdict.probability,
            revision: verdict.revision,
            discard: discard
        )
        return filter.record(comment, judgement)
    }

    /// The answer to a comment that was judged, with the reasons in headers of our own.
    private func answer(_ explanation: Explanation, given: Verdict.Outcome, isRepeated: Bool) -> AkismetAnswer {
        let verdict = explanation.verdict
        var answer = AkismetAnswer.spam(given == .spam)
            .with(.hamletVerdict, given.name)
            .with(.hamletProbability, "\(verdict.probability)")
            .with(.hamletEvidence, EvidenceHeader.value(explanation.evidence))
        if given == .spam, verdict.discard { answer = answer.with(.akismetProTip, "discard") }
        // Who asks again about the same comment would otherwise do so for ever.
        if given == .unsure, !isRepeated, let seconds = options.recheckAfter {
            answer = answer.with(.akismetRecheckAfter, "\(seconds)")
        }
        return answer
    }
}
