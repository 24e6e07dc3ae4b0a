extension String {
    /// The digest of a model as people and clients get it: 16 hexadecimal digits.
    public init(digest: UInt64) {
        let digits = String(digest, radix: 16)
        self = String(repeating: "0", count: 16 - digits.count) + digits
    }
}
