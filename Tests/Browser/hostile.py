"""Comments that try to be more than text."""

import random

SEEDS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    "<svg onload=\"window.hit = 3\"><animate onbegin='window.hit = 4' attributeName=x dur=1s>",
    "<a href=\"javascript:window.hit = 5\">read more</a>",
    "<style>* { display: none !important } body { background: url(http://evil.example/x) }</style>",
    "<iframe srcdoc=\"<script>parent.hit = 6</script>\"></iframe>",
    "<form action=http://evil.example><input name=csrf formaction=javascript:hit=7><button>Spam</button></form>",
    "</textarea></title></script><script>window.hit = 8</script>",
    "\"><script>window.hit = 9</script>", "' onmouseover='window.hit = 10' x='", "`onfocus=window.hit=11 autofocus`",
    "\"\u0301 onmouseover=\"window.hit = 12\u0301\" tabindex=1 autofocus onfocus=window.hit=13 x=\"",
    "<\u0338script>window.hit = 14</script>", "<!--", "<![CDATA[", "<plaintext>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>", "<math><mtext><script>hit=15</script></mtext></math>",
    "{{{page}}} {{frame.token}} {{>token}} {{=<% %>=}}", "${window.hit = 16} #{hit} %{hit}",
    "\u202e\u202d\u2067 txet desrever \u202e evil.example", "\u2066\u2066\u2066 never closed",
    "\u200b\u200c\u200d\u2060\ufeff w\u200bi\u200bn", "frее mоnеy сlick hеre", "e\u0301" + "\u0336\u0337\u0338\u0489" * 80,
    "\u0000\u0001\u0007\u001b[31mred\u009b", "\ufffe\uffff\ud7ff", "ﷺ" * 400, "W" * 65536, "👨‍👩‍👧‍👦" * 300, "\n" * 2000 + "below",
    "\t" * 500 + "right", "a" + "\u00a0" * 900 + "b", "http://" + "a" * 3000 + ".example/" + "b" * 3000,
    "<a href='http://pills.example/" + "%41" * 500 + "'>x</a>", "<table><tr><td><dialog open>modal</dialog>",
    "<x style=position:fixed;inset:0;z-index:99999;background:red>cover</x>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<object data=//evil.example/x></object><embed src=//evil.example/y>", "&lt;script&gt;hit=17&lt;/script&gt;",
    "&#60;img src=x onerror=hit=18&#62;", "<img src=//evil.example/beacon.gif>",
]


def comments(count, seed=1):
    """The same hostile comments each time: each trick by itself, then mixed, and in the other fields as well."""
    chance = random.Random(seed)
    result = []
    for number in range(count):
        text = SEEDS[number % len(SEEDS)] if number < 2 * len(SEEDS) else "".join(
            chance.choice(SEEDS)[:4000] + chance.choice(["", " ", "\n", " great watches "]) for _ in range(3)
        )
        if number >= len(SEEDS):
            text += f" {number}"
        comment = {"content": text}
        for field in ["author", "author_url", "permalink", "language", "user_agent", "referrer", "honeypot"]:
            if chance.random() < 0.4:
                comment[field] = chance.choice(SEEDS)[:2000]
        result.append(comment)
    return result


# What no JSON library writes: bytes that are no UTF-8, and half of a surrogate pair. Both are refused as a whole.
BROKEN = [b'{"content": "\xff\xfe\x80 broken"}', b'{"content": "half \\ud800 pair"}']
