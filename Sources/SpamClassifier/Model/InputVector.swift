/// One number for each ``Input``, padded with zeros to the width of a vector register.
typealias InputVector = SIMD16<Double>

extension InputVector {
    subscript(input: Input) -> Double {
        @inline(__always) get { self[input.rawValue] }
        @inline(__always) set { self[input.rawValue] = newValue }
    }

    /// The scalar product, summed in a fixed order.
    @inline(__always)
    func dot(_ other: InputVector) -> Double {
        var sum = 0.0
        for input in 0..<Input.allCases.count { sum += self[input] * other[input] }
        return sum
    }
}
