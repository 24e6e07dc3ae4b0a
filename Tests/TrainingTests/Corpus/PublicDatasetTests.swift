import Foundation
import SpamClassifier
import Testing
import Training

/// Counts over the public datasets, where somebody has put them beside the package.
@Suite struct `Public datasets` {
    /// `../shared/datasets`, seen from the package root.
    private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .appendingPathComponent("../../../../../shared/datasets").standardized.path
    private static let isPresent = FileManager.default.fileExists(atPath: folder)

    @Test(.enabled(if: isPresent, "the folder ../shared/datasets is missing"))
    func `the YouTube collection has 951 ham and 1005 spam comments`() throws {
        var labels: [Label: Int] = [:]
        for name in ["01-Psy", "02-KatyPerry", "03-LMFAO", "04-Eminem", "05-Shakira"] {
            let reading = try Reading(path: "\(Self.folder)/youtube_uci/Youtube\(name).csv")
            #expect(reading.problems.isEmpty)
            for row in reading.rows { labels[row.label ?? .ham, default: 0] += 1 }
        }
        #expect(labels == [.ham: 951, .spam: 1_005])
    }

    @Test(.enabled(if: isPresent, "the folder ../shared/datasets is missing"))
    func `the SMS collection has 4827 ham and 747 spam messages`() throws {
        let reading = try Reading(path: "\(Self.folder)/sms_uci/SMSSpamCollection")
        #expect(reading.problems.isEmpty)
        #expect(reading.rows.count { $0.label == .ham } == 4_827)
        #expect(reading.rows.count { $0.label == .spam } == 747)
    }
}
