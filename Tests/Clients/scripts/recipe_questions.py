
import json
from questions import AGENT, HAM, SPAM, WHO

print(json.dumps({
    "spam": client.comment_check(comment_content=SPAM, comment_author="Best Offers", user_agent=AGENT, **WHO) > 0,
    "ham": client.comment_check(comment_content=HAM, comment_author="Renée", user_agent=AGENT, **WHO).name,
}))
