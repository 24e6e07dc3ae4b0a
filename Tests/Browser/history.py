"""Thirty days of made-up history, as a file for `hamlet import`: always the same but for the day on which it ends."""

import json
import random
import time

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
HOSTS = ["cheap-watches.example", "win-big.example", "blog.example", "pills.example", "photos.example"]
HAM = "rosemary remembrance pray love remember the rest is silence words brevity wit play thing good night sweet prince".split()
SPAM = "free money click here subscribe channel bonus cheap watches win prize order now limited offer visit".split()


def comment_id(milliseconds, generator):
    bits = milliseconds << 80 | generator.getrandbits(80)
    return "".join(DIGITS[bits >> 5 * place & 31] for place in reversed(range(26)))


def rfc3339(milliseconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000)) + f".{milliseconds % 1000:03d}Z"


def write(path, count, now=None, seed=8):
    """Writes comments of the last thirty days, a fifth of them marked, most of them rightly judged."""
    generator = random.Random(seed)
    now = int((now or time.time()) * 1000)
    times = sorted(now - int(generator.random() ** 1.2 * 30 * 86_400_000) for _ in range(count))
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({
            "format": "hamlet-export", "version": 1, "exported_at": rfc3339(now), "hash_seed": "0123456789abcdef",
            "feature_version": 2, "comments": count}) + "\n")
        for moment in times:
            file.write(json.dumps(comment(moment, generator)) + "\n")


def comment(moment, generator):
    is_spam = generator.random() < 0.42
    probability = generator.betavariate(6, 0.5) if is_spam else generator.betavariate(0.5, 6)
    verdict = "spam" if probability >= 0.9 else "unsure" if probability >= 0.5 else "ham"
    words = generator.choices(SPAM if is_spam else HAM, k=generator.randint(4, 20))
    if generator.random() < (0.7 if is_spam else 0.1):
        words.append("http://" + generator.choice(HOSTS[:2] if is_spam else HOSTS) + "/x")
    line = {
        "id": comment_id(moment, generator), "content": " ".join(words), "received_at": rfc3339(moment),
        "author": generator.choice(["Bernardo", "Ophelia", "Osric", "Reynaldo"]),
        "author_email": f"person{generator.randint(1, 40)}@example.org", "site": generator.choice(["blog.example", "shop.example"]),
        "language": generator.choice(["en", "en", "en", "da", "de"]), "verdict": verdict, "probability": probability,
        "discard": False, "revision": 0,
    }
    if generator.random() < 0.2:
        is_right = generator.random() < 0.98
        line |= {"label": "spam" if is_spam == is_right else "ham", "marked_by": "moderator:Horatio",
                 "marked_at": rfc3339(moment + 3_600_000)}
    return line
