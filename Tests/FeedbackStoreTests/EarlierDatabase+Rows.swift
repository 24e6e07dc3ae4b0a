/// What stood in each table when the next version came: something in every column that a version brought.
extension EarlierDatabase {
    /// Two sites, a dataset and a removed one, comments that are spam, ham, relabelled, unmarked and never marked, and one
    /// with every field.
    static let firstRows = """
        INSERT INTO installation (id, hashSeed, createdAt) VALUES (1, -42, 1700000000000);
        INSERT INTO site (id, name) VALUES (7, 'example.org');
        INSERT INTO dataset (id, name, importedAt, removedAt) VALUES
            (1, 'kept', 1700000000001, NULL), (2, 'removed', 1700000000002, 1700000000009);
        INSERT INTO comment (key, id, siteID, datasetID, digest, content, author, label, verdict, probability,
            modelRevision, discard) VALUES
            (1, '00000000000000000000000001', 1, NULL, zeroblob(32), 'spam of a person', 'Ann', 1, 'unsure', 0.5, 0, 0),
            (2, '00000000000000000000000002', 7, NULL, randomblob(32), 'first spam, then ham', NULL, 0, NULL, NULL,
                NULL, NULL),
            (3, '00000000000000000000000003', 7, NULL, randomblob(32), 'marked and unmarked', NULL, NULL, 'spam', 0.9,
                0, 1),
            (4, '00000000000000000000000004', 1, NULL, randomblob(32), 'never marked', NULL, NULL, 'ham', 0.1, 0, 0),
            (5, '00000000000000000000000005', 1, 1, NULL, 'of a dataset', NULL, 0, NULL, NULL, NULL, NULL),
            (6, '00000000000000000000000006', 1, 2, NULL, 'of a removed dataset', NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO comment (key, id, siteID, digest, content, author, authorEmail, authorURL, authorIP, userAgent, referrer,
            permalink, type, date, language, context, honeypot, secondsToSubmit, verdict, probability, modelRevision,
            discard) VALUES
            (7, '00000000000000000000000007', 1, randomblob(32), 'every field is filled in', 'Cy', 'cy@example.org',
                'http://full.example/', '192.0.2.7', 'Mozilla/5.0', 'https://search.example/', 'https://example.org/7',
                'reply', '2023-11-14T22:13:20Z', 'da', 'about bread', 'x', 2.5, 'ham', 0.25, 6, 0);
        INSERT INTO feedback (revision, kind, commentKey, label, previous, source, loggedAt) VALUES
            (1, 'mark', 1, 1, NULL, 'moderator:Ann', 1700000000001), (2, 'mark', 2, 1, NULL, 'akismet', 1700000000002),
            (3, 'mark', 3, 0, NULL, 'commandLine', 1700000000003),
            (4, 'mark', 5, 0, NULL, 'dataset:kept', 1700000000004),
            (5, 'mark', 6, 1, NULL, 'dataset:removed', 1700000000005),
            (6, 'refit', NULL, NULL, NULL, NULL, 1700000000006),
            (8, 'mark', 2, 0, 1, 'dashboard', 1700000000007), (9, 'mark', 3, NULL, 0, 'commandLine', 1700000000008),
            (10, 'mark', 6, NULL, 1, 'dataset:removed', 1700000000009),
            (11, 'refit', NULL, NULL, NULL, NULL, 1700000000010);
        """

    /// A dataset that came into force and one whose reading was cut short, a text that was dropped while its features
    /// stayed, refits of an earlier point of the log, and receipts of erasures.
    static let secondRows = """
        UPDATE installation SET secret = x'0707070707070707070707070707070707070707070707070707070707070707';
        INSERT INTO dataset (id, name, importedAt, fromRevision) VALUES
            (3, 'begun', 1700000000011, NULL), (4, 'later', 1700000000012, 12);
        INSERT INTO comment (key, id, siteID, datasetID, content, label) VALUES
            (8, '00000000000000000000000008', 1, 3, 'of a dataset that was never read in whole', 1),
            (9, '00000000000000000000000009', 1, 4, 'of a later dataset', 0);
        INSERT INTO comment (key, id, siteID, digest, content, label, verdict, probability, modelRevision, discard, features,
            textDroppedAt) VALUES
            (10, '0000000000000000000000000a', 1, randomblob(32), '', 1, 'spam', 0.95, 11, 1, x'0102030405',
                1700000000012);
        INSERT INTO feedback (revision, kind, commentKey, label, previous, source, loggedAt, asOf, digest, changesSet) VALUES
            (12, 'refit', NULL, NULL, NULL, NULL, 1700000000012, 11, 77, 1),
            (13, 'mark', 10, 1, NULL, 'dashboard', 1700000000013, NULL, NULL, 0),
            (14, 'refit', NULL, NULL, NULL, NULL, 1700000000014, 13, -5, 0);
        INSERT INTO erasure (id, erasedAt, source, comments, labels, revision, digestBefore, digestAfter) VALUES
            (1, 1700000000014, 'moderator:Ann', 3, 2, 14, 77, -5), (2, 1700000000015, 'commandLine', 1, 0, NULL, -5, -5);
        """

    /// Keys that are good, bound to a site, and revoked; what was done with them, and an answer that is kept.
    ///
    /// The secrets are `hml_` with 64 ones, `aaaabbbbcccc`, and `hml_` with 64 twos.
    static let thirdRows = """
        INSERT INTO accessKey (id, kind, role, siteID, name, digest, createdAt, revokedAt, lastUsedAt) VALUES
            (1, 'bearer', 'admin', NULL, 'Horatio',
                x'ff86e9b5739a3762404b524fac5e8b25c237c1d6e226ed7ce465092e1c9d36c4', 1700000000016, NULL,
                1699920000000),
            (2, 'akismet', 'moderate', 7, NULL,
                x'11c85195ae99540ac07f80e2905e6e39aaefc4ac94cd380f366e79ba83560566', 1700000000017, NULL, NULL),
            (4, 'bearer', 'check', NULL, 'lost',
                x'00f0374aa4a359109ba33323e2466dabd42783ce79358dc40ab0b6266203dfb7', 1700000000018,
                1700000000019, NULL);
        INSERT INTO audit (id, loggedAt, source, action, subject) VALUES
            (1, 1700000000018, 'moderator:Horatio', 'key created', 'key 4, bearer, check, “lost”'),
            (2, 1700000000019, 'commandLine', 'key revoked', 'key 4, bearer, check, “lost”');
        INSERT INTO savedAnswer (name, request, status, body, commentID, savedAt) VALUES
            (x'0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a',
                x'0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b', 200, x'7b7d',
                '00000000000000000000000004', 1699999999000);
        """

    /// A comment with what Akismet clients send besides, and the likenesses of all comments.
    static let fourthRows = """
        INSERT INTO comment (key, id, siteID, digest, content, author, verdict, probability, modelRevision, discard, role,
            signals) VALUES
            (11, '0000000000000000000000000b', 7, randomblob(32), 'see http://pills.example/now', 'Bob', 'unsure', 0.55,
                14, 0, 'editor', 'recheck_reason=x');
        UPDATE comment SET likeness = x'ed51687f5102a551167ecc00f6708140' WHERE key = 1;
        UPDATE comment SET likeness = x'55f68b1a751f88a348380bcc70c91607' WHERE key = 2;
        UPDATE comment SET likeness = x'533907fe41e9930b00b8ad6070a0e22e' WHERE key = 3;
        UPDATE comment SET likeness = x'fe61b540018b1f5cdd6171fafe116a61' WHERE key = 4;
        UPDATE comment SET likeness = x'f11279bdc2699238e80a4bed60eb1d14' WHERE key = 7;
        UPDATE comment SET likeness = x'5da7a198972c815676ed1a08c9df3f8f' WHERE key = 11;
        """

    /// A change of the labelled set that was being made.
    static let fifthRows = """
        INSERT INTO changeLease (id, holder, until) VALUES (1, 99, 1700000010000);
        """

    /// A site that is told by signed notices, one of which is on its way, and one that is told as Akismet does it.
    static let sixthRows = """
        INSERT INTO webhook (siteID, kind, authority, url, allowsPrivate, secret, previousSecret, rotatedAt, createdAt,
            failures, retryAt, delivered, dropped, deliveredAt, failedAt, failure) VALUES
            (1, 'akismet', 'blog.example', NULL, 0, x'0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c',
                NULL, NULL, 1700000000020, 0, 0, 0, 0, NULL, NULL, NULL),
            (7, 'signed', 'example.org:8443', 'https://example.org:8443/told', 1,
                x'0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d',
                x'0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e', 1700000000022,
                1700000000021, 2, 1699999999990, 5, 1, 1699999999980, 1699999999985, 'it took too long');
        INSERT INTO notice (commentKey, siteID, told, id, outcome, madeAt, attempts, dueAt) VALUES
            (1, 1, 'spam', NULL, NULL, NULL, 0, NULL),
            (3, 7, 'ham', '0000000000000000000000000c', 'spam', 1699999999970, 2, 1699999999990);
        """

    /// A refit that kept no more than so many features.
    static let seventhRows = """
        INSERT INTO feedback (revision, kind, loggedAt, asOf, digest, maxFeatures, features) VALUES
            (15, 'refit', 1700000000023, 14, 123456789, 20000, 1234);
        """

    /// The hosts that comments lead to.
    static let eighthRows = """
        INSERT INTO commentHost (host, commentID) VALUES
            ('full.example', '00000000000000000000000007'), ('pills.example', '0000000000000000000000000b');
        """
}
