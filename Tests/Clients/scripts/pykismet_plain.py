"""PyPI pykismet3: plain HTTP, content_type in place of comment_type."""

import json

from pykismet3 import Akismet, AkismetServerError
from questions import AGENT, HAM, KEY, REPORTED, SITE, SPAM, WHO


def fields(content, author="Renée"):
    return {"user_agent": AGENT, "referrer": SITE, "comment_content": content, "comment_author": author,
            "content_type": "comment", **WHO}


def stranger():
    try:
        return Akismet(api_key="ffffffffffff", blog_url=SITE, user_agent="Application/1.0").check(fields(HAM))
    except AkismetServerError as error:
        return type(error).__name__


client = Akismet(api_key=KEY, blog_url=SITE, user_agent="Application/1.0")
client.submit_spam(fields(REPORTED + "seven"))
client.submit_ham(fields(REPORTED + "eight"))
print(json.dumps({
    "spam": client.check(fields(SPAM, "Best Offers")),
    "ham": client.check(fields(HAM)),
    "submit_spam": True,
    "submit_ham": True,
    "stranger": stranger(),
}))
