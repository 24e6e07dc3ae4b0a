"""PyPI python-akismet: the key before the host, a body that is read as JSON."""

import json

import akismet
from questions import AGENT, HAM, KEY, REPORTED, SITE, SPAM, WHO

client = akismet.Akismet(KEY, blog=SITE, application_user_agent="Application/1.0")


def check(**fields):
    return client.check(user_agent=AGENT, **fields, **WHO) >= akismet.SpamStatus.ProbableSpam


client.submit_spam(user_agent=AGENT, comment_content=REPORTED + "five", **WHO)
client.submit_ham(user_agent=AGENT, comment_content=REPORTED + "six", **WHO)
print(json.dumps({
    "spam": check(comment_content=SPAM, comment_author="Best Offers"),
    "ham": check(comment_content=HAM, comment_author="Renée"),
    "submit_spam": True,
    "submit_ham": True,
    "test_spam": check(comment_author="viagra-test-123"),
}))
