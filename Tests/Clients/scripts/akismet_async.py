"""PyPI akismet, asynchronous."""

import asyncio
import json

import akismet
from questions import AGENT, HAM, KEY, REPORTED, SITE, SPAM, WHO


async def main():
    async with akismet.AsyncClient(config=akismet.Config(key=KEY, url=SITE)) as client:
        spam = await client.comment_check(comment_content=SPAM, comment_author="Best Offers", user_agent=AGENT, **WHO)
        ham = await client.comment_check(comment_content=HAM, comment_author="Renée", user_agent=AGENT, **WHO)
        print(json.dumps({
            "verify": await client.verify_key(),
            "spam": spam > 0,
            "ham": ham.name,
            "submit_spam": await client.submit_spam(comment_content=REPORTED + "three", **WHO),
            "submit_ham": await client.submit_ham(comment_content=REPORTED + "four", **WHO),
            "usage": (await client.usage_limit())["limit"],
        }))


asyncio.run(main())
