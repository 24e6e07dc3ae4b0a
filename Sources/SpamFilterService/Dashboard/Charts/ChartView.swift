/// A chart as the partial `chart` draws it: shapes in a frame of user units, with a title, a description and a table that says
/// the same.
///
/// What a shape looks like is said by its class, for the pages have no styles of their own: `spam`, `ham`, `unsure`, `accent`,
/// `muted`, `grid`, `axis`.
struct ChartView: Sendable {
    struct Bar: Sendable {
        let x: Double
        let y: Double
        let width: Double
        let height: Double
        let shade: String
        /// What a pointer that rests on the bar is told.
        let hint: String
    }

    struct Dot: Sendable {
        let x: Double
        let y: Double
        let radius: Double
        let shade: String
        /// What a pointer that rests on the dot is told.
        let hint: String
    }

    /// What a shade stands for.
    struct Key: Sendable {
        let shade: String
        let words: String
    }

    struct Line: Sendable {
        /// The corners, as `x,y x,y`.
        let points: String
        let shade: String

        init(_ points: [(x: Double, y: Double)], shade: String) {
            self.points = points.map { "\(ChartView.rounded($0.x)),\(ChartView.rounded($0.y))" }.joined(separator: " ")
            self.shade = shade
        }
    }

    struct Words: Sendable {
        let x: Double
        let y: Double
        /// `start`, `middle` or `end`.
        let anchor: String
        let words: String
    }

    let title: String
    let summary: String
    let width: Int
    let height: Int
    var bars: [Bar] = []
    var lines: [Line] = []
    var dots: [Dot] = []
    var labels: [Words] = []
    var legend: [Key] = []
    let table: TableView

    /// A length as SVG wants it, to a hundredth.
    static func rounded(_ length: Double) -> Double { (length * 100).rounded() / 100 }

    init(title: String, summary: String, width: Int, height: Int, table: TableView) {
        self.title = title
        self.summary = summary
        self.width = width
        self.height = height
        self.table = table
    }
}
