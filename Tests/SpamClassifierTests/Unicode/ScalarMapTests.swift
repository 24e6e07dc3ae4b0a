import Testing

@testable import SpamClassifier

@Suite struct ScalarMapTests {
    @Test func `numbers are read in base 64 with five bits a digit`() {
        var numbers = NumberReader("AfgBggB//B")
        #expect((0..<5).map { _ in numbers.next() } == [0, 31, 32, 1024, 2047])
        #expect(numbers.next() == nil)
    }

    @Test func `signed numbers alternate around zero`() {
        var numbers = NumberReader("ABCDE")
        #expect((0..<5).map { _ in numbers.nextSigned() } == [0, -1, 1, -2, 2])
        #expect(numbers.nextSigned() == nil)
    }

    @Test func `a map gives the image of its keys and leaves others alone`() {
        // 5 -> [7, 4]; 8 -> [8]
        let map = ScalarMap(sequences: "FCEBDBA")
        var image: [UInt32] = []
        for scalar in 4...9 as ClosedRange<UInt32> { map.visitImage(of: scalar) { image.append($0) } }
        #expect(image == [4, 7, 4, 6, 7, 8, 9])
        #expect(map.image(of: 5) == 7)
        #expect(map.image(of: 6) == 6)
    }

    @Test func `all Hangul syllables compose from their jamo`() {
        let compositions = CompositionMap("")
        for syllable in 0xAC00..<0xD7A4 as Range<UInt32> {
            let index = syllable - 0xAC00
            let open = compositions[0x1100 + index / 588, 0x1161 + index % 588 / 28]
            let final = index % 28
            #expect(open.flatMap { final == 0 ? $0 : compositions[$0, 0x11A7 + final] } == syllable)
        }
        #expect(compositions[0xAC01, 0x11A8] == nil)
        #expect(compositions[0x1100, 0x11A8] == nil)
    }
}
