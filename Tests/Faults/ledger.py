"""What was sent to the service and what it acknowledged, compared with what the database holds."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, field

LABELS = {None: None, 0: "ham", 1: "spam"}

# The last mark that nobody took back since: without it the label of its comment would be another.
LAST = """(
    SELECT max(revision) FROM feedback AS entry WHERE kind = 'mark' AND label IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM feedback WHERE commentKey = entry.commentKey AND revision > entry.revision)
    )"""
DAMAGE = {
    "a lost entry": f"DELETE FROM feedback WHERE revision = {LAST}",
    "a doubled entry": f"""
        INSERT INTO feedback (kind, commentKey, label, previous, source, loggedAt)
        SELECT kind, commentKey, label, previous, source, loggedAt FROM feedback WHERE revision = {LAST}
        """,
    "an entry without its label":
        f"UPDATE comment SET label = NULL WHERE key = (SELECT commentKey FROM feedback WHERE revision = {LAST})",
    "a lost mark": f"""
        UPDATE comment SET label = (SELECT previous FROM feedback WHERE revision = {LAST})
        WHERE key = (SELECT commentKey FROM feedback WHERE revision = {LAST});
        DELETE FROM feedback WHERE revision = {LAST}
        """,
}


@dataclass
class Sent:
    """A mark on its way. `text` names a comment that was never judged, else `id` does."""

    label: str | None
    id: str | None = None
    text: str | None = None


@dataclass
class Acknowledged:
    """An answer: the comment had `previous` before, `label` from `revision` on."""

    id: str
    label: str | None
    previous: str | None
    revision: int
    changed: bool


@dataclass
class Ledger:
    acknowledged: list[Acknowledged] = field(default_factory=list)
    unanswered: list[Sent] = field(default_factory=list)
    refused: int = 0

    def answered(self, sent, status, body):
        """Takes in the answer to one mark; a mark that is saved but not in force yet may be there as well."""
        if status == 200:
            self.acknowledged.append(
                Acknowledged(body["id"], body["label"], body["previous"], body["revision"], body["changed"])
            )
        else:
            self.refused += 1
            assert status in (404, 503, 507), (status, body)
            if body["type"].endswith("mark-not-in-force"):
                self.unanswered.append(sent)

    def compare(self, database):
        """Expects the log to hold every acknowledged mark once, and nothing that was never sent.

        Returns how many entries belong to marks that were sent and not acknowledged.
        """
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            comments = {
                key: (id, content, LABELS[label], verdict)
                for key, id, content, label, verdict in connection.execute(
                    "SELECT key, id, content, label, verdict FROM comment"
                )
            }
            entries = connection.execute(
                "SELECT revision, commentKey, label, previous FROM feedback WHERE kind = 'mark' ORDER BY revision"
            ).fetchall()
        connection.close()
        log, history = {}, {}
        for revision, key, label, previous in entries:
            id = comments[key][0]
            chain = history.setdefault(id, [(0, None)])
            assert chain[-1][1] == LABELS[previous], f"entry {revision} does not follow the one before it"
            assert LABELS[label] != LABELS[previous], f"entry {revision} changes nothing"
            chain.append((revision, LABELS[label]))
            log[revision] = (id, LABELS[label], LABELS[previous])
        for id, content, label, verdict in comments.values():
            last = history.get(id, [(0, None)])[-1][1]
            assert label == last, f"{id} is labelled {label}, but the log ends with {last}"
            assert verdict is not None or id in history, f"{id} was recorded for a mark that is not there"

        for mark in self.acknowledged:
            if mark.changed:
                assert log.get(mark.revision) == (mark.id, mark.label, mark.previous), f"{mark} is not in the log"
            else:
                then = [label for revision, label in history.get(mark.id, [(0, None)]) if revision <= mark.revision]
                assert then[-1] == mark.label, f"{mark} was not so"
        known = [mark.revision for mark in self.acknowledged if mark.changed]
        assert len(known) == len(set(known)), "two acknowledgements share an entry"

        open_marks = list(self.unanswered)
        extra = [log[revision] for revision in sorted(set(log) - set(known))]
        texts = {id: content for id, content, _, _ in comments.values()}
        for id, label, _ in extra:
            sent = next(
                (s for s in open_marks if s.label == label and (s.id == id or s.text == texts[id])), None
            )
            assert sent is not None, f"nobody asked for {id} to be {label}"
            open_marks.remove(sent)
        return len(extra)

    def expect_to_notice_damage(self, database):
        """Does to copies of the database what a fault might do, and expects each comparison to fail."""
        for name, statements in DAMAGE.items():
            with tempfile.TemporaryDirectory() as folder:
                copy = os.path.join(folder, "copy.sqlite")
                with contextlib.closing(sqlite3.connect(database)) as source:
                    with contextlib.closing(sqlite3.connect(copy)) as target:
                        source.backup(target)
                        for trigger in ("feedbackIsNeverUpdated", "feedbackIsNeverDeleted"):
                            target.execute(f"DROP TRIGGER {trigger}")
                        target.executescript(statements)
                try:
                    self.compare(copy)
                except AssertionError:
                    continue
                raise RuntimeError(f"the comparison does not notice {name}")
