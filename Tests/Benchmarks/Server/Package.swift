// swift-tools-version: 6.2

import PackageDescription

/// What an HTTP server costs before it does anything: the measure for `serving.py`.
let package = Package(
    name: "bare-server",
    platforms: [.macOS(.v26)],
    dependencies: [
        // The version that the program itself is built with.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .executableTarget(
            name: "BareServer",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
