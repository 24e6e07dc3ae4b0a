"""PyPI akismet-async: the key before the host, a body that is read as JSON."""

import asyncio
import json

from akismet import Akismet, Comment
from questions import AGENT, HAM, KEY, REPORTED, SITE, SPAM, WHO


def comment(content, author="Renée"):
    return Comment(comment_content=content, comment_author=author, user_agent=AGENT, referrer=SITE,
                   content_type="comment", **WHO)


async def main():
    client = Akismet(api_key=KEY, blog=SITE, user_agent="Application/1.0")
    spam = await client.check(comment(SPAM, "Best Offers"))
    await client.submit_spam(comment(REPORTED + "nine"))
    await client.submit_ham(comment(REPORTED + "ten"))
    print(json.dumps({
        "verify": await client.verify_key(),
        "spam": "spam" if spam.value.endswith("spam") else spam.value,
        "ham": (await client.check(comment(HAM))).value,
        "submit_spam": True,
        "submit_ham": True,
    }))


asyncio.run(main())
