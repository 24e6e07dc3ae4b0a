/// The metrics of the service, with what each of them says.
enum MetricNames {
    static let verdicts = "hamlet_verdicts_total"
    static let marks = "hamlet_marks_total"
    static let notices = "hamlet_webhook_attempts_total"
    static let noticesWaiting = "hamlet_webhook_notices_waiting"
    static let unrecorded = "hamlet_unrecorded_comments_total"
    static let requests = "hamlet_http_requests_total"
    static let duration = "hamlet_http_request_duration_seconds"
    static let inFlight = "hamlet_http_requests_in_flight"
    static let refused = "hamlet_http_requests_refused_total"
    static let build = "hamlet_build_info"
    static let revision = "hamlet_model_revision"
    static let modelBytes = "hamlet_model_size_bytes"
    static let features = "hamlet_model_features"
    static let maxFeatures = "hamlet_model_max_features"
    static let labels = "hamlet_model_labels"
    static let queue = "hamlet_recording_queue_comments"
    static let databaseBytes = "hamlet_database_size_bytes"
    static let calibration = "hamlet_calibration_error_ratio"
    static let hamMisclassification = "hamlet_ham_misclassification_ratio"
    static let spamMisclassification = "hamlet_spam_misclassification_ratio"
    static let budget = "hamlet_ham_budget_ratio"

    static let help = [
        verdicts: "Verdicts given, by outcome and site.",
        marks: "Marks that changed a label.",
        notices: "Attempts to tell a site of a changed verdict, by outcome and site.",
        noticesWaiting: "Notices that wait to be delivered, by site.",
        unrecorded: "Judged comments that were not recorded because the queue was full.",
        requests: "Requests answered, by method, route and status.",
        duration: "Time from a request's head to its answer's head, by method and route.",
        inFlight: "Requests that are being answered.",
        refused: "Requests refused for want of room, by reason.",
        build: "Always 1; the version is a label.",
        revision: "The last entry of the feedback log that the model in force has learnt.",
        modelBytes: "Memory of the model in force.",
        features: "Distinct features of the model in force.",
        maxFeatures: "Distinct features that a refit keeps at most; missing where there is no bound.",
        labels: "Labelled comments that the model in force has learnt, the starter comments by their weight.",
        queue: "Judged comments that wait to be recorded.",
        databaseBytes: "The database and its write-ahead log on disk.",
        calibration: "Expected calibration error of given probabilities, over marked comments.",
        hamMisclassification: "Share of the comments marked as ham that were called spam.",
        spamMisclassification: "Share of the comments marked as spam that were called ham.",
        budget: "The share of ham that may be called spam.",
    ]
}
