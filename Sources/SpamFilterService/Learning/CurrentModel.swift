public import SpamClassifier
import Synchronization

/// The model in force: one immutable value, replaced whole.
///
/// Reading it takes a copy of a reference. Nobody waits for a refit, and nobody sees half of one.
public final class CurrentModel: Sendable {
    private let model: Mutex<Model?>

    /// Nothing is in force until the first model is published.
    public init() {
        model = Mutex(nil)
    }

    /// The model in force; `nil` while the service is starting.
    ///
    /// O(1).
    public func load() -> Model? { model.withLock { $0 } }

    /// Puts a model in force.
    ///
    /// O(1).
    func publish(_ newModel: Model) { model.withLock { $0 = newModel } }
}
