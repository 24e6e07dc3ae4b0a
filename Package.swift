// swift-tools-version: 6.2

import PackageDescription

/// The house rules, the same for every target: see "House rules" in the README.
let houseRules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// What the dashboard's pages are made of, compiled in so that the program stays one file.
let dashboardFiles =
    ["dashboard.css", "dashboard.js", "data.css", "icon.svg", "progress.js"].map { "Assets/\($0)" }
    + [
        "audit", "chart", "comment", "erase", "erasures", "evaluation", "keys", "layout", "login", "model", "overview",
        "paging",
        "privacy", "problem", "queue", "sites", "suspects", "table", "tabs", "token", "work",
    ].map { "Templates/\($0).mustache" }

let package = Package(
    name: "hamlet",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "SpamClassifier", targets: ["SpamClassifier"]),
        .executable(name: "hamlet", targets: ["HamletCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .target(
            name: "SpamClassifier",
            exclude: ["Unicode/generate-tables.py"],
            swiftSettings: houseRules,
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(
            name: "Training",
            dependencies: ["SpamClassifier", "CZlib"],
            swiftSettings: houseRules
        ),
        .target(
            name: "FeedbackStore",
            dependencies: [
                "SpamClassifier",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: houseRules
        ),
        .target(
            name: "SpamFilterService",
            dependencies: [
                "SpamClassifier",
                "FeedbackStore",
                "Training",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationEssentialsCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("OpenAPI/openapi.json")] + dashboardFiles.map { .embedInCode("Dashboard/\($0)") },
            swiftSettings: houseRules
        ),
        .executableTarget(
            name: "HamletCommand",
            dependencies: [
                "SpamClassifier",
                "Training",
                "FeedbackStore",
                "SpamFilterService",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: houseRules
        ),
        .testTarget(
            name: "SpamClassifierTests",
            dependencies: ["SpamClassifier"],
            exclude: ["Oracle/recipe_features.py", "Oracle/recipe_scores.py"],
            swiftSettings: houseRules
        ),
        .testTarget(
            name: "TrainingTests",
            dependencies: ["Training", "SpamClassifier", "CZlib"],
            swiftSettings: houseRules
        ),
        .testTarget(
            name: "FeedbackStoreTests",
            dependencies: [
                "FeedbackStore",
                "SpamClassifier",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: houseRules
        ),
        .testTarget(
            name: "SpamFilterServiceTests",
            dependencies: [
                "SpamFilterService",
                "FeedbackStore",
                "SpamClassifier",
                "Training",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            swiftSettings: houseRules
        ),
        .testTarget(
            name: "HamletCommandTests",
            dependencies: [
                "HamletCommand",
                "FeedbackStore",
                "SpamClassifier",
                "Training",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            swiftSettings: houseRules
        ),
    ],
    swiftLanguageModes: [.v6]
)
