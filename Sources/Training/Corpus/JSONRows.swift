import Foundation
import SpamClassifier

/// Reads the objects of a JSON Lines file one by one.
struct JSONRows {
    private let labels: CorpusLabels
    private let textKey: String?
    private let labelKey: String?
    private let decoder = JSONDecoder()

    /// Prepares reading.
    ///
    /// Throws if none of the objects among the first hundred lines has a text.
    init(window: inout ByteWindow, choice: ColumnChoice, labels: CorpusLabels) throws(CorpusError) {
        self.labels = labels
        var keys: [String?] = []
        for column in [choice.text, choice.label] {
            switch column {
            case .name(let name): keys.append(name)
            case nil: keys.append(nil)
            case .number(let number): throw .noSuchColumn(path: window.path, column: String(number), columns: [])
            }
        }
        textKey = keys[0]
        labelKey = keys[1]
        try checkBeginning(of: &window)
    }

    func next(in window: inout ByteWindow) throws(CorpusError) -> RowOutcome? {
        while true {
            let line = window.line
            let length = try window.lineLength(limit: CorpusReader.longestRow + 1)
            guard length > 0 else { return nil }
            guard length <= CorpusReader.longestRow else {
                try window.advancePastLine()
                return .problem(CorpusProblem(line: line, reason: .rowTooLong(limit: CorpusReader.longestRow)))
            }
            let bytes = Array(try window.bytes(0..<length))
            window.advance(by: length)
            if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { continue }
            let text = RepairedText(bytes)
            do throws(CorpusProblem) {
                return .row(try row(text.string, line: line), repaired: text.wasRepaired)
            } catch {
                return .problem(error)
            }
        }
    }

    private func row(_ json: String, line: Int) throws(CorpusProblem) -> CorpusRow {
        let members = try members(of: json, line: line)
        let names = members.keys.sorted()
        var fields = CorpusField.fields(of: names)
        if let textKey { fields[.content] = names.firstIndex(of: textKey) }
        if let labelKey {
            fields[.label] = names.firstIndex(of: labelKey)
            fields[.ham] = nil
        }
        var comment = Comment(content: "")
        var texts: [CorpusField: String] = [:]
        for (field, index) in fields {
            if labels == .ignored, field == .label || field == .ham { continue }
            guard let text = members[names[index]]?.text else {
                throw CorpusProblem(line: line, reason: .wrongType(field: names[index]))
            }
            if field == .content, case .bool? = members[names[index]] {
                throw CorpusProblem(line: line, reason: .wrongType(field: names[index]))
            }
            texts[field] = text
            field.set(text, in: &comment)
        }
        guard comment.hasText else { throw CorpusProblem(line: line, reason: .emptyContent) }
        let id = texts[.id].flatMap { $0.isEmpty ? nil : $0 }
        let label = labels == .ignored ? nil : try label(texts, line: line, in: &comment)
        return CorpusRow(comment: comment, label: label, id: id, line: line)
    }

    private func label(
        _ texts: [CorpusField: String],
        line: Int,
        in comment: inout Comment
    ) throws(CorpusProblem) -> Label? {
        if let word = texts[.label] ?? texts[.ham], !word.allSatisfy(\.isWhitespace) {
            guard let label = LabelWord(word) else { throw CorpusProblem(line: line, reason: .unknownLabel(word)) }
            return label.label(affirmsHam: texts[.label] == nil)
        }
        if let word = texts[.type].flatMap({ LabelWord($0) }), !word.isAnswer {
            comment.type = nil
            return word.label
        }
        if labels == .required { throw CorpusProblem(line: line, reason: .missingLabel) }
        return nil
    }

    /// The members of an object; those of a `comment` that is an object itself stand beside the others.
    private func members(of json: String, line: Int) throws(CorpusProblem) -> [String: JSONScalar] {
        let value: JSONScalar
        do {
            value = try decoder.decode(JSONScalar.self, from: Data(json.utf8))
        } catch {
            throw CorpusProblem(line: line, reason: .invalidJSON)
        }
        guard case .object(var members) = value else { throw CorpusProblem(line: line, reason: .notAnObject) }
        if case .object(let inner)? = members["comment"] {
            members["comment"] = nil
            members.merge(inner) { _, inner in inner }
        }
        return members
    }

    private func checkBeginning(of window: inout ByteWindow) throws(CorpusError) {
        var offset = 0
        var seen: Set<String> = []
        for _ in 0..<100 {
            let length = try window.lineLength(from: offset, limit: ByteWindow.chunkSize)
            guard length > 0 else { break }
            let text = RepairedText(try window.bytes(offset..<offset + length)).string
            offset += length
            guard let members = try? members(of: text, line: 0) else { continue }
            seen.formUnion(members.keys)
            if let textKey {
                if members[textKey] != nil { return }
            } else if CorpusField.fields(of: members.keys.sorted())[.content] != nil {
                return
            }
        }
        guard !seen.isEmpty else { return }
        if let textKey { throw .noSuchColumn(path: window.path, column: textKey, columns: seen.sorted()) }
        throw .noTextColumn(path: window.path, columns: seen.sorted())
    }
}
