/// An immutable map from scalars to short sequences of scalars: sorted keys, found by binary search.
struct ScalarMap: Sendable {
    private var keys: [UInt32] = []
    private var starts: [UInt32] = [0]
    private var images: [UInt32] = []

    /// Entries of a length and that many distances from the key.
    init(sequences text: String) {
        var numbers = NumberReader(text)
        var key: UInt32 = 0
        while let distance = numbers.next(), let count = numbers.next() {
            key += distance
            let image = (0..<count).compactMap { _ in numbers.nextSigned() }.map { UInt32(Int(key) + $0) }
            append(key, image)
        }
    }

    /// Entries of one scalar each.
    init(absolute text: String) {
        var numbers = NumberReader(text)
        var key: UInt32 = 0
        while let distance = numbers.next(), let image = numbers.next() {
            key += distance
            append(key, [image])
        }
    }

    /// Entries of one distance from the key each.
    init(relative text: String) {
        var numbers = NumberReader(text)
        var key: UInt32 = 0
        while let distance = numbers.next(), let image = numbers.nextSigned() {
            key += distance
            append(key, [UInt32(Int(key) + image)])
        }
    }

    private mutating func append(_ key: UInt32, _ image: [UInt32]) {
        keys.append(key)
        images.append(contentsOf: image)
        starts.append(UInt32(images.count))
    }

    private func position(of key: UInt32) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    /// Visits what a scalar maps to; the scalar itself where it has no entry.
    @inline(__always)
    func visitImage(of scalar: UInt32, _ body: (UInt32) -> Void) {
        guard let position = position(of: scalar) else { return body(scalar) }
        for place in Int(starts[position])..<Int(starts[position + 1]) { body(images[place]) }
    }

    /// The first scalar of what a scalar maps to; the scalar itself where it has no entry.
    func image(of scalar: UInt32) -> UInt32 {
        guard let position = position(of: scalar) else { return scalar }
        return images[Int(starts[position])]
    }
}
