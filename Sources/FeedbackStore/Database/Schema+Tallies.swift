import GRDB

extension Schema {
    /// Keeps count of comments and marks by day, so that nobody has to look at every comment to say how many there are.
    static func registerTallies(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("9 tallies", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
            try db.execute(sql: commentTriggers)
            try db.execute(sql: markTriggers)
            try db.execute(sql: "INSERT INTO dayTally \(counted)")
            try db.execute(sql: "INSERT INTO markTally \(countedMarks)")
        }
    }

    // Days are counted from 1970, in UTC. No verdict is '', no label -1, no probability the tenth -1. Probabilities are summed
    // in millionths: of whole numbers what was added can be taken away again without a rest.
    private static let tables = """
        CREATE TABLE dayTally (
            day INTEGER NOT NULL,
            siteID INTEGER NOT NULL REFERENCES site (id),
            verdict TEXT NOT NULL,
            label INTEGER NOT NULL CHECK (label IN (-1, 0, 1)),
            tenth INTEGER NOT NULL CHECK (tenth BETWEEN -1 AND 9),
            comments INTEGER NOT NULL CHECK (comments >= 0),
            millionths INTEGER NOT NULL,
            PRIMARY KEY (day, siteID, verdict, label, tenth)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dayTallyByLabel ON dayTally (label, siteID, verdict);
        CREATE TABLE markTally (
            day INTEGER NOT NULL,
            siteID INTEGER NOT NULL REFERENCES site (id),
            marks INTEGER NOT NULL CHECK (marks >= 0),
            PRIMARY KEY (day, siteID)
        ) STRICT, WITHOUT ROWID;
        """

    /// What stands in the tally of comments, counted anew.
    static let counted = """
        SELECT \(day("id")), siteID, coalesce(verdict, ''), coalesce(label, -1), \(tenth("")), count(*),
            sum(\(millionths("")))
        FROM comment WHERE datasetID IS NULL GROUP BY 1, 2, 3, 4, 5
        """

    /// What stands in the tally of marks, counted anew.
    static let countedMarks = """
        SELECT feedback.loggedAt / 86400000, comment.siteID, count(*)
        FROM feedback JOIN comment ON comment.key = feedback.commentKey
        WHERE feedback.kind = 'mark' AND comment.datasetID IS NULL GROUP BY 1, 2
        """

    private static let commentTriggers = """
        CREATE TRIGGER commentIsTallied AFTER INSERT ON comment WHEN NEW.datasetID IS NULL BEGIN
            \(added("NEW"))
        END;
        CREATE TRIGGER commentLeavesTally AFTER DELETE ON comment WHEN OLD.datasetID IS NULL BEGIN
            \(takenAway("OLD"))
        END;
        CREATE TRIGGER commentChangesTally AFTER UPDATE OF label, verdict, probability, siteID ON comment
        WHEN NEW.datasetID IS NULL BEGIN
            \(takenAway("OLD"))
            \(added("NEW"))
        END;
        """

    private static let markTriggers = """
        CREATE TRIGGER markIsTallied AFTER INSERT ON feedback WHEN NEW.kind = 'mark' BEGIN
            INSERT INTO markTally (day, siteID, marks)
            SELECT NEW.loggedAt / 86400000, siteID, 1 FROM comment WHERE key = NEW.commentKey AND datasetID IS NULL
            ON CONFLICT (day, siteID) DO UPDATE SET marks = marks + 1;
        END;
        CREATE TRIGGER markLeavesTally AFTER DELETE ON feedback WHEN OLD.kind = 'mark' BEGIN
            UPDATE markTally SET marks = marks - 1 WHERE day = OLD.loggedAt / 86400000
                AND siteID = (SELECT siteID FROM comment WHERE key = OLD.commentKey AND datasetID IS NULL);
            DELETE FROM markTally WHERE day = OLD.loggedAt / 86400000 AND marks = 0;
        END;
        """

    private static func added(_ row: String) -> String {
        """
        INSERT INTO dayTally (day, siteID, verdict, label, tenth, comments, millionths)
        VALUES (\(day("\(row).id")), \(row).siteID, coalesce(\(row).verdict, ''), coalesce(\(row).label, -1),
            \(tenth("\(row).")), 1, \(millionths("\(row).")))
        ON CONFLICT (day, siteID, verdict, label, tenth) DO UPDATE
        SET comments = comments + 1, millionths = millionths + excluded.millionths;
        """
    }

    private static func takenAway(_ row: String) -> String {
        let place = """
            day = \(day("\(row).id")) AND siteID = \(row).siteID AND verdict = coalesce(\(row).verdict, '')
                AND label = coalesce(\(row).label, -1) AND tenth = \(tenth("\(row)."))
            """
        return """
            UPDATE dayTally SET comments = comments - 1, millionths = millionths - \(millionths("\(row).")) WHERE \(place);
            DELETE FROM dayTally WHERE \(place) AND comments = 0;
            """
    }

    /// The day in a comment's id, whose first ten characters are milliseconds in Crockford's base 32.
    static func day(_ id: String) -> String {
        let digits = (1...10).map { place in
            "(instr('0123456789abcdefghjkmnpqrstvwxyz', substr(\(id), \(place), 1)) - 1) * \(1 << (50 - 5 * place))"
        }
        return "(\(digits.joined(separator: " + "))) / 86400000"
    }

    private static func tenth(_ row: String) -> String {
        "coalesce(min(CAST(\(row)probability * 10 AS INTEGER), 9), -1)"
    }

    private static func millionths(_ row: String) -> String {
        "CAST(round(coalesce(\(row)probability, 0) * 1000000) AS INTEGER)"
    }
}
