import HTTPTypes
import Hummingbird

/// What plugins ask about the account: there is none here, and everything is allowed.
extension AkismetController {
    /// What a key is told that is not good, or is missing.
    @Sendable
    func withoutKey(_ form: AkismetForm) -> AkismetAnswer {
        form.keyField == nil ? .invalid.with(.akismetDebugHelp, "Empty \"key\" value") : .invalid
    }

    func verifyKey(_ call: Call) async throws -> AkismetAnswer {
        guard let blog = call.form["blog"] else {
            return AkismetAnswer.invalid.with(.akismetDebugHelp, "Empty \"blog\" value")
        }
        guard SiteAddress(blog) != nil else {
            return AkismetAnswer.invalid.with(.akismetDebugHelp, "We were unable to parse your blog URI")
        }
        return .valid
    }

    /// WordPress stores a key only if its subscription is active.
    func subscription(_ call: Call) async throws -> AkismetAnswer {
        try AkismetAnswer(json: SubscriptionBody())
    }

    /// What WordPress puts into the address of the statistics page of akismet.com, which nobody here answers.
    func token(_ call: Call) async throws -> AkismetAnswer { AkismetAnswer("hamlet") }

    func deactivate(_ call: Call) async throws -> AkismetAnswer { AkismetAnswer("deactivated") }

    @Sendable
    func test(_ request: Request, context: ServiceContext) async throws -> Response {
        AkismetAnswer("connected").response
    }

    @Sendable
    func compatiblePlugins(_ request: Request, context: ServiceContext) async throws -> Response {
        AkismetAnswer("[]", type: "application/json").response
    }

    /// Accounts of wordpress.com have no keys here.
    @Sendable
    func connectedAccount(_ request: Request, context: ServiceContext) async throws -> Response {
        AkismetAnswer("{}", type: "application/json").response
    }
}

/// The subscription of an account, as WordPress reads it.
struct SubscriptionBody: Encodable, Sendable {
    private let accountID = 1
    private let accountName = "Hamlet"
    private let accountType = "self-hosted"
    private let status = "active"
    private let nextBillingDate = false
    private let isLimitReached = false

    private enum CodingKeys: String, CodingKey {
        case status
        case accountID = "account_id"
        case accountName = "account_name"
        case accountType = "account_type"
        case nextBillingDate = "next_billing_date"
        case isLimitReached = "limit_reached"
    }
}
