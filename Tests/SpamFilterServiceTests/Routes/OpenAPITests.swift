import FeedbackStore
import HTTPTypes
import Hummingbird
import Testing

@testable import SpamFilterService

struct OpenAPITests {
    private let document: JSONValue

    init() throws {
        document = try JSONValue(String(decoding: OpenAPIController.document, as: UTF8.self))
    }

    /// The operations of the document, by method and path.
    private var operations: [String: JSONValue] {
        guard case .object(let paths) = document["paths"] else { return [:] }
        var operations: [String: JSONValue] = [:]
        for case (let path, .object(let methods)) in paths {
            for (method, operation) in methods { operations["\(method.uppercased()) \(path)"] = operation }
        }
        return operations
    }

    @Test func `the document has every route, and no other`() async throws {
        try await withFilter { filter in
            let routes = SpamFilterApplication.routes(filter).routes.map {
                RouteAccess.name($0.method, $0.path.description)
            }
            // Pages are for people, and their forms change with them.
            #expect(Set(operations.keys) == Set(routes).subtracting(Dashboard.access.keys))
        }
    }

    @Test func `the document says who may call a route`() {
        for (name, operation) in operations {
            switch RouteAccess.table[name] {
            case .key(let role), .keyToEverySite(let role):
                #expect(operation["description"]?.string?.contains("`\(role.rawValue)`") == true, "\(name)")
                #expect(operation["security"]?.array?.count == 1, "\(name)")
                let answers = operation["responses"]?.keys ?? []
                #expect(answers.isSuperset(of: ["200", "401", "403", "429", "503"]), "\(name)")
            default: #expect(operation["security"] == .array([]), "\(name)")
            }
        }
    }

    @Test func `a query that cannot be read gets an answer of the document`() async throws {
        try await withService { client, _ in
            var refused = 0
            for (name, operation) in operations {
                let parts = name.split(separator: " ", maxSplits: 1)
                guard let method = HTTPRequest.Method(String(parts[0])), !parts[1].contains("{") else { continue }
                for parameter in operation["parameters"]?.array ?? [] where parameter["in"]?.string == "query" {
                    guard let field = parameter["name"]?.string else { continue }
                    let body: String? = method == .get ? nil : "{}"
                    let answer = try await client.send(method, "\(parts[1])?\(field)=%00AAA", body)
                    let documented = operation["responses"]?.keys ?? []
                    #expect(documented.contains("\(answer.status)"), "\(name)?\(field): \(answer.text)")
                    if answer.status == 422 { refused += 1 }
                }
            }
            #expect(refused >= 8, "The parameters are read.")
        }
    }

    @Test func `a comment has the fields of the document`() throws {
        let documented = document["components"]?["schemas"]?["Comment"]?["properties"]?.keys
        #expect(documented == CommentBody.fieldNames)
    }

    @Test func `a notice has the fields of the document`() {
        let documented = document["components"]?["schemas"]?["Notice"]?["properties"]?.keys
        #expect(documented == NoticeBody.fieldNames)
        let notice = document["webhooks"]?["verdictChanged"]?["post"]
        #expect(notice?["parameters"]?.array?.count == 3)
    }

    @Test func `it is served as it is`() async throws {
        try await withService { client, _ in
            let answer = try await client.send(.get, "/openapi.json")
            #expect(answer.json == document)
            #expect(answer.json["info"]?["version"]?.string == SpamFilterApplication.version)
        }
    }
}
