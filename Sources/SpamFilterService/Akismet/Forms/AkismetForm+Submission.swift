/// What the call says about how the form was filled in.
extension AkismetForm {
    /// What was filled into the field that people cannot see; empty if it was there and left alone, `nil` if nothing is
    /// said of one.
    ///
    /// WordPress has a field of its own; other clients name theirs.
    var honeypot: String? {
        let own = raw("POST_ak_hp_textarea")
        let named = self["honeypot_field_name"].flatMap { raw($0) }
        return [named, own].compactMap { $0 }.first { !$0.isEmpty } ?? named ?? own
    }

    /// Seconds from the moment that the page was loaded to the submission, as the form's script measured them.
    var secondsToSubmit: Double? {
        guard let submitted = number("POST_ak_bfs") else { return nil }
        // Milliseconds since 1970, of which those since the page was loaded are wanted.
        if let loaded = number("POST_ak_js"), Self.isTime(submitted), Self.isTime(loaded), submitted >= loaded {
            return Double(submitted - loaded) / 1000
        }
        return Self.isTime(submitted) ? nil : Double(submitted) / 1000
    }

    /// Words for what the form's script and nonce say; `nil` if they say nothing.
    var signals: String? {
        var words: [String] = []
        if let nonce = self["akismet_comment_nonce"]?.lowercased(), Self.nonces.contains(nonce) {
            words.append("nonce-\(nonce)")
        }
        if let loaded = number("POST_ak_js") { words.append(Self.isTime(loaded) ? "script-ran" : "script-idle") }
        for (field, word) in Self.counts {
            if let count = number(field) { words.append("\(word)-\(Self.step(count))") }
        }
        if self["POST_ak_bck"] != nil { words.append("corrections") }
        if flag("akismet_pre_check") { words.append("pre-check") }
        if flag("is_multicall") { words.append("multicall") }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static let nonces: Set<String> = ["passed", "failed", "inactive"]

    private static let counts = [
        ("POST_ak_bkpc", "keys"), ("POST_ak_bmcc", "clicks"), ("POST_ak_bmmc", "moves"), ("POST_ak_btmc", "drags"),
        ("POST_ak_bsc", "scrolls"), ("POST_ak_btec", "touches"),
    ]

    private func number(_ name: String) -> Int? { self[name].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether a number of milliseconds counts from 1970: where no script ran the form holds one up to 250 instead.
    private static func isTime(_ milliseconds: Int) -> Bool { milliseconds > 1_000_000_000_000 }

    /// 0, 1, 2, 4, 8, ...: the exact number is no evidence, its size is.
    private static func step(_ count: Int) -> Int {
        count == 0 ? 0 : 1 << min(Int.bitWidth - 1 - count.leadingZeroBitCount, 10)
    }
}
