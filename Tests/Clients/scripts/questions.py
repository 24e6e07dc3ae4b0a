"""What every client is asked to ask about."""

import os

KEY = os.environ["KEY"]
SITE = "https://garden.example"
WHO = {"user_ip": "203.0.113.9"}
AGENT = "Mozilla/5.0 (X11; Linux x86_64)"
SPAM = (
    "Cheap replica watches and designer handbags, best prices online! Visit http://watches-4u.example/buy now and get "
    "90% off. Free worldwide shipping, click here http://cheap-bags.example/sale"
)
HAM = "Thanks for the explanation. I watered the second bed less this year, as you wrote, and the tomatoes did better."
REPORTED = "A report from a client, number "
