/// The top-level domains under which a host is recognised as a link without a scheme.
///
/// Those of the reference recipe: generic ones, the countries most seen, and those that advertisers favour; and the reserved
/// ones of RFC 2606, under which examples and tests live. A complete list would take file names and missing spaces after a
/// full stop for links.
enum TopLevelDomains {
    private static let names = """
        com net org info biz ru ua cn tk ml ga cf gq xyz top site online club shop store live me tv cc co io ly gl gd us uk \
        de fr it es br in id vn tr pl nl eu be ca au jp kr su pw ws ltd app dev link click page vip win bid pro name mobi \
        asia to at ch se no fi dk cz gr pt ro hu ir ar mx cl pe example test invalid
        """

    /// Those that are everyday words of English: links only with a path behind them or a further label before.
    static let words: Set<ArraySlice<UInt32>> = Set(
        ["in", "it", "to", "at", "no", "me", "be", "us"].map { $0.unicodeScalars.map(\.value)[...] }
    )

    /// The reserved domains of RFC 2606: never evidence, because nobody's spam is under them.
    static let reserved: Set<ArraySlice<UInt32>> = Set(
        ["example", "test", "invalid"].map { $0.unicodeScalars.map(\.value)[...] }
    )

    /// The length of the longest, in scalars.
    static let longest = 7

    /// The domains as sequences of scalars.
    static let known: Set<ArraySlice<UInt32>> = Set(
        names.split(separator: " ").map { $0.unicodeScalars.map(\.value)[...] }
    )
}
