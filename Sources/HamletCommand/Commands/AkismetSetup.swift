import ArgumentParser
import Foundation
import SpamFilterService

/// `hamlet akismet-setup`.
struct AkismetSetup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print how a client of Akismet is pointed at this service.",
        discussion: """
            wordpress: a must-use plugin beside the unmodified Akismet plugin. dns: any client, by a name and a certificate. \
            python, node, cedx, php, rakismet, perl: the setting of a library that has one.

            The client's key comes from “hamlet keys create --akismet”. So that WordPress hears of marks made here, register \
            its site with “hamlet sites webhook --akismet”.
            """
    )

    @Argument(help: "What to set up.")
    var recipe: AkismetRecipe

    @Option(help: "Where clients reach the service.")
    var url = "http://\(SpamFilterApplication.defaultHost):\(SpamFilterApplication.defaultPort)"

    @Option(help: "The file to write, or the folder for it; nothing there is overwritten.")
    var write: String?

    private static let pluginName = "hamlet-akismet.php"

    func validate() throws {
        guard let address = ServiceAddress(url) else {
            throw ValidationError("“\(url)” is no address of a service: it begins with http:// or https://.")
        }
        if let refusal = recipe.refusal(of: address) { throw ValidationError(refusal) }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            var base = url
            while base.hasSuffix("/") { base.removeLast() }
            let text = recipe.text(url: base)
            guard let write else { return print(text, terminator: "") }
            let path = Self.file(at: write, for: recipe)
            do {
                let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
                if Self.isFolder(write, for: recipe), !FileManager.default.fileExists(atPath: folder.path) {
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
                }
                try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            } catch CocoaError.fileWriteFileExists {
                throw CommandFailure(
                    .cannotCreate,
                    "\(path) is already there: remove it first, or choose another name."
                )
            } catch {
                throw CommandFailure(.cannotCreate, "\(path) cannot be written.")
            }
            print("Wrote \(path).")
        }
    }

    /// The file that is meant: inside a folder, the one of the recipe's own name.
    private static func file(at path: String, for recipe: AkismetRecipe) -> String {
        guard isFolder(path, for: recipe) else { return path }
        let name = recipe == .wordpress ? pluginName : "akismet-\(recipe.rawValue).txt"
        return URL(fileURLWithPath: path).appending(path: name).path
    }

    /// Whether a path names a folder, also one that is not there: WordPress comes without a folder for must-use plugins, and a file of
    /// its name would never be loaded.
    private static func isFolder(_ path: String, for recipe: AkismetRecipe) -> Bool {
        let given = URL(fileURLWithPath: path)
        if (try? given.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true { return true }
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        return path.hasSuffix("/") || recipe == .wordpress && given.pathExtension != "php"
    }
}
