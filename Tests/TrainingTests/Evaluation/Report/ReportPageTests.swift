import Foundation
import SpamClassifier
import Testing
import Training

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct `Reports as a page` {
    @Test func `texts from outside are escaped wherever they stand`() throws {
        let page = try sampleReport(title: "</title><script>x</script>").html
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>Song"))
        #expect(page.contains("&lt;b&gt;Song &amp; dance&lt;/b&gt; &quot;ok&quot; \u{FFFD}[31m"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    }

    @Test func `nothing is loaded from elsewhere and nothing runs`() throws {
        let page = try sampleReport().html
        for forbidden in ["<script", "<link", "<img", "<iframe", "@import", " src=", " href=", "javascript:", "onload"]
        {
            #expect(!page.contains(forbidden))
        }
        // `url(...)` refers to clip paths inside the page only.
        #expect(page.components(separatedBy: "url(").dropFirst().allSatisfy { $0.hasPrefix("#") })
        #expect(page.contains("prefers-color-scheme: dark"))
    }

    @Test func `every chart has a title and a description for screen readers`() throws {
        let charts = try sampleReport().html.components(separatedBy: "<svg ").dropFirst()
        #expect(charts.count == 5)
        for chart in charts {
            let svg = chart.components(separatedBy: "</svg>")[0]
            #expect(svg.contains("role=\"img\""))
            #expect(svg.contains("<title id="))
            #expect(svg.contains("<desc id="))
        }
    }

    @Test func `names inside the page occur once`() throws {
        let ids = try sampleReport().html.components(separatedBy: " id=\"").dropFirst()
            .map { $0.prefix { $0 != "\"" } }
        #expect(!ids.isEmpty)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `all elements are closed`() throws {
        // Void elements aside, the page is well-formed XML.
        let page = try sampleReport().html
        var source = page.replacingOccurrences(of: "<!doctype html>", with: "")
        for piece in page.components(separatedBy: "<meta ").dropFirst() {
            let attributes = String(piece.prefix { $0 != ">" })
            source = source.replacingOccurrences(of: "<meta \(attributes)>", with: "")
        }
        #expect(XMLParser(data: Data(source.utf8)).parse())
    }

    @Test func `every coordinate is a finite number`() throws {
        for scores in [dozen, scored(spam: [1], ham: [0]), scored(spam: [0.5], ham: []), someScores(50, seed: 1)] {
            let page = try EvaluationReport(title: "t", scored: scores, bootstrap: Bootstrap(replicates: 5)).html
            #expect(!page.contains("nan") && !page.contains("\"inf") && !page.contains("-inf"))
        }
    }
}
