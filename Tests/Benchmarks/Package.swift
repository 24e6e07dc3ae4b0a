// swift-tools-version: 6.2

import PackageDescription

/// Benchmarks of the classifier.
///
/// `Sources/SpamClassifier` leads to the library itself, so that nothing else of the program has to be built.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    targets: [
        .target(
            name: "SpamClassifier",
            exclude: ["Unicode/generate-tables.py", "SpamClassifier.docc"],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .target(name: "CAllocations"),
        .target(name: "BenchmarkTexts", dependencies: ["SpamClassifier"]),
        .executableTarget(name: "TableSize", dependencies: ["BenchmarkTexts", "SpamClassifier"]),
        .executableTarget(
            name: "AllocationCounts",
            dependencies: ["BenchmarkTexts", "CAllocations", "SpamClassifier"]
        ),
        .executableTarget(name: "BoundedModel", dependencies: ["SpamClassifier"]),
        .executableTarget(name: "Operations", dependencies: ["BenchmarkTexts", "SpamClassifier"]),
        .executableTarget(name: "ScoreCost", dependencies: ["BenchmarkTexts", "SpamClassifier"]),
        .executableTarget(name: "Throughput", dependencies: ["SpamClassifier"]),
    ],
    swiftLanguageModes: [.v6]
)
