"""What schemathesis must be told about the service beside openapi.json."""

import json
import os
import re
import uuid

import schemathesis
from schemathesis.core import NOT_SET
from schemathesis.generation.meta import CoverageScenario

AKISMET_KEY = os.environ["AKISMET_KEY"]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Keys that generated requests cannot know."""
    sent = (case.headers or {}).get("Idempotency-Key")
    scenario = getattr(getattr(case.meta, "phase", None) and case.meta.phase.data, "scenario", None)
    if isinstance(sent, str) and re.fullmatch(r"[!-~]{1,255}", sent) and scenario != CoverageScenario.MISSING_PARAMETER:
        # A key that was used for another request is refused, and generated requests repeat keys. Those that the document
        # does not allow stay as they are. A request that lacks a header is not changed: schemathesis would complete it.
        case.headers["Idempotency-Key"] = uuid.uuid4().hex
    if case.path.startswith("/1."):
        # Without a good key the protocol of Akismet answers nothing but "invalid".
        case.query = {**(case.query or {}), "api_key": AKISMET_KEY}


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """The document shows the lines of a batch as an array; anything else is one line."""
    values = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(line).encode() + b"\n" for line in values)


@schemathesis.check
def every_line_is_answered(context, response, case):
    """A batch answers each line in its order, by a verdict or by a problem."""
    if case.path != "/v1/comments/batch" or response.status_code != 200:
        return
    body = [] if case.body is NOT_SET else case.body
    sent = body if isinstance(body, list) else [body]
    answers = [json.loads(line) for line in response.content.splitlines()]
    assert [answer["line"] for answer in answers] == list(range(1, len(sent) + 1)), (case.body, answers)
    for answer in answers:
        assert answer.get("verdict") in ("spam", "ham", "unsure") or 400 <= answer["problem"]["status"] < 500, answer
