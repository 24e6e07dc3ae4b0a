import SpamClassifier
import Testing
import Training

@Suite struct `CSV files` {
    @Test func `the columns of the YouTube collection are found by name`() throws {
        let reading = try Reading(
            """
            COMMENT_ID,AUTHOR,DATE,CONTENT,CLASS
            a1,Ann,2013-11-07T06:20:48,"Huh, check out my channel",1
            a2,Bob,,"He said ""nice""
            and left",0

            """
        )
        #expect(reading.format == .csv)
        #expect(reading.columns == ["COMMENT_ID", "AUTHOR", "DATE", "CONTENT", "CLASS"])
        #expect(reading.pairs == ["spam: Huh, check out my channel", "ham: He said \"nice\"\nand left"])
        #expect(reading.rows.map(\.id) == ["a1", "a2"])
        #expect(reading.rows.map(\.line) == [2, 3])
        #expect(reading.rows[0].comment.author == "Ann")
        #expect(reading.rows[0].comment.date == "2013-11-07T06:20:48")
        #expect(reading.rows[1].comment.date == nil)
        #expect(reading.problems.isEmpty)
    }

    @Test func `a byte order mark, semicolons and Windows line ends make no difference`() throws {
        let plain = try Reading("label,text\nham,\"one\ntwo\"\nspam,three\n")
        let other = try Reading("\u{FEFF}label;text\r\nham;\"one\ntwo\"\r\nspam;\"three\"\r\n")
        #expect(plain.pairs == ["ham: one\ntwo", "spam: three"])
        #expect(other.pairs == plain.pairs)
        #expect(other.columns == ["label", "text"])
    }

    @Test func `a last line without a line end counts`() throws {
        #expect(try Reading("text,label\nhello,ham\nbuy,spam").pairs == ["ham: hello", "spam: buy"])
        #expect(try Reading("text,label\nhello,ham\nbuy,\"spam\"\r").pairs == ["ham: hello", "spam: buy"])
    }

    @Test func `an unclosed quotation mark costs its own row only`() throws {
        let reading = try Reading(
            """
            id,text,label
            1,good morning,ham
            2,"torn text,spam
            3,good evening,ham
            4,"buy, now",spam
            5,bye,ham

            """
        )
        #expect(reading.rows.map(\.id) == ["1", "3", "4", "5"])
        #expect(reading.problems == [CorpusProblem(line: 3, reason: .unbalancedQuote)])
    }

    @Test func `a quotation mark that is never closed does not swallow the rest of the file`() throws {
        var text = "id,text,label\n0,\"torn,spam\n"
        for number in 1...5_000 { text += "\(number),this is comment \(number),ham\n" }
        let reading = try Reading(text)
        #expect(reading.rows.count == 5_000)
        #expect(reading.problems == [CorpusProblem(line: 2, reason: .unbalancedQuote)])
    }

    @Test func `a later quoted row does not close the quotation mark of a torn one`() throws {
        let reading = try Reading("id,text,label\n1,\"torn,spam\n2,fine,ham\n3,\"fine, too\",ham\n4,\"end\",spam\n")
        #expect(reading.rows.map(\.id) == ["2", "3", "4"])
        #expect(reading.problems == [CorpusProblem(line: 2, reason: .unbalancedQuote)])
    }

    @Test func `rows joined by a stray quotation mark are parted where a good row begins`() throws {
        let reading = try Reading("id,text,label\n1,\"torn,spam\n2,fine,ham\n3,x,\"spam\n4,fine,ham\n")
        #expect(reading.rows.map(\.id).contains("2"))
        #expect(reading.rows.map(\.id).contains("4"))
        #expect(reading.problems.first == CorpusProblem(line: 2, reason: .unbalancedQuote))
    }

    @Test func `a row with too many or too few fields is a problem and reading goes on`() throws {
        let reading = try Reading("text,label\none,ham\ntwo,three,spam\nfour\nfive,spam\n")
        #expect(reading.pairs == ["ham: one", "spam: five"])
        #expect(
            reading.problems == [
                CorpusProblem(line: 3, reason: .wrongNumberOfFields(found: 3, expected: 2)),
                CorpusProblem(line: 4, reason: .wrongNumberOfFields(found: 1, expected: 2)),
            ]
        )
    }

    @Test func `a whole row over several lines with too many fields is one problem`() throws {
        let reading = try Reading("text,label\n\"a\nb\nc\",ham,extra\nfine,ham\n")
        #expect(reading.pairs == ["ham: fine"])
        #expect(
            reading.problems == [
                CorpusProblem(line: 2, lastLine: 4, reason: .wrongNumberOfFields(found: 3, expected: 2))
            ]
        )
    }

    @Test func `quotation marks inside an unquoted field are ordinary characters`() throws {
        let reading = try Reading("text,label\nshe said \"hi\" twice,ham\n5\" screen,spam\n")
        #expect(reading.pairs == ["ham: she said \"hi\" twice", "spam: 5\" screen"])
    }

    @Test func `blank lines are passed over`() throws {
        let reading = try Reading("\n\ntext,label\n\none,ham\n\n\ntwo,spam\n\n")
        #expect(reading.pairs == ["ham: one", "spam: two"])
        #expect(reading.rows.map(\.line) == [5, 8])
    }

    @Test func `a row beyond the size limit is a problem and reading goes on`() throws {
        let long = String(repeating: "x", count: CorpusReader.longestRow + 1)
        let reading = try Reading("text,label\n\(long),spam\nshort,ham\n")
        #expect(reading.pairs == ["ham: short"])
        #expect(reading.problems == [CorpusProblem(line: 2, reason: .rowTooLong(limit: CorpusReader.longestRow))])
    }

    @Test func `bytes that are no UTF-8 are replaced and the row is kept and counted`() throws {
        let bytes = Array("text,label\ncaf".utf8) + [0xE9] + Array(" noir,ham\nplain,spam\n".utf8)
        let file = try TemporaryFile(bytes)
        let reading = try Reading(path: file.path)
        #expect(reading.pairs == ["ham: caf\u{FFFD} noir", "spam: plain"])
        #expect(reading.repairedRows == 1)
        #expect(reading.problems.isEmpty)
    }

    @Test func `every row is read whatever the place of the chunk border`() throws {
        for padding in (1 << 18) - 12...(1 << 18) + 4 {
            let filler = String(repeating: "y", count: padding - 16)
            let reading = try Reading("text,label\n\(filler),ham\n\"a \"\"b\"\" é\r\nc\",spam\r\nd,ham\n")
            #expect(reading.pairs.dropFirst() == ["spam: a \"b\" é\r\nc", "ham: d"])
            #expect(reading.rows.map(\.line) == [2, 3, 5])
            #expect(reading.bytesRead == reading.totalBytes)
        }
    }
}
