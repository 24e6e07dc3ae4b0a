"""PyPI akismet, synchronous, with its time limit of one second."""

import json

import akismet
from questions import AGENT, HAM, KEY, REPORTED, SITE, SPAM, WHO


def error_of(call):
    try:
        return call()
    except akismet.AkismetError as error:
        return type(error).__name__


config = akismet.Config(key=KEY, url=SITE)
client = akismet.SyncClient.validated_client(config=config)
stranger = akismet.SyncClient(config=akismet.Config(key="ffffffffffff", url=SITE))
print(json.dumps({
    "verify": client.verify_key(),
    "verify_stranger": stranger.verify_key(),
    "spam": client.comment_check(comment_content=SPAM, comment_author="Best Offers", user_agent=AGENT, **WHO) > 0,
    "ham": client.comment_check(comment_content=HAM, comment_author="Renée", user_agent=AGENT, **WHO).name,
    "submit_spam": client.submit_spam(comment_content=REPORTED + "one", **WHO),
    "submit_ham": client.submit_ham(comment_content=REPORTED + "two", **WHO),
    "usage": client.usage_limit()["limit"],
    "key_sites": error_of(client.key_sites),
    "test_spam": client.comment_check(comment_author="akismet-guaranteed-spam", **WHO).name,
    "stranger": error_of(lambda: stranger.comment_check(comment_content=HAM, **WHO)),
}))
