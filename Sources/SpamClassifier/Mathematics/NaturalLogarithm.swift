/// The natural logarithm of a positive, finite number.
///
/// Built from IEEE 754 additions, multiplications and one division alone, so that every machine and every C library gives the
/// same bits; the result is within 3 units in the last place. Zero and below give −∞.
///
/// x = 2ᵏ m with √½ ≤ m < √2; ln m = 2 artanh t with t = (m − 1)/(m + 1), |t| < 0.1716, whose odd series (Abramowitz and
/// Stegun 4.1.27) is exact to 2⁻⁵⁶ after eleven terms.
@inline(__always)
func naturalLogarithm(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.414_213_562_373_095_1 {
        significand *= 0.5
        exponent += 1
    }
    let t = (significand - 1) / (significand + 1)
    let square = t * t
    var series = 1.0 / 21
    series = series * square + 1.0 / 19
    series = series * square + 1.0 / 17
    series = series * square + 1.0 / 15
    series = series * square + 1.0 / 13
    series = series * square + 1.0 / 11
    series = series * square + 1.0 / 9
    series = series * square + 1.0 / 7
    series = series * square + 1.0 / 5
    series = series * square + 1.0 / 3
    return exponent * 0.693_147_180_559_945_3 + 2 * t * (1 + series * square)
}

/// The natural logarithms of two positive, normal numbers: the bits of ``naturalLogarithm(_:)``, in the time of one.
@inline(__always)
func naturalLogarithms(_ x: SIMD2<Double>) -> SIMD2<Double> {
    let (first, second) = (split(x[0]), split(x[1]))
    let exponents = SIMD2(first.exponent, second.exponent)
    let significands = SIMD2(first.significand, second.significand)
    let t = (significands - 1) / (significands + 1)
    let square = t * t
    var series = SIMD2(repeating: 1.0 / 21)
    series = series * square + 1.0 / 19
    series = series * square + 1.0 / 17
    series = series * square + 1.0 / 15
    series = series * square + 1.0 / 13
    series = series * square + 1.0 / 11
    series = series * square + 1.0 / 9
    series = series * square + 1.0 / 7
    series = series * square + 1.0 / 5
    series = series * square + 1.0 / 3
    return exponents * 0.693_147_180_559_945_3 + 2 * t * (1 + series * square)
}

/// A positive, normal number as 2ᵏ m with √½ ≤ m < √2.
@inline(__always)
private func split(_ x: Double) -> (exponent: Double, significand: Double) {
    let bits = x.bitPattern
    let significand = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    let isLarge = significand > 1.414_213_562_373_095_1
    let exponent = Int(truncatingIfNeeded: bits &>> 52) &- (isLarge ? 1022 : 1023)
    return (Double(exponent), isLarge ? significand * 0.5 : significand)
}

/// e raised to x, for |x| ≤ 700; beyond that the argument is clamped.
///
/// Portable to the bit like ``naturalLogarithm(_:)``; within 2 units in the last place. x = k ln 2 + r with |r| ≤ ½ ln 2, ln 2
/// in two parts; the Taylor series of eʳ is exact to 2⁻⁵⁶ after fourteen terms.
func exponential(_ x: Double) -> Double {
    let x = min(max(x, -700), 700)
    let k = (x * 1.442_695_040_888_963_4).rounded()
    let r = (x - k * 0.693_147_180_369_123_8) - k * 1.908_214_929_270_587_7e-10
    var sum = 1.0
    var divisor = 14.0
    while divisor >= 1 {
        sum = 1 + sum * r / divisor
        divisor -= 1
    }
    return Double(sign: .plus, exponent: Int(k), significand: sum)
}

/// The probability that log odds stand for: 1 / (1 + e⁻ˣ), never exactly 0 or 1.
func logistic(_ logOdds: Double) -> Double {
    let bounded = min(max(logOdds, -30), 30)
    return 1 / (1 + exponential(-bounded))
}
