/// A table whose first column heads its rows; it scrolls by itself where it is wider than the page.
struct HTMLTable {
    var caption: String?
    var header: [String]
    var rows: [[String]]

    var markup: Markup {
        var content: [Markup] = []
        if let caption { content.append(.element("caption", text: caption)) }
        content.append(
            .element(
                "thead",
                children: [
                    .element(
                        "tr",
                        children: header.map {
                            $0.isEmpty ? .element("td", text: "") : .element("th", ["scope": "col"], text: $0)
                        }
                    )
                ]
            )
        )
        content.append(
            .element(
                "tbody",
                children: rows.map { row in
                    .element(
                        "tr",
                        children: row.enumerated().map { column, cell in
                            column == 0
                                ? .element("th", ["scope": "row", "dir": "auto"], text: cell)
                                : .element("td", text: cell)
                        }
                    )
                }
            )
        )
        let name = caption ?? header.first { !$0.isEmpty } ?? ""
        return .element(
            "div",
            ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Table: \(name)"],
            children: [.element("table", children: content)]
        )
    }
}
