/// How far a refit has come.
public enum RefitProgress: Sendable, Hashable {
    /// It has not begun.
    case waiting
    /// So many labelled comments were read, of about so many.
    case reading(labels: Int, of: Int)
    /// The model is fitted to so many labels: the longest step, which cannot say how far it is.
    case fitting(labels: Int)
    /// So many labels were judged by the model in force and the new one.
    case comparing(labels: Int)
    /// What was found is written.
    case writing
}
