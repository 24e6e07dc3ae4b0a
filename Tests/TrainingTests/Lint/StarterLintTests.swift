import Foundation
import Testing
import Training

@Suite struct `The starter comments under the lint` {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("TrainingData").path

    @Test func `they have no errors`() throws {
        var input = LintInput()
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
        where file.hasSuffix(".jsonl") {
            try input.read(Self.folder + "/" + file)
        }
        var options = DatasetLint.Options()
        options.suspects = 0
        let lint = DatasetLint(input, options: options)
        #expect(lint.rowCount >= 4_000)
        for finding in lint.findings where finding.severity == .error {
            Issue.record("\(finding.fact): \(finding.rows.map { $0.id ?? "\($0.file):\($0.line)" })")
        }
    }
}
